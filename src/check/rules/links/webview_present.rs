//! `link-webview-present`: the message can be opened in a browser.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::Link;
use crate::check::rule::*;
use crate::text::fold;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-webview-present",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "The brand’s policy: links.web_view",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "No link to the web page", fr: "Pas de version en ligne" },
        message: Text {
            en: "No link opens this message in a browser.",
            fr: "Aucun lien n’ouvre ce message dans un navigateur.",
        },
        why: Text {
            en: "Where a mail program shows the message badly, readers need another way to see it.",
            fr: "Quand une messagerie affiche mal le message, il faut un autre moyen de le voir.",
        },
        fix: Text { en: "Insert a link “View in browser”.", fr: "Ajoutez un lien « Voir en ligne »." },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(ASKED, r#"<p>Hi</p><a href="https://roma.example">Menu</a>[[]]"#),
        Example::html(
            ASKED,
            r#"<p style="display:none"><a href="https://roma.example/web">View in browser</a></p>[[]]"#,
        ),
        Example::html(ASKED, r#"<a href="https://roma.example/1">View this email in your browser</a>"#),
        Example::html(ASKED, r#"<a href="https://roma.example/1">Voir la version en ligne</a>"#).fr(),
        Example::html("{}", r#"<p>Hi</p>"#),
    ]),
};

const ASKED: &str = r#"{ "links": { "web_view": true } }"#;

/// How such links are worded, folded.
const WORDS: &[&str] = &[
    "in browser",
    "in your browser",
    "in a browser",
    "in the browser",
    "online version",
    "web version",
    "view online",
    "read online",
    "view it online",
    "see online",
    "en ligne",
    "dans votre navigateur",
    "dans le navigateur",
    "dans un navigateur",
    "version web",
];

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let asked = book.policy.links.web_view;
    let links = facts.links.iter().filter(|link| asked && link.visible && is_web_view(link));
    Sight { there: links.map(|link| link.span).collect(), ..Sight::default() }
}

fn is_web_view(link: &Link) -> bool {
    let words = fold(&link.words.text);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    WORDS.iter().any(|wanted| words.contains(wanted))
        || ["view_in_browser", "web_view", "webview", "mirror_page"].iter().any(|name| link.written.contains(name))
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    if book.policy.links.web_view && whole.first().is_none() {
        found.say(found.in_place(whole.end()));
    }
}
