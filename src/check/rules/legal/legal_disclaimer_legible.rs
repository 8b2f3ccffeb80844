//! `legal-disclaimer-legible`: wording that the policy prescribes can be read.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::text::Words;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "legal-disclaimer-legible",
        area: Area::Legal,
        jurisdictions: &["US", "EU", "GB", "FR", "CA", "AU"],
        source: "FTC .com Disclosures (2013); Code de la consommation, art. L121-3; CAP Code 3.10",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Illegible wording", fr: "Mention illisible" },
        message: Text {
            en: "This prescribed wording cannot be read: {what}.",
            fr: "Cette mention prescrite ne peut pas être lue : {what}.",
        },
        why: Text {
            en: "A disclaimer that nobody can read counts as none.",
            fr: "Une mention que personne ne peut lire ne compte pas.",
        },
        fix: Text {
            en: "Show it in at least 10 px, better 11, with a contrast of 4.5 or more.",
            fr: "Affichez-la en 10 px au moins, mieux 11, avec un contraste d’au moins 4,5.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(TERMS, "<p style=\"font-size:6px\">[[Not valid with any other offer]]</p>"),
        Example::html(
            TERMS,
            "<p style=\"color:#cccccc;background-color:#ffffff\">[[Not valid with any other offer]]</p>",
        ),
        Example::html(
            TERMS,
            "<style>@media (max-width: 600px) { p { font-size: 8px } }</style><p>[[Not valid with any other offer]]</p>",
        ),
        Example::html(
            TERMS,
            "<style>@media (max-width: 600px) { .wide { display: none; font-size: 8px } }</style><p class=\"wide\">Not valid with any other offer</p>",
        ),
        Example::html(TERMS, "<p style=\"font-size:11px;color:#444444\">Not valid with any other offer</p>"),
        Example::html(TERMS, "<p style=\"font-size:6px\">Something else</p>"),
        Example::html(
            r#"{ "legal": { "everywhere": ["US"] } }"#,
            "<p style=\"font-size:6px\">Not valid with any other offer</p>",
        ),
    ]),
};

const TERMS: &str = r#"{ "legal": { "everywhere": ["US"], "strings": { "terms": {
    "en": "Not valid with any other offer", "fr": "" } } } }"#;

const FAINT: Text =
    Text { en: "it is too small, too pale or hidden", fr: "elle est trop petite, trop pâle ou masquée" };

/// The least size at which it counts as legible, in pixels.
const LEAST_SIZE: f32 = 10.0;
/// So few words come together by chance.
const FEWEST: usize = 4;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let Some(prose) = facts.prose.first() else { return sight };
    for wording in book.policy.legal.strings.values().flat_map(|text| [&text.en, &text.fr]) {
        let wanted = Words::of(wording);
        let wanted: Vec<&str> = wanted.list().iter().map(|word| wanted.key(word)).collect();
        if wanted.len() < FEWEST || wording.contains('{') {
            continue;
        }
        for part in prose.sequence(&wanted) {
            match facts.is_legible(prose, part, LEAST_SIZE) {
                true => sight.there.push(prose.span(part)),
                false => sight.faulty = sight.faulty.or(Some((prose.span(part), FAINT))),
            }
        }
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    if let Some((place, what)) = whole.fault() {
        found.say(found.in_place(place).with("what", what));
    }
}
