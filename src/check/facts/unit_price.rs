//! Prices of a unit: `23,60 €/kg`, `2,36 € per 100 g`, `1 l = 1,20 €`.
//!
//! In: a text. Out: each price that is one of a unit, with its worth for the kilo, litre, metre, square metre or piece.

use super::{Amount, AmountKind, amounts};
use crate::text::Span;

/// A unit in which goods are measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The unit that prices are compared by: `kg`, `l`, `m`, `m²`, `m³`.
    pub base: &'static str,
    /// How much of it this is: a gram is a thousandth.
    pub share: f64,
}

/// A price of a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitPrice {
    /// From the price to the unit.
    pub span: Span,
    /// What it says a unit costs.
    pub value: f64,
    /// Of how much: `100 g` is a tenth of a kilo.
    pub of: Unit,
}

/// How units are written, folded.
const UNITS: &[(&[&str], &str, f64)] = &[
    (&["kg", "kilo", "kilos", "kilogramm", "kilogramme", "kilogram", "chilo", "kilogramo"], "kg", 1.0),
    (&["g", "gr", "gramm", "gramme", "grammes", "gram", "grams"], "kg", 0.001),
    (&["mg"], "kg", 0.000_001),
    (&["l", "ltr", "liter", "litre", "litres", "litro", "litri", "litros"], "l", 1.0),
    (&["cl"], "l", 0.01),
    (&["ml", "milliliter", "millilitre", "millilitres"], "l", 0.001),
    (&["m²", "m2", "qm"], "m²", 1.0),
    (&["m³", "m3"], "m³", 1.0),
    (&["m", "meter", "metre", "metres", "mètre", "mètres", "metro"], "m", 1.0),
    (&["cm"], "m", 0.01),
];
/// What stands between a price and its unit, folded; `/` too.
const PER: &[&str] = &["per", "pro", "je", "le", "par", "al", "por", "el", "a", "the", "à", "les"];

impl Unit {
    /// The unit of this name: `g`, `Liter`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let found = UNITS.iter().find(|(names, ..)| names.contains(&name.as_str()));
        found.map(|(_, base, share)| Self { base, share: *share })
    }

    fn times(self, count: f64) -> Self {
        Self { share: self.share * count, ..self }
    }
}

/// The prices of `text` that are those of a unit, in order.
pub fn unit_prices(text: &str) -> Vec<UnitPrice> {
    amounts(text).iter().filter_map(|amount| unit_price(text, amount)).collect()
}

/// A price as one of a unit; `None` where it is the price of the thing itself.
pub fn unit_price(text: &str, amount: &Amount) -> Option<UnitPrice> {
    if !matches!(amount.kind, AmountKind::Money(_)) {
        return None;
    }
    let price = amount.span;
    let after = text.get(price.end..)?;
    if let Some((of, length)) = per(after) {
        return Some(UnitPrice { span: Span::new(price.start, price.end + length), value: amount.value, of });
    }
    let (of, start) = equals(text.get(..price.start)?)?;
    Some(UnitPrice { span: Span::new(start, price.end), value: amount.value, of })
}

/// The unit that follows a price (`/kg`, ` per 100 g`), and how far it reaches.
fn per(after: &str) -> Option<(Unit, usize)> {
    let bare = skip_spaces(after);
    let rest = match bare.strip_prefix('/') {
        Some(rest) => rest,
        None => {
            let word = first_word(bare);
            PER.contains(&word.to_lowercase().as_str()).then(|| bare.get(word.len()..))??
        }
    };
    let (unit, left) = measure(rest)?;
    Some((unit, after.len() - left.len()))
}

/// The unit that a price is said to be of: `1 kg = `, and where it starts.
fn equals(before: &str) -> Option<(Unit, usize)> {
    let bare = before.trim_end_matches(is_space).strip_suffix('=')?.trim_end_matches(is_space);
    // The longest writing of a unit with its number is short.
    let from = bare.char_indices().rev().take(LONGEST).last().map_or(0, |(at, _)| at);
    let near = bare.get(from..)?;
    let starts = near.char_indices().filter(|(at, c)| {
        c.is_ascii_digit()
            && !near
                .get(..*at)
                .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')))
    });
    starts
        .filter_map(|(at, _)| {
            let (unit, left) = measure(near.get(at..)?)?;
            left.is_empty().then_some((unit, from + at))
        })
        .next()
}

/// As many characters hold a number and its unit.
const LONGEST: usize = 24;

/// A number (one where there is none) and a unit at the start of `text`, and what follows.
fn measure(text: &str) -> Option<(Unit, &str)> {
    let text = skip_spaces(text);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
    let number = text.get(..digits)?;
    let count = if number.is_empty() { 1.0 } else { number.replace(',', ".").parse().ok()? };
    let rest = skip_spaces(text.get(digits..)?);
    let word = first_word(rest);
    let unit = Unit::named(word)?;
    Some((unit.times(count), rest.get(word.len()..)?))
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn skip_spaces(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, &'static str, f64)> {
        let found = unit_prices(text).into_iter();
        found.map(|one| (one.span.of(text), one.of.base, (one.value / one.of.share * 100.0).round() / 100.0)).collect()
    }

    #[test]
    fn a_unit_follows_the_price() {
        assert_eq!(read("Parmesan 250 g 5,90 € (23,60 €/kg)"), [("23,60 €/kg", "kg", 23.6)]);
        assert_eq!(
            read("0,59 € je 100 ml, 2.36 € per 100 g"),
            [("0,59 € je 100 ml", "l", 5.9), ("2.36 € per 100 g", "kg", 23.6)]
        );
        assert_eq!(read("12 € le kilo, £3.20 per litre, 9 €/m²").len(), 3);
    }

    #[test]
    fn or_stands_before_it() {
        assert_eq!(read("Olivenöl 0,75 l 9,00 € (1 l = 12,00 €)"), [("1 l = 12,00 €", "l", 12.0)]);
        assert_eq!(read("100 g = 2,36 €"), [("100 g = 2,36 €", "kg", 23.6)]);
    }

    #[test]
    fn the_price_of_the_thing_is_none() {
        assert!(read("250 g für 5,90 €, 3 € le café, 4 € a table, 20 € / personne, 5 € le g").len() == 1);
    }
}
