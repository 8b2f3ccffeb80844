//! How much one session, and one group, may ask for: a burst, then a steady rate (the generic cell rate algorithm).

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How many names are kept before those that are at rest are forgotten.
const KEPT: usize = 10_000;

/// A burst and a rate for each name.
pub(super) struct Budget {
    per_second: i64,
    burst: i64,
    /// For each name, until when its requests so far use up its rate (Unix milliseconds).
    used_until: Mutex<BTreeMap<String, i64>>,
}

impl Budget {
    /// What one session may ask: as many requests a second as the memory of nonces is made for.
    pub(super) const fn of_a_session() -> Self {
        Self::new(20, 200)
    }

    /// What one group may send: far above what people do.
    pub(super) const fn of_a_group() -> Self {
        Self::new(2, 200)
    }

    const fn new(per_second: i64, burst: i64) -> Self {
        Self { per_second, burst, used_until: Mutex::new(BTreeMap::new()) }
    }

    /// Takes one request out of `name`'s budget; where it is used up, in how many seconds to ask again.
    pub(super) fn take(&self, name: &str, now: i64) -> Result<(), u32> {
        let now = now.saturating_mul(1000);
        let each = 1000_i64.checked_div(self.per_second).unwrap_or(1000);
        let mut used_until = self.used_until.lock().unwrap_or_else(PoisonError::into_inner);
        if used_until.len() >= KEPT {
            used_until.retain(|_, until| *until > now);
        }
        let until = used_until.get(name).copied().unwrap_or(now).max(now);
        let over = until.saturating_sub(now).saturating_sub(each.saturating_mul(self.burst.saturating_sub(1)));
        if over > 0 {
            return Err(u32::try_from(over.saturating_add(999) / 1000).unwrap_or(u32::MAX));
        }
        used_until.insert(name.to_owned(), until.saturating_add(each));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_and_then_the_rate() {
        let budget = Budget::new(2, 4);
        let taken = |now: i64| (0..100).take_while(|_| budget.take("a", now).is_ok()).count();
        assert_eq!(taken(1000), 4);
        assert_eq!(budget.take("a", 1000), Err(1));
        assert_eq!(budget.take("b", 1000), Ok(()));
        assert_eq!(taken(1001), 2);
        assert_eq!(taken(1100), 4);
    }
}
