//! `liquid-abort-all-paths`: a message that nobody would get.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-abort-all-paths",
        source: "Braze, Aborting messages",
        severity: Severity::Error,
        title: Text { en: "Called off for everyone", fr: "Annulé pour tous" },
        message: Text {
            en: "Whatever the data, this calls the message off.",
            fr: "Quelles que soient les données, ceci annule le message.",
        },
        why: Text { en: "Nobody would get it.", fr: "Personne ne le recevrait." },
        fix: Text { en: "Put it into a condition.", fr: "Mettez-le dans une condition." },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("[[{% abort_message('x') %}]]Hello"),
        Example::liquid(
            "{% if ${city} %}[[{% abort_message('a') %}]]{% else %}[[{% abort_message('b') %}]]{% endif %}Hello",
        ),
        Example::liquid("{% if ${city} == blank %}{% abort_message('no shop') %}{% endif %}Hello"),
        Example::liquid("Hello"),
    ]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    if part.uses().always_aborts {
        part.uses().aborts.iter().for_each(|abort| found.say(found.at(abort.span)));
    }
}
