//! `sms-no-unicode-lookalike`: letters are what they seem.

use crate::check::Rulebook;
use crate::check::facts::Short;
use crate::check::rule::*;
use crate::check::rules::deliverability::subject_nonascii_tricks::tricks;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-no-unicode-lookalike",
        area: Area::Sms,
        jurisdictions: &["*"],
        source: "M3AAWG, Best Common Practices for Mobile Messaging; Unicode Technical Standard 39",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Letters that only look so", fr: "Lettres trompeuses" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Fraud by text message hides names behind letters of other alphabets; filters hold such texts back.",
            fr: "La fraude par SMS cache des noms derrière des lettres d’autres alphabets\u{a0}; les filtres retiennent ces textes.",
        },
        fix: Text { en: "Write it anew with plain letters.", fr: "Récrivez-le avec des lettres simples." },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "[[R\u{43e}ma]]: -20% tonight").sms(),
        Example::line("{}", "Roma: -20% tonight").sms(),
        Example::line("{}", "Roma : -20% dès ce soir à Lyon").sms().fr(),
    ]),
};

fn look(short: &Short, _: &Rulebook, found: &mut Findings) {
    for (part, what) in tricks(&short.prose.text) {
        found.say(found.at(short.prose.span(part)).with("what", what));
    }
}
