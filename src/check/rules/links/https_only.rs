//! `link-https-only`: every address is encrypted.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-https-only",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "OWASP Transport Layer Security Cheat Sheet; the brand’s policy",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Address without encryption", fr: "Adresse non chiffrée" },
        message: Text {
            en: "This address begins with “http:”; it must begin with “https:”.",
            fr: "Cette adresse commence par « http: » ; elle doit commencer par « https: ».",
        },
        why: Text {
            en: "Without encryption anybody on the way can read or change the page; browsers and filters warn of it.",
            fr: "Sans chiffrement, n’importe qui peut lire ou modifier la page en chemin ; navigateurs et filtres le signalent.",
        },
        fix: Text {
            en: "Write “https:” and see whether the page opens.",
            fr: "Écrivez « https: » et vérifiez que la page s’ouvre.",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="[[http]]://roma.example/menu">Menu</a>"#)
            .fixed(r#"<a href="https://roma.example/menu">Menu</a>"#),
        Example::html("{}", r#"<img src="[[HTTP]]://cdn.roma.example/{{ x }}.png" alt="">"#)
            .fixed(r#"<img src="https://cdn.roma.example/{{ x }}.png" alt="">"#),
        Example::html("{}", r#"<div style="background-image:url([[http]]://roma.example/b.png)">x</div>"#)
            .fixed(r#"<div style="background-image:url(https://roma.example/b.png)">x</div>"#),
        Example::html(
            "{}",
            r#"<a href="https://roma.example">Menu</a><img src="//roma.example/a.png" alt=""><a href="mailto:a@b.example">x</a>"#,
        ),
        Example::html("{}", "<p>http://roma.example as mere text</p>"),
    ]),
};

const ENCRYPT: Text = Text { en: "Write “https:”", fr: "Écrire « https: »" };

fn look(reference: &Reference, _: &Rulebook, found: &mut Findings) {
    let is_plain = reference.url.trim_start().get(..7).is_some_and(|start| start.eq_ignore_ascii_case("http://"));
    if !is_plain {
        return;
    }
    let skipped = reference.written.len() - reference.written.trim_start().len();
    let start = reference.span.start + skipped;
    let scheme = Span::new(start, start + 4);
    let mut finding = found.at(scheme);
    if let Some(edit) = found.edit_html(scheme, "https") {
        finding = finding.fix(Fix::new(ENCRYPT, Trust::Safe, edit));
    }
    found.say(finding);
}
