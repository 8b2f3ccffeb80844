//! `link-ip-host`: addresses have names.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-ip-host",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "URL Standard, host parsing; SpamAssassin NORMAL_HTTP_TO_IP",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Number for an address", fr: "Adresse en chiffres" },
        message: Text {
            en: "This address names a machine by its number ({host}).",
            fr: "Cette adresse désigne une machine par son numéro ({host}).",
        },
        why: Text {
            en: "Honest pages have names; filters and readers take a number for fraud.",
            fr: "Les pages honnêtes ont un nom ; filtres et lecteurs prennent un numéro pour une fraude.",
        },
        fix: Text { en: "Use the page’s name.", fr: "Utilisez le nom de la page." },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="http://[[3232235777]]/">Menu</a>"#),
        Example::html("{}", r#"<a href="https://[[0x7f.1]]/x">x</a> <img alt="" src="https://[[203.0.113.7]]/a.png">"#),
        Example::html("{}", r#"<a href="https://[[[2001:db8::1]]]:8443/">x</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://1.roma.example/">x</a> <a href="https://roma.example/203.0.113.7">x</a>"#,
        ),
        Example::html("{}", r#"<a href="tel:+33472000000">Call</a> <a href="https://{{ x }}.7/">x</a>"#),
    ]),
};

fn look(reference: &Reference, _: &Rulebook, found: &mut Findings) {
    let Some(host) = reference.route.host_name() else { return };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if bare.parse::<std::net::IpAddr>().is_ok() {
        let span = reference.route.host.map_or(reference.span, |host| reference.part(host));
        found.say(found.at(span).with("host", bare));
    }
}
