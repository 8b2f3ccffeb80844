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
        message: SAYS,
        why: WHY,
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

/// What both languages' rules say.
pub(super) const SAYS: Text = Text {
    en: "Reading ease {score} of 100 (at least {limit}). This is the longest sentence.",
    fr: "Facilité de lecture\u{a0}: {score} sur 100 (au moins {limit}). Voici la phrase la plus longue.",
};
pub(super) const WHY: Text = Text {
    en: "Most people read on a small screen, between two other things.",
    fr: "On lit surtout sur un petit écran, entre deux autres choses.",
};

/// Below this many words the measure says little.
const FEWEST: u32 = 100;

/// A measure of how easy a text is to read, from the lengths of its sentences and of its words.
pub(super) struct Ease {
    /// The language that it measures.
    pub(super) language: Locale,
    /// Where it starts, and what each syllable of a word takes off.
    pub(super) from: f64,
    pub(super) per_syllable: f64,
}

/// What each word of a sentence takes off.
const PER_WORD: f64 = 1.015;

const FLESCH: Ease = Ease { language: Locale::En, from: 206.835, per_syllable: 84.6 };

impl Ease {
    /// The sentences of a piece, each with its words and its syllables.
    pub(super) fn see(&self, facts: &Facts, book: &Rulebook) -> Sight {
        let mut sight = Sight::default();
        if book.language != Some(self.language) {
            return sight;
        }
        for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
            let sentences = prose.sentences(self.language).iter().filter(|one| one.ended && prose.is_seen(one.span));
            let number = |words: usize, syllables: usize| ((words as u32) << 16) | syllables as u32;
            sight.marks.extend(sentences.map(|one| (prose.span(one.span), number(one.words, one.syllables))));
        }
        sight
    }

    /// Names the longest sentence where the whole is harder than `limit`.
    pub(super) fn judge(&self, whole: &Whole, limit: f64, found: &mut Findings) {
        let marks = whole.placed();
        let words: u32 = marks.iter().map(|(_, number)| number >> 16).sum();
        let syllables: u32 = marks.iter().map(|(_, number)| number & 0xffff).sum();
        if words < FEWEST {
            return;
        }
        let (per_sentence, per_word) = (f64::from(words) / marks.len() as f64, f64::from(syllables) / f64::from(words));
        let score = self.from - PER_WORD * per_sentence - self.per_syllable * per_word;
        let longest = marks.iter().rev().max_by_key(|(_, number)| number >> 16);
        if let Some((place, _)) = longest.filter(|_| score < limit) {
            found.say(found.in_place(*place).with("score", score.max(0.0).floor()).with("limit", limit));
        }
    }
}

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    FLESCH.see(facts, book)
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    FLESCH.judge(whole, book.policy.limits.reading_ease_en, found);
}
