//! Rate limits, with the fields that Braze's answers carry.
//!
//! Everything shares 250,000 requests a clock hour and says so with the second at which the hour ends. What has a limit
//! of its own says that one. On contracts by monthly users `POST /users/track` says the seconds that are left instead,
//! and on a 429 nothing but the seconds to wait. Source: Braze's pages “API limits” and “/users/track”.

use super::settings::Contract;
use crate::braze::Endpoint;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// The burst of `POST /users/track` is counted over so long.
const BURST: i64 = 3 * SECOND;

/// What `POST /users/track` takes in a burst where the contract does not say.
const BURST_LIMIT: u64 = 3_000;

/// From this many a minute on, `POST /users/export/ids` is under the older contract.
const OLD_EXPORT: u64 = 2_500;

/// What `POST /users/export/ids` takes in a second where the fields are named.
const FAST_EXPORT: u64 = 40;

/// Requests in one stretch of time, counted anew in the next.
#[derive(Clone, Copy, Debug)]
struct Window {
    length: i64,
    begins: i64,
    used: u64,
}

impl Window {
    const fn of(length: i64) -> Self {
        Self { length, begins: 0, used: 0 }
    }

    /// How many of `most` are left now.
    fn left(&mut self, most: u64, now: i64) -> u64 {
        let begins = now.div_euclid(self.length).saturating_mul(self.length);
        if begins != self.begins {
            (self.begins, self.used) = (begins, 0);
        }
        most.saturating_sub(self.used)
    }

    /// Takes one of `most`; whether there was one.
    fn take(&mut self, most: u64, now: i64) -> bool {
        let left = self.left(most, now) > 0;
        if left {
            self.used = self.used.saturating_add(1);
        }
        left
    }

    const fn ends(self) -> i64 {
        self.begins.saturating_add(self.length)
    }

    /// The second at which it ends.
    const fn reset(self) -> i64 {
        self.ends().div_euclid(SECOND)
    }

    /// The seconds until it ends, the last one whole.
    const fn to_go(self, now: i64) -> i64 {
        self.ends().saturating_sub(now).saturating_add(SECOND - 1).div_euclid(SECOND)
    }
}

/// What is left of every limit.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    shared: Window,
    track_hour: Window,
    track_burst: Window,
    export: Window,
    fast_export: Window,
    send_ids: Window,
}

/// The fields of an answer.
pub(super) type Headers = Vec<(&'static str, String)>;

fn fields(limit: u64, remaining: u64, reset: i64) -> Headers {
    vec![
        ("x-ratelimit-limit", limit.to_string()),
        ("x-ratelimit-remaining", remaining.to_string()),
        ("x-ratelimit-reset", reset.to_string()),
    ]
}

impl Limits {
    pub(super) const fn new() -> Self {
        Self {
            shared: Window::of(HOUR),
            track_hour: Window::of(HOUR),
            track_burst: Window::of(BURST),
            export: Window::of(MINUTE),
            fast_export: Window::of(SECOND),
            send_ids: Window::of(DAY),
        }
    }

    /// As recorded on a refused key: there, and empty.
    pub(super) fn empty() -> Headers {
        ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"].map(|name| (name, String::new())).into()
    }

    /// Takes a request; the fields of its answer, and in the second place those of a 429. `fast`: an export that names
    /// its fields. Names of sends are counted by [`Limits::take_send_id`].
    pub(super) fn take(&mut self, of: Endpoint, fast: bool, contract: &Contract, now: i64) -> Result<Headers, Headers> {
        match of {
            Endpoint::UsersTrack => self.take_track(contract, now),
            Endpoint::UsersExportIds if contract.export_per_minute < OLD_EXPORT && fast => {
                let taken = self.fast_export.take(FAST_EXPORT, now);
                let left = self.fast_export.left(FAST_EXPORT, now);
                said(taken, fields(FAST_EXPORT, left, self.fast_export.reset()))
            }
            Endpoint::UsersExportIds if contract.export_per_minute < OLD_EXPORT => {
                let most = contract.export_per_minute;
                let taken = self.export.take(most, now);
                let left = self.export.left(most, now);
                said(taken, fields(most, left, self.export.reset()))
            }
            Endpoint::UsersExportIds => {
                let taken = self.export.take(contract.export_per_minute, now)
                    && self.shared.take(contract.shared_per_hour, now);
                said(taken, self.shared_fields(contract, now))
            }
            Endpoint::SendIdCreate => Ok(self.send_id_fields(contract, now)),
            _ => {
                let taken = self.shared.take(contract.shared_per_hour, now);
                said(taken, self.shared_fields(contract, now))
            }
        }
    }

    /// Takes the name of a send; the fields of the answer, and in the second place those of a 429.
    pub(super) fn take_send_id(&mut self, contract: &Contract, now: i64) -> Result<Headers, Headers> {
        let taken = self.send_ids.take(contract.send_ids_per_day, now);
        said(taken, self.send_id_fields(contract, now))
    }

    /// The fields that answers of everything else carry.
    pub(super) fn shared_fields(&mut self, contract: &Contract, now: i64) -> Headers {
        let left = self.shared.left(contract.shared_per_hour, now);
        fields(contract.shared_per_hour, left, self.shared.reset())
    }

    fn send_id_fields(&mut self, contract: &Contract, now: i64) -> Headers {
        let left = self.send_ids.left(contract.send_ids_per_day, now);
        fields(contract.send_ids_per_day, left, self.send_ids.reset())
    }

    fn take_track(&mut self, contract: &Contract, now: i64) -> Result<Headers, Headers> {
        let burst = contract.track.burst.unwrap_or(BURST_LIMIT);
        let wait = |seconds: i64| Err(vec![("x-ratelimit-retry-after", seconds.to_string())]);
        if self.track_burst.left(burst, now) == 0 {
            return wait(self.track_burst.to_go(now));
        }
        let Some(hourly) = contract.track.hourly else {
            self.track_burst.take(burst, now);
            // As recorded: it carries the limit that all share, and takes nothing of it.
            return Ok(self.shared_fields(contract, now));
        };
        if !self.track_hour.take(hourly, now) {
            return wait(self.track_hour.to_go(now));
        }
        self.track_burst.take(burst, now);
        Ok(fields(hourly, self.track_hour.left(hourly, now), self.track_hour.to_go(now)))
    }
}

const fn said(taken: bool, headers: Headers) -> Result<Headers, Headers> {
    if taken { Ok(headers) } else { Err(headers) }
}

#[cfg(test)]
mod tests {
    use super::super::settings::TrackLimit;
    use super::*;

    const NOW: i64 = 1_795_435_201_500; // 2026-11-23T12:00:01.5Z

    fn told(headers: &Headers) -> Vec<&str> {
        headers.iter().map(|(_, value)| value.as_str()).collect()
    }

    #[test]
    fn the_shared_hour_ends_on_the_hour() {
        let (mut limits, contract) = (Limits::new(), Contract { shared_per_hour: 2, ..Contract::default() });
        let mut take = |now| limits.take(Endpoint::SegmentsList, false, &contract, now);
        assert_eq!(told(&take(NOW).unwrap()), ["2", "1", "1795438800"]);
        assert_eq!(told(&take(NOW).unwrap()), ["2", "0", "1795438800"]);
        assert_eq!(told(&take(NOW).unwrap_err()), ["2", "0", "1795438800"]);
        assert_eq!(told(&take(NOW + HOUR).unwrap()), ["2", "1", "1795442400"]);
    }

    #[test]
    fn track_takes_nothing_of_it_and_has_a_burst() {
        let track = TrackLimit { hourly: None, burst: Some(2) };
        let (mut limits, contract) = (Limits::new(), Contract { track, ..Contract::default() });
        let mut take = |now| limits.take(Endpoint::UsersTrack, false, &contract, now);
        for _ in 0..2 {
            assert_eq!(told(&take(NOW).unwrap()), ["250000", "250000", "1795438800"]);
        }
        assert_eq!(take(NOW).unwrap_err(), [("x-ratelimit-retry-after", "2".to_owned())]);
        assert!(take(NOW + 1_500).is_ok());
    }

    #[test]
    fn by_monthly_users_it_says_seconds() {
        let track = TrackLimit { hourly: Some(3), burst: None };
        let (mut limits, contract) = (Limits::new(), Contract { track, ..Contract::default() });
        let mut take = |now| limits.take(Endpoint::UsersTrack, false, &contract, now);
        assert_eq!(told(&take(NOW).unwrap()), ["3", "2", "3599"]);
        assert!(take(NOW).is_ok() && take(NOW).is_ok());
        assert_eq!(take(NOW + 1_000).unwrap_err(), [("x-ratelimit-retry-after", "3598".to_owned())]);
    }

    #[test]
    fn exports_and_names_of_sends_have_their_own() {
        let (mut limits, contract) = (Limits::new(), Contract::default());
        for _ in 0..250 {
            assert!(limits.take(Endpoint::UsersExportIds, false, &contract, NOW).is_ok());
        }
        assert_eq!(told(&limits.take(Endpoint::UsersExportIds, false, &contract, NOW).unwrap_err())[0], "250");
        assert!(limits.take(Endpoint::UsersExportIds, true, &contract, NOW).is_ok(), "fields named: forty a second");
        assert!(limits.take(Endpoint::UsersExportIds, false, &contract, NOW + MINUTE).is_ok());
        for _ in 0..100 {
            assert!(limits.take_send_id(&contract, NOW).is_ok());
        }
        assert_eq!(told(&limits.take_send_id(&contract, NOW).unwrap_err()), ["100", "0", "1795478400"]);
        let old = Contract { export_per_minute: 2_500, ..Contract::default() };
        assert_eq!(told(&limits.take(Endpoint::UsersExportIds, true, &old, NOW).unwrap())[..2], ["250000", "249999"]);
    }
}
