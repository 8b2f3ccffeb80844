//! `data-attribute-unknown`: attributes that the brand’s Braze does not have.

use super::DATA;
use super::{filled, names};
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::uses::UseKind;
use crate::text::{Edit, Span, distance};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-attribute-unknown",
        source: "The brand’s policy: data.known, data.attributes",
        severity: Severity::Error,
        title: Text { en: "Unknown attribute", fr: "Attribut inconnu" },
        message: Text { en: "Braze knows no “{name}”{near}", fr: "Braze ne connaît pas « {name} »{near}" },
        why: Text {
            en: "An attribute that is not there prints nothing, and nobody notices before the readers do.",
            fr: "Un attribut inexistant n’affiche rien, et personne ne s’en aperçoit avant les lecteurs.",
        },
        fix: Text {
            en: "Write the name as Braze has it, letter for letter.",
            fr: "Écrivez le nom comme Braze le connaît, lettre pour lettre.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{{ custom_attribute.${[[favorit_store]]} | default: 'us' }}")
            .policy(KNOWN)
            .fixed("{{ custom_attribute.${favorite_store} | default: 'us' }}"),
        Example::liquid("{{ custom_attribute.${[[shoe]]} }}").policy(KNOWN),
        Example::liquid("{{ custom_attribute.${favorite_store} }}, {{ ${first_name} }}").policy(KNOWN),
        Example::liquid("{{ custom_attribute.${anything} }}"),
    ]),
};

const KNOWN: &str = r#"{ "data": { "known": ["custom_attribute.${favorite_store}", "custom_attribute.${points}"] } }"#;

const PERHAPS: Text = Text { en: "; perhaps “{other}”?", fr: "\u{a0}; serait-ce «\u{a0}{other}\u{a0}»\u{a0}?" };
const STOP: Text = Text { en: ".", fr: "." };
const WRITE: Text = Text { en: "Write “{other}”", fr: "Écrire «\u{a0}{other}\u{a0}»" };

/// How far a slip may be from the name that was meant.
const SLIP: usize = 2;

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    let data = &book.policy.data;
    let listed = || data.known.iter().chain(data.attributes.values().map(|one| &one.liquid)).chain(&data.allowed);
    for used in part.uses().uses.iter().filter(|used| used.kind == UseKind::CustomAttribute) {
        let written = used.span.of(part.source);
        if names(listed(), used) || !written.contains("${") {
            continue;
        }
        let others = listed().filter_map(|one| one.split_once("custom_attribute.${")?.1.split('}').next());
        let near = others
            .filter(|other| other.len() > 3)
            .filter_map(|other| Some((distance(&used.name.to_lowercase(), &other.to_lowercase(), SLIP)?, other)));
        let near = near.min().map(|(_, other)| other);
        if near.is_none() && data.known.is_empty() {
            continue;
        }
        let at = written.find(used.name.as_str()).unwrap_or(0);
        let span = Span::new(used.span.start + at, used.span.start + at + used.name.len());
        let mut finding = found.at(span).with("name", used.name.as_str());
        finding = match near {
            Some(other) => finding.with("near", filled(PERHAPS, &[("other", other)])).with("other", other),
            None => finding.with("near", STOP),
        };
        if let Some(other) = near {
            finding = finding.fix(Fix::new(WRITE, Trust::Suggestion, Edit::replace(span, other)));
        }
        found.say(finding);
    }
}
