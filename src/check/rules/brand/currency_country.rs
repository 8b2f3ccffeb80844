//! `brand-currency-country`: prices in the money of those who read.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-currency-country",
        source: "The group’s country; ISO 4217",
        severity: Severity::Error,
        title: Text { en: "Currency", fr: "Monnaie" },
        message: Text {
            en: "“{price}” is not in the money of this country ({money}).",
            fr: "« {price} » n’est pas dans la monnaie de ce pays ({money}).",
        },
        why: Text {
            en: "Who pays in another money than he reads feels misled, and consumer law agrees.",
            fr: "Payer dans une autre monnaie que celle affichée trompe le client, et la loi le dit aussi.",
        },
        fix: Text {
            en: "Give the price in the country’s own money.", fr: "Indiquez le prix dans la monnaie du pays."
        },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Une pizza à [[9,90 $]] au lieu de [[£12]]").group(FRANCE),
        Example::line("{}", "Une pizza à 9,90 € ou 9 euros").group(FRANCE),
        Example::line("{}", "A pizza for [[$9.90]] or [[€ 9]]").group(BRITAIN),
        Example::line("{}", "A pizza for £9.90, the #1 $tag").group(BRITAIN),
        Example::line("{}", "A pizza for $9.90 or US$ 9")
            .group(r#"{ "name": "Roma", "locale": "en-US", "country": "US" }"#),
        Example::line("{}", "A pizza for $9.90"),
    ]),
};

const FRANCE: &str = r#"{ "name": "Roma", "locale": "fr-FR", "country": "FR" }"#;
const BRITAIN: &str = r#"{ "name": "Roma", "locale": "en-GB", "country": "GB" }"#;

/// What each country pays with: the sign, and its name.
const MONEY: &[(char, Text, &[&str])] = &[
    (
        '€',
        Text { en: "euros", fr: "l’euro" },
        &["FR", "DE", "BE", "IE", "ES", "IT", "NL", "LU", "AT", "PT", "FI", "GR", "MC"],
    ),
    ('£', Text { en: "pounds", fr: "la livre" }, &["GB", "IM", "JE", "GG"]),
    ('$', Text { en: "dollars", fr: "le dollar" }, &["US", "CA", "AU", "NZ", "SG", "HK"]),
];

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link || !prose.signs().has(&['€', '£', '$']) {
        return;
    }
    let Some(country) = book.office.as_ref().and_then(|office| office.profile.country.as_deref()) else { return };
    let own = MONEY.iter().find(|(.., places)| places.iter().any(|place| place.eq_ignore_ascii_case(country)));
    let Some((own, name, _)) = own else { return };
    for (at, sign) in prose.signs().all().filter(|(_, c)| c != own && matches!(c, '€' | '£' | '$')) {
        if let Some(part) = price(&prose.text, at, sign) {
            let finding = found.at(prose.span(part)).with("price", part.of(&prose.text)).with("money", *name);
            found.say(finding);
        }
    }
}

const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

/// The price that a sign belongs to: the number before it or after it.
fn price(text: &str, at: usize, sign: char) -> Option<Span> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\'');
    let (before, after) = (text.get(..at)?, text.get(at + sign.len_utf8()..)?);
    let bare = before.trim_end_matches(SPACES);
    let alone = !after.starts_with(char::is_alphanumeric);
    if alone && bare.ends_with(|c: char| c.is_ascii_digit()) && before.len() - bare.len() <= 3 {
        return Some(Span::new(bare.trim_end_matches(is_number).len(), at + sign.len_utf8()));
    }
    let gap = after.len() - after.trim_start_matches(SPACES).len();
    let rest = after.get(gap..)?;
    let digits = rest.len() - rest.trim_start_matches(is_number).len();
    let number = rest.get(..digits)?.trim_end_matches([',', '.', '\'']);
    let starts = number.starts_with(|c: char| c.is_ascii_digit()) && gap <= 3;
    starts.then(|| Span::new(at, at + sign.len_utf8() + gap + number.len()))
}
