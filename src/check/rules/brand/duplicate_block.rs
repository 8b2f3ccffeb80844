//! `brand-duplicate-block`: a paragraph that stands twice.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Facts, ProseKind};
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::Span;
use std::collections::BTreeSet;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-duplicate-block",
        source: "The brand’s policy",
        severity: Severity::Info,
        title: Text { en: "Stands twice", fr: "Deux fois le même texte" },
        message: Text { en: "This paragraph stands in the message already.", fr: "Ce paragraphe figure déjà dans le message." },
        why: Text { en: "It was copied and not changed, or forgotten.", fr: "Il a été copié sans être modifié, ou oublié." },
        fix: Text { en: "Take one of the two out.", fr: "Enlevez l’un des deux." },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
Example::html("{}", "<p>Our pizzas of November are here at last.</p><p>Hi</p><p>[[Our pizzas of <b>November</b> are here at last]]!</p>"),
        Example::html("{}", "<p>Our pizzas of November are here at last.</p><p>See the menu</p><p>See the menu</p>"),
        Example::html("{}", "<p>Les pizzas de novembre sont enfin là, venez.</p><p>[[Les pizzas de novembre sont enfin là, venez]].</p>").fr(),
        Example::html("{}", "<p>Les pizzas de novembre sont enfin là.</p><p>Les pizzas de décembre sont enfin là.</p>").fr(),
    ]),
};

/// Shorter blocks are labels, which may well repeat.
const FEWEST_WORDS: usize = 6;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
        let words = prose.words();
        let mut list = words.list();
        for block in prose.blocks() {
            let skipped = list.partition_point(|word| word.span.start < block.start);
            let rest = list.get(skipped..).unwrap_or_default();
            let (own, after) = rest.split_at(rest.partition_point(|word| word.span.end <= block.end));
            list = after;
            let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
            let part = Span::new(first.span.start, last.span.end);
            // What Braze fills in differs from reader to reader, and from one place to another.
            if own.len() >= FEWEST_WORDS && prose.is_seen(part) && !part.of(&prose.text).contains(MASK) {
                let number = own.iter().fold(0, |all: u64, word| (all ^ word.hash).wrapping_mul(0x0100_0000_01b3));
                sight.marks.push((prose.span(part), (number ^ (number >> 32)) as u32));
            }
        }
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let mut known = BTreeSet::new();
    for (place, number) in whole.placed() {
        if !known.insert(number) {
            found.say(found.in_place(place));
        }
    }
}
