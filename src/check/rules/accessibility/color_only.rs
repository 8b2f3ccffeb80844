//! `a11y-color-only`: a link in a text is told from it by more than its colour.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, Ink, block_of};
use crate::check::rule::*;
use crate::html::{NodeId, declarations};
use crate::text::Span;
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-color-only",
        "WCAG 2.2, 1.4.1 (A)",
        Severity::Warning,
        Says {
            title: Text { en: "Link told by colour only", fr: "Lien signalé par sa seule couleur" },
            message: Text {
                en: "Nothing but a colour tells this link from the text around it, at {ratio}:1; 3:1 or a line is needed.",
                fr: "Seule une couleur distingue ce lien du texte qui l’entoure, à {ratio}:1 ; il faut 3:1 ou un soulignement.",
            },
            why: Text {
                en: "One man in twelve sees colours differently, and does not find the link.",
                fr: "Un homme sur douze voit les couleurs autrement, et ne trouve pas le lien.",
            },
            fix: Text { en: "Underline it.", fr: "Soulignez-le." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r##"<p style="color:#333">See the <a href="https://roma.example" style="color:#1a4d8f;text-decoration:none">[[menu]]</a>.</p>"##)
            .fixed(r##"<p style="color:#333">See the <a href="https://roma.example" style="color:#1a4d8f;text-decoration:underline">menu</a>.</p>"##),
        Example::html("{}", r#"<style>a{color:#222;text-decoration:none}</style><p>See the <a href="https://roma.example">[[menu]]</a>.</p>"#),
        Example::html("{}", r#"<p>See the <a href="https://roma.example">menu</a>.</p>"#),
        Example::html("{}", r#"<p><a href="https://roma.example" style="color:#222;text-decoration:none">Menu</a></p>"#),
        Example::html("{}", r#"<p>See the <a href="https://roma.example" style="color:#222;text-decoration:none"><b>menu</b></a>.</p>"#),
        Example::html("{}", r#"<p style="color:#000">See the <a href="https://roma.example" style="color:#777;text-decoration:none">menu</a>.</p>"#),
    ]),
};

const UNDERLINE: Text = Text { en: "Underline it", fr: "Le souligner" };

/// A link that stands out so much from the text needs no line.
const ENOUGH: f64 = 3.0;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let mut around: BTreeMap<NodeId, &Ink> = BTreeMap::new();
    for ink in facts.inks.iter().filter(|ink| !ink.look.in_link && ink.says_something()) {
        around.entry(block_of(facts.tree, ink.node)).or_insert(ink);
    }
    for ink in facts.inks.iter().filter(|ink| ink.look.in_link && !ink.look.underlined && ink.says_something()) {
        let Some(text) = around.get(&block_of(facts.tree, ink.node)) else { continue };
        let (Some(one), Some(other)) = (ink.look.colour, text.look.colour) else { continue };
        let ratio = one.contrast(other);
        let same = ink.look.bold == text.look.bold && ink.look.background == text.look.background;
        let Some(link) = facts.tree.ancestors(ink.node).find(|id| facts.tree.name(*id) == "a") else { continue };
        let style = facts.tree.attribute(link, "style").unwrap_or_default();
        let bordered =
            declarations(style).any(|one| one.name.starts_with("border") && !one.value.starts_with(['0', 'n']));
        if ratio >= ENOUGH || !same || bordered || ink.liquid_decides() {
            continue;
        }
        let mut finding = found.at(ink.span).with("ratio", ratio);
        if let Some(edit) = line_of(facts, link).and_then(|span| found.edit_html(span, "underline"))
            && found.place(ink.span).source == found.place(facts.tag(link)).source
        {
            finding = finding.fix(Fix::new(UNDERLINE, Trust::Safe, edit));
        }
        found.say(finding);
    }
}

/// Where the style of a link says that it has no line.
fn line_of(facts: &Facts, link: NodeId) -> Option<Span> {
    let style = facts.tree.element(link)?.attribute("style")?;
    let text = facts.tree.value(style);
    let value = declarations(text).filter(|one| one.name.eq_ignore_ascii_case("text-decoration")).last()?.value;
    let at = (value.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    Some(style.value.origin(Span::new(at, at + value.len())))
}
