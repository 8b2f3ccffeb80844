//! `whats-app-open-place`: what is filled into a template of Meta's is something that Meta sends.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "whats-app-open-place",
        area: Area::WhatsApp,
        jurisdictions: &["*"],
        source: "Meta, WhatsApp Cloud API error codes 131008 (a parameter is missing) and 132018 (its text is not valid)",
        checked: Some("2026-11-29"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "What is filled in", fr: "Ce qui est inséré" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Meta sends a message only where each of its open places says something, on one line.",
            fr: "Meta n’envoie un message que si chacun de ses emplacements dit quelque chose, sur une ligne.",
        },
        fix: Text {
            en: "Fill it in, with single spaces between words.",
            fr: "Remplissez-le, avec une seule espace entre les mots.",
        },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(Channel::WhatsApp, "whats_app.body = Hello, [[{{ 'our     pizza' }}]] is back. See you soon."),
        Example::lines(
            Channel::WhatsApp,
            "whats_app.header = Roma\nwhats_app.body = Hello, [[{{ ' ' }}]] is back. See you soon.",
        ),
        Example::lines(Channel::WhatsApp, "whats_app.body = Hello, {{ 'our pizza' }} is back. See you soon."),
    ]),
};

const EMPTY: Text = Text { en: "Nothing is filled in here.", fr: "Rien n’est inséré ici." };
const BLANKS: Text =
    Text { en: "There are more than four spaces in a row.", fr: "Il y a plus de quatre espaces à la suite." };

/// More blanks than Meta takes in a row.
const TOO_MANY: &str = "     ";

fn look(lines: &Lines, book: &Rulebook, found: &mut Findings) {
    for part in [Part::WhatsAppHeader, Part::WhatsAppBody, Part::WhatsAppLink] {
        for filled in lines.filled(part, book) {
            let what = match () {
                () if filled.text.trim().is_empty() => EMPTY,
                () if filled.text.contains(TOO_MANY) => BLANKS,
                () => continue,
            };
            if let Some(place) = filled.place {
                found.say(found.in_place(place).with("what", what));
            }
        }
    }
}
