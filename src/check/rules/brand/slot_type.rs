//! `brand-slot-type`: a slot holds what it is for.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::rule::*;
use crate::compile::slots::Filled;
use crate::template::SlotKind;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-slot-type",
        source: "The template: kind, choices",
        severity: Severity::Error,
        title: Text { en: "Wrong kind", fr: "Mauvais type" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "The design counts on it: a tag in a plain line shows as it is typed, an unknown choice shows nothing.",
            fr: "La mise en page s’y fie : une balise dans un texte simple s’affiche telle quelle, un choix inconnu n’affiche rien.",
        },
        fix: Text {
            en: "Write plain text, or choose from the list.",
            fr: "Écrivez du texte simple, ou choisissez dans la liste.",
        },
        ..BRAND
    },
    check: Check::Slot(look),
    examples: proofs(&[
        Example::slot(TITLE, r#""Our [[<b>]]pizzas[[</b>]]""#),
        Example::slot(TITLE, r#""Our pizzas < 9 pounds, >= 1""#),
        Example::slot(MOOD, r#""[[purple]]""#),
        Example::slot(MOOD, r#""forest""#),
    ]),
};

const TITLE: &str = r#"{ "id": "title", "kind": "text", "label": { "en": "Title", "fr": "Titre" } }"#;
const MOOD: &str = r#"{ "id": "mood", "kind": "choice", "label": { "en": "Mood", "fr": "Ambiance" },
    "choices": [{ "value": "forest", "label": { "en": "Forest", "fr": "Forêt" } }] }"#;

/// Between `<` and `>` of a tag stands no more than this.
const LONGEST_TAG: usize = 200;

const TAG: Text = Text {
    en: "A tag stands in a plain text: readers would see it.",
    fr: "Une balise figure dans un texte simple\u{a0}: les lecteurs la verraient.",
};
const CHOICE: Text = Text { en: "This is not one of the choices.", fr: "Ceci n’est pas un des choix." };

fn look(filled: &Filled, _: &Rulebook, found: &mut Findings) {
    let Some(text) = filled.value.and_then(|value| value.as_str()) else { return };
    match filled.slot.kind {
        SlotKind::Text => {
            for (at, _) in text.match_indices('<') {
                let rest = text.get(at + 1..).unwrap_or_default();
                let name = rest.strip_prefix('/').unwrap_or(rest);
                let tag = name.starts_with(|c: char| c.is_ascii_alphabetic());
                if let Some(end) = rest.find('>').filter(|end| tag && *end < LONGEST_TAG) {
                    found.say(found.at(Span::new(at, at + end + 2)).with("what", TAG));
                }
            }
        }
        SlotKind::Choice if !text.is_empty() && !filled.slot.choices.iter().any(|one| one.value == text) => {
            found.say(found.at(Span::new(0, text.len())).with("what", CHOICE));
        }
        _ => {}
    }
}
