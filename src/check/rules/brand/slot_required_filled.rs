//! `brand-slot-required-filled`: nothing that must be written is left open, and no stopgap goes out.

use crate::check::Rulebook;
use crate::check::rule::*;
use crate::compile::slots::Filled;
use crate::order;
use crate::template::{Slot, SlotKind};
use crate::text::{Span, Words};
use serde_json::Value;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-slot-required-filled",
        area: Area::Brand,
        jurisdictions: &["*"],
        source: "The template: required, placeholder",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Not filled in", fr: "À remplir" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "A gap or a stopgap in a sent message makes the brand look careless.",
            fr: "Un vide ou un texte provisoire dans un message envoyé donne une image négligée de la marque.",
        },
        fix: Text {
            en: "Write what your readers should see here.",
            fr: "Écrivez ce que vos lecteurs doivent voir ici.",
        },
    },
    check: Check::Slot(look),
    examples: proofs(&[
        Example::slot(TITLE, r#""[[]]""#),
        Example::slot(TITLE, r#""[[   ]]""#),
        Example::slot(TITLE, r#""Vos offres de novembre""#),
        Example::slot(TITLE, r#""[[Your title]]""#),
        Example::slot(TITLE, r#""[[Lorem ipsum]] dolor""#),
        Example::slot(TITLE, r#""Open until [[TBD]], [[[city]]]""#),
        Example::slot(OPTIONAL, r#""""#),
        Example::slot(OPTIONAL, r#""See [our menu](https://roma.example/menu), it is extra""#),
        Example::slot(OPTIONAL, r#""On [[XXX]] we open; [[insert text here]]""#),
        Example::slot(IMAGE, r#"{ "alt": "A cup" }"#).missing(),
        Example::slot(IMAGE, r#"{ "src": "https://roma.example/cup.jpg", "alt": "A cup" }"#),
    ]),
};

const TITLE: &str = r#"{ "id": "title", "kind": "text", "required": true, "label": { "en": "Title", "fr": "Titre" },
    "placeholder": { "en": "Your title", "fr": "Votre titre" } }"#;
const OPTIONAL: &str = r#"{ "id": "intro", "kind": "markdown", "label": { "en": "Intro", "fr": "Introduction" } }"#;
const IMAGE: &str =
    r#"{ "id": "hero", "kind": "image", "required": true, "label": { "en": "Picture", "fr": "Photo" } }"#;

const NOTHING: Text = Text { en: "This must be filled in.", fr: "Ce champ est à remplir." };
const NO_IMAGE: Text = Text { en: "An image must be chosen.", fr: "Une image est à choisir." };
const EXAMPLE: Text = Text { en: "This is still the example text.", fr: "C’est encore le texte d’exemple." };
const STOPGAP: Text = Text {
    en: "This looks like a stopgap for a text that is yet to come.",
    fr: "Ceci ressemble à un texte provisoire.",
};

fn look(filled: &Filled, book: &Rulebook, found: &mut Findings) {
    let slot = filled.slot;
    let nowhere = Span::at(0);
    match (slot.kind, filled.value) {
        (SlotKind::Switch, _) => {}
        (SlotKind::Image, value) => {
            let chosen = value.and_then(|value| value.get("src")).and_then(Value::as_str).unwrap_or_default();
            if slot.required && chosen.trim().is_empty() {
                found.say(found.at(nowhere).with("what", NO_IMAGE));
            }
        }
        (SlotKind::Repeat, value) => {
            if slot.required && value.and_then(Value::as_array).is_none_or(Vec::is_empty) {
                found.say(found.at(nowhere).with("what", NOTHING));
            }
        }
        (_, value) => text(slot, value.and_then(Value::as_str).unwrap_or_default(), book, found),
    }
}

fn text(slot: &Slot, text: &str, book: &Rulebook, found: &mut Findings) {
    let all = Span::new(0, text.len());
    let seen = text
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
    if seen.is_empty() {
        if slot.required {
            found.say(found.at(all).with("what", NOTHING));
        }
        return;
    }
    let is_example = |example: &str| !example.trim().is_empty() && example.trim() == seen;
    if slot.placeholder.as_ref().is_some_and(|example| is_example(&example.en) || is_example(&example.fr)) {
        found.say(found.at(all).with("what", EXAMPLE));
        return;
    }
    if !matches!(slot.kind, SlotKind::Text | SlotKind::Markdown) {
        return;
    }
    let words = Words::of(text);
    let mut gaps: Vec<Span> = book.lists.stopgaps.find_plain(text, &words).iter().map(|hit| hit.span).collect();
    // `todo` is Spanish and `xxx` a greeting; in capitals they are neither.
    gaps.retain(|span| span.of(text).contains(' ') || span.len() > 4 || !span.of(text).contains(char::is_lowercase));
    gaps.extend(brackets(text, slot.kind == SlotKind::Markdown));
    order::sort(&mut gaps);
    let mut done = 0;
    for gap in gaps {
        if gap.start >= done {
            done = gap.end;
            found.say(found.at(gap).with("what", STOPGAP));
        }
    }
}

/// `[date]`, `[your city]`: but not the words of a Markdown link.
fn brackets(text: &str, markdown: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('[', _) => open = Some(at),
            (']', Some(from)) => {
                open = None;
                let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
                let inner = text.get(from + 1..at).unwrap_or_default();
                let link = markdown && matches!(next, Some('(' | '['));
                if !link && inner.chars().any(char::is_alphabetic) {
                    found.push(Span::new(from, at + 1));
                }
            }
            ('\n', _) => open = None,
            _ => {}
        }
    }
    found
}
