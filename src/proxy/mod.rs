//! The proxy: takes a signed submission, starts over from its inputs with its own kit, and hands the result to Braze.
//!
//! In: [`Settings`], a clock, randomness, a place for the log. Out: a router ([`Proxy::router`]). What the client says
//! about content is never believed: it sends a draft and the digest of what its author saw, and the engine answers again.

mod authenticate;
mod budget;
mod changes;
mod config;
mod forward;
mod handlers;
mod key_check;
mod ledger;
mod lists;
mod log;
mod outside;
mod recipients;
mod refused;
mod results;
mod router;
mod segments;
mod upstream;

pub use config::{BackEndFile, Braze, File, ForwardMode, Settings, Source};
pub use key_check::{Finding, KeyCheck, Kind, State, Variation};
pub use ledger::{Attempt, Batch, Begun, Intended, Intent, Ledger, LedgerError, List, NewIntent};
pub use log::{Event, Log};
pub use upstream::{BrazeClient, Called};

use crate::engine::Engine;
use crate::payload::Account;
use crate::transport::{Nonces, Verifier};
use budget::Budget;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

/// A proxy with everything that it needs.
#[derive(Clone)]
pub struct Proxy(Arc<Parts>);

/// What the handlers share.
struct Parts {
    engine: Engine,
    kit_digest: String,
    account: Account,
    editors: BTreeSet<String>,
    verifier: Verifier,
    nonces: Mutex<Nonces>,
    session_budget: Budget,
    group_budget: Budget,
    ledger: Ledger,
    braze: BrazeClient,
    known: segments::Known,
    carrier: lists::Carrier,
    log: Log,
    /// How many names were given.
    named: AtomicU32,
    outer: Outer,
}

/// What the proxy takes from the world.
pub struct Outer {
    /// The clock (Unix seconds).
    pub clock: Box<dyn Fn() -> i64 + Send + Sync>,
    /// 16 random bytes.
    pub random: Box<dyn Fn() -> [u8; 16] + Send + Sync>,
}

/// Why a proxy cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The ledger.
    #[error("{0}")]
    Ledger(#[from] LedgerError),
    /// The HTTP client.
    #[error("the connection to Braze cannot be set up: {0}")]
    Client(#[from] reqwest::Error),
}

impl StartError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Ledger(error) => error.code(),
            Self::Client(_) => "start-client",
        }
    }
}

impl Proxy {
    /// A proxy of these settings. Opens the ledger.
    pub async fn start(settings: Settings, outer: Outer, log: Log) -> Result<Self, StartError> {
        let now = (outer.clock)();
        let ledger = Ledger::open(&settings.ledger, now).await?;
        let braze = BrazeClient::new(settings.upstream, settings.key)?;
        let verifier = Verifier {
            audience: settings.public_origin,
            authorities: settings.authorities,
            back_ends: settings.back_ends,
            revoked: settings.revoked,
            boot_time: now,
        };
        let kit_digest = settings.kit.digest();
        log.write(&Event::new("started", now).text("kit", &kit_digest));
        Ok(Self(Arc::new(Parts {
            engine: Engine::new(settings.kit),
            kit_digest,
            account: settings.account,
            editors: settings.editors,
            verifier,
            nonces: Mutex::new(Nonces::new()),
            session_budget: Budget::of_a_session(),
            group_budget: Budget::of_a_group(),
            ledger,
            braze,
            known: segments::Known::default(),
            carrier: lists::Carrier::default(),
            log,
            named: AtomicU32::new(0),
            outer,
        })))
    }

    /// What is done unasked, for as long as the proxy runs: lists are carried to Braze, changes asked for again.
    pub async fn carry_on(&self) {
        tokio::join!(self.carry_lists(), self.keep_changing());
    }

    /// Closes the ledger, once nothing is in work any more.
    pub async fn close(&self) {
        self.0.ledger.close().await;
        self.0.log.write(&Event::new("stopped", self.now()));
    }

    fn now(&self) -> i64 {
        (self.0.outer.clock)()
    }

    /// A new name, with what it is a name of: its second, its number among the names of this process, and chance. Names
    /// sort as they were made, so that what came in the same second can still be told newest first.
    fn name(&self, kind: &str) -> String {
        let number = self.0.named.fetch_add(1, Ordering::Relaxed);
        let [.., a, b, c, d, e, f, g, h] = (self.0.outer.random)();
        let chance = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
        format!("{kind}_{:08x}{number:08x}{chance:016x}", self.now())
    }
}
