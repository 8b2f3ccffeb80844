//! `a11y-text-justified`: text is not stretched to both margins.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-text-justified",
        "WCAG 2.2, 1.4.8 (AAA)",
        Severity::Info,
        Says {
            title: Text { en: "Justified text", fr: "Texte justifié" },
            message: Text {
                en: "This text is stretched to both margins.",
                fr: "Ce texte est étiré jusqu’aux deux marges.",
            },
            why: Text {
                en: "Without hyphens it opens rivers of white, which people with dyslexia follow instead of the line.",
                fr: "Sans césures, il s’y ouvre des rivières de blanc, que suivent les personnes dyslexiques au lieu de la ligne.",
            },
            fix: Text { en: "Align it left.", fr: "Alignez-le à gauche." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<p style="text-align:justify">[[Come to our terrace: this week we have new wine, and a table for you and your friends.]]</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p align="justify">[[Come to our terrace: this week we have new wine, and a table for you and your friends.]]</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="text-align:left">Come to our terrace: this week we have new wine, and a table for you and your friends.</p>"#,
        ),
        Example::html("{}", r#"<div style="text-align:justify"><p>Short.</p></div>"#),
    ]),
};

/// Shorter text stands on one line, which is not stretched.
const ONE_LINE: usize = 60;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for ink in facts.inks.iter().filter(|ink| ink.look.justified && ink.text.chars().count() >= ONE_LINE) {
        found.say(found.at(ink.span));
    }
}
