//! `brand-cta-wording`: what a button says.

use super::BRAND;
use super::filled;
use crate::check::Rulebook;
use crate::check::facts::Link;
use crate::check::rule::*;
use crate::check::wordlists::is_generic;
use crate::html::MASK;
use crate::text::{Span, same_words};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-cta-wording",
        source: "The brand’s policy: wording.button_labels, limits.button_words",
        severity: Severity::Warning,
        title: Text { en: "Words on a button", fr: "Texte du bouton" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "A button is read alone: it must say what happens.",
            fr: "Un bouton se lit seul : il doit dire ce qui se passe.",
        },
        fix: Text {
            en: "Begin with a verb and say what is there: “See the menu”.",
            fr: "Commencez par un verbe et dites ce qu’il y a derrière : « Voir la carte ».",
        },
        ..BRAND
    },
    check: Check::Link(look),
    examples: proofs(&[
        Example::html("{}", r#"<a class="button" href="https://a.example/">[[Click here]]</a>"#),
        Example::html(
            "{}",
            r#"<a class="button" href="https://a.example/">See the menu</a> <a href="https://a.example/">here</a>"#,
        ),
        Example::html("{}", r#"<a class="button" href="https://a.example/"> [[En savoir plus]] </a>"#).fr(),
        Example::html(
            LIST,
            r#"<a class="button" href="https://a.example/">[[See the menu]]</a> <a class="button" href="https://a.example/">BOOK A TABLE</a>"#,
        ),
        Example::html(
            SHORT,
            r#"<a class="button" href="https://a.example/">[[Get it before it is gone]]</a> <a class="button" href="https://a.example/">Réserver une table</a>"#,
        ),
    ]),
};

const LIST: &str = r#"{ "wording": { "button_labels": ["Book a table"] } }"#;
const SHORT: &str = r#"{ "limits": { "button_words": 4 } }"#;

const EMPTY: Text =
    Text { en: "“{label}” does not say where it leads.", fr: "«\u{a0}{label}\u{a0}» ne dit pas où il mène." };
const OTHER: Text = Text {
    en: "“{label}” is not one of the brand’s labels.",
    fr: "«\u{a0}{label}\u{a0}» n’est pas un des libellés de la marque.",
};
const LONG: Text =
    Text { en: "{count} words on a button (at most {limit}).", fr: "{count} mots sur un bouton (au plus {limit})." };

fn look(link: &Link, book: &Rulebook, found: &mut Findings) {
    let text = &link.words.text;
    let label = text.trim();
    if !link.button || !link.visible || label.is_empty() || label.contains(MASK) {
        return;
    }
    let start = text.len() - text.trim_start().len();
    let span = link.words.span(Span::new(start, start + label.len()));
    let labels = &book.policy.wording.button_labels;
    let count = link.words.words().list().len();
    let finding = if !labels.is_empty() {
        if labels.iter().any(|one| same_words(one, label)) {
            return;
        }
        found.at(span).with("what", filled(OTHER, &[("label", label)]))
    } else if is_generic(label) {
        found.at(span).with("what", filled(EMPTY, &[("label", label)]))
    } else if let Some(limit) = book.policy.limits.button_words.filter(|limit| count > *limit) {
        let (count, limit) = (count.to_string(), limit.to_string());
        found.at(span).with("what", filled(LONG, &[("count", count.as_str()), ("limit", limit.as_str())]))
    } else {
        return;
    };
    found.say(finding);
}
