//! Changes on their way to Braze: asked for once at once, and again by the proxy itself until Braze answers clearly or
//! the time of the send has come.

use super::ledger::{Change, ChangeOutcome, Intent, LedgerError};
use super::{Called, Event, Proxy};
use crate::braze::{Done, Moment, Outcome, ScheduleDelete, ScheduleUpdate};
use crate::transport::{ChangeKind, ChangeState, SendView};
use std::time::{Duration, Instant};

/// How long before its time a send may be given another, in seconds: nearer to it, Braze reaches all, some or none.
pub(super) const STOP: i64 = 15 * 60;

/// How long a schedule may be unknown to Braze after it was made, in seconds.
const NOT_YET: i64 = 600;

/// The first clock of the world is ahead of UTC by so much, in seconds.
const FIRST_ZONE: i64 = 14 * 3600;

/// How often to look.
const LOOKED_EVERY: Duration = Duration::from_secs(1);

/// The longest wait between two tries, in seconds.
const LONGEST: i64 = 60;

/// When a send begins to reach people (Unix seconds).
pub(super) fn begins(send: &SendView) -> i64 {
    let Ok(moment) = Moment::parse(&send.time) else { return i64::MIN };
    match (send.in_local_time || send.at_optimal_time, moment.instant) {
        (false, Some(instant)) => instant.as_second(),
        // At its best hour, somebody may be reached from the first minute of the day.
        _ => {
            let wall = if send.at_optimal_time {
                moment.wall.date().to_datetime(jiff::civil::Time::midnight())
            } else {
                moment.wall
            };
            let clock = Moment { wall, instant: None };
            clock.at_offset(FIRST_ZONE).map_or(i64::MIN, jiff::Timestamp::as_second)
        }
    }
}

impl Proxy {
    /// Looks for changes that Braze has to be asked for again, for as long as the proxy runs.
    pub(super) async fn keep_changing(&self) {
        let mut tick = tokio::time::interval(LOOKED_EVERY);
        loop {
            tick.tick().await;
            self.carry_changes().await;
        }
    }

    /// Asks Braze for the changes that are due.
    pub async fn carry_changes(&self) {
        let due = match self.0.ledger.due_changes(self.now()).await {
            Ok(due) => due,
            Err(error) => {
                return self.0.log.write(&Event::new("changes", self.now()).text("message", &error.to_string()));
            }
        };
        for (change, intent) in due {
            if let Err(error) = self.carry_change(&change, &intent, "").await {
                let event = Event::new("changes", self.now()).text("send", &change.intent);
                self.0.log.write(&event.text("message", &error.to_string()));
            }
        }
    }

    /// One call for a change. It is never made before the ledger holds it.
    pub(super) async fn carry_change(
        &self,
        change: &Change,
        intent: &Intent,
        request_id: &str,
    ) -> Result<(), LedgerError> {
        let now = self.now();
        if now >= begins(&intent.view) {
            let over = ChangeOutcome {
                state: ChangeState::Unknown,
                class: "over",
                doubtful: change.doubtful,
                status: 0,
                message: "The time of the send came before Braze answered.".to_owned(),
                again: 0,
                ms: 0,
            };
            return self.0.ledger.give_change_up(change, (intent, &over), now).await;
        }
        self.0.ledger.begin_change(change, now).await?;
        let begun = Instant::now();
        let called = match change.kind {
            ChangeKind::Time => self.0.braze.post::<ScheduleUpdate>(change.body.clone(), now).await,
            ChangeKind::Cancel => self.0.braze.post::<ScheduleDelete>(change.body.clone(), now).await,
        };
        let ms = i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX);
        let outcome = ChangeOutcome { ms, ..outcome(change, intent, called, self.now()) };
        self.0.log.write(
            &Event::new("braze", self.now())
                .text("request_id", request_id)
                .text("send", &change.intent)
                .text("change", change.kind.name())
                .text("outcome", outcome.class)
                .text("state", outcome.state.name())
                .number("status", i64::from(outcome.status))
                .number("ms", outcome.ms)
                .text("message", &outcome.message),
        );
        self.0.ledger.end_change(change, (intent, &outcome), request_id, self.now()).await
    }
}

/// What a call means for a change.
fn outcome(change: &Change, intent: &Intent, called: Called<Done>, now: i64) -> ChangeOutcome {
    let Called { status, outcome, rate_limit } = called;
    let doubled = 1_i64.checked_shl(u32::try_from(change.attempts).unwrap_or(6).min(6)).unwrap_or(LONGEST);
    // Other answers tell of the limit too, though it is not what kept them.
    let reset = rate_limit.reset_in.filter(|_| status == 429).unwrap_or(0);
    let wait = reset.clamp(doubled.min(LONGEST), LONGEST * 5);
    let (state, class, doubtful, message) = match outcome {
        Outcome::Applied { notes, .. } => {
            let notes: Vec<&str> = notes.iter().map(|note| note.message.as_str()).collect();
            (ChangeState::Done, "applied", false, notes.join("; "))
        }
        Outcome::NotApplied { message } => (ChangeState::Asked, "not-applied", change.doubtful, message.into_string()),
        Outcome::KeyRefused { message } => (ChangeState::Asked, "key-refused", change.doubtful, message.into_string()),
        Outcome::Ambiguous { message } => (ChangeState::Asked, "ambiguous", true, message.into_string()),
        Outcome::Rejected { message } => {
            let new = now.saturating_sub(intent.view.created) < NOT_YET;
            let state = match (change.kind, change.doubtful) {
                // A call of before has taken it back; there is nothing left to take back.
                (ChangeKind::Cancel, true) => ChangeState::Done,
                // What was just made may be unknown for a while.
                (_, false) if new && matches!(status, 400 | 404) => ChangeState::Asked,
                (ChangeKind::Time, true) => ChangeState::Unknown,
                (_, false) => ChangeState::Refused,
            };
            (state, "rejected", change.doubtful, message.into_string())
        }
    };
    ChangeOutcome { state, class, doubtful, status, message, again: now.saturating_add(wait), ms: 0 }
}
