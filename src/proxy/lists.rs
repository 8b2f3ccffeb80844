//! Lists of customers on their way to Braze: batch by batch, a few at once, as fast as Braze lets us.
//!
//! Attributes are only set, so a batch whose answer was lost is sent again, and nothing is doubled. Nothing is remembered
//! here: what waits stands in the ledger, and goes on after a restart where it stood.

use super::ledger::{Batch, LedgerError};
use super::{Called, Event, Proxy};
use crate::audience::{Fields, Habits, Part, Problem, Trouble};
use crate::braze::{Endpoint, MOST_OBJECTS, Outcome, Tracked, UsersTrack, validate};
use crate::policy::Policy;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinSet;

/// How many batches are on the way at once: with Braze answering within half a second, 36,000 rows a minute, and far below
/// its limit of 3,000 requests in 3 seconds, which is the whole workspace's.
const AT_ONCE: i64 = 4;

/// The longest wait between two tries, in seconds.
const LONGEST: i64 = 60;

/// How long to wait where the key is refused, in seconds: somebody has to change it.
const KEY_REFUSED: i64 = 300;

/// How often to look without being told that there is something to do.
const LOOKED_EVERY: Duration = Duration::from_secs(60);

/// What the carrier of lists knows besides the ledger.
#[derive(Default)]
pub(super) struct Carrier {
    /// There is something to do.
    pub(super) work: Notify,
    /// One at a time.
    at_work: Mutex<()>,
    /// How often in a row Braze did not take what it got.
    setbacks: AtomicU32,
}

impl Proxy {
    /// Carries lists to Braze for as long as the proxy runs.
    pub(super) async fn carry_lists(&self) {
        loop {
            match self.carry_waiting().await {
                Some(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
                None => {
                    let _ = tokio::time::timeout(LOOKED_EVERY, self.0.carrier.work.notified()).await;
                }
            }
        }
    }

    /// Carries what waits now. Where Braze does not take it, in how many seconds to try again.
    async fn carry_waiting(&self) -> Option<u64> {
        let _one = self.0.carrier.at_work.lock().await;
        match self.carry().await {
            Ok(None) => None,
            Ok(Some(seconds)) => Some(u64::try_from(seconds.max(1)).unwrap_or(1)),
            Err(error) => {
                self.0.log.write(&Event::new("lists", self.now()).text("message", &error.to_string()));
                Some(u64::try_from(LONGEST).unwrap_or(60))
            }
        }
    }

    async fn carry(&self) -> Result<Option<i64>, LedgerError> {
        loop {
            let batches = self.0.ledger.next_batches(AT_ONCE).await?;
            if batches.is_empty() {
                self.0.ledger.tidy_lists(self.now()).await?;
                return Ok(None);
            }
            let mut asked = JoinSet::new();
            for batch in batches {
                let proxy = self.clone();
                asked.spawn(async move {
                    let called = proxy.0.braze.post::<UsersTrack>(batch.body.clone(), proxy.now()).await;
                    (batch, called)
                });
            }
            let mut wait = None;
            while let Some(done) = asked.join_next().await {
                if let Ok((batch, called)) = done {
                    wait = wait.max(self.settle_batch(&batch, called).await?);
                }
            }
            if wait.is_some() {
                return Ok(wait);
            }
        }
    }

    /// Writes down what became of a batch; in how many seconds to go on, where it has to wait.
    async fn settle_batch(&self, batch: &Batch, called: Called<Tracked>) -> Result<Option<i64>, LedgerError> {
        let Called { status, outcome, rate_limit } = called;
        let carrier = &self.0.carrier;
        let log = |outcome: &str, message: &str| {
            let event = Event::new("list-batch", self.now()).text("list", &batch.list).text("outcome", outcome);
            let event = event.number("batch", batch.number).number("status", i64::from(status));
            // Braze may repeat what it refuses; the log holds no customer's data.
            let message = if outcome == "rejected" { "" } else { message };
            self.0.log.write(&event.text("message", message));
        };
        let (message, wait) = match outcome {
            Outcome::Applied { notes, .. } => {
                carrier.setbacks.store(0, Ordering::Relaxed);
                let of_attributes = |list: &Option<String>| list.as_deref().is_none_or(|list| list == "attributes");
                let refused = notes.iter().filter(|note| of_attributes(&note.list)).filter_map(|note| note.index);
                let refused: Vec<usize> = refused.collect::<BTreeSet<_>>().into_iter().collect();
                if self.0.ledger.acknowledge(batch, &refused, self.now()).await? {
                    self.0.log.write(&Event::new("list-done", self.now()).text("list", &batch.list));
                }
                // Whoever else uses the workspace is not starved by us.
                let spent = rate_limit.remaining == Some(0);
                return Ok(rate_limit.reset_in.filter(|_| spent).map(|seconds| seconds.clamp(1, LONGEST)));
            }
            Outcome::Rejected { message } => {
                log("rejected", message.as_str());
                match batch.lines.len() {
                    0 | 1 => self.0.ledger.acknowledge(batch, &[0], self.now()).await.map(drop)?,
                    _ => self.0.ledger.halve(batch).await?,
                }
                return Ok(None);
            }
            Outcome::KeyRefused { message } => {
                log("key-refused", message.as_str());
                (message, KEY_REFUSED)
            }
            Outcome::NotApplied { message } => {
                log("not-applied", message.as_str());
                (message, rate_limit.reset_in.filter(|_| status == 429).unwrap_or(0))
            }
            Outcome::Ambiguous { message } => {
                log("ambiguous", message.as_str());
                (message, 0)
            }
        };
        self.0.ledger.list_waits(&batch.list, message.as_str()).await?;
        let setbacks = carrier.setbacks.fetch_add(1, Ordering::Relaxed);
        let doubled = 1_i64.checked_shl(setbacks / 4).unwrap_or(LONGEST).clamp(1, LONGEST);
        Ok(Some(wait.clamp(doubled, KEY_REFUSED)))
    }

    /// The columns that a group's policy allows; `None` where it allows no files.
    pub(super) fn list_fields(&self, group: &str) -> Option<Fields> {
        Fields::of(&self.policy_of(group)?.data)
    }

    /// The policy as it holds for a group.
    pub(super) fn policy_of(&self, group: &str) -> Option<Policy> {
        let kit = self.0.engine.kit();
        Some(kit.policy_of(&kit.groups.resolve(group)?))
    }

    /// How people of a group write numbers and dates.
    pub(super) fn habits(&self, group: &str) -> Habits {
        let office = self.0.engine.kit().groups.resolve(group).unwrap_or_default();
        Habits::of(office.profile.country.as_deref(), office.profile.locale.as_deref())
    }
}

/// The part without rows that Braze would refuse by its documentation: the last look before they are written down.
pub(super) fn vetted(mut part: Part, now: i64) -> Part {
    let mut kept = Vec::with_capacity(part.rows.len());
    for rows in part.rows.chunks(MOST_OBJECTS) {
        let attributes: Vec<&serde_json::Map<String, Value>> = rows.iter().map(|row| &row.attributes).collect();
        let faults = validate::body(Endpoint::UsersTrack, &json!({ "attributes": attributes }), now);
        let place = |field: &str| field.strip_prefix("attributes[")?.split_once(']')?.0.parse::<usize>().ok();
        let wrong: BTreeSet<usize> = faults.iter().filter_map(|fault| place(&fault.field)).collect();
        for (at, row) in rows.iter().enumerate() {
            match wrong.contains(&at) {
                true => part.problems.push(Problem::of_row(row.line, Trouble::BRAZE)),
                false => kept.push(row.clone()),
            }
        }
    }
    Part { rows: kept, ..part }
}
