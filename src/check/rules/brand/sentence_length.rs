//! `brand-sentence-length`: sentences that can be read in one breath.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-sentence-length",
        source: "The brand’s policy: limits.sentence_words",
        severity: Severity::Info,
        title: Text { en: "Long sentence", fr: "Phrase longue" },
        message: Text {
            en: "This sentence has {count} words (at most {limit}).",
            fr: "Cette phrase compte {count} mots (au plus {limit}).",
        },
        why: Text {
            en: "On a telephone a long sentence fills the screen, and its end is not read.",
            fr: "Sur un téléphone, une longue phrase remplit l’écran, et sa fin n’est pas lue.",
        },
        fix: Text { en: "Make two of it.", fr: "Faites-en deux." },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::html(FIVE, "<p>Come in. [[We bake bread, cakes and pies]]. It is warm.</p>"),
        Example::html(FIVE, "<p>Come in. It is warm</p><p>Bread Cakes Pies Rolls Tea Coffee</p>"),
        Example::html(FIVE, "<p>[[L’équipe vous attend dès demain matin]] !</p>").fr(),
        Example::html(FIVE, "<p>L’équipe d’aujourd’hui vous attend !</p>").fr(),
        Example::html("{}", "<p>We bake bread, cakes and pies.</p>"),
    ]),
};

const FIVE: &str = r#"{ "limits": { "sentence_words": 5 } }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind != ProseKind::Running {
        return;
    }
    let limit = book.policy.limits.sentence_words;
    for sentence in prose.sentences(book.language.unwrap_or_default()) {
        // What has no stop at its end is a list, an address, a label.
        if sentence.ended && sentence.words > limit && prose.is_seen(sentence.span) {
            let finding = found.at(prose.span(sentence.span));
            found.say(finding.with("count", sentence.words).with("limit", limit));
        }
    }
}
