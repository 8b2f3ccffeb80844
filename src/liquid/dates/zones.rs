//! Zones by name: those of the tz database, and the ones that Rails calls by other names.

use jiff::tz::TimeZone;

/// Lines of `rule|name name …`, from the tz database (release 2025b, public domain): the rule that is in force now.
const ZONES: &str = include_str!("zones.txt");

/// Lines of `Rails name|tz name`.
const RAILS: &str = include_str!("rails.txt");

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
