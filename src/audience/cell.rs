//! One cell: what stands there, by the habits of the office's country, as Braze wants it.

use super::dial::e164;
use super::field::{Field, Form};
use super::problem::{self as p, Trouble};
use crate::braze::{Gender, Moment, plain_address};
use crate::liquid::dates;
use crate::text::fold;
use jiff::civil::Date;
use serde_json::{Number, Value};

/// The most characters of a text: Braze takes no more in a custom attribute.
const MOST_CHARS: usize = 255;

/// The most bytes of a customer's id.
const MOST_ID: usize = 987;

/// How people write numbers and dates where the office is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The country, by ISO 3166-1 alpha-2.
    pub country: String,
    /// Whether `1,5` is one and a half.
    pub decimal_comma: bool,
}

impl Habits {
    /// The habits of an office's country and language tag.
    pub fn of(country: Option<&str>, language: Option<&str>) -> Self {
        let language = language.map(crate::locale::primary).unwrap_or_default().to_ascii_lowercase();
        Self { country: country.unwrap_or_default().to_ascii_uppercase(), decimal_comma: language != "en" }
    }
}

/// What the cell says, for `users/track`; nothing where it is empty.
pub(super) fn read(field: &Field, cell: &str, habits: &Habits) -> Result<Option<Value>, Trouble> {
    let cell = cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if cell.is_empty() {
        return Ok(None);
    }
    let read = match field.form {
        Form::Id => id(cell).ok_or(p::ID),
        Form::Email => email(cell).ok_or(p::EMAIL),
        Form::Phone => e164(cell, &habits.country).map(Value::String).ok_or(p::PHONE),
        Form::Text => text(cell).ok_or(p::TEXT),
        Form::Number => number(cell, habits.decimal_comma).map(Value::Number).ok_or(p::NUMBER),
        Form::Date => date(cell, &habits.country).map(|date| day(date, field.custom)).ok_or(p::DATE),
        Form::Boolean => boolean(cell).map(Value::Bool).ok_or(p::BOOLEAN),
        Form::Country => code(cell, &habits.country, str::to_ascii_uppercase).ok_or(p::COUNTRY),
        Form::Language => code(crate::locale::primary(cell), "", str::to_ascii_lowercase).ok_or(p::LANGUAGE),
        Form::Gender => gender(cell).ok_or(p::GENDER),
        Form::TimeZone => {
            dates::zone(cell).filter(|_| cell.contains('/')).map(|_| Value::from(cell)).ok_or(p::TIME_ZONE)
        }
    };
    read.map(Some)
}

fn one_line(cell: &str) -> bool {
    !cell.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
}

fn id(cell: &str) -> Option<Value> {
    (cell.len() <= MOST_ID && one_line(cell)).then(|| Value::from(cell))
}

fn text(cell: &str) -> Option<Value> {
    (cell.chars().count() <= MOST_CHARS && one_line(cell)).then(|| Value::from(cell))
}

fn email(cell: &str) -> Option<Value> {
    let cell = cell.strip_prefix("mailto:").unwrap_or(cell);
    let plain = cell.is_ascii() && !cell.contains("..") && one_line(cell) && !cell.contains(['{', '}', '(', ')', '\\']);
    (plain && plain_address(cell)).then(|| Value::from(cell.to_ascii_lowercase()))
}

/// Digits, perhaps in groups of three, with at most one decimal mark.
fn number(cell: &str, decimal_comma: bool) -> Option<Number> {
    let (sign, digits) = match cell.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", cell.strip_prefix('+').unwrap_or(cell)),
    };
    let spaces = [' ', '\u{a0}', '\u{202f}', '\u{2019}', '\''];
    let (mark, group) = if decimal_comma { (',', '.') } else { ('.', ',') };
    let (whole, fraction) = match (digits.split_once(mark), digits.split_once('.')) {
        (Some(parts), _) => parts,
        // A point is a decimal mark everywhere, unless it could part thousands.
        (None, Some((whole, rest))) if decimal_comma && !thousands(digits, '.') => (whole, rest),
        _ => (digits, ""),
    };
    if whole.contains(spaces) && !thousands(whole, ' ') {
        return None;
    }
    // `1.234` where the comma is decimal, and `1,234` where the point is: thousands, or a slip.
    let clear = !fraction.is_empty() || whole.matches(group).count() > 1;
    if whole.contains(group) && (!clear || !thousands(whole, group)) {
        return None;
    }
    let whole: String = whole.chars().filter(|c| *c != group && !spaces.contains(c)).collect();
    let sound = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 15 || fraction.len() > 9 || !sound(&whole) || !sound(fraction) {
        return None;
    }
    if fraction.is_empty() {
        return format!("{sign}{whole}").parse::<i64>().ok().map(Number::from);
    }
    format!("{sign}{whole}.{fraction}").parse::<f64>().ok().and_then(Number::from_f64)
}

/// Whether `text` is digits in groups of three. A space stands for all signs that part groups.
fn thousands(text: &str, group: char) -> bool {
    let parts = |c: char| if group == ' ' { !c.is_ascii_digit() } else { c == group };
    let mut groups = text.split(parts);
    let first = groups.next().unwrap_or_default();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len()) && digits(first) && groups.all(|part| part.len() == 3 && digits(part))
}

/// A day: `2026-11-24`, with a time behind it or not; `24/11/2026` with `/`, `.` or `-`, by the country's order.
fn date(cell: &str, country: &str) -> Option<Date> {
    let day = cell.split(['T', ' ']).next().unwrap_or_default();
    if let Some(date) = Moment::date(day) {
        return within_reason(date);
    }
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    let [first, second, year] = *parts.as_slice() else { return None };
    let small = |text: &str| text.parse::<i8>().ok().filter(|_| text.len() <= 2 && !text.starts_with(['+', '-']));
    let (first, second) = (small(first)?, small(second)?);
    let year = year.parse::<i16>().ok().filter(|_| year.len() == 4)?;
    let (day, month) = match country {
        "US" => (second, first),
        // Both orders are in use.
        "CA" if first <= 12 && second <= 12 && first != second => return None,
        "CA" if second > 12 => (second, first),
        _ => (first, second),
    };
    within_reason(Date::new(year, month, day).ok()?)
}

/// Nobody was born before, and nothing is planned after.
fn within_reason(date: Date) -> Option<Date> {
    (1900..=2100).contains(&date.year()).then_some(date)
}

/// A day of the profile, or a point in time as custom attributes have them.
fn day(date: Date, custom: bool) -> Value {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let time = if custom { "T00:00:00Z" } else { "" };
    Value::from(format!("{year:04}-{month:02}-{day:02}{time}"))
}

fn boolean(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "true" | "yes" | "y" | "1" | "oui" | "o" | "vrai" | "x" => Some(true),
        "false" | "no" | "n" | "0" | "non" | "faux" => Some(false),
        _ => None,
    }
}

/// Two letters.
fn code(cell: &str, _: &str, case: fn(&str) -> String) -> Option<Value> {
    (cell.len() == 2 && cell.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| Value::from(case(cell)))
}

fn gender(cell: &str) -> Option<Value> {
    let known = match fold(cell).as_str() {
        "f" | "female" | "woman" | "femme" | "feminin" => Gender::F,
        "m" | "male" | "man" | "h" | "homme" | "masculin" => Gender::M,
        "o" | "other" | "autre" => Gender::O,
        "n" => Gender::N,
        "p" => Gender::P,
        _ => return None,
    };
    serde_json::to_value(known).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_by_the_country() {
        for (cell, comma, value) in [
            ("42", true, json!(42)),
            ("-7", false, json!(-7)),
            ("1 234,5", true, json!(1234.5)),
            ("1\u{202f}234", true, json!(1234)),
            ("1.234,5", true, json!(1234.5)),
            ("1,234.5", false, json!(1234.5)),
            ("1,234,567", false, json!(1_234_567)),
            ("12.5", true, json!(12.5)),
            ("0,5", true, json!(0.5)),
        ] {
            assert_eq!(number(cell, comma).map(Value::Number), Some(value), "{cell}");
        }
        for (cell, comma) in [
            ("1.234", true),
            ("1,234", false),
            ("12 €", true),
            ("1 2 3", true),
            ("1,2,3", true),
            ("", true),
            ("-", true),
            ("NaN", false),
            ("1e5", false),
            ("９", false),
            ("99999999999999999999", false),
        ] {
            assert_eq!(number(cell, comma), None, "{cell}");
        }
    }

    #[test]
    fn dates_by_the_country() {
        for (cell, country, value) in [
            ("2026-11-24", "US", Some("2026-11-24")),
            ("2026-11-24 10:00", "FR", Some("2026-11-24")),
            ("24/11/2026", "FR", Some("2026-11-24")),
            ("3.4.1980", "FR", Some("1980-04-03")),
            ("3/4/1980", "US", Some("1980-03-04")),
            ("3/4/1980", "CA", None),
            ("13/4/1980", "CA", Some("1980-04-13")),
            ("4/13/1980", "CA", Some("1980-04-13")),
            ("31/02/1980", "FR", None),
            ("1/1/80", "FR", None),
            ("1/1/1080", "FR", None),
            ("tomorrow", "FR", None),
        ] {
            let found = date(cell, country).map(|date| date.to_string());
            assert_eq!(found.as_deref(), value, "{cell} {country}");
        }
        let date = Moment::date("2026-11-24").unwrap();
        assert_eq!(day(date, true), "2026-11-24T00:00:00Z");
    }

    #[test]
    fn addresses_and_words() {
        assert_eq!(email("Lea@Example.COM"), Some(json!("lea@example.com")));
        for cell in [
            "lea",
            "lea@",
            "lea@x",
            "a b@x.example",
            "léa@x.example",
            "a@x..example",
            "{{a}}@x.example",
            "a@b@c.example",
        ] {
            assert_eq!(email(cell), None, "{cell}");
        }
        assert_eq!((boolean("Oui"), boolean("NON"), boolean("perhaps")), (Some(true), Some(false), None));
        assert_eq!(gender("Femme"), Some(json!("F")));
        assert_eq!(gender("?"), None);
        assert_eq!(text("a\nb"), None);
        assert_eq!(text(&"é".repeat(256)), None);
    }
}
