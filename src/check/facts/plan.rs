//! Whom and when: the schedule of a draft as clock times where people live.

use crate::check::Rulebook;
use crate::draft::{Audience, Schedule};
use crate::liquid::dates;
use crate::order;
use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};

/// Whom the message goes to, and when.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// Whom the message goes to.
    pub audience: Option<&'a Audience>,
    /// When it goes.
    pub schedule: Option<&'a Schedule>,
    /// Now.
    pub now: Timestamp,
}

/// When a message arrives in one time zone.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The zone's name: `Europe/Paris`.
    pub zone: String,
    /// What clocks show there.
    pub local: DateTime,
    /// The instant.
    pub instant: Timestamp,
    /// Whether clocks skip or repeat this time there, because of summer time.
    pub ambiguous: bool,
}

impl Delivery {
    /// What clocks show there, to the minute: `08:30`. (jiff's strftime would weigh as much as all of our schedule rules.)
    pub fn clock(&self) -> String {
        format!("{:02}:{:02}", self.local.hour(), self.local.minute())
    }
}

/// The hours in which law allows advertising by telephone, by day of the week.
#[derive(Clone, Copy, Debug)]
pub struct Hours {
    /// From Monday to Friday: first hour, first hour after.
    pub week: (i8, i8),
    /// On Saturday.
    pub saturday: (i8, i8),
    /// On Sunday; `(0, 0)` where nothing may arrive.
    pub sunday: (i8, i8),
}

impl Hours {
    /// The same on every day.
    pub const fn daily(from: i8, until: i8) -> Self {
        Self { week: (from, until), saturday: (from, until), sunday: (from, until) }
    }

    /// Whether something may arrive at this clock time.
    pub fn allow(self, local: DateTime) -> bool {
        let (from, until) = match local.date().weekday() {
            Weekday::Saturday => self.saturday,
            Weekday::Sunday => self.sunday,
            _ => self.week,
        };
        (from..until).contains(&local.time().hour())
    }
}

impl Plan<'_> {
    /// When the message arrives, in each zone in which people are known to be: the group's, and those that
    /// `audience.time_zones` declares. Nothing where there is no schedule yet, or none that can be read.
    pub fn deliveries(&self, book: &Rulebook) -> Vec<Delivery> {
        let Some(schedule) = self.schedule else { return Vec::new() };
        let Ok(instant) = schedule.time.parse::<Timestamp>() else { return Vec::new() };
        let own = book.office.as_ref().and_then(|office| office.profile.time_zone.as_deref());
        let mut names: Vec<&str> = own.into_iter().chain(book.case.values("audience.time_zones")).collect();
        order::sort(&mut names);
        names.dedup();
        if names.is_empty() {
            names.push("UTC");
        }
        let zones = names.iter().filter_map(|name| Some((*name, dates::zone(name)?)));
        zones
            .filter_map(|(name, zone)| match schedule.in_local_time {
                true => at_clock(name, &zone, written(&schedule.time)?),
                false => {
                    let local = zone.to_datetime(instant);
                    Some(Delivery { zone: name.to_owned(), local, instant, ambiguous: false })
                }
            })
            .collect()
    }
}

/// The clock time that stands in a time: `2026-11-24T08:00` of `2026-11-24T08:00:00+01:00`.
fn written(time: &str) -> Option<DateTime> {
    time.get(..19)?.parse().ok()
}

fn at_clock(name: &str, zone: &TimeZone, local: DateTime) -> Option<Delivery> {
    let offset = zone.to_ambiguous_timestamp(local);
    let ambiguous = !matches!(offset.offset(), AmbiguousOffset::Unambiguous { .. });
    Some(Delivery { zone: name.to_owned(), local, instant: offset.compatible().ok()?, ambiguous })
}
