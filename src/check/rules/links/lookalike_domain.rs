//! `link-lookalike-domain`: nobody is led to a copy of our name.

use crate::check::Rulebook;
use crate::check::address::{owned, registrable};
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::policy::Links;
use crate::text::{distance, skeleton};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-lookalike-domain",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "CTIA Messaging Principles (cousin domains); anti-phishing practice",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Almost our name", fr: "Presque notre nom" },
        message: Text {
            en: "“{host}” looks like “{own}”, but is not ours.",
            fr: "« {host} » ressemble à « {own} », mais n’est pas à nous.",
        },
        why: Text {
            en: "Names that differ by a letter are registered by fraudsters who wait for the slip.",
            fr: "Les noms qui diffèrent d’une lettre sont déposés par des fraudeurs qui guettent la faute de frappe.",
        },
        fix: Text { en: "Use our own address.", fr: "Utilisez notre propre adresse." },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html(ROMA, r#"<a href="https://[[rorna.com]]/menu">Menu</a>"#)
            .fixed(r#"<a href="https://roma.com/menu">Menu</a>"#),
        Example::html(ROMA, r#"<a href="https://[[roma-promo.xyz]]">Menu</a> <a href="https://[[r0ma.com]]">x</a>"#),
        Example::html(ROMA, r#"<a href="https://[[colombbe.fr]]">x</a> <a href="https://[[roma.co]]">x</a>"#),
        Example::html(
            ROMA,
            r#"<a href="https://www.roma.com">x</a> <a href="https://rome.com">x</a> <a href="https://aroma.net">x</a>"#,
        ),
        Example::html("{}", r#"<a href="https://rorna.com">x</a>"#),
    ]),
};

const ROMA: &str = r#"{ "links": { "hosts": ["*.roma.com", "www.colombe.fr"] } }"#;

const USE: Text = Text { en: "Use “{own}”", fr: "Utiliser « {own} »" };

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let links = &book.policy.links;
    let Some(host) = reference.route.host_name() else { return };
    let approved = [&links.hosts, &links.image_hosts, &links.unsubscribe_hosts, &links.pixel_hosts, &links.style_hosts];
    if host.contains("xn--") || approved.iter().any(|list| Links::allows(list, host)) {
        return;
    }
    let domain = registrable(host);
    let own = owned(book);
    if own.iter().any(|own| own == domain) {
        return;
    }
    let Some(own) = own.into_iter().find(|own| is_cousin(domain, own)) else { return };
    let span = reference.route.host.map_or(reference.span, |host| reference.part(host));
    let mut finding = found.at(span).with("host", host).with("own", own.as_str());
    if let Some(edit) = found.edit_html(span, &own).filter(|_| span != reference.span) {
        finding = finding.fix(Fix::new(USE, Trust::Suggestion, edit));
    }
    found.say(finding);
}

/// What is read as one letter.
fn look_of(name: &str) -> String {
    skeleton(&name.replace("rn", "m").replace("vv", "w").replace("cl", "d"))
}

fn is_cousin(domain: &str, own: &str) -> bool {
    let (Some((name, ending)), Some((our, ours))) = (domain.split_once('.'), own.split_once('.')) else { return false };
    if our.len() < 4 {
        return false;
    }
    let slip = our.len() >= 5 && name != our && distance(name, our, 1).is_some();
    let added = name.split('-').count() > 1 && name.split('-').any(|part| part == our) && !our.contains('-');
    let looks = name != our && look_of(name) == look_of(our);
    let end = name == our && ending != ours && distance(ending, ours, 1).is_some();
    slip || added || looks || end
}
