//! `brand-reading-level-fr`: how hard a French text is to read.

use super::BRAND;
use super::reading_level_en::{Ease, SAYS, WHY};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::locale::Locale;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-reading-level-fr",
        source: "Kandel & Moles (1958): 207 − 1.015 ASL − 73.6 ASW; the brand’s policy: limits.reading_ease_fr",
        severity: Severity::Info,
        title: Text { en: "Hard to read", fr: "Difficile à lire" },
        message: SAYS,
        why: WHY,
        fix: Text { en: "Shorter sentences, shorter words.", fr: "Des phrases plus courtes, des mots plus courts." },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
Example::html("{}", "<p>[[Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières]]. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. </p>").fr(),
        Example::html("{}", "<p>On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. On fait du pain le matin. Il est bon et chaud. Venez en goûter un peu. </p>").fr(),
        Example::html("{}", "<p>Conformément aux dispositions réglementaires précédemment communiquées, chaque établissement participant détermine individuellement ses conditions promotionnelles particulières. </p>").fr(),
    ]),
};

const KANDEL_MOLES: Ease = Ease { language: Locale::Fr, from: 207.0, per_syllable: 73.6 };

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    KANDEL_MOLES.see(facts, book)
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    KANDEL_MOLES.judge(whole, book.policy.limits.reading_ease_fr, found);
}
