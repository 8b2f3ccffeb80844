//! The clock of the stand-in: real time, moved or stopped by whoever tests. Milliseconds since 1970 began.

use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The furthest that a clock may be moved at once: ten years. All that is due on the way happens on the way.
const FURTHEST: i64 = 10 * 366 * 86_400_000;

/// A clock. Its clones are the same clock.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock(Arc<Mutex<Hands>>);

/// How a clock stands: so far ahead of real time, or stopped.
#[derive(Clone, Copy, Debug, Default)]
struct Hands {
    ahead: i64,
    stopped: Option<i64>,
}

/// What may be done to a clock. `{"set": "2026-12-01T09:00:00Z", "running": false}`, `{"advance_seconds": 3600}`,
/// `{"reset": true}`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turn {
    /// The time that it is now, by RFC 3339.
    #[serde(default)]
    set: Option<jiff::Timestamp>,
    /// So much later.
    #[serde(default)]
    advance_seconds: Option<f64>,
    /// Whether time goes on by itself.
    #[serde(default)]
    running: Option<bool>,
    /// Real time again.
    #[serde(default)]
    reset: bool,
}

/// What a clock says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Face {
    /// Now, by RFC 3339.
    pub(super) now: String,
    /// The same in milliseconds since 1970 began.
    pub(super) unix_ms: i64,
    /// Whether time goes on by itself.
    pub(super) running: bool,
    /// How far it is ahead of real time, in seconds.
    pub(super) ahead_seconds: i64,
}

impl Turn {
    /// Stops the clock at this time.
    pub(super) fn stop_at(at: jiff::Timestamp) -> Self {
        Self { set: Some(at), running: Some(false), ..Self::default() }
    }
}

impl Hands {
    fn now(self, real: i64) -> i64 {
        self.stopped.unwrap_or_else(|| real.saturating_add(self.ahead))
    }
}

impl Clock {
    /// Now, when it is `real` outside.
    pub(super) fn now(&self, real: i64) -> i64 {
        self.hands().now(real)
    }

    /// Turns it; the reason where it cannot be turned so.
    pub(super) fn turn(&self, turn: &Turn, real: i64) -> Result<(), String> {
        let mut hands = if turn.reset { Hands::default() } else { *self.hands() };
        let mut now = hands.now(real);
        if let Some(set) = turn.set {
            now = set.as_millisecond();
        }
        if let Some(seconds) = turn.advance_seconds {
            let step = std::time::Duration::try_from_secs_f64(seconds)
                .map_err(|_| "advance_seconds must be a number from 0".to_owned())?;
            now = now.saturating_add(i64::try_from(step.as_millis()).unwrap_or(i64::MAX));
        }
        if now.abs_diff(real) > FURTHEST.unsigned_abs() {
            return Err("the clock may be at most ten years from real time".to_owned());
        }
        let running = turn.running.unwrap_or(hands.stopped.is_none());
        hands.ahead = now.saturating_sub(real);
        hands.stopped = (!running).then_some(now);
        *self.hands() = hands;
        Ok(())
    }

    /// What it says.
    pub(super) fn face(&self, real: i64) -> Face {
        let hands = *self.hands();
        let now = hands.now(real);
        Face {
            now: rfc3339(now),
            unix_ms: now,
            running: hands.stopped.is_none(),
            ahead_seconds: now.saturating_sub(real).div_euclid(1000),
        }
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A time by RFC 3339, with milliseconds: `2020-06-17T20:04:49.193Z`.
pub(super) fn rfc3339(at: i64) -> String {
    let at = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    format!("{at:.3}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const REAL: i64 = 1_795_435_200_000; // 2026-11-23T12:00:00Z

    fn turned(clock: &Clock, turn: serde_json::Value) -> Result<Face, String> {
        clock.turn(&serde_json::from_value(turn).unwrap(), REAL)?;
        Ok(clock.face(REAL))
    }

    #[test]
    fn it_is_moved_stopped_and_let_go() {
        let clock = Clock::default();
        let also = clock.clone();
        assert_eq!(clock.now(REAL), REAL);
        let face = turned(&clock, serde_json::json!({ "advance_seconds": 90 })).unwrap();
        assert_eq!((face.now.as_str(), face.running, face.ahead_seconds), ("2026-11-23T12:01:30.000Z", true, 90));
        assert_eq!((clock.now(REAL + 5), also.now(REAL + 5)), (REAL + 90_005, REAL + 90_005));
        turned(&clock, serde_json::json!({ "set": "2026-12-01T09:00:00Z", "running": false })).unwrap();
        assert_eq!(clock.now(REAL + 5), clock.now(REAL + 500_000));
        let face = turned(&clock, serde_json::json!({ "advance_seconds": 0.5 })).unwrap();
        assert_eq!((face.now.as_str(), face.running), ("2026-12-01T09:00:00.500Z", false));
        assert_eq!(turned(&clock, serde_json::json!({ "reset": true, "running": true })).unwrap().unix_ms, REAL);
        assert!(turned(&clock, serde_json::json!({ "advance_seconds": -1 })).is_err());
        assert!(turned(&clock, serde_json::json!({ "set": "2099-01-01T00:00:00Z" })).is_err());
        assert_eq!(clock.now(REAL), REAL, "what cannot be done is not half done");
    }
}
