//! `liquid-abort-with-reason`: a message that is called off says why.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-abort-with-reason",
        source: "Braze, Aborting messages",
        severity: Severity::Warning,
        title: Text { en: "Called off without a reason", fr: "Annulation sans motif" },
        message: Text {
            en: "This calls the message off without saying why.",
            fr: "Ceci annule le message sans dire pourquoi.",
        },
        why: Text {
            en: "The reason stands in Braze’s log; without it nobody knows why half of the readers got nothing.",
            fr: "Le motif figure dans le journal de Braze ; sans lui, nul ne sait pourquoi la moitié des lecteurs n’ont rien reçu.",
        },
        fix: Text { en: "Write the reason in the brackets.", fr: "Écrivez le motif entre les parenthèses." },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{% if ${city} == blank %}[[{% abort_message() %}]]{% endif %}"),
        Example::liquid("{% if ${city} == blank %}[[{% abort_message %}]]{% endif %}"),
        Example::liquid("{% if ${city} == blank %}{% abort_message('no shop near') %}{% endif %}"),
        Example::liquid("Hi"),
    ]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    for abort in &part.uses().aborts {
        if abort.reason.is_none_or(|reason| reason.of(part.source).trim().is_empty()) {
            found.say(found.at(abort.span));
        }
    }
}
