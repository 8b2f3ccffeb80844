//! `brand-preheader-length`: a preview line that says something more.

use super::BRAND;
use super::{filled, nothing};
use crate::check::Rulebook;
use crate::check::facts::length;
use crate::check::rule::*;
use crate::text::{Span, fold, same_words};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-preheader-length",
        source: "Braze, Email styling: best practices; the brand’s policy: limits.preheader",
        severity: Severity::Warning,
        title: Text { en: "Preview line", fr: "Texte d’aperçu" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Inboxes show this line beside the subject; where it is short they fill it with whatever the message begins with.",
            fr: "Les messageries affichent cette ligne à côté de l’objet ; trop courte, elles la complètent avec le début du message.",
        },
        fix: Text {
            en: "Say in a sentence what the subject does not.",
            fr: "Dites en une phrase ce que l’objet ne dit pas.",
        },
        ..BRAND
    },
    check: Check::Whole { see: nothing, judge },
    examples: proofs(&[
        Example::preheader("{}", "[[New pizzas]]"),
        Example::preheader("{}", "The pizzas of the South from 9 pounds, until 29 November."),
        Example::preheader("{}", "[[View in browser]] if this message does not show as it should"),
        Example::preheader("{}", "[[Our pizzas of November are here at last]]").template(SAME),
        Example::preheader("{}", "[[Voir la version en ligne]] de ce message de votre pizzeria").fr(),
        Example::preheader("{}", "Les pizzas du Sud dès 9 €, jusqu’au 29 novembre.").fr(),
    ]),
};

const SAME: &str = r#"{ "subject": "Our pizzas of November are here at last" }"#;

const LENGTH: Text = Text {
    en: "{length} characters; between {min} and {max} fill the line and are not cut.",
    fr: "{length} caractères\u{a0}; entre {min} et {max}, la ligne est remplie et n’est pas coupée.",
};
const THE_SUBJECT: Text = Text { en: "This line repeats the subject.", fr: "Cette ligne répète l’objet." };
const NOT_NEWS: Text =
    Text { en: "This line begins with “{words}”.", fr: "Cette ligne commence par «\u{a0}{words}\u{a0}»." };

/// What no preview line should begin with.
const CHORES: &[&str] = &[
    "view in browser",
    "view in your browser",
    "view online",
    "view this email",
    "read online",
    "unsubscribe",
    "voir dans le navigateur",
    "voir la version en ligne",
    "version en ligne",
    "se désabonner",
    "se désinscrire",
];

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let Some(line) = whole.preheader() else { return };
    let text = line.text.trim();
    if text.is_empty() {
        return;
    }
    let limit = book.policy.limits.preheader;
    let at = |length: usize| {
        let start = line.text.len() - line.text.trim_start().len();
        line.place(Span::new(start, start + length))
    };
    let folded = fold(text);
    let (least, most) = length(line, book);
    let finding = if let Some(chore) = CHORES.iter().find(|chore| folded.starts_with(&fold(chore))) {
        let words = text.get(..chore.len()).unwrap_or(text);
        found.in_place(at(words.len())).with("what", filled(NOT_NEWS, &[("words", words)]))
    } else if same_words(text, &whole.subject().text) {
        found.in_place(at(text.len())).with("what", THE_SUBJECT)
    } else if most < limit.min || least > limit.max {
        let length = if most < limit.min { most } else { least };
        let (length, min, max) = (length.to_string(), limit.min.to_string(), limit.max.to_string());
        let facts = [("length", length.as_str()), ("min", min.as_str()), ("max", max.as_str())];
        found.in_place(at(text.len())).with("what", filled(LENGTH, &facts))
    } else {
        return;
    };
    found.say(finding);
}
