//! `a11y-target-size`: a button is large enough for a finger.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, button};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-target-size",
        "WCAG 2.2, 2.5.8 (AA)",
        Severity::Warning,
        Says {
            title: Text { en: "Button too small", fr: "Bouton trop petit" },
            message: Text {
                en: "This button is {height} px high; {least} px are needed, and 44 px are better.",
                fr: "Ce bouton fait {height} px de haut ; il en faut {least}, et 44 valent mieux.",
            },
            why: Text {
                en: "A fingertip is about 40 px wide; what is smaller is missed, or something else is hit.",
                fr: "Le bout d’un doigt fait environ 40 px ; plus petit, on le manque ou on touche autre chose.",
            },
            fix: Text {
                en: "Give it more padding above and below.",
                fr: "Donnez-lui plus d’espace (padding) en haut et en bas.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"[[<a href="https://roma.example" style="display:block;height:18px;background:#000;color:#fff">]]Book</a>"#,
        ),
        Example::html(
            "{}",
            r#"[[<a href="https://roma.example" style="display:inline-block;padding:1px 8px;font-size:14px;line-height:16px;background:#000;color:#fff">]]Book</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example" style="display:inline-block;padding:12px 24px;background:#000;color:#fff">Book</a>"#,
        ),
        Example::html(
            "{}",
            r#"[[<a href="https://roma.example" style="display:block;height:calc(10px + 8px);background:#000;color:#fff">]]Book</a>"#,
        ),
        Example::html("{}", r#"<p>See the <a href="https://roma.example">menu</a>.</p>"#),
    ]),
};

/// What WCAG asks for.
const LEAST: f32 = 24.0;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for id in facts.access.of_roles(&["link"]).filter(|id| button::is_button(facts, *id)) {
        let Some(height) = button::height(facts, id).filter(|height| *height < LEAST) else { continue };
        found.say(found.at(facts.tag(id)).with("height", f64::from(height)).with("least", f64::from(LEAST)));
    }
}
