//! When a message goes: an instant as an author writes it, and as Braze wants it.

use super::PayloadError;
use crate::draft::Schedule;
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// The furthest that a schedule may lie ahead: older documentation of Braze says 90 days, the current one nothing.
pub const MAX_AHEAD_DAYS: i64 = 90;

/// The latest clock that is behind UTC: at local time, the last recipient's hour comes this much later.
const LAST_ZONE_SECONDS: i64 = 12 * 3600;

/// The `schedule` object of Braze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// ISO 8601; with an offset only where neither of the others is set.
    pub time: String,
    /// At this clock time in each recipient's zone.
    #[serde(default)]
    pub in_local_time: bool,
    /// On this day at each recipient's best time.
    #[serde(default)]
    pub at_optimal_time: bool,
}

/// A point in time, written in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The clock and calendar as written.
    pub wall: DateTime,
    /// The instant; none where no offset was written.
    pub instant: Option<Timestamp>,
}

/// Why a text is not a time that can be scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// It does not parse.
    #[error("write it as 2026-11-24T08:00:00+01:00")]
    Form,
    /// No such date, hour or offset.
    #[error("there is no such date, time or offset")]
    NoSuchTime,
    /// The offset is missing.
    #[error("the offset from UTC is missing (`Z` or `+01:00`)")]
    NoOffset,
    /// It has passed.
    #[error("this time has passed")]
    Past,
    /// It lies too far ahead.
    #[error("this is more than {MAX_AHEAD_DAYS} days ahead")]
    TooFar,
}

impl Moment {
    /// Reads `YYYY-MM-DDTHH:MM[:SS[.fff]]` and, after it, nothing, `Z` or an offset (`+01:00`, `+0100`). No leap
    /// seconds, no `24:00`, no years beyond 9999.
    ///
    /// ```
    /// use countersign::payload::Moment;
    /// assert_eq!(Moment::parse("2026-11-24T08:00:00+01:00").unwrap().instant.unwrap().to_string(), "2026-11-24T07:00:00Z");
    /// assert!(Moment::parse("2026-12-31T23:59:60Z").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, MomentError> {
        let (date, rest) = text.split_once('T').ok_or(MomentError::Form)?;
        let at = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
        let (clock, zone) = rest.split_at_checked(at).ok_or(MomentError::Form)?;
        let date: Vec<&str> = date.split('-').collect();
        let [year, month, day] = date.as_slice() else { return Err(MomentError::Form) };
        let (clock, fraction) = clock.split_once('.').map_or((clock, None), |(clock, part)| (clock, Some(part)));
        let clock: Vec<&str> = clock.split(':').collect();
        let (hour, minute, second) = match clock.as_slice() {
            [hour, minute] if fraction.is_none() => (hour, minute, &"00"),
            [hour, minute, second] => (hour, minute, second),
            _ => return Err(MomentError::Form),
        };
        if fraction.is_some_and(|part| part.is_empty() || part.len() > 9 || !all_digits(part)) {
            return Err(MomentError::Form);
        }
        let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
        let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
        let small = |number: i16| i8::try_from(number).map_err(|_| MomentError::NoSuchTime);
        let wall = DateTime::new(year, small(month)?, small(day)?, small(hour)?, small(minute)?, small(second)?, 0)
            .map_err(|_| MomentError::NoSuchTime)?;
        let instant = offset_seconds(zone)?.map(|seconds| instant(wall, seconds)).transpose()?;
        Ok(Self { wall, instant })
    }
}

impl When {
    /// The schedule of a draft, held against the clock (Unix seconds).
    pub fn new(schedule: &Schedule, now: i64) -> Result<Self, PayloadError> {
        let Schedule { time, in_local_time, at_optimal_time } = schedule;
        if *in_local_time && *at_optimal_time {
            return Err(PayloadError::TwoTimes);
        }
        let by_recipient = *in_local_time || *at_optimal_time;
        let moment = Moment::parse(time)?;
        let last = if by_recipient {
            instant(moment.wall, 0)?.as_second().saturating_add(LAST_ZONE_SECONDS)
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
        Ok(Self { time, in_local_time: *in_local_time, at_optimal_time: *at_optimal_time })
    }
}

/// `2026-11-23T12:00:00`. By hand: jiff's strftime weighs more in the browser than all the rest of the schedule.
fn clock(wall: DateTime) -> String {
    let (date, time) = (wall.date(), wall.time());
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(text: &str, count: usize) -> Result<i16, MomentError> {
    if text.len() != count || !all_digits(text) {
        return Err(MomentError::Form);
    }
    text.parse().map_err(|_| MomentError::Form)
}

/// The seconds by which this zone is ahead of UTC; none where nothing is written.
fn offset_seconds(zone: &str) -> Result<Option<i64>, MomentError> {
    let (sign, rest) = match (zone, zone.strip_prefix('+'), zone.strip_prefix('-')) {
        ("", ..) => return Ok(None),
        ("Z", ..) => return Ok(Some(0)),
        (_, Some(rest), _) => (1, rest),
        (_, _, Some(rest)) => (-1, rest),
        _ => return Err(MomentError::Form),
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None => rest.split_at_checked(2).ok_or(MomentError::Form)?,
    };
    let (hours, minutes) = (i64::from(digits(hours, 2)?), i64::from(digits(minutes, 2)?));
    // The widest offsets in use are -12:00 and +14:00.
    if hours > 14 || minutes > 59 {
        return Err(MomentError::NoSuchTime);
    }
    Ok(Some(sign * (hours * 3600 + minutes * 60)))
}

fn instant(wall: DateTime, ahead: i64) -> Result<Timestamp, MomentError> {
    let utc = jiff::tz::Offset::UTC.to_timestamp(wall).map_err(|_| MomentError::NoSuchTime)?;
    Timestamp::from_second(utc.as_second().saturating_sub(ahead)).map_err(|_| MomentError::NoSuchTime)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z

    fn when(time: &str, in_local_time: bool) -> Result<String, String> {
        let schedule = Schedule { time: time.to_owned(), in_local_time, at_optimal_time: false };
        When::new(&schedule, NOW).map(|when| when.time).map_err(|error| error.to_string())
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
