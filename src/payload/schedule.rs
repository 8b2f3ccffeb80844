//! When a message goes: an instant as an author writes it, and as Braze wants it.

use super::PayloadError;
use crate::braze::{MAX_AHEAD_DAYS, Moment, MomentError, When};
use crate::draft::Schedule;
use jiff::civil::DateTime;

/// The latest clock that is behind UTC: at local time, the last recipient's hour comes this much later.
const LAST_ZONE_SECONDS: i64 = 12 * 3600;

/// The schedule of a draft, held against the clock (Unix seconds).
pub(super) fn when(schedule: &Schedule, now: i64) -> Result<When, PayloadError> {
    let Schedule { time, in_local_time, at_optimal_time } = schedule;
    if *in_local_time && *at_optimal_time {
        return Err(PayloadError::TwoTimes);
    }
    let by_recipient = *in_local_time || *at_optimal_time;
    let moment = Moment::parse(time)?;
    let last = if by_recipient {
        let clock = Moment { instant: None, ..moment };
        clock.at_offset(-LAST_ZONE_SECONDS).ok_or(MomentError::NoSuchTime)?.as_second()
    } else {
        moment.instant.ok_or(MomentError::NoOffset)?.as_second()
    };
    if last <= now {
        return Err(MomentError::Past.into());
    }
    if last > now.saturating_add(MAX_AHEAD_DAYS * 86_400) {
        return Err(MomentError::TooFar.into());
    }
    // Where each recipient's own clock counts, Braze wants the clock alone; else one spelling of the instant.
    let time = match moment.instant {
        Some(instant) if !by_recipient => format!("{}Z", clock(jiff::tz::Offset::UTC.to_datetime(instant))),
        _ => clock(moment.wall),
    };
    Ok(When { time, in_local_time: Some(*in_local_time), at_optimal_time: Some(*at_optimal_time) })
}

/// `2026-11-23T12:00:00`. By hand: jiff's strftime weighs more in the browser than all the rest of the schedule.
fn clock(wall: DateTime) -> String {
    let (date, time) = (wall.date(), wall.time());
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z

    fn when(time: &str, in_local_time: bool) -> Result<String, String> {
        let schedule = Schedule { time: time.to_owned(), in_local_time, at_optimal_time: false };
        super::when(&schedule, NOW).map(|when| when.time).map_err(|error| error.to_string())
    }

    #[test]
    fn one_spelling_of_an_instant() {
        assert_eq!(when("2026-11-24T08:00:00+01:00", false).unwrap(), "2026-11-24T07:00:00Z");
        assert_eq!(when("2026-11-24T08:00:00.5Z", false).unwrap(), "2026-11-24T08:00:00Z");
        assert_eq!(when("2026-11-24T08:00-0500", false).unwrap(), "2026-11-24T13:00:00Z");
    }

    #[test]
    fn local_time_is_the_clock_alone() {
        assert_eq!(when("2026-11-24T08:00:00+01:00", true).unwrap(), "2026-11-24T08:00:00");
        // Noon has passed in London, not yet in Honolulu.
        assert_eq!(when("2026-11-23T11:00:00", true).unwrap(), "2026-11-23T11:00:00");
        assert!(when("2026-11-22T23:00:00", true).is_err());
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "2026-12-01T10:00:00+25:00",
            "2026-12-31T23:59:60Z",
            "2020-01-01T00:00:00Z",
            "2036-01-01T00:00:00Z",
            "10000-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-12-01T24:00:00Z",
            "2026-12-01T10:00:00",
            "2026-12-01 10:00:00Z",
            "2026-12-01T10:00:00z",
            "2026-12-01T10:00:00Zjunk",
            "2026-12-01T10:00:00.Z",
            "２026-12-01T10:00:00Z",
            "2026-12-01T+1:00:00Z",
            "tomorrow",
            "",
        ] {
            assert!(when(text, false).is_err(), "{text}");
        }
    }
}
