//! `de-pangv`: German prices are whole prices, with that of the unit, and with the lowest of 30 days beside a reduction.

use super::eu_unit_price::{Goods, fault, prices};
use crate::check::Rulebook;
use crate::check::facts::{AmountKind, Facts};
use crate::check::rule::*;
use crate::template::Purpose;
use crate::text::{Following, Phrases, Span, fold};
use std::sync::LazyLock;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "de-pangv",
        area: Area::Legal,
        jurisdictions: &["DE"],
        source: "PAngV §§ 3, 4, 11",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "German price rules", fr: "Prix en Allemagne" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "German law wants, towards consumers, the total price with tax, the price of the kilo or litre, and beside each reduction the lowest price of the last 30 days.",
            fr: "Le droit allemand veut, envers les consommateurs, le prix total taxes comprises, le prix au kilo ou au litre, et près de toute remise le prix le plus bas des 30 derniers jours.",
        },
        fix: Text { en: "Write “{right}”.", fr: "Écrivez «\u{a0}{right}\u{a0}»." },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<p><s>[[9,99 €]]</s> 4,99 €</p>").group(KOELN),
        Example::html("{}", "<p>4,99 € [[statt 9,99 €]]</p>").group(KOELN),
        Example::html("{}", "<p>4,99 € [[zzgl. MwSt]].</p>").group(KOELN),
        Example::html("{}", "<p>Parmesan 250 g [[4,99 €]]</p>").group(KOELN).facts(CHEESE),
        Example::html("{}", "<p>Parmesan 250 g 4,99 € ([[29,96 €/kg]])</p>").group(KOELN).facts(CHEESE),
        Example::html("{}", "<p><s>[[9,99 €]]</s> 4,99 € (niedrigster Preis der letzten 30 Tage: 6,49 €)</p>")
            .group(KOELN)
            .facts(r#"{ "offer.lowest_30d": 5.49 }"#),
        Example::html("{}", "<p><s>9,99 €</s> 4,99 € (niedrigster Preis 30 T: 5,49 €) 19,96 €/kg</p>")
            .group(KOELN)
            .facts(CHEESE),
        Example::html("{}", "<p>4,99 €, UVP <s>9,99 €</s></p>").group(KOELN),
        Example::html("{}", "<p>4,99 € inkl. MwSt., zzgl. Versand</p>").group(KOELN),
        Example::html("{}", "<p><s>9,99 €</s> 4,99 €, heute frisch</p>")
            .group(KOELN)
            .facts(r#"{ "offer.perishable": true }"#),
        Example::html("{}", "<p>4,99 € zzgl. MwSt.</p>").group(KOELN).facts(r#"{ "audience.business": true }"#),
    ]),
};

const KOELN: &str = r#"{ "name": "Roma Köln", "country": "DE", "locale": "de-DE" }"#;
const CHEESE: &str = r#"{ "offer.price": 4.99, "offer.quantity": 250, "offer.unit": "g", "offer.lowest_30d": 5.49 }"#;

const NET: Text = Text {
    en: "A price for consumers includes the tax; these words say that it does not.",
    fr: "Un prix pour les consommateurs comprend la taxe\u{a0}; ces mots disent le contraire.",
};
const REDUCED: Text = Text {
    en: "A reduction is announced here, and the lowest price of the last 30 days is not named as such.",
    fr: "Une remise est annoncée ici, et le prix le plus bas des 30 derniers jours n’est pas indiqué comme tel.",
};
const OTHER: Text = Text {
    en: "A reduction is announced here, and the declared lowest price of the last 30 days is not among the prices.",
    fr: "Une remise est annoncée ici, et le prix le plus bas déclaré des 30 derniers jours n’est pas parmi les prix.",
};
/// What is to be written instead.
const WITH_TAX: Text = Text { en: "… € inkl. MwSt.", fr: "… € inkl. MwSt." };
const LOWEST_OF_30: Text =
    Text { en: "niedrigster Preis der letzten 30 Tage: … €", fr: "niedrigster Preis der letzten 30 Tage: … €" };

/// A price without tax is announced.
const NET_PRICE: u32 = 10;
/// A reduction is announced.
const REDUCTION: u32 = 11;
/// The lowest price of 30 days is named as such.
const LOWEST: u32 = 12;
/// The declared lowest price is given.
const DECLARED: u32 = 13;

/// What announces a price without tax.
const WITHOUT_TAX: &[&str] = &[
    "zzgl mwst",
    "zzgl ust",
    "zzgl mehrwertsteuer",
    "zzgl umsatzsteuer",
    "zzgl 19 mwst",
    "zzgl 7 mwst",
    "exkl mwst",
    "exkl ust",
    "exklusive mwst",
    "zuzüglich mwst",
    "zuzüglich mehrwertsteuer",
    "plus mwst",
    "ohne mwst",
    "excl vat",
    "plus vat",
];
/// What names the lowest price of 30 days.
const SAYS_LOWEST: &[&str] = &[
    "niedrigster preis",
    "niedrigster gesamtpreis",
    "niedrigsten preis",
    "niedrigste preis",
    "günstigster preis",
    "30 tage bestpreis",
    "bestpreis 30 tage",
    "letzten 30 tage",
    "letzten 30 tagen",
    "lowest price",
    "last 30 days",
];
/// What names a price that was not asked: the manufacturer's.
const RECOMMENDED: &[&str] = &["uvp", "unverb preisempfehlung", "unverbindliche preisempfehlung", "rrp"];
/// What stands before a former price, folded.
const INSTEAD: &[&str] = &["statt", "vorher", "bisher", "fruher", "instead of", "was"];

/// All these phrases, each with the number of its list.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists = [WITHOUT_TAX, SAYS_LOWEST, RECOMMENDED].into_iter().enumerate();
    Phrases::new(lists.flat_map(|(list, phrases)| phrases.iter().map(move |one| (*one, list, Following::Loosely))))
});

/// Consumers are protected; a shop for businesses declares `audience.business`.
fn concerns(book: &Rulebook) -> bool {
    !book.case.values("audience.business").any(|value| value == "true")
}

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    if !concerns(book) {
        return Sight::default();
    }
    let mut sight = match Goods::of(book) {
        Some(goods) => prices(facts, goods),
        None => Sight::default(),
    };
    let Some(prose) = facts.prose.first() else { return sight };
    let text = prose.text.as_str();
    let visible = |span: &Span| facts.is_visible(prose, *span);
    let mut mark = |span: Span, what: u32| sight.marks.push((prose.span(span), what));
    let said = PHRASES.find(text, prose.words());
    let of = |wanted: usize| said.iter().filter(move |(_, list)| *list == wanted).map(|(span, _)| *span);
    of(0).filter(visible).for_each(|span| mark(span, NET_PRICE));
    of(1).filter(visible).for_each(|span| mark(span, LOWEST));
    let recommended: Vec<Span> = of(2).collect();
    let blocks: Vec<Span> = prose.blocks().collect();
    let is_recommended = |at: Span| {
        let block = blocks.iter().find(|block| block.contains(at));
        block.is_some_and(|block| recommended.iter().any(|word| block.contains(*word)))
    };
    let perishable = book.case.values("offer.perishable").any(|value| value == "true");
    let lowest = book.case.facts.get("offer.lowest_30d").and_then(serde_json::Value::as_f64);
    for amount in prose.amounts().iter().filter(|amount| matches!(amount.kind, AmountKind::Money(_))) {
        if lowest.is_some_and(|lowest| (amount.value - lowest).abs() < 0.005) && visible(&amount.span) {
            mark(amount.span, DECLARED);
        }
        let before = text.get(..amount.span.start).unwrap_or_default().trim_end();
        let instead = INSTEAD.iter().find_map(|word| {
            let at = before.len().checked_sub(word.len()).filter(|at| before.is_char_boundary(*at))?;
            let alone = before.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            (alone && fold(before.get(at..)?) == *word).then_some(at)
        });
        let reduction = match instead {
            Some(at) => Some(Span::new(at, amount.span.end)),
            None => facts.is_struck(prose, amount.span).then_some(amount.span),
        };
        if let Some(span) = reduction.filter(|span| !perishable && !is_recommended(*span)) {
            mark(span, REDUCTION);
        }
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    if whole.template().purpose != Purpose::Promotional || !concerns(book) {
        return;
    }
    let marks = whole.marks();
    let of = |what: u32| marks.iter().filter(move |(.., mark)| *mark == what).map(|(part, span, _)| (*part, *span));
    let everywhere = |what: u32| {
        let there: Vec<(usize, Span)> = of(what).collect();
        !there.is_empty() && whole.on_every_path(&there)
    };
    if let Some((part, span)) = of(NET_PRICE).next() {
        found.say(found.in_place(whole.place(part, span)).with("what", NET).with("right", WITH_TAX));
    }
    if let Some((place, what, right)) = Goods::of(book).and_then(|goods| fault(whole, goods)) {
        found.say(found.in_place(place).with("what", what).with("right", right));
    }
    if let Some((part, span)) = of(REDUCTION).next() {
        let declared = book.case.facts.contains_key("offer.lowest_30d");
        let text = match (everywhere(LOWEST), declared && !everywhere(DECLARED)) {
            (true, false) => return,
            (false, _) => REDUCED,
            (true, true) => OTHER,
        };
        found.say(found.in_place(whole.place(part, span)).with("what", text).with("right", LOWEST_OF_30));
    }
}
