//! The nonces of the requests seen lately, so that none is taken twice.

use super::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// How long a nonce is kept after the request was made, in seconds: as long as its signature could be taken.
pub const NONCE_KEPT: i64 = 75;

/// The most nonces kept: about 10 MB, 20 requests a second from 60 sessions.
const MOST: usize = 100_000;

/// A bounded memory of (session, nonce). Only verified requests get in, so strangers cannot fill it.
#[derive(Debug, Default)]
pub struct Nonces {
    seen: BTreeSet<(String, String)>,
    until: BTreeMap<i64, Vec<(String, String)>>,
}

impl Nonces {
    /// Nothing seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Remembers a nonce; refuses one that is already there.
    pub fn insert(&mut self, now: i64, session: &str, nonce: &str, created: i64) -> Result<(), Refusal> {
        self.forget(now);
        let entry = (session.to_owned(), nonce.to_owned());
        if self.seen.contains(&entry) {
            return Err(Refusal::Replay);
        }
        if self.seen.len() >= MOST {
            return Err(Refusal::NoncesFull);
        }
        self.seen.insert(entry.clone());
        self.until.entry(created.saturating_add(NONCE_KEPT)).or_default().push(entry);
        Ok(())
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    fn forget(&mut self, now: i64) {
        let kept = self.until.split_off(&now);
        for entry in std::mem::replace(&mut self.until, kept).into_values().flatten() {
            self.seen.remove(&entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_as_long_as_the_signature_holds() {
        let mut nonces = Nonces::new();
        nonces.insert(100, "s", "n", 100).unwrap();
        assert_eq!(nonces.insert(175, "s", "n", 100), Err(Refusal::Replay));
        assert_eq!(nonces.insert(175, "other", "n", 100), Ok(()));
        assert_eq!(nonces.insert(176, "s", "m", 176), Ok(()));
        assert_eq!(nonces.len(), 1);
    }
}
