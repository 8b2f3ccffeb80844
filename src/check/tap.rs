//! What a tap opens: a page or a place in the app, on every channel that opens something.

use super::Rulebook;
use super::facts::Reference;
use super::rule::*;

/// Schemes that are no app’s.
const NOBODYS: &[&str] = &[
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

/// What the rule of an area says.
pub(super) const NOTICE: Notice = Notice {
    id: "",
    area: Area::Links,
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
};

/// Tells of a link with such a scheme.
pub(super) fn look(reference: &Reference, _: &Rulebook, found: &mut Findings) {
    let scheme = reference.route.scheme.as_str();
    if reference.followed && NOBODYS.contains(&scheme) {
        found.say(found.at(reference.span).with("scheme", scheme));
    }
}
