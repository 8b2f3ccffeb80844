//! Reading dates as people write them, as Ruby's `Time.parse` does: its patterns in its order, each tried on what the
//! ones before left. What is missing comes from the clock (larger units) or is the first (smaller ones).

use super::pattern::Pattern;
use super::shapes::{MONTHS, PATTERNS, Shape};
use super::zones::offset;
use super::{Moment, offset_zone};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

/// A date is short; Ruby does not look at a longer text either.
const LONGEST: usize = 128;

#[derive(Default)]
struct Found {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    day_of_year: Option<i64>,
    hour: Option<i64>,
    minute: Option<i64>,
    second: Option<i64>,
    nanos: Option<i32>,
    zone: Option<String>,
    /// The year is written out: `0099` is not 1999.
    full_year: bool,
}

/// The moment that `text` says, or none. `now` fills what is missing: `10:30` is today.
pub fn parse(text: &str, now: &Moment) -> Option<Moment> {
    if text.len() > LONGEST {
        return None;
    }
    let patterns = &*PATTERNS;
    let text: Vec<char> = text.chars().map(|letter| letter.to_ascii_lowercase()).collect();
    if let Some(stamp) = patterns.stamp.find(&text) {
        let part = |index| stamp.group(&text, index).unwrap_or_default();
        let moment = parse(&format!("{}.{}{}", part(0), part(1), part(2)), now)?;
        return Some(moment.in_zone(TimeZone::UTC));
    }
    let mut found = Found::default();
    let mut rest = spaced(&text);
    take(&patterns.day, &mut rest);
    if let Some([time, zone, ..]) = take(&patterns.time, &mut rest) {
        found.zone = zone;
        found.time(&time.unwrap_or_default());
    }
    found.date(&mut rest);
    let before_christ = take(&patterns.before_christ, &mut rest).is_some();
    if let Some([Some(number), ..]) = take(&patterns.rest, &mut rest) {
        let number = digits(&number);
        if found.hour.is_some() && found.day.is_none() && (1..=31).contains(&number) {
            found.day = Some(number);
        } else if found.day.is_some() && found.hour.is_none() && (0..=24).contains(&number) {
            found.hour = Some(number);
        }
    }
    if before_christ {
        found.year = found.year.map(|year| 1 - year);
    }
    if !found.full_year {
        found.year = found.year.map(full_year);
    }
    found.moment(now)
}

/// Signs that no date has become one space.
fn spaced(text: &[char]) -> Vec<char> {
    let mut spaced: Vec<char> = Vec::with_capacity(text.len());
    let mut gap = false;
    for letter in text {
        let kept = letter.is_alphanumeric() || "-+',./:@[]".contains(*letter);
        if kept {
            spaced.push(*letter);
        } else if !gap {
            spaced.push(' ');
        }
        gap = !kept;
    }
    spaced
}

/// Takes what `pattern` finds out of `text`; its groups.
fn take(pattern: &Pattern, text: &mut Vec<char>) -> Option<[Option<String>; 5]> {
    let found = pattern.find(text)?;
    let groups = [0, 1, 2, 3, 4].map(|index| found.group(text, index));
    text.splice(found.start..found.end, [' ']);
    Some(groups)
}

/// The number that a text holds, from its first digit on.
pub(super) fn digits(text: &str) -> i64 {
    let digits = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    digits
        .bytes()
        .take_while(u8::is_ascii_digit)
        .fold(0, |number: i64, byte| number.saturating_mul(10).saturating_add(i64::from(byte - b'0')))
}

/// `16` is 2016, `86` is 1986.
const fn full_year(year: i64) -> i64 {
    match year {
        69..=99 => year + 1900,
        0..=68 => year + 2000,
        _ => year,
    }
}

/// Digits after the point of a second.
fn fraction(text: &str) -> i32 {
    format!("{text:0<9}").get(..9).and_then(|nanos| nanos.parse().ok()).unwrap_or_default()
}

impl Found {
    fn time(&mut self, text: &str) {
        let mut text: Vec<char> = text.chars().collect();
        let Some([hour, minute, second, part, half]) = take(&PATTERNS.time_parts, &mut text) else { return };
        let hour = hour.as_deref().map_or(0, digits);
        self.hour = Some(match half.as_deref() {
            Some("p") => hour % 12 + 12,
            Some(_) => hour % 12,
            None => hour,
        });
        self.minute = minute.as_deref().map(digits);
        self.second = second.as_deref().map(digits);
        self.nanos = part.as_deref().map(fraction);
    }

    /// The first pattern that is found says the date.
    fn date(&mut self, rest: &mut Vec<char>) {
        for (shape, pattern) in &PATTERNS.dates {
            let signed = matches!(shape, Shape::DayOfYear)
                && PATTERNS.no_day_of_year.iter().zip([true, false]).any(|(none, first)| {
                    first
                        == pattern
                            .find(rest)
                            .and_then(|found| found.group(rest, 0))
                            .is_some_and(|year| !year.is_empty())
                        && none.find(rest).is_some()
                });
            if signed {
                continue;
            }
            if let Some(groups) = take(pattern, rest) {
                return self.shaped(*shape, groups);
            }
        }
    }

    fn shaped(&mut self, shape: Shape, [a, b, c, d, e]: [Option<String>; 5]) {
        match shape {
            Shape::Parts("dmey") => self.parts(d, b, a),
            Shape::Parts("mdey") => self.parts(d, a, b),
            Shape::Parts("dmy") => self.parts(c, b, a),
            Shape::Parts("mdy") => self.parts(c, a, b),
            Shape::Parts("ymd") => self.parts(a, b, c),
            Shape::Parts("y") => self.year = a.as_deref().map(digits),
            Shape::Parts("m") => self.month = a.as_deref().map(month),
            Shape::Parts("d") => self.day = a.as_deref().map(digits),
            Shape::Parts(_) => (self.month, self.day) = (a.as_deref().map(digits), b.as_deref().map(digits)),
            Shape::Week => {}
            Shape::Japanese => {
                let before = match a.as_deref() {
                    Some("m") => 1867,
                    Some("t") => 1911,
                    Some("s") => 1925,
                    Some("h") => 1988,
                    _ => 2018,
                };
                self.year = b.as_deref().map(|year| before + digits(year));
                (self.month, self.day) = (c.as_deref().map(digits), d.as_deref().map(digits));
            }
            Shape::DayOfYear => {
                self.year = a.filter(|year| !year.is_empty()).as_deref().map(digits);
                self.day_of_year = b.as_deref().map(digits);
            }
            Shape::Digits => self.digits(&a.unwrap_or_default(), &b.unwrap_or_default(), c, d, e),
        }
    }

    /// Three numbers in the order that the pattern suggests; which of them is the year, they show themselves.
    fn parts(&mut self, mut year: Option<String>, mut month_: Option<String>, mut day: Option<String>) {
        let is_year =
            |part: &Option<String>| part.as_ref().is_some_and(|part| part.starts_with('\'') || part.len() > 2);
        let named = month_.as_deref().is_some_and(|name| MONTHS.contains(&name));
        if year.is_some() && month_.is_some() && day.is_none() {
            (year, month_, day) = (None, year, month_);
        }
        if year.is_none() && is_year(&day) {
            (year, day) = (day, None);
        }
        if let Some(text) = &year {
            let from = text.trim_start_matches(|letter: char| !letter.is_ascii_digit() && !"+-".contains(letter));
            let bare = from.trim_start_matches(['+', '-']);
            if !bare.bytes().all(|byte| byte.is_ascii_digit()) {
                // `29th` is no year.
                let number = bare.trim_end_matches(|letter: char| !letter.is_ascii_digit()).to_owned();
                (year, day) = (day, Some(number));
            }
        }
        if !named && is_year(&month_) {
            (year, month_, day) = (month_, day, year);
        }
        if is_year(&day) {
            (year, day) = (day, year);
        }
        if let Some(text) = year {
            let from = text.trim_start_matches(|letter: char| !letter.is_ascii_digit() && !"+-".contains(letter));
            let signed = from.starts_with(['+', '-']);
            let length = from.trim_start_matches(['+', '-']).bytes().take_while(u8::is_ascii_digit).count();
            self.full_year = signed || length > 2;
            self.year = Some(if from.starts_with('-') { -digits(from) } else { digits(from) });
        }
        self.month = month_.as_deref().map(month);
        self.day = day.as_deref().map(digits);
    }

    /// A row of digits: `20200615`, `20200615T1430`, `0615`, `166` (a day of the year).
    fn digits(&mut self, sign: &str, row: &str, time: Option<String>, part: Option<String>, zone: Option<String>) {
        let length = row.len();
        let at = |from: usize, count: usize| row.get(from..from + count).map(digits);
        // From the right, two by two: what is left at the front may be one digit.
        let back = |index: usize| {
            let end = length.checked_sub(index * 2)?;
            row.get(end.saturating_sub(2)..end).filter(|pair| !pair.is_empty()).map(digits)
        };
        let year = |text: Option<i64>| text.map(|year| if sign == "-" { -year } else { year });
        if time.is_none() && part.is_some() {
            match length {
                2..=8 | 10 | 12 | 14 => {
                    self.second = back(0);
                    self.minute = back(1).or(self.minute);
                    self.hour = back(2).or(self.hour);
                    self.day = back(3);
                    if length >= 10 {
                        self.month = back(4);
                    }
                    match length {
                        12 => self.year = year(back(5)),
                        14 => {
                            self.year = year(at(0, 4));
                            (self.month, self.full_year) = (at(4, 2), true);
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        } else {
            match length {
                2 => self.day = at(0, 2),
                4 => (self.month, self.day) = (at(0, 2), at(2, 2)),
                6 => (self.year, self.month, self.day) = (year(at(0, 2)), at(2, 2), at(4, 2)),
                8 | 10 | 12 | 14 => {
                    (self.year, self.month, self.day) = (year(at(0, 4)), at(4, 2), at(6, 2));
                    self.full_year = true;
                    self.hour = at(8, 2).or(self.hour);
                    self.minute = at(10, 2).or(self.minute);
                    self.second = at(12, 2).or(self.second);
                }
                3 => self.day_of_year = at(0, 3),
                5 => (self.year, self.day_of_year) = (year(at(0, 2)), at(2, 3)),
                7 => (self.year, self.day_of_year, self.full_year) = (year(at(0, 4)), at(4, 3), true),
                _ => {}
            }
        }
        if let Some(time) = time {
            let pair = |index: usize| time.get(index * 2..index * 2 + 2).map(digits);
            if time.len() % 2 == 0 {
                let pairs = time.len() / 2;
                let from_end = part.is_some();
                let (hour, minute, second) = match (from_end, pairs) {
                    (true, 1) => (None, None, pair(0)),
                    (true, 2) => (None, pair(0), pair(1)),
                    _ => (pair(0), pair(1), pair(2)),
                };
                self.hour = hour.or(self.hour);
                self.minute = minute.or(self.minute);
                self.second = second.or(self.second);
            }
        }
        if let Some(part) = part {
            self.nanos = Some(fraction(&part));
        }
        self.zone = zone.or(self.zone.take());
    }

    fn moment(self, now: &Moment) -> Option<Moment> {
        let nothing = [self.year, self.month, self.day, self.day_of_year, self.hour, self.minute, self.second];
        if nothing.iter().all(Option::is_none) && self.nanos.is_none() {
            return None;
        }
        let offset = self.zone.as_deref().and_then(offset);
        if offset.is_some_and(|seconds| seconds.abs() >= 86_400) {
            return None;
        }
        let zone = offset_zone(offset.unwrap_or_default())?;
        // Today there: where the time has an offset, its own day counts.
        let there = now.in_zone(zone.clone());
        let today = there.zoned();
        let of_now = |small: i8| Some(i64::from(small));
        let (mut month, mut day) = (self.month, self.day);
        if let Some(day_of_year) = self.day_of_year {
            if !(1..=366).contains(&day_of_year) {
                return None;
            }
            (month, day) = (Some(1), Some(day_of_year));
        }
        let (mut hour, mut minute, mut second) = (self.hour, self.minute, self.second);
        let year = self.year.or(Some(i64::from(today.year())));
        // What is larger than the largest unit that is given is now's.
        if self.year.is_none() && month.is_none() {
            month = of_now(today.month());
            if day.is_none() {
                day = of_now(today.day());
                if hour.is_none() {
                    hour = of_now(today.hour());
                    if minute.is_none() {
                        minute = of_now(today.minute());
                        second = second.or_else(|| of_now(today.second()));
                    }
                }
            }
        }
        let day = day.unwrap_or(1);
        if day > 31 && self.day_of_year.is_none() {
            return None;
        }
        let (hour, minute, second) = (hour.unwrap_or(0), minute.unwrap_or(0), second.unwrap_or(0));
        // An offset is added before Ruby looks whether there is such an hour.
        let hours = if offset.unwrap_or_default() % 86_400 == 0 { 24 } else { 1_000 };
        if hour > hours || (hour == 24 && hours == 24 && (minute > 0 || second > 0)) {
            return None;
        }
        let civil = civil(year?, month.unwrap_or(1), day, (hour, minute, second, self.nanos.unwrap_or_default()))?;
        Some(Moment::of(zone.to_timestamp(civil).ok()?, zone))
    }
}

/// A month by its name or its number.
fn month(text: &str) -> i64 {
    let named = MONTHS.iter().position(|month| *month == text).and_then(|index| i64::try_from(index).ok());
    named.map_or_else(|| digits(text), |index| index + 1)
}

/// As Ruby's `Time.local`: a day that the month does not have is one of the next month, 24:00 is tomorrow.
fn civil(year: i64, month: i64, day: i64, (hour, minute, second, nanos): (i64, i64, i64, i32)) -> Option<DateTime> {
    if !(1..=12).contains(&month) || day < 1 || minute > 59 || second > 60 {
        return None;
    }
    let small = |number: i64| i8::try_from(number).ok();
    let start = DateTime::new(i16::try_from(year).ok()?, small(month)?, 1, 0, 0, 0, nanos).ok()?;
    let seconds = (day - 1) * 86_400 + hour * 3600 + minute * 60 + second;
    // Counted at an offset that has an instant for every clock time of these years.
    let offset = if year < 0 { Offset::MIN } else { Offset::MAX };
    let start = offset.to_timestamp(start).ok()?;
    Some(offset.to_datetime(Timestamp::new(start.as_second() + seconds, start.subsec_nanosecond()).ok()?))
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
            ("H31.04.30", "2019-04-30 00:00:00 +0000"),
            ("5 Jan 100 BC", "-0099-01-05 00:00:00 +0000"),
            ("Jan '99", "1999-01-01 00:00:00 +0000"),
            ("29th Feb 2024, 7 p.m. EDT", "2024-02-29 19:00:00 -0400"),
            ("9999-12-31 00:30 +03:00", "9999-12-31 00:30:00 +0300"),
            ("1969-12-31 23:59:59.5 +00:00", "1969-12-31 23:59:59 +0000"),
        ];
        for (text, want) in cases {
            let shown = parse(text, &now).map(|moment| format(&moment, "%Y-%m-%d %H:%M:%S %z"));
            assert_eq!(shown.as_deref(), Some(want), "{text}");
        }
        for none in [
            "",
            "hello",
            "-1152098955",
            "06/15/2020",
            "2020-13-01",
            "monday",
            "25:99",
            "2020-06",
            "12-25",
            "2024:02",
            "2 Uhr 5",
        ] {
            assert!(parse(none, &now).is_none(), "{none}");
        }
    }
}
