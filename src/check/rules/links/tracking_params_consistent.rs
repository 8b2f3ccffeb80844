//! `link-tracking-params-consistent`: all links of a message count for one campaign.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::route::{is_masked, parameters};
use crate::check::rule::*;
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-tracking-params-consistent",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "The brand’s policy: one campaign, one name",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Two campaign names", fr: "Deux noms de campagne" },
        message: Text {
            en: "This link counts for campaign “{name}”, most others for “{other}”.",
            fr: "Ce lien compte pour la campagne « {name} », la plupart des autres pour « {other} ».",
        },
        why: Text {
            en: "The figures of this message would be split between two campaigns.",
            fr: "Les chiffres de ce message seraient répartis entre deux campagnes.",
        },
        fix: Text {
            en: "Give all links the same campaign name.",
            fr: "Donnez le même nom de campagne à tous les liens.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="https://a.example/?utm_campaign=may">x</a> <a href="https://a.example/b?x=1&amp;utm_campaign=[[june]]">x</a> <a href="https://a.example/c?utm_campaign=may">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://a.example/?utm_campaign=may">x</a> <a href="https://a.example/?utm_campaign=[[May]]">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://a.example/?utm_campaign=may">x</a> <a href="https://a.example/b?utm_campaign=may#x">x</a> <a href="https://a.example/c">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://a.example/?utm_campaign=may">x</a> <a href="https://a.example/?utm_campaign={{campaign.${name}}}">x</a>"#,
        ),
    ]),
};

const NAME: &str = "utm_campaign";

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for reference in facts.references().filter(|reference| reference.followed) {
        // In the HTML an ampersand may be written out.
        for (name, value) in parameters(reference.written) {
            let name = name.of(reference.written);
            let written = value.of(reference.written);
            if name.strip_prefix("amp;").unwrap_or(name) == NAME
                && !written.is_empty()
                && !written.contains('{')
                && !is_masked(written)
            {
                sight.there.push(value.shift(reference.span.start));
            }
        }
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let all = || {
        whole.parts().flat_map(|(_, part, sight)| {
            sight.there.iter().map(move |span| (part.piece, *span, span.of(&part.piece.html)))
        })
    };
    let mut first = "";
    for (_, _, name) in all() {
        first = if first.is_empty() { name } else { first };
        *counts.entry(name).or_default() += 1;
    }
    let Some(most) = counts.values().copied().max() else { return };
    // Among equals, the name that comes first.
    let other = if counts.get(first) == Some(&most) { Some(first) } else { None };
    let Some(other) = other.or_else(|| counts.iter().find(|(_, count)| **count == most).map(|(name, _)| *name)) else {
        return;
    };
    for (piece, span, name) in all().filter(|(_, _, name)| *name != other) {
        found.say(found.in_place(piece.place(span)).with("name", name).with("other", other));
    }
}
