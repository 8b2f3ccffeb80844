//! What the stand-in knows and has received. In memory: it forgets when it ends.

use crate::braze::{Endpoint, Key, ScheduleCreate, Segment};
use crate::payload;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most messages kept; the oldest are forgotten.
const MOST: usize = 500;

/// What the stand-in should know.
pub struct Options {
    /// The one key that it takes.
    pub key: Key,
    /// What the key may not do.
    pub denied: BTreeSet<Endpoint>,
    /// The segments of the workspace.
    pub segments: Vec<Segment>,
    /// The API campaigns by id; none: any campaign and variation is taken.
    pub campaigns: BTreeMap<String, Campaign>,
    /// The apps of the workspace by identifier; none: any is taken.
    pub apps: BTreeSet<String>,
    /// Beginnings of addresses and what the page shows in their place: pictures of hosts that are made up.
    pub pictures: Vec<(String, String)>,
    /// The clock (Unix seconds).
    pub clock: Arc<dyn Fn() -> i64 + Send + Sync>,
    /// Random bytes for identifiers.
    pub random: Arc<dyn Fn() -> [u8; 16] + Send + Sync>,
}

/// An API campaign.
#[derive(Clone, Debug, Default)]
pub struct Campaign {
    /// Its e-mail variations.
    pub email_variations: BTreeSet<String>,
}

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
    /// The body as it came.
    pub body: Value,
}

/// The stand-in.
#[derive(Clone)]
pub struct Sandbox {
    pub(super) options: Arc<Options>,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    received: Vec<Received>,
    requests: u64,
    send_ids: BTreeSet<(String, String)>,
}

impl Sandbox {
    /// A stand-in that knows this.
    pub fn new(options: Options) -> Self {
        Self { options: Arc::new(options), inner: Arc::default() }
    }

    /// What was scheduled, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.lock().received.clone()
    }

    /// Forgets what was scheduled.
    pub fn clear(&self) {
        self.lock().received.clear();
    }

    pub(super) fn now(&self) -> i64 {
        (self.options.clock)()
    }

    /// Counts a request; how many there were.
    pub(super) fn count(&self) -> u64 {
        let mut inner = self.lock();
        inner.requests = inner.requests.saturating_add(1);
        inner.requests
    }

    /// Keeps a message.
    pub(super) fn keep(&self, body: Value) -> Received {
        let hex = |bytes: [u8; 16]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let received = Received {
            schedule_id: uuid(&hex((self.options.random)())),
            dispatch_id: hex((self.options.random)()),
            received: self.now(),
            digest: digest(&body),
            body,
        };
        let mut inner = self.lock();
        if inner.received.len() >= MOST {
            inner.received.remove(0);
        }
        inner.received.push(received.clone());
        received
    }

    /// Changes a schedule: each part of `change` takes the place of what stood there. Whether there is such a schedule.
    pub(super) fn change(&self, schedule_id: &str, change: &Value) -> bool {
        let mut inner = self.lock();
        let Some(kept) = inner.received.iter_mut().find(|kept| kept.schedule_id == schedule_id) else { return false };
        for part in ["schedule", "messages"] {
            if let (Some(value), Some(body)) = (change.get(part), kept.body.as_object_mut()) {
                body.insert(part.to_owned(), value.clone());
            }
        }
        kept.digest = digest(&kept.body);
        true
    }

    /// Takes a schedule back; whether there was one.
    pub(super) fn take_back(&self, schedule_id: &str) -> bool {
        let mut inner = self.lock();
        let before = inner.received.len();
        inner.received.retain(|kept| kept.schedule_id != schedule_id);
        inner.received.len() < before
    }

    /// Keeps the name of a send; whether there was room for it today.
    pub(super) fn keep_send_id(&self, campaign: &str, send: &str) -> bool {
        let mut inner = self.lock();
        let entry = (campaign.to_owned(), send.to_owned());
        if inner.send_ids.contains(&entry) {
            return true;
        }
        inner.send_ids.len() < 100 && inner.send_ids.insert(entry)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // Nothing here is left half done, so a panic elsewhere spoils nothing.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 32 hexadecimal digits in the form of a UUID.
fn uuid(hex: &str) -> String {
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// The digest of a message that our own payload carries; none for other channels.
fn digest(body: &Value) -> Option<String> {
    let body: ScheduleCreate = serde_json::from_value(body.clone()).ok()?;
    Some(payload::digest(&body.messages?.email?))
}
