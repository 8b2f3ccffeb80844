//! `brand-terms-consistency`: one spelling, one way to address the reader.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Facts, Prose, ProseKind};
use crate::check::rule::*;
use crate::check::wordlists::List;
use crate::locale::Locale;
use crate::policy::Address;
use crate::text::{Edit, Gap, Span};
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-terms-consistency",
        source: "The brand’s policy: wording.one_of, wording.address",
        severity: Severity::Warning,
        title: Text { en: "Not the same throughout", fr: "Incohérence" },
        message: Text {
            en: "“{term}” here, “{other}” elsewhere in this message.",
            fr: "« {term} » ici, « {other} » ailleurs dans ce message.",
        },
        why: Text {
            en: "A message that changes its words, or says “tu” and “vous”, was written by nobody in particular.",
            fr: "Un message qui change de mots, ou passe du « tu » au « vous », n’a été écrit par personne.",
        },
        fix: Text { en: "Choose one, and keep to it.", fr: "Choisissez, et tenez-vous-y." },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(MAIL, "<p>Send an e-mail. An e-mail is enough; no [[email]] is lost.</p>")
            .fixed("<p>Send an e-mail. An e-mail is enough; no e-mail is lost.</p>"),
        Example::html(MAIL, "<p>Send an e-mail. An e-mail is enough.</p>"),
        Example::html("{}", "<p>Tu viens avec tes amis ? [[Votre]] table t’attend.</p>").fr(),
        Example::html("{}", "<p>Vous venez ? Votre table vous attend au rendez-vous.</p>").fr(),
        Example::html(VOUS, "<p>[[Tu]] viens ?</p>").fr(),
        Example::html(VOUS, "<p>Vous venez ?</p>").fr(),
    ]),
};

const MAIL: &str = r#"{ "wording": { "one_of": [["e-mail", "email"]] } }"#;
const VOUS: &str = r#"{ "wording": { "address": "vous" } }"#;

/// The set of the two ways to address a reader; a policy has fewer sets of its own.
const ADDRESS: u32 = 0xffff;
const TU: u32 = 0;
const VOUS_: u32 = 1;
const INSTEAD: Text = Text { en: "Write “{other}”", fr: "Écrire «\u{a0}{other}\u{a0}»" };

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
        sight.marks.extend(uses(prose, book).into_iter().map(|(part, number)| (prose.span(part), number)));
    }
    sight
}

/// Every word that takes a side: its set, and its number in the set.
fn uses(prose: &Prose, book: &Rulebook) -> Vec<(Span, u32)> {
    let mut found = Vec::new();
    for hit in prose.terms(book).iter().filter(|hit| !hit.disguised) {
        let Some(term) = book.lists.terms.get(hit) else { continue };
        if let List::OneOf(set) = term.list {
            let variants = book.policy.wording.one_of.get(set).map(Vec::as_slice).unwrap_or_default();
            let written = hit.span.of(&prose.text).to_lowercase();
            let number = variants.iter().position(|one| one.to_lowercase() == written);
            found.extend(number.map(|number| (hit.span, ((set as u32) << 16) | number as u32)));
        }
    }
    if book.language == Some(Locale::Fr) {
        let words = prose.words();
        for word in words.list().iter().filter(|word| word.letters <= 5 && word.gap != Gap::Join) {
            let side = match words.key(word) {
                "tu" | "toi" | "tes" | "ta" => TU,
                "vous" | "votre" | "vos" => VOUS_,
                _ => continue,
            };
            found.push((word.span, (ADDRESS << 16) | side));
        }
    }
    found
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let mut all: Vec<(Place, u32)> = Vec::new();
    for line in std::iter::once(whole.subject()).chain(whole.preheader()) {
        let prose = Prose::of_line(line);
        all.extend(uses(&prose, book).into_iter().map(|(part, number)| (line.place(prose.span(part)), number)));
    }
    all.extend(whole.placed().into_iter().map(|(at, number)| (at.into(), number)));
    let mut sets: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
    for (_, number) in &all {
        *sets.entry(number >> 16).or_default().entry(number & 0xffff).or_default() += 1;
    }
    for (set, sides) in sets {
        let wanted = book.policy.wording.address.filter(|_| set == ADDRESS).map(|address| match address {
            Address::Tu => TU,
            Address::Vous => VOUS_,
        });
        let first = all.iter().find(|(_, number)| number >> 16 == set).map(|(_, number)| number & 0xffff);
        let most = sides.iter().max_by_key(|(side, count)| (**count, Some(**side) == first)).map(|(side, _)| *side);
        let Some(kept) = wanted.or(most) else { continue };
        for (place, number) in all.iter().filter(|(_, number)| number >> 16 == set && number & 0xffff != kept) {
            say(place, *number, kept, book, found);
        }
    }
}

fn say(place: &Place, number: u32, kept: u32, book: &Rulebook, found: &mut Findings) {
    let (set, side) = (number >> 16, number & 0xffff);
    if set == ADDRESS {
        let name = |side: u32| if side == TU { "tu" } else { "vous" };
        return found.say(found.in_place(place.clone()).with("term", name(side)).with("other", name(kept)));
    }
    let variants = book.policy.wording.one_of.get(set as usize).map(Vec::as_slice).unwrap_or_default();
    let (Some(term), Some(other)) = (variants.get(side as usize), variants.get(kept as usize)) else { return };
    let mut finding = found.in_place(place.clone()).with("term", term.as_str()).with("other", other.as_str());
    if place.span.len() == term.len() && !matches!(place.source, Source::Group(_) | Source::Draft(_)) {
        finding = finding.fix(Fix::new(INSTEAD, Trust::Safe, Edit::replace(place.span, other.as_str())));
    }
    found.say(finding);
}
