//! `brand-reading-level-en`: how hard an English text is to read.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Facts, ProseKind};
use crate::check::rule::*;
use crate::locale::Locale;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-reading-level-en",
        source: "Flesch (1948): 206.835 − 1.015 ASL − 84.6 ASW; the brand’s policy: limits.reading_ease_en",
        severity: Severity::Info,
        title: Text { en: "Hard to read", fr: "Difficile à lire" },
        message: Text {
            en: "Reading ease {score} of 100 (at least {limit}). This is the longest sentence.",
            fr: "Facilité de lecture : {score} sur 100 (au moins {limit}). Voici la phrase la plus longue.",
        },
        why: Text {
            en: "Most people read on a small screen, between two other things.",
            fr: "On lit surtout sur un petit écran, entre deux autres choses.",
        },
        fix: Text { en: "Shorter sentences, shorter words.", fr: "Des phrases plus courtes, des mots plus courts." },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            "<p>[[Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions]]. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. </p>",
        ),
        Example::html(
            "{}",
            "<p>We bake bread each day. It is warm and soft. Come and try it with us. We bake bread each day. It is warm and soft. Come and try it with us. We bake bread each day. It is warm and soft. Come and try it with us. We bake bread each day. It is warm and soft. Come and try it with us. We bake bread each day. It is warm and soft. Come and try it with us. We bake bread each day. It is warm and soft. Come and try it with us. We bake bread each day. It is warm and soft. Come and try it with us. We bake bread each day. It is warm and soft. Come and try it with us. </p>",
        ),
        Example::html(
            "{}",
            "<p>Notwithstanding considerable organisational complexity, participating establishments individually determine applicable promotional conditions. </p>",
        ),
    ]),
};

/// Below this many words the measure says little.
const FEWEST: u32 = 100;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if book.language != Some(Locale::En) {
        return sight;
    }
    for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
        let sentences = prose.sentences(Locale::En).iter().filter(|one| one.ended && prose.is_seen(one.span));
        sight
            .marks
            .extend(sentences.map(|one| (prose.span(one.span), ((one.words as u32) << 16) | one.syllables as u32)));
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let marks = whole.placed();
    let words: u32 = marks.iter().map(|(_, number)| number >> 16).sum();
    let syllables: u32 = marks.iter().map(|(_, number)| number & 0xffff).sum();
    if words < FEWEST {
        return;
    }
    let (per_sentence, per_word) = (f64::from(words) / marks.len() as f64, f64::from(syllables) / f64::from(words));
    let score = 206.835 - 1.015 * per_sentence - 84.6 * per_word;
    let limit = book.policy.limits.reading_ease_en;
    let longest = marks.iter().rev().max_by_key(|(_, number)| number >> 16);
    if let Some((place, _)) = longest.filter(|_| score < limit) {
        found.say(found.in_place(*place).with("score", score.max(0.0).floor()).with("limit", limit));
    }
}
