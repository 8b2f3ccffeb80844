//! Amounts in a text: prices and percentages, with their worth.

use crate::text::Span;

/// A price or a percentage.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Where it stands, with its sign.
    pub span: Span,
    /// What it is.
    pub kind: AmountKind,
    /// How much; a comma before one or two last digits is a decimal one.
    pub value: f64,
}

/// What an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountKind {
    /// Of a hundred: `30 %`, `30 percent`.
    Percent,
    /// Of money, with its sign or code as it is written: `€`, `CAD`.
    Money(&'static str),
}

/// Signs and codes of money; of two that begin alike the longer comes first.
const MONEY: &[&str] = &[
    "C$", "CA$", "A$", "AU$", "NZ$", "US$", "HK$", "R$", "€", "£", "$", "¥", "₩", "₹", "₺", "zł", "EUR", "USD", "GBP",
    "CAD", "AUD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN", "JPY", "euros", "euro", "dollars", "pounds",
];
/// What follows the number of a percentage.
const PERCENT: &[&str] = &["%", "percent", "per cent", "pour cent", "Prozent"];

/// The amounts of `text`, in order.
///
/// ```
/// use countersign::check::facts::{AmountKind, amounts};
/// let found = amounts("Dès 12,50 € au lieu de 20 €, soit -37,5 %");
/// let worth: Vec<f64> = found.iter().map(|amount| amount.value).collect();
/// assert_eq!(worth, [12.5, 20.0, 37.5]);
/// assert_eq!(found[2].kind, AmountKind::Percent);
/// ```
pub fn amounts(text: &str) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut done = 0;
    while let Some(start) = text.get(done..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = done + start;
        let number = number(text.get(start..).unwrap_or_default());
        let end = start + number.len();
        done = end;
        let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        if before.chars().next_back().is_some_and(char::is_alphabetic) && !ends_in_money(before) {
            continue;
        }
        let Some(value) = worth(number) else { continue };
        if let Some(length) = leads(after, PERCENT) {
            found.push(Amount { span: Span::new(start, end + length), kind: AmountKind::Percent, value });
        } else if let Some((sign, at)) = money_before(before).filter(|_| ends_in_money(before)) {
            // Of two prices in a row, the sign that touches the number is its own.
            found.push(Amount { span: Span::new(at, end), kind: AmountKind::Money(sign), value });
        } else if let Some((sign, length)) = money_after(after) {
            found.push(Amount { span: Span::new(start, end + length), kind: AmountKind::Money(sign), value });
        } else if let Some((sign, at)) = money_before(before) {
            found.push(Amount { span: Span::new(at, end), kind: AmountKind::Money(sign), value });
        }
    }
    found
}

/// The number that `text` begins with: digits, with points, commas and thin spaces between groups.
fn number(text: &str) -> &str {
    let mut end = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let digit_next = rest.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match c {
            c if c.is_ascii_digit() => end = at + 1,
            '.' | ',' | '\u{202f}' | '\u{a0}' | '\'' if digit_next => {}
            ' ' if digit_next && is_group(text.get(at + 1..).unwrap_or_default()) => {}
            _ => break,
        }
    }
    text.get(..end).unwrap_or_default()
}

/// Whether `text` begins with exactly three digits.
fn is_group(text: &str) -> bool {
    text.bytes().take_while(u8::is_ascii_digit).count() == 3
}

fn worth(number: &str) -> Option<f64> {
    let decimals = number.rfind(['.', ',']).filter(|at| number.len() - at <= 3);
    let mut plain = String::with_capacity(number.len());
    for (at, c) in number.char_indices() {
        match c {
            c if c.is_ascii_digit() => plain.push(c),
            _ if Some(at) == decimals => plain.push('.'),
            _ => {}
        }
    }
    plain.parse().ok()
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

/// How far the first of `signs` reaches into `after`, white space before it included.
fn leads(after: &str, signs: &[&'static str]) -> Option<usize> {
    let bare = after.trim_start_matches(is_space);
    signs.iter().find(|sign| begins(bare, sign)).map(|sign| after.len() - bare.len() + sign.len())
}

fn money_after(after: &str) -> Option<(&'static str, usize)> {
    let bare = after.trim_start_matches(is_space);
    let sign = MONEY.iter().find(|sign| begins(bare, sign))?;
    Some((sign, after.len() - bare.len() + sign.len()))
}

fn money_before(before: &str) -> Option<(&'static str, usize)> {
    let bare = before.trim_end_matches(is_space);
    let sign = MONEY.iter().find(|sign| ends(bare, sign))?;
    Some((sign, bare.len() - sign.len()))
}

fn ends_in_money(before: &str) -> bool {
    MONEY.iter().any(|sign| ends(before, sign))
}

/// Whether `text` begins with `sign`, as a word of its own where it is one.
fn begins(text: &str, sign: &str) -> bool {
    text.strip_prefix(sign)
        .is_some_and(|rest| !sign.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphanumeric))
}

fn ends(text: &str, sign: &str) -> bool {
    text.strip_suffix(sign)
        .is_some_and(|rest| !sign.starts_with(char::is_alphabetic) || !rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, f64)> {
        amounts(text).into_iter().map(|amount| (amount.span.of(text), amount.value)).collect()
    }

    #[test]
    fn signs_stand_before_or_after() {
        assert_eq!(
            read("Only $4.99, was C$ 12 or 1 200,00 €"),
            [("$4.99", 4.99), ("C$ 12", 12.0), ("1 200,00 €", 1200.0)]
        );
        assert_eq!(read("20 EUR, 20 EUROPE, CHF 5.-"), [("20 EUR", 20.0), ("CHF 5", 5.0)]);
        assert_eq!(read("1.299 €"), [("1.299 €", 1299.0)]);
    }

    #[test]
    fn of_two_prices_in_a_row_each_keeps_its_sign() {
        let text = "$99 $49, 99 € 49 €";
        let found: Vec<&str> = amounts(text).iter().map(|amount| amount.span.of(text)).collect();
        assert_eq!(found, ["$99", "$49", "99 €", "49 €"]);
    }

    #[test]
    fn percentages_and_mere_numbers() {
        assert_eq!(read("-30 % on 3 pizzas, 12 rue, A4, 2.5per cent"), [("30 %", 30.0), ("2.5per cent", 2.5)]);
    }
}
