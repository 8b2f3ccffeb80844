//! A stand-in for Braze on loopback: takes the requests that Braze documents, refuses what it refuses, answers as it
//! was recorded, sends when the time comes, and shows on a page who got what. Nothing leaves this machine.
//!
//! In: a workspace ([`Settings`]) and a clock. Out: a router, or a server that can also break connections off; and the
//! truth of what each person received, for tests. Everything below [`Sandbox`] knows neither sockets nor the time of
//! day:
//!
//! ```text
//! router ─┬─ braze.rs    the REST API ─▶ stand_in.rs: switches, keys, limits ─▶ endpoints.rs ─┐
//!         ├─ control.rs  clock, switches, inboxes as JSON ──────────────────────────────────┼─▶ workspace/
//!         └─ page/       the same for people ───────────────────────────────────────────────┘
//! ```

mod braze;
mod call;
mod chance;
mod clock;
mod control;
mod csv;
mod endpoints;
mod faults;
mod limits;
mod page;
mod received;
mod settings;
mod stand_in;
#[cfg(test)]
mod tests;
mod workspace;

pub use received::Received;
pub use settings::{
    ApiKey, App, Campaign, Cap, Contract, Delays, Group, Platform, SegmentDefinition, Settings, SettingsError,
    TrackLimit, Variation,
};

use crate::serve::{Limits, serve_behind};
use axum::Router;
use axum::routing::any;
use clock::Clock;
use faults::Switch;
use stand_in::StandIn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The most bytes of a request that are read at all; Braze's own limit lies below, and is answered in its words.
const MOST_BYTES: u64 = 64_000_000;

/// A stand-in.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    clock: Clock,
    real: Box<dyn Fn() -> i64 + Send + Sync>,
}

/// All that changes.
struct State {
    stand_in: StandIn,
    clock: Clock,
    real: i64,
}

impl State {
    fn now(&self) -> i64 {
        self.clock.now(self.real)
    }

    /// Adds people from CSV, at once; how many there were.
    fn add_people(&mut self, csv: &str) -> Result<usize, String> {
        let now = self.now();
        self.stand_in.advance(now);
        let people = &mut self.stand_in.workspace.people;
        csv::people(csv, |person| people.set_attributes(person, now))
    }

    /// Lets happen what is due, and works out the fate of every message.
    fn settle(&mut self) -> i64 {
        let now = self.now();
        self.stand_in.settle(now);
        now
    }
}

impl Sandbox {
    /// A stand-in for this workspace. `real` is the clock of the world, in milliseconds since 1970 began; the stand-in's
    /// own begins there.
    pub fn new(settings: Settings, real: impl Fn() -> i64 + Send + Sync + 'static) -> Result<Self, SettingsError> {
        let now = real();
        let clock = Clock::default();
        let state = State { stand_in: StandIn::new(settings, now)?, clock: clock.clone(), real: now };
        Ok(Self(Arc::new(Inner { state: Mutex::new(state), clock, real: Box::new(real) })))
    }

    /// Sets switches from a file of JSON: a list, as `POST /sandbox/faults` takes it.
    pub fn set_faults(&self, json: &str) -> Result<(), SettingsError> {
        let switches: Vec<Switch> = serde_json::from_str(json).map_err(|error| SettingsError(error.to_string()))?;
        self.lock().stand_in.switches.add(switches).map_err(SettingsError)
    }

    /// Stops the clock at this time; it stands until it is moved. The reason where it cannot be set so.
    pub fn stop_clock_at(&self, at: jiff::Timestamp) -> Result<(), SettingsError> {
        let state = self.lock();
        state.clock.turn(&clock::Turn::stop_at(at), state.real).map_err(SettingsError)
    }

    /// What its clock says, in milliseconds since 1970 began: for whoever lives by it. Waits for no work of the stand-in's.
    pub fn now(&self) -> i64 {
        self.0.clock.now((self.0.real)())
    }

    /// Adds people from a file of CSV: a column for each attribute, `external_id` among them. How many there were.
    pub fn add_people(&self, csv: &str) -> Result<usize, SettingsError> {
        self.lock().add_people(csv).map_err(SettingsError)
    }

    /// What was scheduled and not taken back, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.lock().received()
    }

    /// The router of the stand-in. Without [`Sandbox::serve`] it cannot break connections off.
    pub fn router(self) -> Router {
        Router::new()
            .merge(page::routes())
            .merge(control::routes())
            .layer(axum::middleware::from_fn(control::from_this_machine))
            .fallback(any(braze::answer))
            .with_state(self)
    }

    /// Serves until `end` becomes true.
    pub async fn serve(self, listener: TcpListener, limits: Limits, end: watch::Receiver<bool>) {
        let door = self.clone();
        let limits = Limits { body: MOST_BYTES, ..limits };
        serve_behind(move |_| !door.lock().stand_in.refuses(), listener, self.router(), limits, end).await;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing here is left half done, so a panic elsewhere spoils nothing.
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.real = (self.0.real)();
        state
    }

    /// Does work on the state where it holds nobody up who only listens.
    async fn with<T: Send + 'static>(&self, work: impl FnOnce(&mut State) -> T + Send + 'static) -> Option<T> {
        let sandbox = self.clone();
        tokio::task::spawn_blocking(move || work(&mut sandbox.lock())).await.ok()
    }
}
