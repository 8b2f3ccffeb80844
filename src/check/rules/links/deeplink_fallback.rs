//! `link-deeplink-fallback`: links open with and without the app.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-deeplink-fallback",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "Braze documentation, Universal links and App Links in email",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Link into an app", fr: "Lien vers une application" },
        message: Text {
            en: "“{scheme}:” opens only where the app is installed.",
            fr: "« {scheme}: » ne s’ouvre que si l’application est installée.",
        },
        why: Text {
            en: "Everybody else taps and nothing happens; many mail programs drop such links.",
            fr: "Chez tous les autres, rien ne se passe ; beaucoup de messageries enlèvent ces liens.",
        },
        fix: Text {
            en: "Use an “https:” address that opens the app where it is installed (universal link).",
            fr: "Utilisez une adresse « https: » qui ouvre l’application si elle est installée (lien universel).",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="[[roma]]://menu">Menu</a>"#),
        Example::html("{}", r#"<a href="[[intent]]://x#Intent;end">x</a> <a href="[[fb]]://page/1">x</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/menu">x</a> <a href="mailto:a@b.example">x</a> <a href="sms:+33612345678">x</a> <a href="webcal://a.example/x.ics">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="javascript:alert(1)">x</a> <img src="cid:logo" alt=""> <a href="{{ x }}://menu">x</a>"#,
        ),
    ]),
};

/// Schemes that mail programs open, and those of which other rules speak.
const KNOWN: &[&str] = &[
    "",
    "http",
    "https",
    "mailto",
    "tel",
    "sms",
    "webcal",
    "geo",
    "cid",
    "mid",
    "data",
    "file",
    "about",
    "javascript",
    "vbscript",
    "livescript",
    "mocha",
    "blob",
    "filesystem",
    "mhtml",
    "jar",
    "view-source",
];

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    // Who gets a notification or a card has the app.
    if matches!(book.case.channel, Channel::Push | Channel::ContentCard) {
        return;
    }
    let scheme = reference.route.scheme.as_str();
    // `localhost:3000`, `roma.example:8080`: a host that lost its scheme.
    let host = scheme.contains('.') || reference.route.rest.of(reference.url).starts_with(|c: char| c.is_ascii_digit());
    if !reference.followed || KNOWN.contains(&scheme) || host {
        return;
    }
    let lead = reference.url.len() - reference.url.trim_start().len();
    let span = reference.part(crate::text::Span::new(lead, lead + scheme.len()));
    found.say(found.at(span).with("scheme", scheme));
}
