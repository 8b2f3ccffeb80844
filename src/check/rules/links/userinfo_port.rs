//! `link-userinfo-port`: an address is a name and a page, no more.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-userinfo-port",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "URL Standard; RFC 3986, 7.6",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Disguised address", fr: "Adresse déguisée" },
        message: Text {
            en: "“{part}” does not belong into a public address.",
            fr: "« {part} » n’a pas sa place dans une adresse publique.",
        },
        why: Text {
            en: "A name before the host makes readers believe that they go there, and odd ports are what attackers use.",
            fr: "Un nom placé avant le site fait croire qu’on y va, et les ports inhabituels servent aux attaquants.",
        },
        fix: Text {
            en: "Take it out and see whether the page opens.",
            fr: "Retirez-le et vérifiez que la page s’ouvre.",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://[[roma.example]]@evil.example/">Menu</a>"#),
        Example::html("{}", r#"<a href="https://roma.example:[[8443]]/menu">Menu</a>"#)
            .fixed(r#"<a href="https://roma.example/menu">Menu</a>"#),
        Example::html("{}", r#"<img alt="" src="http://[[user:pass]]@cdn.example/a.png">"#),
        Example::html("{}", r#"<a href="https://roma.example:443/">x</a> <a href="http://roma.example:80/">x</a>"#),
        Example::html("{}", r#"<a href="https://roma.example/@chef">x</a> <a href="mailto:a@roma.example">x</a>"#),
    ]),
};

const REMOVE: Text = Text { en: "Take “:{part}” out", fr: "Retirer « :{part} »" };

fn look(reference: &Reference, _: &Rulebook, found: &mut Findings) {
    let route = reference.route;
    if let Some(user) = route.user {
        found.say(found.at(reference.part(user)).with("part", user.of(reference.url)));
    }
    let usual = if route.scheme == "http" { "80" } else { "443" };
    let Some(port) = route.port.filter(|port| !matches!(port.of(reference.url), "") && port.of(reference.url) != usual)
    else {
        return;
    };
    if port.of(reference.url).bytes().all(|byte| byte.is_ascii_digit()) {
        let span = reference.part(port);
        let mut finding = found.at(span).with("part", port.of(reference.url));
        if span.len() == port.len()
            && let Some(edit) = found.edit_html(Span::new(span.start.saturating_sub(1), span.end), "")
        {
            finding = finding.fix(Fix::new(REMOVE, Trust::Suggestion, edit));
        }
        found.say(finding);
    }
}
