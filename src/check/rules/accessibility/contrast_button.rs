//! `a11y-contrast-button`: the label of a button stands out from the button.

use super::{Says, contrast_text, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, button};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-contrast-button",
        "WCAG 2.2, 1.4.3 (AA)",
        Severity::Error,
        Says {
            title: Text { en: "Button too pale", fr: "Bouton trop peu contrasté" },
            message: Text {
                en: "Contrast {ratio}:1 between the label, {colour}, and the button, {ground}; {needed}:1 is needed.",
                fr: "Contraste de {ratio}:1 entre le texte, {colour}, et le bouton, {ground} ; il faut {needed}:1.",
            },
            why: Text {
                en: "A button that cannot be read is not pressed.",
                fr: "Un bouton qu’on ne peut pas lire n’est pas cliqué.",
            },
            fix: Text {
                en: "Take a pair of the palette that stands out: dark on pale, or white on dark.",
                fr: "Prenez une paire contrastée de la palette : foncé sur clair, ou blanc sur foncé.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://roma.example" style="display:inline-block;padding:12px;background:#FFC72C;color:[[#fff]]">Book</a>"#),
        Example::html(PALETTE, r#"<a href="https://roma.example" style="padding:12px;background-color:#FFC72C;color:[[#fff]]"><b>Book</b></a>"#)
            .fixed(r#"<a href="https://roma.example" style="padding:12px;background-color:#FFC72C;color:#2a1a12"><b>Book</b></a>"#),
        Example::html("{}", r#"<a href="https://roma.example" style="padding:12px;background:#FFC72C;color:#1a1a1a">Book</a>"#),
        Example::html("{}", r#"<a href="https://roma.example" style="color:#999">Book</a>"#),
    ]),
};

const PALETTE: &str = r##"{ "look": { "colours": [ { "name": "espresso", "value": "#2a1a12" } ] } }"##;

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    for ink in &facts.inks {
        if let Some(fault) = contrast_text::fault(ink).filter(|_| !ink.liquid_decides())
            && button::label_of(facts, ink.node).is_some()
        {
            contrast_text::say(ink, fault, book, found);
        }
    }
}
