//! `eu-unit-price`: who gives the price of measured goods also gives that of the unit, and it is right.

use crate::check::Rulebook;
use crate::check::facts::{AmountKind, Facts, Unit, unit_price};
use crate::check::rule::*;
use crate::locale::Localized;
use crate::template::Purpose;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "eu-unit-price",
        area: Area::Legal,
        jurisdictions: &["EU"],
        source: "Directive 98/6/EC, art. 3(1), (4)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Unit price", fr: "Prix à l’unité de mesure" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "EU law wants the price of the kilo, litre or metre beside that of measured goods, so that people can compare.",
            fr: "Le droit européen veut le prix au kilo, au litre ou au mètre près du prix des produits mesurés, pour que l’on compare.",
        },
        fix: Text { en: "Write “{right}”.", fr: "Écrivez «\u{a0}{right}\u{a0}»." },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<p>Parmesan 250 g [[5,90 €]]</p>").group(PARIS).facts(CHEESE),
        Example::html("{}", "<p>Parmesan 250 g 5,90 € ([[19,60 €/kg]])</p>").group(PARIS).facts(CHEESE),
        Example::html("{}", "<p>Parmesan 250 g 5,90 € <span style=\"font-size:6px\">[[23,60 €/kg]]</span></p>")
            .group(PARIS)
            .facts(CHEESE),
        Example::html("{}", "<p>Huile [[9 €]]</p>").group(PARIS).facts(r#"{ "offer.measured": true }"#),
        Example::html("{}", "<p>Parmesan 250 g 5,90 € (23,60 €/kg)</p>").group(PARIS).facts(CHEESE),
        Example::html("{}", "<p>Parmesan 250 g 5,90 € (2,36 € les 100 g)</p>").group(PARIS).facts(CHEESE),
        Example::html("{}", "<p>Huile 9 € (12 € le litre)</p>").group(PARIS).facts(r#"{ "offer.measured": true }"#),
        Example::html("{}", "<p>Un café à 2 €</p>").group(PARIS),
        Example::html("{}", "<p>Le parmesan est arrivé</p>").group(PARIS).facts(CHEESE),
    ]),
};

const PARIS: &str = r#"{ "name": "Roma Paris", "country": "FR", "locale": "fr-FR" }"#;
const CHEESE: &str = r#"{ "offer.price": 5.9, "offer.quantity": 250, "offer.unit": "g" }"#;

/// What is wrong with the price of the unit.
const MISSING: Text = Text { en: "The price of the unit is missing.", fr: "Le prix à l’unité de mesure manque." };
const WRONG: Text = Text {
    en: "This is not the declared price divided by the quantity.",
    fr: "Ce n’est pas le prix déclaré divisé par la quantité.",
};
const ILLEGIBLE: Text = Text {
    en: "The price of the unit is there, but nobody can read it: hidden, too small or too pale.",
    fr: "Le prix à l’unité de mesure est là, mais personne ne peut le lire\u{a0}: trop petit, trop pâle ou masqué.",
};
const SOMETIMES: Text = Text {
    en: "The price of the unit is shown to some recipients only.",
    fr: "Le prix à l’unité de mesure n’apparaît que pour certains destinataires.",
};
/// The least size at which a price counts as legible, in pixels.
const LEAST_SIZE: f32 = 9.0;
/// A unit price may be rounded to a cent.
const ROUNDING: f64 = 0.011;

/// The measured goods of the offer, as far as they are declared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goods {
    /// What a unit costs, and which.
    per_unit: Option<(f64, &'static str)>,
}

impl Goods {
    /// Those of the case; `None` where what is offered is not measured.
    pub(super) fn of(book: &Rulebook) -> Option<Self> {
        let fact = |name: &str| book.case.facts.get(name);
        let number = |name: &str| fact(name).and_then(serde_json::Value::as_f64);
        let unit = fact("offer.unit").and_then(serde_json::Value::as_str).and_then(Unit::named);
        let (price, quantity) = (number("offer.price"), number("offer.quantity").filter(|quantity| *quantity > 0.0));
        let per_unit = match (price, quantity, unit) {
            (Some(price), Some(quantity), Some(unit)) => Some((price / (quantity * unit.share), unit.base)),
            _ => None,
        };
        let measured = fact("offer.measured") == Some(&serde_json::Value::Bool(true));
        (measured || per_unit.is_some()).then_some(Self { per_unit })
    }

    /// What is to be written.
    fn right(self) -> Localized {
        let (en, fr) = match self.per_unit {
            Some((price, base)) => {
                let en = format!("{price:.2} €/{base}");
                (en.clone(), en.replace('.', ",").replace(' ', "\u{a0}"))
            }
            None => ("… €/kg".to_owned(), "…\u{a0}€/kg".to_owned()),
        };
        Localized { en, fr }
    }
}

/// Prices of the thing itself, among the marks of a piece; prices of its unit are there, or faulty.
const PRICE: u32 = 0;

/// What a piece has of prices and unit prices.
pub(super) fn prices(facts: &Facts, goods: Goods) -> Sight {
    let mut sight = Sight::default();
    let Some(prose) = facts.prose.first() else { return sight };
    for amount in prose.amounts().iter().filter(|amount| matches!(amount.kind, AmountKind::Money(_))) {
        let Some(unit) = unit_price(&prose.text, amount) else {
            if facts.is_visible(prose, amount.span) && !facts.is_struck(prose, amount.span) {
                sight.marks.push((prose.span(amount.span), PRICE));
            }
            continue;
        };
        let span = prose.span(unit.span);
        let wrong = goods
            .per_unit
            .is_some_and(|(price, base)| base == unit.of.base && (price * unit.of.share - unit.value).abs() > ROUNDING);
        match facts.is_legible(prose, unit.span, LEAST_SIZE) {
            true if !wrong => sight.there.push(span),
            legible => sight.faulty = sight.faulty.or(Some((span, if legible { WRONG } else { ILLEGIBLE }))),
        }
    }
    sight
}

/// What is wrong with the unit price of a message that gives a price: where, what, what is to be written.
pub(super) fn fault(whole: &Whole, goods: Goods) -> Option<(Place, Text, Localized)> {
    let (part, span, _) = *whole.marks().iter().find(|(.., mark)| *mark == PRICE)?;
    if let Some((place, what)) = whole.fault() {
        return Some((place, what, goods.right()));
    }
    match whole.first() {
        _ if whole.always_there() => None,
        Some(place) => Some((place, SOMETIMES, goods.right())),
        None => Some((whole.place(part, span), MISSING, goods.right())),
    }
}

/// In Germany the Preisangabenverordnung says the same, and more: `de-pangv`.
fn goods(book: &Rulebook) -> Option<Goods> {
    Goods::of(book).filter(|_| !book.case.is_in("DE"))
}

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    goods(book).map(|goods| prices(facts, goods)).unwrap_or_default()
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    if whole.template().purpose != Purpose::Promotional {
        return;
    }
    if let Some((place, what, right)) = goods(book).and_then(|goods| fault(whole, goods)) {
        found.say(found.in_place(place).with("what", what).with("right", right));
    }
}
