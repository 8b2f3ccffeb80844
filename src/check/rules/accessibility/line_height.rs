//! `a11y-line-height`: the lines of a paragraph stand apart.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeId, declarations, pixels};

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-line-height",
        "WCAG 2.2, 1.4.12 (AA); ACT rule 78fd32",
        Severity::Info,
        Says {
            title: Text { en: "Lines too close", fr: "Lignes trop serrées" },
            message: Text {
                en: "The lines of this text are {height} times its size apart; {least} is needed.",
                fr: "L’interligne de ce texte est de {height} fois sa taille ; il faut {least}.",
            },
            why: Text {
                en: "People with poor sight or dyslexia lose the line where lines are close.",
                fr: "Les personnes malvoyantes ou dyslexiques perdent la ligne quand l’interligne est serré.",
            },
            fix: Text { en: "Set line-height to 1.5.", fr: "Réglez line-height sur 1.5." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<p style="line-height:1">[[Come to our terrace: this week we have new wine, and a table for you and your friends, every evening.]]</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="line-height:1.4 !important">[[Come to our terrace: this week we have new wine, and a table for you.]]</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="font-size:15px;line-height:calc(1em + 2px)">[[Come to our terrace: this week we have new wine, and a table for you and your friends, every evening.]]</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="line-height:1.5">Come to our terrace: this week we have new wine, and a table for you and your friends, every evening.</p>"#,
        ),
        Example::html(
            "{}",
            r#"<div style="overflow-x:scroll"><p style="line-height:1 !important;width:1200px">Come to our terrace: this week we have new wine, and a table for you.</p></div>"#,
        ),
        Example::html(
            "{}",
            r#"<h1 style="line-height:1">Come to our terrace</h1><p style="line-height:22px;font-size:15px">Come to our terrace: this week we have new wine, and a table for you and your friends.</p>"#,
        ),
    ]),
};

/// What a paragraph needs, and what may be fixed against readers' own settings.
const LEAST: f32 = 1.4;
const LEAST_FIXED: f32 = 1.5;
/// Shorter text stands on one line, on a telephone too.
const ONE_LINE: usize = 80;
const ONE_LINE_FIXED: usize = 40;
/// A letter is about this wide, in pixels.
const LETTER: usize = 9;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for ink in &facts.inks {
        let Some(height) = ink.look.line_height else { continue };
        let length = ink.length;
        let fixed = || facts.tree.ancestors(ink.node).any(|id| is_fixed(facts, id));
        let least = match length {
            ONE_LINE.. if height < LEAST => LEAST,
            ONE_LINE_FIXED.. if height < LEAST_FIXED && fixed() => LEAST_FIXED,
            _ => continue,
        };
        if stands_in_one_line(facts, ink.node, length) {
            continue;
        }
        found.say(found.at(ink.span).with("height", f64::from(height)).with("least", f64::from(least)));
    }
}

/// Whether a text never breaks: it has room enough, of a fixed width, in something that scrolls sideways.
fn stands_in_one_line(facts: &Facts, id: NodeId, length: usize) -> bool {
    let mut roomy = false;
    for holder in facts.tree.ancestors(id) {
        for said in declarations(facts.tree.attribute(holder, "style").unwrap_or_default()) {
            let name = said.name.to_ascii_lowercase();
            if roomy && matches!(name.as_str(), "overflow" | "overflow-x") {
                return said
                    .value
                    .split_ascii_whitespace()
                    .next()
                    .is_some_and(|word| matches!(word, "scroll" | "auto"));
            }
            let width = (name == "width").then(|| pixels(said.value)).flatten();
            roomy |= width.is_some_and(|width| width as usize >= length.saturating_mul(LETTER));
        }
    }
    false
}

/// Whether the style of an element sets the line height so that readers cannot change it.
fn is_fixed(facts: &Facts, id: NodeId) -> bool {
    let style = facts.tree.attribute(id, "style").unwrap_or_default();
    let handed_down = |value: &str| ["inherit", "unset"].iter().any(|word| word.eq_ignore_ascii_case(value));
    let mut said = declarations(style).filter(|one| one.name.eq_ignore_ascii_case("line-height"));
    said.any(|one| one.important && !handed_down(one.value))
}
