//! `link-shortener`: links show where they lead.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-shortener",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "CTIA Messaging Principles, 5.3.2; SpamAssassin URL shortener lists",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Shortened link", fr: "Lien raccourci" },
        message: Text {
            en: "“{host}” hides where this link leads.", fr: "« {host} » cache où mène ce lien."
        },
        why: Text {
            en: "Fraudsters use public shorteners, so filters block them for everybody.",
            fr: "Les fraudeurs se servent des raccourcisseurs publics ; les filtres les bloquent donc pour tous.",
        },
        fix: Text {
            en: "Write the whole address, or use the brand’s own short links.",
            fr: "Écrivez l’adresse entière, ou utilisez les liens courts de la marque.",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://[[bit.ly]]/3x">Menu</a>"#),
        Example::html("{}", r#"<a href="HTTP://[[www.TinyURL.com]]/abc">Menu</a>"#),
        Example::html("{}", r#"<!--[if mso]><v:rect href="https://[[t.co]]/x"/><![endif]-->"#),
        Example::html(
            "{}",
            r#"<a href="https://go.roma.example/x">Menu</a> <a href="https://youtu.be/x">Film</a> <a href="https://habit.ly/x">x</a>"#,
        ),
        Example::html(r#"{ "links": { "hosts": ["bit.ly"] } }"#, r#"<a href="https://bit.ly/3x">Menu</a>"#),
    ]),
};

/// Where anybody may shorten an address.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "ow.ly",
    "is.gd",
    "v.gd",
    "buff.ly",
    "cutt.ly",
    "tiny.cc",
    "lnkd.in",
    "t.ly",
    "shorturl.at",
    "rb.gy",
    "bl.ink",
    "adf.ly",
    "dlvr.it",
    "rebrand.ly",
    "short.io",
    "s.id",
    "shorte.st",
    "bc.vc",
    "soo.gd",
    "clck.ru",
    "tr.im",
    "x.co",
    "mcaf.ee",
    "trib.al",
    "snip.ly",
    "u.to",
    "qr.ae",
    "po.st",
    "j.mp",
    "bitly.com",
    "tiny.one",
    "urlz.fr",
    "lc.cx",
    "vu.fr",
    "shorturl.fr",
    "hyperurl.co",
    "tinyurl.is",
    "linktr.im",
    "gg.gg",
    "0rz.tw",
];

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let Some(host) = reference.route.host_name() else { return };
    let bare = host.strip_prefix("www.").unwrap_or(host);
    if SHORTENERS.contains(&bare) && !Links::allows(&book.policy.links.hosts, host) {
        let span = reference.route.host.map_or(reference.span, |host| reference.part(host));
        found.say(found.at(span).with("host", host));
    }
}
