//! `deliv-reply-to-monitored`: somebody reads the answers.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-reply-to-monitored",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "Braze: Email styling best practices (no-reply addresses)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Answers go nowhere", fr: "Réponses sans destinataire" },
        message: Text {
            en: "Answers go to {address}, which says that nobody reads them.",
            fr: "Les réponses vont à {address}, une adresse que personne ne lit.",
        },
        why: Text {
            en: "Answers are the best sign for filters, and who asks to be left alone by answering must be heard.",
            fr: "Les réponses sont le meilleur signal pour les filtres, et qui demande par retour à ne plus rien recevoir doit être entendu.",
        },
        fix: Text {
            en: "Let answers go to a mailbox that somebody at the group reads.",
            fr: "Dirigez les réponses vers une boîte que quelqu’un du groupe relève.",
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Menu").group(r#"{ "sender": { "name": "Roma", "email": "no-reply@mail.roma.example" } }"#).missing(),
        Example::line("{}", "Menu")
            .group(r#"{ "sender": { "name": "Roma", "email": "a@roma.example", "reply_to": "ne.pas.repondre@roma.example" } }"#)
            .missing(),
        Example::line("{}", "Menu")
            .group(r#"{ "sender": { "name": "Roma", "email": "noreply@roma.example", "reply_to": "bonjour@roma.example" } }"#),
        Example::line("{}", "Menu").group(r#"{ "sender": { "name": "Roma", "email": "norea.replyson@roma.example" } }"#),
    ]),
};

const NOBODY: &[&str] = &[
    "noreply",
    "donotreply",
    "dontreply",
    "noanswer",
    "noresponse",
    "nepasrepondre",
    "nereply",
    "sansreponse",
    "nereplypas",
];

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    let sender = book.office.as_ref().and_then(|office| office.profile.sender.as_ref());
    let Some(sender) = sender.filter(|_| prose.kind == ProseKind::Subject) else { return };
    let (field, address) = match &sender.reply_to {
        Some(address) => ("sender.reply_to", address),
        None => ("sender.email", &sender.email),
    };
    let mailbox = address.split('@').next().unwrap_or_default();
    let bare: String = mailbox.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit()).replace('é', "e");
    if NOBODY.contains(&bare.as_str()) {
        let place = Place { source: Source::Group(field.to_owned()), span: Span::new(0, address.len()) };
        found.say(found.in_place(place).with("address", address.as_str()));
    }
}
