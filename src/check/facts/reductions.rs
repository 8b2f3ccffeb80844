//! Reductions in a text: how many percent of a price it takes off, in whichever way it says so.

use super::amounts::{Amount, AmountKind};
use crate::order;
use crate::text::{Span, Words};

/// A reduction, and its worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Reduction {
    /// Where it stands.
    pub span: Span,
    /// How much of the price of all that one gets it takes off, in percent.
    pub percent: f64,
    /// Whether the price itself is lower, and not that of a second, or of what one gets besides.
    pub off_price: bool,
}

/// What follows a percentage that is taken off, folded; of the language's words the first.
const OFF: &[&str] = &[
    "off",
    "discount",
    "reduction",
    "remise",
    "rabatt",
    "reduziert",
    "gunstiger",
    "descuento",
    "sconto",
    "korting",
    "cheaper",
    "moins",
];
/// What may stand between: `30 % de remise`, `10 % d’économie`.
const BETWEEN: &[&str] = &["de", "di", "d"];
/// What one does not pay.
const FREE: &[&str] =
    &["offert", "offerte", "offerts", "offertes", "gratuit", "gratuite", "gratuits", "gratuites", "free", "gratis"];
const BOUGHT: &[&str] = &["achete", "achetee", "achetes", "achetees", "acheter", "bought"];
/// What makes `4 pour 2` no bargain.
const UNITS: &[&str] = &["personnes", "people", "persons", "jours", "days", "heures", "hours"];
/// How far before a percentage `the second` counts, in words.
const REACH: usize = 6;

/// The reductions of `text`, whose words and amounts are these, in order.
///
/// ```
/// use countersign::{check::facts::{amounts, reductions}, text::Words};
/// let found = |text| reductions(text, &Words::of(text), &amounts(text));
/// let worth = |text| found(text).iter().map(|one| one.percent.round()).collect::<Vec<_>>();
/// assert_eq!(worth("-30 % sur la lessive, 100 % coton, 10% off"), [30.0, 10.0]);
/// assert_eq!(worth("1 acheté = 1 offert, 2 + 1 gratuit, buy two get one free"), [50.0, 33.0, 33.0]);
/// assert_eq!(worth("Le 2e à -50 %, la troisième offerte"), [25.0, 33.0]);
/// ```
pub fn reductions(text: &str, words: &Words, amounts: &[Amount]) -> Vec<Reduction> {
    let list = words.list();
    let key = |at: usize| list.get(at).map_or("", |word| words.key(word));
    let (percentages, prices): (Vec<_>, Vec<_>) = amounts.iter().partition(|amount| amount.kind == AmountKind::Percent);
    let mut found: Vec<Reduction> = Vec::new();
    for amount in percentages {
        let first = list.partition_point(|word| word.span.start < amount.span.start);
        let after = list.partition_point(|word| word.span.start < amount.span.end);
        let next = after + usize::from(BETWEEN.contains(&key(after)));
        if is_minus(text.get(..amount.span.start).unwrap_or_default()) || OFF.contains(&key(next)) {
            // `The second at -50 %` is a quarter off both.
            let nth = (first.saturating_sub(REACH)..first).rev().find_map(|at| ordinal(key(at)));
            let percent = amount.value / nth.unwrap_or(1.0);
            found.push(Reduction { span: amount.span, percent, off_price: nth.is_none() });
        }
    }
    for (at, first) in list.iter().enumerate() {
        let here = [key(at), key(at + 1), key(at + 2), key(at + 3), key(at + 4)];
        let between = list.get(at + 1).map(|next| Span::new(first.span.end, next.span.start).of(text));
        let plus = between.is_some_and(|between| between.trim() == "+");
        let Some((percent, length)) = given(here, plus) else { continue };
        let Some(last) = list.get(at + length - 1) else { continue };
        let span = Span::new(first.span.start, last.span.end);
        // `3 pour 2 €` is a price.
        if !prices.iter().any(|price| price.span.overlaps(span)) {
            found.push(Reduction { span, percent, off_price: false });
        }
    }
    order::sort_by_key(&mut found, |one| one.span.start);
    found
}

/// Whether `before` ends in a minus that is no range (`20-30 %`).
fn is_minus(before: &str) -> bool {
    let bare = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let Some(rest) = bare.strip_suffix(['-', '−', '–', '‑']) else { return false };
    // Only a sign that touches its number, or stands alone, takes off.
    !rest.ends_with(|c: char| c.is_alphanumeric() || c == '%')
        && (bare.len() == before.len() || rest.ends_with(char::is_whitespace) || rest.is_empty())
}

/// Something given with what is bought, said by the first of these words: percent, and how many words say it. `plus`: a
/// `+` stands after the first.
fn given(words: [&str; 5], plus: bool) -> Option<(f64, usize)> {
    let of = |bought: &str, free: &str| -> Option<f64> {
        let (bought, free) = (count(bought)?, count(free)?);
        Some(free / (bought + free) * 100.0)
    };
    let is_free = |word: &str| FREE.contains(&word);
    match words {
        ["buy", bought, "get", gift, free] if is_free(free) => Some((of(bought, gift)?, 5)),
        [bought, verb, gift, free, _] if BOUGHT.contains(&verb) && is_free(free) => Some((of(bought, gift)?, 4)),
        [bought, gift, free, ..] if plus && is_free(free) => Some((of(bought, gift)?, 3)),
        [got, "pour" | "for", paid, unit, _] if !UNITS.contains(&unit) => {
            let (got, paid) = (count(got)?, count(paid)?);
            (paid < got).then_some(((got - paid) / got * 100.0, 3))
        }
        [nth, free, ..] if is_free(free) => Some((100.0 / ordinal(nth)?, 2)),
        [nth, _, free, ..] if is_free(free) => Some((100.0 / ordinal(nth)?, 3)),
        _ => None,
    }
}

/// A small number, in digits or as a word.
fn count(key: &str) -> Option<f64> {
    Some(match key {
        "1" | "un" | "une" | "one" => 1.0,
        "2" | "deux" | "two" => 2.0,
        "3" | "trois" | "three" => 3.0,
        "4" | "quatre" | "four" => 4.0,
        "5" | "cinq" | "five" => 5.0,
        "6" | "six" => 6.0,
        _ => return None,
    })
}

fn ordinal(key: &str) -> Option<f64> {
    Some(match key {
        "2e" | "2eme" | "2nd" | "2nde" | "deuxieme" | "second" | "seconde" => 2.0,
        "3e" | "3eme" | "3rd" | "troisieme" | "third" => 3.0,
        "4e" | "4eme" | "4th" | "quatrieme" | "fourth" => 4.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::facts::amounts;

    fn read(text: &str) -> Vec<(&str, f64)> {
        reductions(text, &Words::of(text), &amounts(text))
            .iter()
            .map(|one| (one.span.of(text), one.percent.round()))
            .collect()
    }

    #[test]
    fn what_is_taken_off_is_told_from_other_percentages() {
        assert_eq!(read("−20 %, 30 % de remise, 15% off"), [("20 %", 20.0), ("30 %", 30.0), ("15%", 15.0)]);
        assert!(read("100 % arabica, 12,5 % vol., 70 % de cacao, entre 20-30 %, e-mail 5 %").is_empty());
    }

    #[test]
    fn gifts_have_their_worth() {
        assert_eq!(read("Un acheté, un offert !"), [("Un acheté, un offert", 50.0)]);
        assert_eq!(read("Lot : 3 + 1 gratuit"), [("3 + 1 gratuit", 25.0)]);
        assert_eq!(read("2 for 1 on Tuesdays"), [("2 for 1", 50.0)]);
        assert_eq!(read("Le deuxième café offert"), [("deuxième café offert", 50.0)]);
        assert!(read("3 pour 2 €, deux pour 1,50 €, 4 pour 2 personnes, livraison offerte, 1 café").is_empty());
    }
}
