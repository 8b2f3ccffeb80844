//! `push-deeplink-valid`: a tap opens a page or a place in the app.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "push-deeplink-valid",
        area: Area::Push,
        jurisdictions: &["*"],
        source: "Braze documentation, Deep linking; RFC 3986 § 3.1",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "What a tap opens", fr: "Ce qu’ouvre un appui" },
        message: Text {
            en: "“{scheme}:” opens neither a page nor a place in the app.",
            fr: "«\u{a0}{scheme}:\u{a0}» n’ouvre ni une page ni un endroit de l’application.",
        },
        why: Text {
            en: "A tap that leads nowhere, or without encryption, is a tap lost.",
            fr: "Un appui qui ne mène nulle part, ou sans chiffrement, est un appui perdu.",
        },
        fix: Text {
            en: "Link to an “https:” page, or to a place in the app (“roma://menu”).",
            fr: "Renvoyez vers une page «\u{a0}https:\u{a0}», ou un endroit de l’application («\u{a0}roma://menu\u{a0}»).",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::line("{}", "Roma\nMenu: [[javascript://menu]]").push(),
        Example::line("{}", "Roma\nMenu: [[http://roma.example/menu]]").push(),
        Example::line("{}", "Roma\nMenu: roma://menu").push(),
        Example::line("{}", "Roma\nMenu: https://roma.example/menu").push(),
        Example::line("{}", "Roma: http://roma.example/menu").sms(),
    ]),
};

/// Schemes that are no app’s.
pub(in crate::check::rules) const NOBODYS: &[&str] = &[
    "http",
    "mailto",
    "tel",
    "sms",
    "javascript",
    "vbscript",
    "data",
    "file",
    "about",
    "blob",
    "filesystem",
    "cid",
    "mid",
];

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let scheme = reference.route.scheme.as_str();
    if book.case.channel == Channel::Push && reference.followed && NOBODYS.contains(&scheme) {
        found.say(found.at(reference.span).with("scheme", scheme));
    }
}
