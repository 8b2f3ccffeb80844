//! `sms-fr-sender-alphanumeric`: the sender’s name is one that French operators carry.

use crate::check::Rulebook;
use crate::check::facts::Short;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-fr-sender-alphanumeric",
        area: Area::Sms,
        jurisdictions: &["FR"],
        source: "Charte AF2M Business Messaging (1 September 2024): OADC",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Sender’s name", fr: "Nom de l’expéditeur" },
        message: Text {
            en: "“{name}” is no sender’s name that operators carry.",
            fr: "«\u{a0}{name}\u{a0}» n’est pas un nom d’expéditeur que les opérateurs acheminent.",
        },
        why: Text {
            en: "French operators carry names of at most 11 letters and digits that begin with a letter.",
            fr: "Les opérateurs français acheminent des noms d’au plus 11 lettres et chiffres, qui commencent par une lettre.",
        },
        fix: Text {
            en: "Head office chooses another name in Braze and declares it (group.sms_sender).",
            fr: "Le siège choisit un autre nom dans Braze et le déclare (group.sms_sender).",
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "Roma : -20% ce soir. STOP au 36180")
            .sms()
            .group(LYON)
            .facts(r#"{ "group.sms_sender": "ROMA-PIZZA-LYON" }"#)
            .missing(),
        Example::line("{}", "Roma : -20% ce soir. STOP au 36180")
            .sms()
            .group(LYON)
            .facts(r#"{ "group.sms_sender": "ROMALYON" }"#),
        Example::line("{}", "Roma : -20% ce soir. STOP au 36180").sms().group(LYON),
    ]),
};

const LYON: &str = r#"{ "name": "Roma", "locale": "fr-FR", "country": "FR" }"#;

/// So many characters a sender’s name has room for.
const MOST: usize = 11;

fn look(_: &Short, book: &Rulebook, found: &mut Findings) {
    let sound = |name: &&str| {
        name.len() <= MOST
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    for name in book.case.values("group.sms_sender").filter(|name| !sound(name)) {
        let place = Place { source: Source::Group("fields.sms_sender".to_owned()), span: Span::at(0) };
        found.say(found.in_place(place).with("name", name));
    }
}
