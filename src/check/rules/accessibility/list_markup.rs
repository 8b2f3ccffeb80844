//! `a11y-list-markup`: a list is a list, not lines with a bullet typed before them.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, Ink};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-list-markup",
        "WCAG 2.2, 1.3.1 (A)",
        Severity::Info,
        Says {
            title: Text { en: "Typed bullets", fr: "Puces tapées à la main" },
            message: Text {
                en: "These lines are a list by their bullets only.",
                fr: "Ces lignes ne sont une liste que par leurs puces.",
            },
            why: Text {
                en: "A screen reader says “list of three” and lets people skip it; of bullets it says “bullet”.",
                fr: "Un lecteur d’écran annonce « liste de trois éléments » et permet de la sauter ; d’une puce, il dit « puce ».",
            },
            fix: Text { en: "Make them a list: <ul><li>.", fr: "Faites-en une liste : <ul><li>." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<p>[[• Pizza]]<br>• Pasta<br>• Wine</p>"),
        Example::html("{}", "<p>[[- Pizza]]</p><p>- Pasta</p>"),
        Example::html("{}", "<ul><li>Pizza</li><li>Pasta</li></ul><p>• Pizza</p>"),
        Example::html("{}", "<p>- 20 %</p><p>- 30 %</p><p>Roma · Lyon</p>"),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let mut open = false;
    for pair in facts.inks.windows(2) {
        let [one, other] = pair else { continue };
        let list = is_item(one) && is_item(other);
        if list && !open {
            found.say(found.at(one.span));
        }
        open = list;
    }
}

/// Whether a line begins as an item of a list does.
fn is_item(ink: &Ink) -> bool {
    let mut chars = ink.text.chars();
    let bullet = chars.next();
    let rest = chars.as_str();
    let word = rest.trim_start().starts_with(char::is_alphabetic);
    match bullet {
        Some('•' | '‣' | '◦' | '▪' | '●' | '■' | '➤' | '✓' | '✔') => word,
        Some('-' | '–' | '*' | '·') => word && rest.starts_with([' ', '\u{a0}']),
        _ => false,
    }
}
