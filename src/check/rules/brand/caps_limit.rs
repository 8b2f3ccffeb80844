//! `brand-caps-limit`: how much may be shouted.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Facts, Prose, ProseKind};
use crate::check::loud;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-caps-limit",
        source: "The brand’s policy: limits.capitals, limits.capitals_subject; SpamAssassin SUBJ_ALL_CAPS",
        severity: Severity::Warning,
        title: Text { en: "Too many capitals", fr: "Trop de capitales" },
        message: Text {
            en: "{count} of {words} words are in capitals.",
            fr: "{count} mots sur {words} sont en capitales.",
        },
        why: Text {
            en: "Capitals shout, are slower to read, and count as a sign of spam in a subject.",
            fr: "Les capitales crient, se lisent moins vite et, dans un objet, passent pour un signe de spam.",
        },
        fix: Text {
            en: "Write in small letters; put weight on a word with bold. An acronym of the brand goes into the policy: wording.spared.",
            fr: "Écrivez en minuscules ; pour appuyer un mot, mettez-le en gras. Un sigle de la marque se met dans la politique : wording.spared.",
        },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::line("{}", "[[HUGE]] SALE TODAY"),
        Example::line("{}", "Huge sale today at the NASA museum shop in town"),
        Example::html("{}", "<p>[[COME]] QUICKLY, WHILE THERE STILL is some left for you</p>"),
        Example::html("{}", "<p>Come quickly, while some is left. <b>MENU</b></p>"),
        Example::line(SPARED, "Les nouvelles du CNRS").fr(),
    ]),
};

const SPARED: &str = r#"{ "wording": { "spared": ["CNRS"] } }"#;

/// In the body, fewer words in capitals than this are labels and acronyms.
const FEWEST: u32 = 4;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
        let (words, loud) = loud::capitals(prose, book);
        sight.marks.push((Span::at(0), words << 1));
        sight.marks.extend(loud.into_iter().map(|part| (prose.span(part), 1)));
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let limits = &book.policy.limits;
    for line in std::iter::once(whole.subject()).chain(whole.preheader()) {
        let prose = Prose::of_line(line);
        if let Some((first, count, words)) = loud::shouts(&prose, book) {
            let place = line.place(prose.span(first));
            found.say(found.in_place(place).with("count", count).with("words", words as usize));
        }
    }
    let marks = whole.placed();
    let words: u32 = marks.iter().map(|(_, number)| number).filter(|number| *number & 1 == 0).map(|n| n >> 1).sum();
    let mut loud = marks.into_iter().filter(|(_, number)| number & 1 == 1);
    let first = loud.next();
    let count = loud.count() as u32 + 1;
    if let Some((place, _)) = first
        && count >= FEWEST
        && count * 100 > words * limits.capitals
    {
        found.say(found.in_place(place).with("count", count as usize).with("words", words as usize));
    }
}
