//! `sms-single-char-forces-ucs2`: characters for which the whole text travels at two octets each.

use crate::check::Rulebook;
use crate::check::facts::Short;
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::{in_gsm7, segments};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-single-char-forces-ucs2",
        area: Area::Sms,
        jurisdictions: &["*"],
        source: "3GPP TS 23.038 § 6.2.1",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Costly character", fr: "Caractère coûteux" },
        message: Text {
            en: "“{character}” is not in the alphabet of text messages: the whole text then has room for 70 characters instead of 160.",
            fr: "« {character} » n’est pas dans l’alphabet des SMS : tout le texte n’a plus que 70 caractères de place au lieu de 160.",
        },
        why: Text {
            en: "One such character more than doubles what the message costs.",
            fr: "Un seul de ces caractères fait plus que doubler le coût du message.",
        },
        fix: Text { en: "Write a plain character in its place.", fr: "Écrivez un caractère simple à sa place." },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "L[[’]]offre du soir").sms().fr().fixed("L'offre du soir"),
        Example::line("{}", "Une f[[ê]]te [[🍕]]").sms().fr(),
        Example::line("{}", "L'offre à 5 € dès ce soir {{ x }}").sms().fr(),
        Example::line("{}", "L’offre du soir").fr(),
    ]),
};

const PLAIN: Text = Text { en: "Write “{plain}”", fr: "Écrire « {plain} »" };

fn look(short: &Short, _: &Rulebook, found: &mut Findings) {
    let text = &short.prose.text;
    for span in &segments(text).outside {
        let character = span.of(text);
        let Some(c) = character.chars().next().filter(|c| *c != MASK) else { continue };
        let mut finding = found.at(short.prose.span(*span)).with("character", character);
        if let Some(plain) = in_gsm7(c)
            && let Some(edit) = found.edit(&short.prose, *span, plain)
        {
            finding = finding.fix(Fix::new(PLAIN, Trust::Safe, edit).with("plain", plain));
        }
        found.say(finding);
    }
}
