//! Reading dates as people write them, as Ruby's `Time.parse` does: a time of day, a date in one of the usual orders,
//! month names, an offset or zone. What is missing comes from the clock (larger units) or is the first (smaller ones).

use super::{Moment, offset_zone};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// A date is short; what is longer is none, and is not searched for one.
const LONGEST: usize = 128;

/// Short names of zones that Ruby knows, with their hours. Of others (`CET`) it takes no notice.
const ZONES: [(&str, i32); 12] = [
    ("utc", 0),
    ("ut", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

#[derive(Default)]
struct Found {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    time: Option<(i64, i64, i64, i32)>,
    /// The day is one of the year, not of the month.
    of_year: bool,
    /// Seconds from UTC.
    offset: Option<i32>,
    /// Braze's own stamp (`2025-08-05T08:15:30:250-0800`), which it shows in UTC.
    stamp: bool,
}

/// The moment that `text` says, or none. `now` fills what is missing: `10:30` is today.
pub fn parse(text: &str, now: &Moment) -> Option<Moment> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.to_ascii_lowercase();
    let mut found = Found::default();
    let rest = take_time(&text, &mut found);
    take_date(&rest, &mut found);
    if found.year.is_none() && found.month.is_none() && found.day.is_none() && found.time.is_none() {
        return None;
    }
    let zone = offset_zone(found.offset.unwrap_or_default())?;
    // Today there: where the time has an offset, its own day counts.
    let there = now.in_zone(zone.clone());
    let today = there.zoned();
    let (month, day) = match (found.year, found.month, found.day) {
        (None, None, None) => (i64::from(today.month()), i64::from(today.day())),
        (None, None, Some(day)) => (i64::from(today.month()), day),
        (_, month, day) => (month.unwrap_or(1), day.unwrap_or(1)),
    };
    let year = found.year.unwrap_or_else(|| i64::from(today.year()));
    let (hour, minute, second, nanos) = found.time.unwrap_or_default();
    if day > 31 && !found.of_year {
        return None;
    }
    let civil = civil(year, month, day, (hour, minute, second, nanos))?;
    let moment = Moment::of(zone.to_timestamp(civil).ok()?, zone);
    Some(if found.stamp { moment.in_zone(TimeZone::UTC) } else { moment })
}

/// As Ruby's `Time.local`: a day that the month does not have is one of the next month, 24:00 is tomorrow.
fn civil(year: i64, month: i64, day: i64, (hour, minute, second, nanos): (i64, i64, i64, i32)) -> Option<DateTime> {
    if !(1..=12).contains(&month) || day < 1 || hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let small = |number: i64| i8::try_from(number).ok();
    let start = DateTime::new(i16::try_from(year).ok()?, small(month)?, 1, 0, 0, 0, nanos).ok()?;
    let seconds = (day - 1) * 86_400 + hour * 3600 + minute * 60 + second;
    start.checked_add(jiff::SignedDuration::from_secs(seconds)).ok()
}

/// Takes the time of day and its zone out of `text`; what is left may hold the date.
fn take_time(text: &str, found: &mut Found) -> String {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (number, after) = digits(text, at);
        if after == at {
            at += 1;
            continue;
        }
        if after - at <= 2
            && let Some(end) = clock(text, number, after, found)
        {
            let before = text.get(..at).unwrap_or_default();
            let before = before.strip_suffix('t').unwrap_or(before);
            return format!("{before} {}", text.get(end..).unwrap_or_default());
        }
        at = after;
    }
    text.to_owned()
}

/// A time whose hour ended at `after`: `14:30:45.25 pm +01:00`, `2 pm`. Gives where it ends.
fn clock(text: &str, hour: i64, after: usize, found: &mut Found) -> Option<usize> {
    let byte = |at: usize| text.as_bytes().get(at).copied();
    let (mut minute, mut second, mut nanos, mut end) = (0, 0, 0, after);
    let colon = byte(after) == Some(b':') && digits(text, after + 1).1 > after + 1;
    if colon {
        (minute, end) = digits(text, after + 1);
        let (value, stop) = digits(text, end + 1);
        if byte(end) == Some(b':') && stop > end + 1 {
            second = value;
            end = stop;
            let (_, stop) = digits(text, end + 1);
            if matches!(byte(end), Some(b'.' | b',' | b':')) && stop > end + 1 {
                found.stamp = byte(end) == Some(b':');
                let shown: String = text.get(end + 1..stop)?.chars().chain(std::iter::repeat('0')).take(9).collect();
                nanos = shown.parse().ok()?;
                end = stop;
            }
        }
    }
    // `14h45`
    let french = byte(after) == Some(b'h') && !byte(after + 1).is_some_and(|byte| byte.is_ascii_alphabetic());
    if french {
        (minute, end) = digits(text, after + 1);
        if byte(end) == Some(b'm') {
            end += 1;
        }
    }
    let spaced = |at: usize| at + text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let half = text.get(spaced(end)..).unwrap_or_default();
    let half = ["am", "a.m.", "pm", "p.m."].iter().find(|mark| {
        let tail = half.strip_prefix(**mark);
        tail.is_some_and(|tail| mark.ends_with('.') || !tail.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
    });
    let mut hour = hour;
    if let Some(mark) = half {
        hour = hour % 12 + if mark.starts_with('p') { 12 } else { 0 };
        end = spaced(end) + mark.len();
    }
    if !colon && !french && half.is_none() {
        return None;
    }
    found.time = Some((hour, minute, second, nanos));
    let (offset, length) = zone_at(text.get(spaced(end)..).unwrap_or_default());
    found.offset = offset;
    Some(if offset.is_some() { spaced(end) + length } else { end })
}

/// The offset that `text` begins with, and how long it is: `utc`, `+01:00`, `-0400`, `gmt+2`, `est`.
fn zone_at(text: &str) -> (Option<i32>, usize) {
    let word = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).len();
    let named = ZONES.iter().find(|(name, _)| Some(*name) == text.get(..word)).map(|(_, hours)| hours * 3600);
    if word > 0 && named.is_none() {
        return (None, 0);
    }
    let rest = text.get(word..).unwrap_or_default();
    let sign = match rest.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return (named, word),
    };
    let (first, stop) = digits(rest, 1);
    let (seconds, stop) = match (stop, rest.as_bytes().get(stop)) {
        (2 | 3, Some(b':')) => {
            let (minutes, end) = digits(rest, stop + 1);
            (first * 3600 + minutes * 60, end)
        }
        (2 | 3, _) => (first * 3600, stop),
        (5, _) => (first / 100 * 3600 + first % 100 * 60, stop),
        _ => return (named, word),
    };
    // Of `UTC+3` Ruby takes no notice either.
    let seconds = if word > 0 { 0 } else { seconds };
    (i32::try_from(seconds).ok().map(|seconds| sign * seconds), word + stop)
}

/// Finds the date in what the time left over.
fn take_date(text: &str, found: &mut Found) {
    if named_month(text, found) {
        return;
    }
    let numbers = runs(text);
    let gap = |index: usize| -> Option<&str> {
        let (_, end) = numbers.get(index).copied()?;
        let (start, _) = numbers.get(index + 1).copied()?;
        text.get(end..start)
    };
    let value = |index: usize| numbers.get(index).map(|(start, end)| (digits(text, *start).0, end - start));
    let Some((first, length)) = value(0) else { return };
    match (gap(0), gap(1), length) {
        (Some("-"), Some("-"), _) | (Some("/"), Some("/"), _) | (Some("."), Some("."), _) => {
            let (second, _) = value(1).unwrap_or_default();
            let (third, third_length) = value(2).unwrap_or_default();
            // The year is the first unless the third is the longer one.
            let (year, day, year_length) =
                if length <= 2 && third_length > 2 { (third, first, third_length) } else { (first, third, length) };
            (found.year, found.month, found.day) = (Some(full_year(year, year_length)), Some(second), Some(day));
        }
        // `2020-150` is the 150th day; `2020-06` Ruby cannot read.
        (Some("-"), _, 4) => match value(1) {
            Some((day @ 1..=366, 3)) => {
                (found.year, found.month, found.day) = (Some(first), Some(1), Some(day));
                found.of_year = true;
            }
            _ => found.month = Some(0),
        },
        (Some("/"), _, 1 | 2) => (found.month, found.day) = (Some(first), value(1).map(|(day, _)| day)),
        (Some("/"), _, _) => (found.year, found.month) = (Some(first), value(1).map(|(month, _)| month)),
        (_, _, 8) => {
            (found.year, found.month, found.day) = (Some(first / 10_000), Some(first / 100 % 100), Some(first % 100));
            if let (Some(" " | "t"), Some((time, digits @ (4 | 6)))) = (gap(0), value(1)) {
                let time = if digits == 4 { time * 100 } else { time };
                found.time = found.time.or(Some((time / 10_000, time / 100 % 100, time % 100, 0)));
                let end = numbers.get(1).map_or(0, |(_, end)| *end);
                found.offset = found.offset.or(zone_at(text.get(end..).unwrap_or_default()).0);
            }
        }
        (_, _, 1 | 2) => {
            let tail = numbers.first().and_then(|(_, end)| text.get(*end..)).unwrap_or_default();
            if ["st", "nd", "rd", "th"].iter().any(|ending| tail.starts_with(ending)) {
                found.day = Some(first);
            }
        }
        _ => {}
    }
}

/// `14 march 2016`, `march 14, 2016`, `mar 2016`, `14-mar-16`, `fri jul 16 2004`.
fn named_month(text: &str, found: &mut Found) -> bool {
    let mut at = 0;
    let month = text.split(|letter: char| !letter.is_ascii_alphabetic()).find_map(|word| {
        let start = at;
        at += word.len() + 1;
        let month = MONTHS.iter().position(|month| word.starts_with(month))?;
        Some((start, start + word.len(), i64::try_from(month).ok()? + 1))
    });
    let Some((start, end, month)) = month else { return false };
    found.month = Some(month);
    let before = runs(text.get(..start).unwrap_or_default());
    let tail = text.get(end..).unwrap_or_default();
    let mut after = runs(tail).into_iter();
    let read = |source: &str, (from, to): (usize, usize)| (digits(source, from).0, to - from);
    let mut year = None;
    match before.last().map(|run| read(text, *run)) {
        Some((day, 1 | 2)) => found.day = Some(day),
        Some(long) => {
            year = Some(long);
            found.day = after.next().map(|run| read(tail, run).0);
        }
        None => match after.next().map(|run| read(tail, run)) {
            Some((day, 1 | 2)) => found.day = Some(day),
            Some(long) => year = Some(long),
            None => {}
        },
    }
    let year = year.or_else(|| after.next().map(|run| read(tail, run)));
    found.year = year.map(|(year, length)| full_year(year, length));
    true
}

/// `16` is 2016, `86` is 1986.
const fn full_year(year: i64, length: usize) -> i64 {
    match (length, year) {
        (1 | 2, 69..=99) => year + 1900,
        (1 | 2, _) => year + 2000,
        _ => year,
    }
}

/// The runs of digits in `text`, as start and end.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (_, end) = digits(text, at);
        if end > at {
            runs.push((at, end));
        }
        at = end.max(at + 1);
    }
    runs
}

/// The number at `at` (0 where there is none), and where it ends.
fn digits(text: &str, at: usize) -> (i64, usize) {
    let run = text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit());
    let (number, length) = run.fold((0_i64, 0), |(number, length), byte| {
        (number.saturating_mul(10).saturating_add(i64::from(byte - b'0')), length + 1)
    });
    (number, at + length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::liquid::dates::format;

    #[test]
    fn reads_what_people_write() {
        let now = Moment::of_seconds(1_592_231_445).unwrap();
        let cases = [
            ("March 14, 2016", "2016-03-14 00:00:00 +0000"),
            ("14 mars 2016 10:30", "2016-03-14 10:30:00 +0000"),
            ("Fri Jul 16 01:00:00 2004", "2004-07-16 01:00:00 +0000"),
            ("Fri, 16 Jul 2004 01:00:00 -0400", "2004-07-16 01:00:00 -0400"),
            ("2020-06-15 14:30:00 -04:00", "2020-06-15 14:30:00 -0400"),
            ("2020-06-15T14:30:00.250Z", "2020-06-15 14:30:00 +0000"),
            ("2020-06-15 12:00:00 UTC", "2020-06-15 12:00:00 +0000"),
            ("2025-08-05T08:15:30:250-0800", "2025-08-05 16:15:30 +0000"),
            ("20200615T143000Z", "2020-06-15 14:30:00 +0000"),
            ("15/06/2020", "2020-06-15 00:00:00 +0000"),
            ("2020/6/1 2 pm", "2020-06-01 14:00:00 +0000"),
            ("10:30", "2020-06-15 10:30:00 +0000"),
            ("6 pm EST", "2020-06-15 18:00:00 -0500"),
            ("2020-02-30", "2020-03-01 00:00:00 +0000"),
            ("2020-150", "2020-05-29 00:00:00 +0000"),
            ("14h45", "2020-06-15 14:45:00 +0000"),
            ("May", "2020-05-01 00:00:00 +0000"),
        ];
        for (text, want) in cases {
            let shown = parse(text, &now).map(|moment| format(&moment, "%Y-%m-%d %H:%M:%S %z"));
            assert_eq!(shown.as_deref(), Some(want), "{text}");
        }
        for none in ["", "hello", "-1152098955", "06/15/2020", "2020-13-01", "monday", "25:99", "2020-06"] {
            assert!(parse(none, &now).is_none(), "{none}");
        }
    }
}
