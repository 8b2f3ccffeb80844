//! `sec-script`: nothing in a message runs.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::Tag;
use crate::check::rule::*;
use crate::compile::regions;
use crate::liquid::ast::Kind;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-script",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "OWASP ASVS 5.0, 1.2; OWASP Cross Site Scripting Prevention",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Script", fr: "Script" },
        message: Text { en: "There is a script here.", fr: "Il y a un script ici." },
        why: Text {
            en: "Mail programs take it out or refuse the whole message; where one does not, it runs in the reader’s mailbox.",
            fr: "Les messageries l’enlèvent ou refusent tout le message ; là où elles ne le font pas, cela s’exécute dans la boîte du lecteur.",
        },
        fix: Text {
            en: "Take the script out; link to a page that does what it was for.",
            fr: "Retirez le script ; renvoyez vers une page qui fait ce qu’il devait faire.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "{{ '[[<script]]>alert(1)</script>' }}"),
        Example::html("{}", "<p>Hello</p>[[<script>]]alert(1)</script>").fixed("<p>Hello</p>"),
        Example::html("{}", r#"<svg>[[<ScRiPt href="x"/>]]</svg>"#).fixed("<svg></svg>"),
        Example::html("{}", "<!--[if mso]>[[<script src=x>]]</script><![endif]-->").fixed("<!--[if mso]><![endif]-->"),
        Example::html("{}", r#"<script type="application/ld+json">{ "@type": "EmailMessage" }</script>"#),
        Example::html("{}", "<p>Use <code>&lt;script&gt;</code> in code</p><!-- <script>x</script> -->"),
    ]),
};

const REMOVE: Text = Text { en: "Take the script out", fr: "Retirer le script" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags().filter(|tag| tag.name() == "script" && !is_data(tag)) {
        let mut finding = found.at(tag.span());
        if let Some(edit) = found.edit_html(tag.tree.node(tag.id).span, "") {
            finding = finding.fix(Fix::new(REMOVE, Trust::Safe, edit));
        }
        found.say(finding);
    }
    for span in printed(facts) {
        found.say(found.at(span));
    }
}

/// Scripts that Liquid prints from a text written in it.
fn printed(facts: &Facts) -> Vec<Span> {
    let mut list = Vec::new();
    regions::each(&facts.liquid().nodes, &mut |node| {
        if !matches!(node.kind, Kind::Output(_) | Kind::Assign { .. }) {
            return;
        }
        let text = node.span.of(facts.html);
        let starts = text.match_indices('<').map(|(at, _)| at);
        list.extend(starts.filter_map(|at| {
            let is_script = text.get(at + 1..at + 7).is_some_and(|word| word.eq_ignore_ascii_case("script"));
            is_script.then(|| Span::new(at, at + 7).shift(node.span.start))
        }));
    });
    list
}

/// Data for the inbox (schema.org): nothing of it runs.
fn is_data(tag: &Tag) -> bool {
    let kind = tag.value("type").unwrap_or_default().trim();
    tag.element.is_html() && kind.eq_ignore_ascii_case("application/ld+json") && tag.value("src").is_none()
}
