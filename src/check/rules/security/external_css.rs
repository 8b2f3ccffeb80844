//! `sec-external-css`: styles stand in the message.

use crate::check::Rulebook;
use crate::check::address::{Target, target};
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::policy::Links;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-external-css",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "HTML Standard, 4.6.7.22 (stylesheet); the brand’s policy: links.style_hosts",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Style from elsewhere", fr: "Style venu d’ailleurs" },
        message: Text {
            en: "The message loads a style sheet from “{host}”.",
            fr: "Le message charge une feuille de style depuis « {host} ».",
        },
        why: Text {
            en: "Most inboxes ignore it; where it loads, whoever keeps it can change the message after sending and see who reads it.",
            fr: "La plupart des messageries l’ignorent ; là où elle se charge, celui qui la tient peut changer le message après l’envoi et voir qui le lit.",
        },
        fix: Text {
            en: "Write the styles into the message; only fonts may come from a font service.",
            fr: "Écrivez les styles dans le message ; seules les polices peuvent venir d’un service de polices.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<link rel="stylesheet" href="[[//evil.example/x.css]]">"#),
        Example::html("{}", "<style>@import url('[[https://evil.example/x.css]]'); p { color: red }</style>"),
        Example::html(
            "{}",
            "<style>/* x */ @IMPORT \"[[mail.css]]\";</style><link rel='alternate stylesheet' href='[[a.css]]'>",
        ),
        Example::html(
            "{}",
            r#"<link href="https://fonts.googleapis.com/css2?family=Inter" rel="stylesheet"><link rel="preconnect" href="https://a.example">"#,
        ),
        Example::html(
            "{}",
            "<style>@import url(https://use.typekit.net/a.css); p { background: url(https://a.example/b.png) }</style>",
        ),
        Example::html(
            OWN,
            r#"<link rel="stylesheet" href="https://cdn.roma.example/a.css"><link rel="stylesheet" href="[[https://fonts.bunny.net/css]]">"#,
        ),
    ]),
};

const OWN: &str = r#"{ "links": { "style_hosts": ["cdn.roma.example"] } }"#;

/// Font services that mail programs know; a policy can name others instead.
const FONTS: &[&str] = &[
    "fonts.googleapis.com",
    "fonts.bunny.net",
    "use.typekit.net",
    "p.typekit.net",
    "fast.fonts.net",
    "cloud.typography.com",
    "use.fontawesome.com",
    "fonts.cdnfonts.com",
    "api.fontshare.com",
];

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    for tag in facts.tags() {
        match tag.name() {
            "link" => {
                let kind = tag.value("rel").unwrap_or_default().to_ascii_lowercase();
                if let Some(href) = tag.element.attribute("href")
                    && kind.split_ascii_whitespace().any(|word| word == "stylesheet")
                {
                    judge(tag.tree.value(href), href.value.span(), book, found);
                }
            }
            "style" => {
                for text in tag.texts() {
                    for part in imports(tag.tree.text(text)) {
                        judge(part.of(tag.tree.text(text)), tag.tree.origin(text, part), book, found);
                    }
                }
            }
            _ => {}
        }
    }
}

fn judge(url: &str, span: Span, book: &Rulebook, found: &mut Findings) {
    let own = &book.policy.links.style_hosts;
    let host = match target(url) {
        Target::Host(host) if own.is_empty() && FONTS.contains(&host.as_str()) => return,
        Target::Host(host) if Links::allows(own, &host) => return,
        Target::Host(host) => host,
        // What is written in the address itself is another rule's.
        Target::Here => url.to_owned(),
        _ => return,
    };
    found.say(found.at(span).with("host", host));
}

/// The addresses of `@import` in a style sheet.
fn imports(css: &str) -> Vec<Span> {
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(start) = css.get(at..).and_then(|rest| rest.find('@')).map(|found| at + found) {
        at = start + 1;
        let Some(rest) =
            css.get(at..).filter(|rest| rest.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("import")))
        else {
            continue;
        };
        let mut url = rest.get(6..).unwrap_or_default().trim_start();
        if url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) {
            url = url.get(4..).unwrap_or_default().trim_start();
        }
        let url = url.trim_start_matches(['"', '\'']);
        let from = css.len() - url.len();
        let length = url.find(['"', '\'', ')', ';', '}', ' ']).unwrap_or(url.len());
        list.push(Span::new(from, from + length));
    }
    list
}
