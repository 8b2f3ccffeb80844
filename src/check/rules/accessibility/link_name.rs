//! `a11y-link-name`: a link says where it leads.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::NodeId;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-link-name",
        "WCAG 2.2, 2.4.4, 4.1.2 (A); ACT rule c487ae",
        Severity::Error,
        Says {
            title: Text { en: "Link without words", fr: "Lien sans texte" },
            message: Text {
                en: "This link has nothing that a screen reader could read.",
                fr: "Ce lien n’a rien qu’un lecteur d’écran puisse lire.",
            },
            why: Text {
                en: "People who do not see the message hear “link”, and not where it leads.",
                fr: "Les personnes qui ne voient pas le message entendent « lien », sans savoir où il mène.",
            },
            fix: Text {
                en: "Put words into the link, or take it out.",
                fr: "Mettez du texte dans le lien, ou retirez-le.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<a href="https://roma.example/menu">]]</a>"#),
        Example::html(
            "{}",
            r#"[[<a href="https://roma.example/menu">]] &nbsp;<span aria-hidden="true">Menu</span></a>"#,
        ),
        Example::html("{}", r#"[[<a href="https://roma.example/menu" aria-label=" ">]]<span hidden>Menu</span></a>"#),
        Example::html("{}", r#"[[<span role="link" tabindex="0">]]</span>"#),
        Example::html("{}", r#"<a href="https://roma.example/menu">Menu</a><a name="top"></a>"#),
        Example::html(
            "{}",
            r#"<a href="https://roma.example" title="Menu"></a><a href="https://roma.example" aria-labelledby="m"></a><i id="m">Menu</i>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example">{{ ${first_name} }}</a><a href="https://roma.example" hidden></a>"#,
        ),
    ]),
};

/// Roles that lead somewhere.
pub(super) const LINKS: &[&str] = &["link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref"];

/// Links without a name, and for each the image that would have to name it.
pub(super) fn nameless(facts: &Facts) -> Vec<(NodeId, Option<NodeId>)> {
    let image = |id: &NodeId| matches!(facts.tree.name(*id), "img" | "amp-img" | "svg") && !facts.looks.get(*id).silent;
    (facts.access.of_roles(LINKS))
        .filter(|id| facts.access.name(*id).is_empty())
        .map(|id| (id, facts.tree.descendants(id).find(image)))
        .collect()
}

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for (id, image) in nameless(facts) {
        if image.is_none() {
            found.say(found.at(facts.tag(id)));
        }
    }
}
