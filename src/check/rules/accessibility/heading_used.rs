//! `a11y-heading-used`: what looks like a heading is one.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, block_of};
use crate::check::rule::*;
use crate::html::NodeId;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-heading-used",
        "WCAG 2.2, 1.3.1 (A)",
        Severity::Info,
        Says {
            title: Text { en: "Heading by looks only", fr: "Titre par l’apparence seulement" },
            message: Text {
                en: "“{text}” is large and bold, and no heading.",
                fr: "« {text} » est en grand et en gras, et n’est pas un titre.",
            },
            why: Text {
                en: "Who listens finds the parts of a message by its headings.",
                fr: "Qui écoute trouve les parties d’un message grâce à ses titres.",
            },
            fix: Text { en: "Make it an <h2>, with the same style.", fr: "Faites-en un <h2>, avec le même style." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<table><tr><td style="font-size:28px"><b>[[Nos offres]]</b></td></tr></table>"#),
        Example::html("{}", r#"<p style="font:bold 20px Arial">[[Opening hours]]</p>"#),
        Example::html("{}", r#"<h2 style="font-size:28px">Nos offres</h2><p><b>Pizza</b></p>"#),
        Example::html("{}", r#"<p style="font-size:24px;font-weight:700">9,90 €</p>"#),
        Example::html("{}", r#"<p style="font-size:24px">Now with <b>new wine</b> on the terrace.</p>"#),
        Example::html(
            "{}",
            r#"<p style="font-size:24px;font-weight:700"><a href="https://roma.example">Book a table</a></p>"#,
        ),
    ]),
};

/// From this size on bold text looks like a heading.
const SIZE: f32 = 20.0;
/// Longer text is a paragraph.
const MOST: usize = 80;
/// With fewer letters it is a price or a number.
const LEAST: usize = 5;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for ink in &facts.inks {
        let look = &ink.look;
        let letters = || ink.text.chars().filter(|c| c.is_alphabetic()).count();
        if look.font_size < SIZE || !look.bold || look.in_link || look.heading.is_some() || letters() < LEAST {
            continue;
        }
        let block = block_of(facts.tree, ink.node);
        let heading =
            facts.tree.ancestors(ink.node).any(|id| facts.access.role(id).is_some_and(|role| role.is("heading")));
        let alone = || facts.tree.text_within(block).trim() == ink.text;
        if !heading
            && !beside_heading(facts, block)
            && ink.text.starts_with(char::is_uppercase)
            && ink.text.chars().count() < MOST
            && alone()
        {
            found.say(found.at(ink.span).with("text", ink.text));
        }
    }
}

/// Whether a heading stands in the same row: then this is what it speaks of, such as a price.
fn beside_heading(facts: &Facts, block: NodeId) -> bool {
    let tree = facts.tree;
    let is_heading = |id: NodeId| matches!(tree.name(id), "h1" | "h2" | "h3" | "h4");
    let rows = tree.ancestors(block).filter(|id| tree.name(*id) == "tr").take(2);
    rows.filter(|row| tree.children(*row).filter(|cell| tree.name(*cell) == "td").nth(1).is_some())
        .any(|row| tree.descendants(row).take(NEAR).any(is_heading))
}

/// A row with more in it than this is the layout of the page.
const NEAR: usize = 60;
