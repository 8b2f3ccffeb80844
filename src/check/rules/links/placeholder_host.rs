//! `link-placeholder-host`: links lead to real pages.

use crate::check::Rulebook;
use crate::check::address::registrable;
use crate::check::facts::Facts;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::policy::Links;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-placeholder-host",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "RFC 2606; RFC 6761",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Address for trying out", fr: "Adresse d’essai" },
        message: Text {
            en: "“{host}” is for trying out; readers get nothing there.",
            fr: "« {host} » sert aux essais ; les lecteurs n’y trouvent rien.",
        },
        why: Text {
            en: "A page for tests is closed to readers, or shows them what is not ready.",
            fr: "Une page d’essai est fermée aux lecteurs, ou leur montre ce qui n’est pas prêt.",
        },
        fix: Text { en: "Use the address of the real page.", fr: "Utilisez l’adresse de la vraie page." },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="https://[[staging.roma.example]]/menu">Menu</a> <a href="http://[[localhost]]:3000/">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://[[www.example.com]]/">x</a> <a href="https://www.example.com/a">x</a> <img alt="" src="https://[[via.placeholder.com]]/600x200">"#,
        ),
        Example::html(
            "{}",
            r#"<a href="[[file:///C:/menu.html]]">x</a> <a href="https://[[roma.test]]/">x</a> <a href="https://[[yourdomain.com]]">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/staging">x</a> <a href="https://stagings.roma.example">x</a> <a href="https://dev.to/">x</a>"#,
        ),
        Example::html(
            r#"{ "links": { "hosts": ["dev.roma.example"] } }"#,
            r#"<a href="https://dev.roma.example/">x</a> <a href="https://{{ x }}">x</a>"#,
        ),
    ]),
};

/// Domains that stand for another.
const STANDINS: &[&str] = &[
    "example.com",
    "example.net",
    "example.org",
    "yourdomain.com",
    "your-domain.com",
    "yourwebsite.com",
    "your-website.com",
    "yoursite.com",
    "yourcompany.com",
    "mywebsite.com",
    "mydomain.com",
    "votresite.com",
    "votre-site.com",
    "votresite.fr",
    "votredomaine.fr",
    "monsite.fr",
    "placeholder.com",
    "placehold.it",
    "placehold.co",
    "placekitten.com",
    "dummyimage.com",
    "lorempixel.com",
    "picsum.photos",
    "loremflickr.com",
    "fillmurray.com",
];

/// First words of hosts where a team tries things out.
const STAGES: &[&str] = &[
    "staging",
    "stage",
    "stg",
    "preprod",
    "pre-prod",
    "preproduction",
    "recette",
    "rec7",
    "uat",
    "qa",
    "dev",
    "develop",
    "development",
    "test",
    "testing",
    "integration",
    "int",
    "localdev",
];

/// Endings that lead nowhere. (`.example` too, but the demonstration’s brand lives there.)
const ENDINGS: &[&str] = &["test", "invalid", "localhost"];

/// Each host once: a template that is not finished has it everywhere.
fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    let mut seen: Vec<String> = Vec::new();
    for reference in facts.references() {
        judge(&reference, book, &mut seen, found);
    }
}

fn judge(reference: &Reference, book: &Rulebook, seen: &mut Vec<String>, found: &mut Findings) {
    if reference.route.scheme == "file" {
        found.say(found.at(reference.span).with("host", "file:"));
        return;
    }
    let Some(host) = reference.route.host_name().filter(|host| is_standin(host)) else { return };
    if seen.iter().any(|known| known == host) {
        return;
    }
    seen.push(host.to_owned());
    if book.policy.links.hosts.iter().chain(&book.policy.links.image_hosts).any(|own| own.eq_ignore_ascii_case(host))
        || (STANDINS.contains(&registrable(host)) && Links::allows(&book.policy.links.hosts, host))
    {
        return;
    }
    let span = reference.route.host.map_or(reference.span, |host| reference.part(host));
    found.say(found.at(span).with("host", host));
}

fn is_standin(host: &str) -> bool {
    let domain = registrable(host);
    let stage = host.strip_suffix(domain).is_some_and(|before| before.split('.').any(|part| STAGES.contains(&part)));
    let ending = host.rsplit('.').next().unwrap_or_default();
    let loops = matches!(host, "127.0.0.1" | "0.0.0.0" | "[::1]" | "::1");
    stage || loops || ENDINGS.contains(&ending) || STANDINS.contains(&domain)
}
