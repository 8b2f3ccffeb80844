//! `a11y-img-alt-length`: the text of an image is short.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, ImageKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-img-alt-length",
        "WCAG 2.2, technique H37",
        Severity::Info,
        Says {
            title: Text { en: "Long image text", fr: "Texte d’image long" },
            message: Text {
                en: "The text of this image has {length} characters; {most} are enough.",
                fr: "Le texte de cette image a {length} caractères ; {most} suffisent.",
            },
            why: Text {
                en: "It is read in one go, without a pause, and cannot be skimmed.",
                fr: "Il est lu d’une traite, sans pause, et ne peut être parcouru.",
            },
            fix: Text {
                en: "Keep what counts, and put the rest into the message as text.",
                fr: "Gardez l’essentiel, et mettez le reste en texte dans le message.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<img src="a.jpg" alt="[[A wooden table on a terrace in the evening sun, with two pizzas, a bottle of red wine, four glasses, a bowl of olives and a small dog that waits for crumbs under it]]">"#,
        ),
        Example::html(
            "{}",
            r#"<img src="a.jpg" alt="A wooden table on a terrace in the evening sun, with two pizzas">"#,
        ),
    ]),
};

/// As many characters as screen readers say without splitting, and a little more.
const MOST: usize = 150;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for image in facts.images.iter().filter(|image| image.kind == ImageKind::Content && !image.hidden) {
        let Some((tree, id)) = image.element else { continue };
        let Some(alt) = tree.element(id).and_then(|element| element.attribute("alt")) else { continue };
        let length = tree.value(alt).trim().chars().count();
        if length > MOST {
            found.say(found.at(alt.value.span()).with("length", length).with("most", MOST));
        }
    }
}
