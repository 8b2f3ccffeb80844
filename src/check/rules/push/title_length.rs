//! `push-title-length`: the title fits and is there.

use crate::check::Rulebook;
use crate::check::facts::Short;
use crate::check::rule::*;
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation as _;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "push-title-length",
        area: Area::Push,
        jurisdictions: &["*"],
        source: "Braze documentation, Push message and image formats",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Length of the title", fr: "Longueur du titre" },
        message: Text {
            en: "The title has {count} characters; phones show about {most}.",
            fr: "Le titre a {count} caractères\u{a0}; les téléphones en montrent environ {most}.",
        },
        why: Text {
            en: "What does not fit is cut off, and Android shows nothing without a title.",
            fr: "Ce qui dépasse est coupé, et Android n’affiche rien sans titre.",
        },
        fix: Text { en: "Say it in a few words.", fr: "Dites-le en quelques mots." },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "Tonight at Roma: every pizza with a coffee[[, made by hand in Bath]]\nCome early").push(),
        Example::line("{}", "[[]]\nCome early").push(),
        Example::line("{}", "Pizza and coffee at Roma tonight\nCome early").push(),
    ]),
};

/// So many characters of a title phones show.
const MOST: usize = 42;

fn look(short: &Short, _: &Rulebook, found: &mut Findings) {
    let Some(title) = short.title else { return };
    let text = title.of(&short.prose.text);
    let count = text.graphemes(true).count();
    let beyond = text.grapheme_indices(true).nth(MOST).map(|(at, _)| Span::new(title.start + at, title.end));
    let empty = text.trim().is_empty().then_some(title);
    if let Some(part) = beyond.or(empty) {
        found.say(found.at(short.prose.span(part)).with("count", count).with("most", MOST));
    }
}
