//! Telephone numbers as people of a country write them, to E.164.

/// Country, its code, the digit that is dialled before national numbers (0: none), and how many digits a national number
/// has without it.
struct Dial(&'static str, &'static str, &'static str, std::ops::RangeInclusive<usize>);

/// The countries whose national numbers are understood; elsewhere the country code must be written.
/// Source: ITU-T E.164, national numbering plans.
const DIALS: &[Dial] = &[
    Dial("FR", "33", "0", 9..=9),
    Dial("GB", "44", "0", 9..=10),
    Dial("IE", "353", "0", 7..=9),
    Dial("BE", "32", "0", 8..=9),
    Dial("CH", "41", "0", 9..=9),
    Dial("DE", "49", "0", 6..=11),
    Dial("AT", "43", "0", 7..=12),
    Dial("NL", "31", "0", 9..=9),
    Dial("LU", "352", "", 6..=9),
    Dial("ES", "34", "", 9..=9),
    Dial("PT", "351", "", 9..=9),
    Dial("US", "1", "", 10..=10),
    Dial("CA", "1", "", 10..=10),
    Dial("AU", "61", "0", 9..=9),
];

/// The number by E.164; `country` is where the office is.
pub(super) fn e164(text: &str, country: &str) -> Option<String> {
    let text = text.strip_prefix('\'').unwrap_or(text).replace("(0)", "");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let between = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '\u{2011}' | '\u{2013}');
    if !text.chars().all(|c| c.is_ascii_digit() || c == '+' || between(c)) {
        return None;
    }
    let international = match text.rfind('+') {
        Some(at) if text.get(..at)?.chars().all(between) => Some(digits.as_str()),
        Some(_) => return None,
        None => digits.strip_prefix("00"),
    };
    if let Some(number) = international {
        return ((8..=15).contains(&number.len()) && !number.starts_with('0')).then(|| format!("+{number}"));
    }
    let Dial(_, code, trunk, length) = DIALS.iter().find(|dial| dial.0 == country)?;
    let national = match (*trunk, *code) {
        ("", "1") => digits.strip_prefix('1').filter(|_| digits.len() == 11).unwrap_or(&digits),
        ("", _) => digits.as_str(),
        (trunk, _) => digits.strip_prefix(trunk)?,
    };
    length.contains(&national.len()).then(|| format!("+{code}{national}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, country, number) in [
            ("06 12 34 56 78", "FR", Some("+33612345678")),
            ("06.12.34.56.78", "FR", Some("+33612345678")),
            ("+33 (0)6 12 34 56 78", "GB", Some("+33612345678")),
            ("0033612345678", "FR", Some("+33612345678")),
            ("020 7946 0018", "GB", Some("+442079460018")),
            ("(514) 555-0199", "CA", Some("+15145550199")),
            ("1 514 555 0199", "CA", Some("+15145550199")),
            ("612345678", "FR", None),
            ("06 12 34 56", "FR", None),
            ("06 12 34 56 78", "JP", None),
            ("call me", "FR", None),
            ("06 12 34 56 78 ext 3", "FR", None),
            ("+0612345678", "FR", None),
            ("12+34567890", "FR", None),
            ("", "FR", None),
        ] {
            assert_eq!(e164(text, country).as_deref(), number, "{text} {country}");
        }
    }
}
