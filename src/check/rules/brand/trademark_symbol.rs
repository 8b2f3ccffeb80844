//! `brand-trademark-symbol`: a protected name carries its sign where it first stands.

use super::BRAND;
use super::filled;
use crate::check::Rulebook;
use crate::check::facts::{Facts, ProseKind};
use crate::check::rule::*;
use crate::check::wordlists::List;
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-trademark-symbol",
        source: "The brand’s policy: wording.marks",
        severity: Severity::Warning,
        title: Text { en: "Sign of protection", fr: "Signe de protection" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "The sign tells that the name is protected; once is enough, more tires the reader.",
            fr: "Le signe dit que le nom est protégé ; une fois suffit, davantage lasse.",
        },
        fix: Text {
            en: "Put the sign where the name first stands, and nowhere else.",
            fr: "Mettez le signe à la première mention, et nulle part ailleurs.",
        },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(CRUST, "<p>Try [[CrispyCrust]]. CrispyCrust is back.</p>")
            .group(BRITAIN)
            .fixed("<p>Try CrispyCrust®. CrispyCrust is back.</p>"),
        Example::html(CRUST, "<p>Try CrispyCrust<sup>®</sup>. CrispyCrust is back.</p>").group(BRITAIN),
        Example::html(CRUST, "<p>Try CrispyCrust®. [[CrispyCrust]]® is back.</p>").group(BRITAIN),
        Example::html(CRUST, "<p>Goûtez CrispyCrust.</p>").group(FRANCE),
    ]),
};

const CRUST: &str = r#"{ "wording": { "marks": [{ "name": "CrispyCrust", "symbol": "®", "countries": ["GB"] }] } }"#;
const BRITAIN: &str = r#"{ "name": "Roma", "locale": "en-GB", "country": "GB" }"#;
const FRANCE: &str = r#"{ "name": "Roma", "locale": "fr-FR", "country": "FR" }"#;

const MISSING: Text = Text {
    en: "“{name}” first stands here, without its {sign}.",
    fr: "Première mention de «\u{a0}{name}\u{a0}», sans son {sign}.",
};
const AGAIN: Text =
    Text { en: "“{name}” has had its {sign} already.", fr: "«\u{a0}{name}\u{a0}» a déjà eu son {sign}." };
const ADD: Text = Text { en: "Add {sign}", fr: "Ajouter {sign}" };

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
        for hit in prose.terms(book).iter().filter(|hit| !hit.disguised && prose.is_seen(hit.span)) {
            let Some(List::Mark(index)) = book.lists.terms.get(hit).map(|term| term.list) else { continue };
            let after = prose.text.get(hit.span.end..).unwrap_or_default();
            let signed = after.trim_start_matches(['\u{a0}', '\u{202f}', ' ']).starts_with(['®', '™', '©']);
            sight.marks.push((prose.span(hit.span), (index as u32) << 1 | u32::from(signed)));
        }
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let country = book.office.as_ref().and_then(|office| office.profile.country.as_deref());
    let marks = whole.placed();
    for (index, mark) in book.policy.wording.marks.iter().enumerate() {
        let here = mark.countries.is_empty()
            || country.is_some_and(|country| mark.countries.iter().any(|one| one.eq_ignore_ascii_case(country)));
        let uses = marks.iter().filter(|(_, number)| number >> 1 == index as u32);
        for (nth, (place, number)) in uses.enumerate().filter(|_| here) {
            let what = match (nth, number & 1) {
                (0, 0) => MISSING,
                (1.., 1) => AGAIN,
                _ => continue,
            };
            let facts = [("name", mark.name.as_str()), ("sign", mark.symbol.as_str())];
            let place = Place::from(*place);
            let mut finding = found.in_place(place.clone()).with("what", filled(what, &facts));
            finding = finding.with("sign", mark.symbol.as_str());
            let whole_name = place.span.len() == mark.name.len();
            if nth == 0 && whole_name && !matches!(place.source, Source::Group(_) | Source::Draft(_)) {
                let edit = Edit::insert(place.span.end, mark.symbol.as_str());
                finding = finding.fix(Fix::new(ADD, Trust::Safe, edit));
            }
            found.say(finding);
        }
    }
}
