//! `a11y-reading-order`: columns are not swapped by a direction of writing that is not the text's.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-reading-order",
        "WCAG 2.2, 1.3.2 (A)",
        Severity::Info,
        Says {
            title: Text { en: "Columns swapped by direction", fr: "Colonnes inversées par la direction" },
            message: Text {
                en: "dir=\"rtl\" turns these columns round, and their text is not written from right to left.",
                fr: "dir=\"rtl\" inverse ces colonnes, alors que leur texte ne s’écrit pas de droite à gauche.",
            },
            why: Text {
                en: "What is seen first is read last, and punctuation may jump to the other end.",
                fr: "Ce qu’on voit d’abord est lu en dernier, et la ponctuation peut passer de l’autre côté.",
            },
            fix: Text {
                en: "Check that the message makes sense in the order of its code, and set dir=\"ltr\" on each column.",
                fr: "Vérifiez que le message se lit bien dans l’ordre du code, et mettez dir=\"ltr\" sur chaque colonne.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<table role="none" dir="rtl">]]<tr><td>Text</td><td>Picture</td></tr></table>"#),
        Example::html("{}", r#"[[<div style="direction:rtl">]]<div>Text</div><div>Picture</div></div>"#),
        Example::html("{}", r#"<table role="none" dir="rtl"><tr><td>שלום</td><td>עולם</td></tr></table>"#),
        Example::html(
            "{}",
            r#"<table role="none" dir="ltr"><tr><td>Text</td><td>Picture</td></tr></table><p dir="rtl">Text</p>"#,
        ),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    let mut end = 0;
    for id in facts.access.exposed() {
        let span = tree.node(id).span;
        let said = tree.attribute(id, "dir").is_some_and(|dir| dir.trim().eq_ignore_ascii_case("rtl"));
        let styled = || {
            let mut own = facts.styles().of_element(id).iter();
            own.any(|one| one.name.eq_ignore_ascii_case("direction") && one.value.eq_ignore_ascii_case("rtl"))
        };
        // What is within one that has been looked at has been looked at.
        if span.start < end || !(said || styled()) || tree.name(id) == "html" {
            continue;
        }
        end = span.end;
        let columns = tree
            .descendants(id)
            .skip(1)
            .filter(|inner| matches!(tree.name(*inner), "td" | "th" | "div"))
            .take(2)
            .count();
        let text = tree.text_within(id);
        if columns == 2 && !text.contains(is_from_right_to_left) && text.contains(char::is_alphabetic) {
            found.say(found.at(facts.tag(id)));
        }
    }
}

/// Hebrew, Arabic and their neighbours.
const fn is_from_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{fffc}')
}
