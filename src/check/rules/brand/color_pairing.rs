//! `brand-color-pairing`: text and ground go together as the brand decided.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Ink, nearness};
use crate::check::rule::*;
use crate::html::{Colour, Paint};
use crate::policy::Pair;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-color-pairing",
        source: "The brand’s policy: look.pairs",
        severity: Severity::Warning,
        title: Text { en: "Pair of colours", fr: "Couple de couleurs" },
        message: Text {
            en: "{text} on {ground} is not one of the brand’s pairs.",
            fr: "{text} sur {ground} n’est pas un couple de couleurs de la marque.",
        },
        why: Text {
            en: "Even colours of the palette clash, or cannot be read on each other.",
            fr: "Même dans la palette, certaines couleurs jurent ou se lisent mal l’une sur l’autre.",
        },
        fix: Text { en: "Use a pair that the brand approved.", fr: "Employez un couple approuvé par la marque." },
        ..BRAND
    },
    check: Check::Colour(look),
    examples: proofs(&[
        Example::html(PAIRS, r##"<p style="color:yellow;background:#e4002b">[[Hi]]</p>"##),
        Example::html(PAIRS, r##"<table bgcolor="#e4002b"><tr><td>[[Hi]]</td></tr></table>"##),
        Example::html(PAIRS, r##"<p style="color:#fff;background:#e4002b">Hi</p><p>Plain</p>"##),
        Example::html("{}", r##"<p style="color:yellow;background:#e4002b">Hi</p>"##),
    ]),
};

const PAIRS: &str = r##"{ "look": { "colours": [{ "name": "tomato", "value": "#e4002b" }], "pairs": [
    { "text": "#ffffff", "ground": "tomato" }, { "text": "#000000", "ground": "#ffffff" }] } }"##;

fn look(ink: &Ink, book: &Rulebook, found: &mut Findings) {
    let pairs = &book.policy.look.pairs;
    if pairs.is_empty() || !ink.says_something() || ink.liquid_decides() {
        return;
    }
    let (Some(text), Some(ground)) = (ink.look.colour, ink.look.background) else { return };
    let colour = |written: &str| {
        let named = book.lists.palette.iter().find(|(name, _)| name == written).map(|(_, colour)| *colour);
        named.or_else(|| Paint::parse(written).map(|paint| paint.colour))
    };
    let approved = |pair: &Pair| {
        let near = |written: &str, seen: Colour| colour(written).is_some_and(|one| nearness(one, seen) <= 1.0);
        near(&pair.text, text) && near(&pair.ground, ground)
    };
    if !pairs.iter().any(approved) {
        let name = |seen: Colour| {
            let named = book.lists.palette.iter().find(|(_, colour)| *colour == seen);
            named.map_or_else(|| seen.to_string(), |(name, _)| name.clone())
        };
        found.say(found.at(ink.span).with("text", name(text)).with("ground", name(ground)));
    }
}
