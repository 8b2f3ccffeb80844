//! Dates for Liquid: [`Moment`] is a point in time in a zone; read from what people write ([`parse`]), written by Ruby's
//! strftime ([`format`]), moved between zones ([`zone`]).
//!
//! The zones are the tz database's rules as they stand now (`zones.txt`, 94 rules for 597 names, under 4 kB compressed),
//! carried along so that browser and proxy answer alike. Dates before a country last changed its rules are therefore
//! reckoned by today's rules.

mod format;
mod pattern;
mod read;
mod shapes;
mod zones;

pub use format::{format, is_cut_off};
pub use read::parse;
pub use zones::zone;

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

/// A point in time, in a zone.
#[derive(Clone, Debug)]
pub struct Moment(ZonedDateTime);

impl Moment {
    /// So many seconds after 1970 began, in UTC; none outside the years -9999 to 9999.
    pub fn of_seconds(seconds: i64) -> Option<Self> {
        Some(Self(Timestamp::from_second(seconds).ok()?.to_zoned_datetime(TimeZone::UTC)))
    }

    /// This instant in `zone`.
    pub fn of(instant: Timestamp, zone: TimeZone) -> Self {
        Self(instant.to_zoned_datetime(zone))
    }

    /// The same instant in `zone`.
    #[must_use]
    pub fn in_zone(&self, zone: TimeZone) -> Self {
        Self(self.0.with_time_zone(zone))
    }

    /// The instant.
    pub fn instant(&self) -> Timestamp {
        self.0.timestamp()
    }

    /// Date, time and zone.
    pub const fn zoned(&self) -> &ZonedDateTime {
        &self.0
    }

    /// Its offset from UTC in seconds.
    pub fn offset(&self) -> i32 {
        self.0.offset().seconds()
    }

    /// The short name of its zone (`UTC`, `CET`); empty where the zone is nothing but an offset.
    pub fn zone_name(&self) -> String {
        if is_utc(self.0.time_zone()) {
            return "UTC".to_owned();
        }
        if self.0.time_zone().to_fixed_offset().is_ok() && !zones::is_posix(self.0.time_zone()) {
            return String::new();
        }
        self.0.time_zone().to_offset_info(self.0.timestamp()).abbreviation().to_owned()
    }
}

/// Appends a moment as Ruby prints it: `2020-06-15 14:30:00 UTC`, `2020-06-15 14:30:00 -0400`.
pub(crate) fn write_plain(moment: &Moment, out: &mut String) {
    let pattern = if is_utc(moment.0.time_zone()) { "%Y-%m-%d %H:%M:%S UTC" } else { "%Y-%m-%d %H:%M:%S %z" };
    out.push_str(&format(moment, pattern));
}

/// By its name: to compare two zones with `==`, jiff brings the table of all names of the IANA database along.
fn is_utc(zone: &TimeZone) -> bool {
    zone.iana_name() == Some("UTC")
}

/// A zone that is nothing but an offset.
pub(crate) fn offset_zone(seconds: i32) -> Option<TimeZone> {
    if seconds == 0 { Some(TimeZone::UTC) } else { Offset::from_seconds(seconds).ok().map(TimeZone::fixed) }
}
