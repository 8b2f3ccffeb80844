//! `link-empty-or-hash`: every link leads somewhere.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-empty-or-hash",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "HTML Standard, 4.6 (links)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Link that leads nowhere", fr: "Lien sans destination" },
        message: Text { en: "This link has no address yet.", fr: "Ce lien n’a pas encore d’adresse." },
        why: Text {
            en: "Readers who click stay where they are, and think that the message is broken.",
            fr: "Le lecteur qui clique reste sur place et croit le message cassé.",
        },
        fix: Text {
            en: "Write the address of the page, or make plain text of it.",
            fr: "Indiquez l’adresse de la page, ou faites-en du texte simple.",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r##"<a href="[[#]]">Menu</a> <a href="[[]]">Menu</a>"##),
        Example::html("{}", r#"<a href="[[javascript:void(0);]]">Menu</a> <a href="[[about:blank]]">x</a>"#),
        Example::html(
            "{}",
            r##"<!--[if mso]><v:roundrect href="[[#]]"></v:roundrect><![endif]--><map><area href="[[ ]]"></map>"##,
        ),
        Example::html(
            "{}",
            r##"<a href="#menu">To the menu</a> <a name="menu">Menu</a> <a href="https://roma.example/#">x</a>"##,
        ),
        Example::html(
            "{}",
            r#"<a href="{{ x }}">x</a> <a href="{% if a %}https://a.example{% endif %}">x</a> <a href="tel:+33472000000">x</a>"#,
        ),
    ]),
};

fn look(reference: &Reference, _: &Rulebook, found: &mut Findings) {
    if !reference.followed {
        return;
    }
    let url = reference.url.trim();
    let nowhere = match reference.route.scheme.as_str() {
        "javascript" => {
            let body: String = reference.route.rest.of(reference.url).chars().filter(|c| !c.is_whitespace()).collect();
            matches!(body.trim_matches(';'), "" | "void(0)" | "void0" | "//")
        }
        "about" => true,
        "http" | "https" => reference.route.host.is_some_and(|host| host.is_empty()) && url.len() < 9,
        _ => (url.is_empty() && reference.written.trim().is_empty()) || matches!(url, "#" | "#!"),
    };
    if nowhere && !(url.is_empty() && is_awaited(reference.span, found)) {
        found.say(found.at(reference.span));
    }
}

/// Whether a slot or a field stands there that has nothing to print yet: asking for it is another rule’s.
fn is_awaited(span: Span, found: &Findings) -> bool {
    let before = found.place(Span::new(span.start.saturating_sub(1), span.start));
    let after = found.place(Span::new(span.end, span.end + 1));
    before.source == after.source && before.span.end + span.len() < after.span.start
}
