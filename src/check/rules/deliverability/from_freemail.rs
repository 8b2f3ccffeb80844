//! `deliv-from-freemail`: a brand writes from a domain of its own.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-from-freemail",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "Google: Email sender guidelines (do not impersonate Gmail From: headers)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Sender at a free provider", fr: "Expéditeur chez un fournisseur gratuit" },
        message: Text {
            en: "{address} is an address at a free provider, for which Braze cannot sign.",
            fr: "{address} est une adresse d’un fournisseur gratuit, pour laquelle Braze ne peut pas signer.",
        },
        why: Text {
            en: "Gmail and Yahoo refuse such messages, or put them with the spam.",
            fr: "Gmail et Yahoo refusent ces messages, ou les classent comme indésirables.",
        },
        fix: Text {
            en: "Give the group an address at the brand’s domain.",
            fr: "Donnez au groupe une adresse du domaine de la marque.",
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Menu")
            .group(r#"{ "sender": { "name": "Roma", "email": "roma.lyon@Gmail.com" } }"#)
            .missing(),
        Example::line("{}", "Menu")
            .group(r#"{ "sender": { "name": "Roma", "email": "a@mail.roma.example", "reply_to": "roma@orange.fr" } }"#)
            .missing(),
        Example::line("{}", "Menu").group(r#"{ "sender": { "name": "Roma", "email": "a@mail.roma.example" } }"#),
        Example::line("{}", "Menu").group(r#"{ "sender": { "name": "Roma", "email": "a@gmail.com.roma.example" } }"#),
    ]),
};

/// Where anybody may have an address.
const FREE: &[&str] = &[
    "aliceadsl.fr",
    "aol.com",
    "bbox.fr",
    "club-internet.fr",
    "comcast.net",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.fr",
    "gmx.net",
    "googlemail.com",
    "hotmail.co.uk",
    "hotmail.com",
    "hotmail.fr",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "live.com",
    "live.fr",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "neuf.fr",
    "numericable.fr",
    "orange.fr",
    "outlook.com",
    "outlook.fr",
    "proton.me",
    "protonmail.com",
    "rocketmail.com",
    "sfr.fr",
    "t-online.de",
    "tutanota.com",
    "videotron.ca",
    "voila.fr",
    "wanadoo.fr",
    "web.de",
    "yahoo.ca",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.de",
    "yahoo.es",
    "yahoo.fr",
    "yahoo.it",
    "yandex.com",
    "yandex.ru",
    "ymail.com",
    "zoho.com",
];

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    let sender = book.office.as_ref().and_then(|office| office.profile.sender.as_ref());
    let Some(sender) = sender.filter(|_| prose.kind == ProseKind::Subject) else { return };
    let reply_to = sender.reply_to.as_deref().map(|address| ("sender.reply_to", address));
    for (field, address) in std::iter::once(("sender.email", sender.email.as_str())).chain(reply_to) {
        let domain = address.trim().rsplit('@').next().unwrap_or_default().to_lowercase();
        if FREE.contains(&domain.trim_end_matches('.')) {
            let place = Place { source: Source::Group(field.to_owned()), span: Span::new(0, address.len()) };
            found.say(found.in_place(place).with("address", address));
        }
    }
}
