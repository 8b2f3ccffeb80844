//! Points in time as Braze writes them.
//!
//! [`Moment::parse`] is the strict form in which we write ourselves; [`Moment::iso`] takes what ISO 8601 allows, and
//! [`Moment::loose`] what Braze documents or was seen to take besides.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

/// The furthest that a schedule may lie ahead: older documentation of Braze says 90 days, the current one nothing.
pub const MAX_AHEAD_DAYS: i64 = 90;

/// A point in time.
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
    /// use countersign::braze::Moment;
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

    /// Reads a date with a time by ISO 8601: extended (`2026-11-24T08:00:00Z`) or basic (`20261124T080000Z`), down to
    /// hours, with a fraction, and any offset.
    pub fn iso(text: &str) -> Option<Self> {
        let (date, clock) = text.split_once('T')?;
        Self::of(Self::date(date).or_else(|| basic(date))?, clock)
    }

    /// Reads what [`Moment::iso`] reads and the other forms that Braze documents or was seen to take: a date alone, a
    /// space for the `T` and before the offset, `yyyy-MM-dd'T'HH:mm:ss:SSSZ`, `MM/dd/yyyy`, an hour of one digit in
    /// an offset.
    pub fn loose(text: &str) -> Option<Self> {
        let midnight = |date: Date| Self { wall: date.to_datetime(Time::midnight()), instant: None };
        let slashed = || -> Option<Date> {
            let [month, day, year] = *text.split('/').collect::<Vec<_>>().as_slice() else { return None };
            new_date(digits(year, 4).ok()?, digits(month, 2).ok()?, digits(day, 2).ok()?)
        };
        if let Some(date) = Self::date(text).or_else(slashed) {
            return Some(midnight(date));
        }
        let (date, clock) = text.split_once(['T', ' '])?;
        Self::of(Self::date(date).or_else(|| basic(date))?, &clock.replacen(' ', "", 1))
    }

    /// Reads `YYYY-MM-DD`.
    pub fn date(text: &str) -> Option<Date> {
        let [year, month, day] = *text.split('-').collect::<Vec<_>>().as_slice() else { return None };
        new_date(digits(year, 4).ok()?, digits(month, 2).ok()?, digits(day, 2).ok()?)
    }

    /// The instant, at this offset where none was written.
    pub fn at_offset(self, seconds: i64) -> Option<Timestamp> {
        self.instant.or_else(|| instant(self.wall, seconds).ok())
    }

    fn of(date: Date, clock: &str) -> Option<Self> {
        let (clock, zone) = clock.split_at_checked(clock.find(['Z', '+', '-']).unwrap_or(clock.len()))?;
        let (clock, fraction) = match clock.split_once(['.', ',']) {
            Some((clock, fraction)) => (clock, Some(fraction)),
            // yyyy-MM-dd'T'HH:mm:ss:SSSZ
            None if clock.matches(':').count() == 3 => {
                clock.rsplit_once(':').map(|(clock, part)| (clock, Some(part)))?
            }
            None => (clock, None),
        };
        if fraction.is_some_and(|part| part.is_empty() || !all_digits(part)) {
            return None;
        }
        let parts: Vec<&str> = match clock.contains(':') {
            true => clock.split(':').collect(),
            false => [clock.get(..2), clock.get(2..4), clock.get(4..)]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect(),
        };
        let number = |at: usize| parts.get(at).map_or(Some(0), |part| digits(part, 2).ok());
        let (hour, minute, second) = (number(0)?, number(1)?, number(2)?);
        let small = |number: i16| i8::try_from(number).ok();
        if parts.is_empty() || parts.len() > 3 {
            return None;
        }
        let wall = date.to_datetime(Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?);
        let instant = offset_seconds(zone).ok()?.map(|seconds| instant(wall, seconds)).transpose().ok()?;
        Some(Self { wall, instant })
    }
}

fn new_date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `YYYYMMDD`.
fn basic(text: &str) -> Option<Date> {
    let part = |from: usize, to: usize| digits(text.get(from..to)?, to.saturating_sub(from)).ok();
    new_date(part(0, 4)?, part(4, 6)?, part(6, 8)?).filter(|_| text.len() == 8)
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
        // Braze's own examples write `-5:00`.
        Some((hours, minutes)) if hours.len() == 1 => (digits(hours, 1)?, digits(minutes, 2)?),
        Some((hours, minutes)) => (digits(hours, 2)?, digits(minutes, 2)?),
        None if rest.len() == 2 => (digits(rest, 2)?, 0),
        None => {
            let (hours, minutes) = rest.split_at_checked(2).ok_or(MomentError::Form)?;
            (digits(hours, 2)?, digits(minutes, 2)?)
        }
    };
    // The widest offsets in use are -12:00 and +14:00.
    if hours > 14 || minutes > 59 {
        return Err(MomentError::NoSuchTime);
    }
    Ok(Some(sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60)))
}

fn instant(wall: DateTime, ahead: i64) -> Result<Timestamp, MomentError> {
    let utc = jiff::tz::Offset::UTC.to_timestamp(wall).map_err(|_| MomentError::NoSuchTime)?;
    Timestamp::from_second(utc.as_second().saturating_sub(ahead)).map_err(|_| MomentError::NoSuchTime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_8601() {
        for text in [
            "2026-11-24T08:00:00Z",
            "2026-11-24T08:00:00.000+01:00",
            "2026-11-24T08:00:00,5Z",
            "2026-11-24T08:00",
            "2026-11-24T08Z",
            "20261124T080000Z",
            "20261124T0800+01",
            "2019-07-22T13:17:55+0000",
        ] {
            assert!(Moment::iso(text).is_some(), "{text}");
        }
        for text in [
            "",
            "2026-11-24",
            "2026-11-24 08:00:00",
            "2026-02-30T08:00:00Z",
            "2026-11-24T25:00:00Z",
            "tomorrow",
            "1795435200",
            "2026-11-24T08:00:00 CET",
            "2026-11-24T08:00:00+25:00",
            "2026-11-24T",
            "２026-11-24T08:00:00Z",
        ] {
            assert!(Moment::iso(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_braze_takes_besides() {
        for text in [
            "2019-02-15 00:00:00 -0500",
            "2018-06-27T23:59:59-5:00",
            "2013-07-16T19:20:30:000Z",
            "2014-12-10",
            "12/31/2026",
            "2026-11-24 08:00:00",
        ] {
            assert!(Moment::loose(text).is_some(), "{text}");
        }
        assert_eq!(
            Moment::loose("2019-02-15 00:00:00 -0500").unwrap().instant.unwrap().to_string(),
            "2019-02-15T05:00:00Z"
        );
        for text in ["31/12/2026", "yesterday", "2026-11", "now", "2026-11-24 08:00:00 Paris"] {
            assert!(Moment::loose(text).is_none(), "{text}");
        }
    }
}
