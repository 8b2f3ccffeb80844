//! `link-redirect-open`: a link leads where it says, not on to elsewhere.

use crate::check::Rulebook;
use crate::check::address::registrable;
use crate::check::facts::Reference;
use crate::check::route::{Route, is_masked, parameters, unescape};
use crate::check::rule::*;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-redirect-open",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "CWE-601; OWASP Unvalidated Redirects and Forwards Cheat Sheet",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Link by a detour", fr: "Lien avec détour" },
        message: Text {
            en: "This link goes to “{host}”, which sends on to “{other}”.",
            fr: "Ce lien passe par « {host} », qui renvoie vers « {other} ».",
        },
        why: Text {
            en: "A page that sends on to anywhere is a gift to fraudsters, so filters distrust links through it.",
            fr: "Une page qui renvoie n’importe où est une aubaine pour les fraudeurs : les filtres se méfient des liens qui y passent.",
        },
        fix: Text { en: "Link straight to the page.", fr: "Faites un lien direct vers la page." },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://roma.example/r?a=1&amp;u=[[https://evil.example/x]]">Menu</a>"#),
        Example::html("{}", r#"<a href="https://roma.example/r?u=[[https://other.example/x]]">Menu</a>"#)
            .fixed(r#"<a href="https://other.example/x">Menu</a>"#),
        Example::html("{}", r#"<a href="https://roma.example/login?x=1&next=[[%2f%2fother.example]]">Menu</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://click.roma.example/?url=https%3A%2F%2Fwww.roma.example%2Fmenu">Menu</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Froma.example">Share</a> <a href="https://roma.example/?q=https&url={{ x }}">x</a>"#,
        ),
        Example::html(
            r#"{ "links": { "hosts": ["*.roma.example", "other.example"] } }"#,
            r#"<a href="https://roma.example/r?u=https://other.example/x">Menu</a>"#,
        ),
    ]),
};

const STRAIGHT: Text = Text { en: "Link straight to “{other}”", fr: "Lier directement à « {other} »" };

/// Parameters by which pages are told where to send on.
const NAMES: &[&str] = &[
    "u",
    "url",
    "uri",
    "r",
    "to",
    "go",
    "goto",
    "next",
    "dest",
    "destination",
    "redirect",
    "redirect_to",
    "redirect_uri",
    "redirect_url",
    "redirecturl",
    "redirecturi",
    "return",
    "returnto",
    "return_to",
    "returnurl",
    "return_url",
    "continue",
    "target",
    "link",
    "out",
    "forward",
    "q",
];

/// Pages for sharing: they show the address and do not send on to it.
const SHARING: &[&str] = &[
    "facebook.com",
    "twitter.com",
    "x.com",
    "linkedin.com",
    "pinterest.com",
    "whatsapp.com",
    "wa.me",
    "t.me",
    "telegram.me",
    "reddit.com",
    "tumblr.com",
    "bsky.app",
    "threads.net",
    "validator.w3.org",
];

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let Some(host) = reference.route.host_name().filter(|_| reference.followed) else { return };
    let domain = registrable(host);
    if SHARING.contains(&domain) {
        return;
    }
    for (name, value) in parameters(reference.url) {
        let name = name.of(reference.url).to_ascii_lowercase();
        let inner = unescape(value.of(reference.url));
        if !NAMES.contains(&name.as_str()) || is_masked(&inner) || !is_whole(&inner) {
            continue;
        }
        let route = Route::of(&inner);
        let Some(other) = route.host_name().filter(|other| other.contains('.')) else { continue };
        if registrable(other) == domain || Links::allows(&book.policy.links.hosts, other) {
            continue;
        }
        let mut finding = found.at(reference.part(value)).with("host", host).with("other", other);
        let straight = if inner.starts_with("//") { format!("https:{inner}") } else { inner.clone() };
        if let Some(edit) = found.edit_html(reference.span, &straight) {
            finding = finding.fix(Fix::new(STRAIGHT, Trust::Suggestion, edit));
        }
        found.say(finding);
        return;
    }
}

/// Whether a value is an address with its host.
fn is_whole(value: &str) -> bool {
    let lower = value.get(..8.min(value.len())).unwrap_or_default().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with("//")
}
