//! `a11y-text-over-image`: text on a picture can be read while the picture is not there.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-text-over-image",
        "WCAG 2.2, 1.4.3 (AA)",
        Severity::Warning,
        Says {
            title: Text { en: "Text lost without its picture", fr: "Texte perdu sans son image" },
            message: Text {
                en: "Where the picture behind is not shown, {colour} stands on {ground}: {ratio}:1; {needed}:1 is needed.",
                fr: "Si l’image de fond n’est pas affichée, {colour} se trouve sur {ground} : {ratio}:1 ; il faut {needed}:1.",
            },
            why: Text {
                en: "Outlook and many inboxes show no background pictures, or only when asked.",
                fr: "Outlook et bien des messageries n’affichent pas les images de fond, ou seulement sur demande.",
            },
            fix: Text {
                en: "Give the element a background colour like the picture: bgcolor=\"#1a1a1a\".",
                fr: "Donnez à l’élément une couleur de fond proche de l’image : bgcolor=\"#1a1a1a\".",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<div style="background:url(https://a.example/dark.jpg);color:#fff">[[Pizza]]</div>"#),
        Example::html(
            "{}",
            r#"<div style="background:#000 url(https://a.example/dark.jpg);color:#333"><p>[[Pizza]]</p></div>"#,
        ),
        Example::html(
            "{}",
            r##"<table><tr><td background="https://a.example/d.jpg" bgcolor="#1a1a1a" style="color:#fff">Pizza</td></tr></table>"##,
        ),
        Example::html("{}", r#"<div style="background:url(https://a.example/pale.jpg)">Pizza</div>"#),
        Example::html(
            "{}",
            r#"<div style="background:url(https://a.example/d.jpg);color:#fff"><p style="background:#000">Pizza</p></div>"#,
        ),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for ink in &facts.inks {
        let (Some(colour), Some(ground)) = (ink.look.colour, ink.look.without_picture) else { continue };
        let needed = if ink.look.is_large() { 3.0 } else { 4.5 };
        let ratio = colour.contrast(ground);
        if ratio < needed && ink.says_something() && !ink.liquid_decides() {
            let finding = found.at(ink.span).with("ratio", ratio).with("needed", needed);
            found.say(finding.with("colour", colour.to_string()).with("ground", ground.to_string()));
        }
    }
}
