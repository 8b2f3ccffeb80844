//! Zones by name: those of the tz database, the ones that Rails calls by other names, and what follows a time of day.

use super::read::digits;
use super::shapes::PATTERNS;
use jiff::tz::TimeZone;

/// Lines of `rule|name name …`, from the tz database (release 2025b, public domain): the rule that is in force now.
const ZONES: &str = include_str!("zones.txt");

/// Lines of `Rails name|tz name`.
const RAILS: &str = include_str!("rails.txt");

/// Short names of zones that Ruby knows, with their hours. Of others (`CET`) it takes no notice.
const SHORT: [(&str, i32); 12] = [
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

/// The zone of this name (`Europe/Paris`, `Eastern Time (US & Canada)`, `UTC`).
///
/// ```
/// use countersign::liquid::dates::zone;
/// assert!(zone("America/Toronto").is_some());
/// assert!(zone("Mars/Olympus").is_none());
/// ```
pub fn zone(name: &str) -> Option<TimeZone> {
    let name = name.trim();
    let name = RAILS
        .lines()
        .filter_map(|line| line.split_once('|'))
        .find(|(rails, _)| *rails == name)
        .map_or(name, |(_, tz)| tz);
    let holds = |names: &str| names.split(' ').any(|known| known.eq_ignore_ascii_case(name));
    let (rule, _) = ZONES.lines().filter_map(|line| line.split_once('|')).find(|(_, names)| holds(names))?;
    if rule == "UTC0" { Some(TimeZone::UTC) } else { TimeZone::posix(rule).ok() }
}

/// Seconds from UTC: `utc`, `+01:00`, `-0400`, `est`, a letter of the military's.
pub(super) fn offset(zone: &str) -> Option<i32> {
    if let Some((_, hours)) = SHORT.iter().find(|(name, _)| *name == zone) {
        return Some(hours * 3600);
    }
    let text: Vec<char> = zone.chars().collect();
    if let [letter @ 'a'..='y'] = text.as_slice() {
        let place = |letters: &str| letters.find(*letter).and_then(|at| i32::try_from(at).ok());
        return match (place("abcdefghiklm"), place("nopqrstuvwxy")) {
            (Some(east), _) => Some((east + 1) * 3600),
            (_, Some(west)) => Some(-(west + 1) * 3600),
            _ => None,
        };
    }
    let found = PATTERNS.offset.find(&text)?;
    let part = |index| found.group(&text, index).map_or(0, |part| digits(&part));
    let seconds = i32::try_from(part(1) * 3600 + part(2) * 60 + part(3)).ok()?;
    Some(if zone.starts_with('-') { -seconds } else { seconds })
}

/// Whether a zone came from a rule of the table rather than from a bare offset.
pub(super) fn is_posix(zone: &TimeZone) -> bool {
    zone.to_offset_info(jiff::Timestamp::UNIX_EPOCH)
        .abbreviation()
        .starts_with(|letter: char| letter.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_and_every_rails_name_is_understood() {
        for (rule, _) in ZONES.lines().filter_map(|line| line.split_once('|')) {
            assert!(rule == "UTC0" || TimeZone::posix(rule).is_ok(), "{rule}");
        }
        for (rails, tz) in RAILS.lines().filter_map(|line| line.split_once('|')) {
            assert!(zone(rails).is_some(), "{rails} → {tz}");
        }
    }
}
