//! `a11y-img-decorative-empty`: what only decorates is not read out.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, ImageKind};
use crate::check::rule::*;
use crate::html::NodeId;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-img-decorative-empty",
        "WCAG 2.2, 1.1.1 (A), technique H67; ACT rules e88epe, 46ca7f",
        Severity::Warning,
        Says {
            title: Text { en: "Decoration is read out", fr: "Décoration lue à voix haute" },
            message: Text {
                en: "This {what}, and is read out all the same.",
                fr: "Cet élément {what}, et il est lu quand même.",
            },
            why: Text {
                en: "A screen reader stops at it and says something that helps nobody.",
                fr: "Un lecteur d’écran s’y arrête et dit ce qui n’aide personne.",
            },
            fix: Text {
                en: "Leave alt empty and take “title” and “aria-label” away.",
                fr: "Laissez alt vide et retirez « title » et « aria-label ».",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<img src="p.gif" width="1" height="1" alt="pixel">]]"#)
            .fixed(r#"<img src="p.gif" width="1" height="1" alt="">"#),
        Example::html("{}", r#"[[<img src="p.gif" width="1" height="1" alt="" title="spacer">]]"#),
        Example::html("{}", r#"[[<img src="p.png" alt="" aria-label="Stars">]]"#),
        Example::html(
            "{}",
            r#"[[<svg role="none" aria-label="Circle">]]</svg>[[<table role="presentation" aria-label="Layout">]]</table>"#,
        ),
        Example::html("{}", r#"<img src="p.gif" width="1" height="1" alt=""><img src="p.png" role="none" alt="x">"#),
        Example::html(
            "{}",
            r#"<img src="p.png" alt="" aria-hidden="true"><nav role="none"><a href="https://roma.example">Menu</a></nav>"#,
        ),
    ]),
};

const TINY: Text = Text { en: "image is too small to be seen", fr: "est une image trop petite pour être vue" };
const SAID: Text = Text { en: "element is said to be decoration", fr: "est dit décoratif" };
const EMPTY: Text = Text { en: "Leave the text empty", fr: "Laisser le texte vide" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for image in facts.images.iter().filter(|image| image.kind == ImageKind::Content && image.tiny) {
        let Some((tree, id)) = image.element else { continue };
        if facts.access.is_hidden(id) || tree.name(id) == "area" {
            continue;
        }
        let filled = |name: &str| tree.attribute(id, name).is_some_and(|value| !value.trim().is_empty());
        let role = facts.access.role(id);
        if !(filled("alt") || filled("title")) || role.is_none_or(|role| role.is_none() && !filled("title")) {
            continue;
        }
        let mut finding = found.at(image.tag).with("what", TINY);
        if let Some(alt) = tree.element(id).and_then(|element| element.attribute("alt")).filter(|_| !filled("title"))
            && let Some(edit) = found.edit_html(alt.value.span(), "")
        {
            finding = finding.fix(Fix::new(EMPTY, Trust::Safe, edit));
        }
        found.say(finding);
    }
    for id in facts.access.exposed().filter(|id| is_said_to_decorate(facts, *id)) {
        if facts.access.role(id).is_some_and(|role| !role.is_none()) {
            found.say(found.at(facts.tag(id)).with("what", SAID));
        }
    }
}

/// Whether an element says that it is there for its looks only.
fn is_said_to_decorate(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let role = tree.attribute(id, "role").unwrap_or_default();
    let first = role.split_ascii_whitespace().next().unwrap_or_default();
    let nothing = first.eq_ignore_ascii_case("none") || first.eq_ignore_ascii_case("presentation");
    let empty = tree.name(id) == "img" && tree.attribute(id, "alt") == Some("") && role.trim().is_empty();
    // What takes the focus without more is another fault: a link, a button without their role.
    (nothing || empty) && !facts.access.is_focusable(id)
}
