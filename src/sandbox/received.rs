//! What was scheduled, for tests and the page.

use super::State;
use super::workspace::{Schedule, State as Standing};
use serde::Serialize;
use serde_json::Value;

/// A message that was scheduled.
#[derive(Clone, Debug, Serialize)]
pub struct Received {
    /// The stand-in's name for the schedule.
    pub schedule_id: String,
    /// Its name for the transmission.
    pub dispatch_id: String,
    /// When it came (Unix seconds).
    pub received: i64,
    /// The digest of the message, made from what came.
    pub digest: Option<String>,
    /// `scheduled`, `sending` or `sent`.
    pub state: &'static str,
    /// The body as it came, with what updates put in its place.
    pub body: Value,
}

impl Received {
    pub(super) fn of(schedule: &Schedule) -> Self {
        Self {
            schedule_id: schedule.id.clone(),
            dispatch_id: schedule.dispatch_id.clone(),
            received: schedule.received.div_euclid(1000),
            digest: digest(&schedule.body),
            state: schedule.state.word(),
            body: schedule.body.clone(),
        }
    }
}

impl State {
    pub(super) fn received(&self) -> Vec<Received> {
        let kept = self.stand_in.workspace.schedules.iter().filter(|one| one.state != Standing::Deleted);
        kept.map(Received::of).collect()
    }
}

/// The digest of a message on the channels on which ours go out; none where it goes out on none of them.
pub(super) fn digest(body: &Value) -> Option<String> {
    let messages = serde_json::from_value(body.get("messages")?.clone()).ok()?;
    let message = crate::payload::carried(&messages);
    (message != crate::render::Message::default()).then(|| message.digest())
}
