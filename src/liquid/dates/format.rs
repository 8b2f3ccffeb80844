//! Ruby's strftime.

use super::Moment;
use std::fmt::Write as _;

/// A width beyond this is a mistake or an attack; it is cut.
const WIDTH: usize = 1024;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// What stands between `%` and the letter.
#[derive(Clone, Copy, Default)]
struct Flags {
    /// `-`: as short as can be, whatever else is said.
    short: bool,
    /// `0`, `_` (space)
    pad: Option<char>,
    upper: bool,
    swap: bool,
    colons: usize,
    width: Option<usize>,
}

/// Whether `pattern` ends within a directive (`100%`), which Ruby refuses.
pub fn is_cut_off(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some((_, after)) = rest.split_once('%') {
        let (_, letter, tail) = directive(after);
        if letter.is_none() && tail.is_empty() && after.chars().all(|c| c.is_ascii_digit() || "-_^#".contains(c)) {
            return true;
        }
        rest = tail;
    }
    false
}

/// `moment` by `pattern`: `%Y-%m-%d`, with Ruby's flags and widths. What is no directive is copied.
pub fn format(moment: &Moment, pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let (flags, letter, tail) = directive(after);
        let written = letter.is_some_and(|letter| write(moment, letter, flags, &mut out));
        if !written {
            out.push('%');
            out.push_str(after.get(..after.len() - tail.len()).unwrap_or_default());
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Flags, letter, and what comes after it.
fn directive(after: &str) -> (Flags, Option<char>, &str) {
    let mut flags = Flags::default();
    for (at, letter) in after.char_indices() {
        let tail = after.get(at + letter.len_utf8()..).unwrap_or_default();
        match letter {
            // Flags come before the width.
            '-' | '_' | '^' | '#' if flags.width.is_some() => return (flags, None, tail),
            '-' => flags.short = true,
            '_' => flags.pad = Some(' '),
            '^' => flags.upper = true,
            '#' => flags.swap = true,
            ':' => {
                let colons = 1 + tail.len() - tail.trim_start_matches(':').len();
                let Some(tail) = after.get(at + colons..).and_then(|rest| rest.strip_prefix('z')) else {
                    return (flags, None, tail);
                };
                flags.colons = colons;
                return (flags, Some('z').filter(|_| colons <= 3), tail);
            }
            // Other ways of counting, which Ruby knows by name only.
            'E' if tail.starts_with(['c', 'C', 'x', 'X', 'y', 'Y']) => {}
            'O' if tail.starts_with(|letter: char| "deHkIlmMSuUVwWy".contains(letter)) => {}
            '0' if flags.width.is_none() => flags.pad = Some('0'),
            '0'..='9' => {
                let digit = letter.to_digit(10).map_or(0, |digit| digit as usize);
                flags.width = Some((flags.width.unwrap_or_default() * 10 + digit).min(WIDTH));
            }
            other => return (flags, Some(other), tail),
        }
    }
    (flags, None, "")
}

/// Writes one directive; false where there is none of this letter.
fn write(moment: &Moment, letter: char, flags: Flags, out: &mut String) -> bool {
    let at = moment.zoned();
    let hour = i64::from(at.hour());
    let hour12 = if hour % 12 == 0 { 12 } else { hour % 12 };
    let sunday = i64::from(at.weekday().to_sunday_zero_offset());
    let day_of_year = i64::from(at.day_of_year());
    let iso = at.date().iso_week_date();
    match letter {
        'Y' => {
            let year = i64::from(at.year());
            number(year, if year < 0 { 5 } else { 4 }, '0', flags, out);
        }
        'C' => number(i64::from(at.year()).div_euclid(100), 2, '0', flags, out),
        'y' => number(i64::from(at.year()).rem_euclid(100), 2, '0', flags, out),
        'm' => number(i64::from(at.month()), 2, '0', flags, out),
        'B' => text(name(&MONTHS, i64::from(at.month()) - 1), flags, out),
        'b' | 'h' => text(short(name(&MONTHS, i64::from(at.month()) - 1)), flags, out),
        'd' => number(i64::from(at.day()), 2, '0', flags, out),
        'e' => number(i64::from(at.day()), 2, ' ', flags, out),
        'j' => number(day_of_year, 3, '0', flags, out),
        'H' => number(hour, 2, '0', flags, out),
        'k' => number(hour, 2, ' ', flags, out),
        'I' => number(hour12, 2, '0', flags, out),
        'l' => number(hour12, 2, ' ', flags, out),
        'P' => text(if hour < 12 { "am" } else { "pm" }, flags, out),
        'p' => {
            let shown = if hour < 12 { "AM" } else { "PM" };
            text(
                if flags.swap { if hour < 12 { "am" } else { "pm" } } else { shown },
                Flags { swap: false, ..flags },
                out,
            );
        }
        'M' => number(i64::from(at.minute()), 2, '0', flags, out),
        'S' => number(i64::from(at.second()), 2, '0', flags, out),
        'L' | 'N' => {
            let digits = flags.width.unwrap_or(if letter == 'L' { 3 } else { 9 });
            let all = format!("{:09}", at.subsec_nanosecond());
            out.extend(all.chars().chain(std::iter::repeat('0')).take(digits));
        }
        'z' => offset(moment.offset(), flags, out),
        'Z' => match moment.zone_name() {
            none if none.is_empty() => {}
            name if flags.swap => text(&name.to_lowercase(), Flags { upper: false, swap: false, ..flags }, out),
            name => text(&name, flags, out),
        },
        'A' => text(name(&DAYS, sunday), flags, out),
        'a' => text(short(name(&DAYS, sunday)), flags, out),
        'u' => number(i64::from(at.weekday().to_monday_one_offset()), 1, '0', flags, out),
        'w' => number(sunday, 1, '0', flags, out),
        'G' => number(i64::from(iso.year()), 4, '0', flags, out),
        'g' => number(i64::from(iso.year()).rem_euclid(100), 2, '0', flags, out),
        'V' => number(i64::from(iso.week()), 2, '0', flags, out),
        'U' => number((day_of_year + 6 - sunday) / 7, 2, '0', flags, out),
        'W' => number((day_of_year + 6 - (sunday + 6) % 7) / 7, 2, '0', flags, out),
        's' => number(moment.instant().as_second(), 1, '0', flags, out),
        'n' => text("\n", flags, out),
        't' => text("\t", flags, out),
        '%' => text("%", flags, out),
        _ => {
            let pattern = match letter {
                'c' => "%a %b %e %H:%M:%S %Y",
                'D' | 'x' => "%m/%d/%y",
                'F' => "%Y-%m-%d",
                'T' | 'X' => "%H:%M:%S",
                'R' => "%H:%M",
                'r' => "%I:%M:%S %p",
                'v' => "%e-%^b-%4Y",
                _ => return false,
            };
            text(&format(moment, pattern), Flags { swap: false, ..flags }, out);
        }
    }
    true
}

fn name(names: &[&'static str], at: i64) -> &'static str {
    usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

fn short(name: &'static str) -> &'static str {
    name.get(..3).unwrap_or(name)
}

fn number(value: i64, width: usize, pad: char, flags: Flags, out: &mut String) {
    let pad = flags.pad.unwrap_or(pad);
    let width = if flags.short { 0 } else { flags.width.unwrap_or(width) };
    let _ = if pad == '0' { write!(out, "{value:0width$}") } else { write!(out, "{value:width$}") };
}

fn text(shown: &str, flags: Flags, out: &mut String) {
    let pad = flags.pad.unwrap_or(' ');
    let wanted = if flags.short { None } else { flags.width };
    let missing = wanted.unwrap_or_default().saturating_sub(shown.chars().count());
    out.extend(std::iter::repeat_n(pad, missing));
    if flags.upper || flags.swap {
        out.extend(shown.chars().flat_map(char::to_uppercase));
    } else {
        out.push_str(shown);
    }
}

/// `+0100`; with colons `+01:00`, `+01:00:00`, and as short as can be (`+01`).
fn offset(seconds: i32, flags: Flags, out: &mut String) {
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.unsigned_abs();
    let (hours, minutes, seconds) = (size / 3600, size / 60 % 60, size % 60);
    let tail = match flags.colons {
        0 => format!("{minutes:02}"),
        1 => format!(":{minutes:02}"),
        2 => format!(":{minutes:02}:{seconds:02}"),
        _ if seconds > 0 => format!(":{minutes:02}:{seconds:02}"),
        _ if minutes > 0 => format!(":{minutes:02}"),
        _ => String::new(),
    };
    let width = flags.width.unwrap_or_default().saturating_sub(tail.len() + 1).max(2);
    if flags.pad == Some(' ') {
        let (hours, width) = (format!("{sign}{hours}"), width + 1);
        let _ = write!(out, "{hours:>width$}{tail}");
    } else {
        let _ = write!(out, "{sign}{hours:0width$}{tail}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::liquid::dates::zone;

    #[test]
    fn formats_as_ruby_does() {
        let moment = Moment::of_seconds(1_592_231_445).unwrap();
        let cases = [
            ("%Y-%m-%d %H:%M:%S", "2020-06-15 14:30:45"),
            ("%-m/%e/%y %l:%M %p %P", "6/15/20  2:30 PM pm"),
            ("%^a %^B %10A|%-10A|%010d", "MON JUNE     Monday|Monday|0000000015"),
            ("%L %3N %6N %s %j %U %W %V %G", "000 000 000000 1592231445 167 24 24 25 2020"),
            ("%z %:z %::z %Z %c|%v|%+", "+0000 +00:00 +00:00:00 UTC Mon Jun 15 14:30:45 2020|15-JUN-2020|%+"),
            ("%Q %", "%Q %"),
            ("100%", "100%"),
            ("%#Z %#c %:Y %EY %Ed", "utc Mon Jun 15 14:30:45 2020 %:Y 2020 %Ed"),
        ];
        for (pattern, want) in cases {
            assert_eq!(format(&moment, pattern), want, "{pattern}");
        }
        assert_eq!(["100%", "%Y %-5", "100%%", "%Q"].map(is_cut_off), [true, true, false, false]);
        let there = moment.in_zone(zone("America/New_York").unwrap());
        assert_eq!(format(&there, "%H:%M %Z %z"), "10:30 EDT -0400");
    }
}
