//! `link-nested-or-block`: one link ends before the next begins.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::liquid::ast::{Kind, Node};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-nested-or-block",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "HTML Standard, 4.5.1 (the a element: no interactive content)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Link inside a link", fr: "Lien dans un lien" },
        message: Text {
            en: "This link begins before the one before it ends.",
            fr: "Ce lien commence avant la fin du précédent.",
        },
        why: Text {
            en: "Mail programs cut the links differently, and readers land on the wrong page.",
            fr: "Les messageries découpent les liens différemment, et les lecteurs arrivent sur la mauvaise page.",
        },
        fix: Text {
            en: "Close each link with “</a>” before the next begins.",
            fr: "Fermez chaque lien par « </a> » avant d’ouvrir le suivant.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://a.example">x [[<a href="https://b.example">]]y</a></a>"#),
        Example::html(
            "{}",
            r#"<a href="https://a.example"><table><tr><td>[[<a href="https://b.example">]]y</a></td></tr></table></a>"#,
        ),
        Example::html("{}", r#"<p><a href="https://a.example">x</p><p>[[<a href="https://b.example">]]y</a></p>"#),
        Example::html("{}", r#"<a href="https://a.example">x</a><a href="https://b.example">y</a> <a name="top"></a>"#),
        Example::html(
            "{}",
            r#"{% if ${vip} %}<a href="https://a.example">{% else %}<a href="https://b.example">{% endif %}x</a>"#,
        ),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let nodes = &facts.liquid().nodes;
    let links = |outlook: bool| {
        facts.tags().filter(move |tag| tag.outlook == outlook && tag.element.is_html() && tag.element.name() == "a")
    };
    for outlook in [false, true] {
        let mut open: Option<usize> = None;
        for tag in links(outlook) {
            let start = tag.span().start;
            let inside = tag.tree.ancestors(tag.id).any(|id| tag.tree.name(id) == "a");
            // A tag that the next one closed stands open in the source.
            let unclosed = open.is_some_and(|before| !are_alternatives(nodes, before, start));
            if inside || unclosed {
                found.say(found.at(tag.span()));
            }
            open = tag.element.end_tag.is_none().then_some(start);
        }
    }
}

/// Whether two places stand in different arms of one condition, so that never both are there.
fn are_alternatives(nodes: &[Node], one: usize, other: usize) -> bool {
    nodes.iter().filter(|node| node.span.start <= one && other < node.span.end).any(|node| {
        let arms: Vec<_> = match &node.kind {
            Kind::If(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
            Kind::Case(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
            Kind::For(inner) => vec![&inner.body],
            Kind::Capture { body, .. } | Kind::IfChanged(body) => vec![body],
            _ => return false,
        };
        let arm = |at: usize| arms.iter().position(|arm| arm.span.start <= at && at < arm.span.end);
        match (arm(one), arm(other)) {
            (Some(first), Some(second)) if first != second => true,
            (Some(both), Some(_)) => arms.get(both).is_some_and(|arm| are_alternatives(&arm.nodes, one, other)),
            _ => false,
        }
    })
}
