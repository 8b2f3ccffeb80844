//! `a11y-contrast-dark-mode`: text stands out in the dark, too, where the style sheet has rules for it.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::Look;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-contrast-dark-mode",
        "WCAG 2.2, 1.4.3 (AA)",
        Severity::Warning,
        Says {
            title: Text { en: "Lost in dark mode", fr: "Illisible en mode sombre" },
            message: Text {
                en: "By the rules for dark mode {colour} stands on {ground}: {ratio}:1; {needed}:1 is needed.",
                fr: "Selon les règles du mode sombre, {colour} se trouve sur {ground} : {ratio}:1 ; il faut {needed}:1.",
            },
            why: Text {
                en: "A third of all messages is read in dark mode; a rule that turns only the ground takes the text with it.",
                fr: "Un tiers des messages est lu en mode sombre ; une règle qui n’inverse que le fond emporte le texte.",
            },
            fix: Text {
                en: "Give text and ground a colour each in the rules for dark mode.",
                fr: "Donnez une couleur au texte et une au fond dans les règles du mode sombre.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            "<style>@media (prefers-color-scheme: dark) { .box { background: #111 } }</style><div class=\"box\" style=\"background:#fff;color:#222\">Pizza</div><div class=\"box\">[[Pizza]]</div>",
        ),
        Example::html(
            "{}",
            "<style>[data-ogsc] .box { color: #222 !important } [data-ogsb] .box { background: #111 !important }</style><div class=\"box\">[[Pizza]]</div>",
        ),
        Example::html(
            "{}",
            "<style>@media (prefers-color-scheme: dark) { .box { background: #111; color: #eee } }</style><div class=\"box\">Pizza</div>",
        ),
        Example::html("{}", "<div style=\"color:#222\">Pizza</div>"),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let Some(dark) = facts.dark_looks() else { return };
    for ink in facts.inks.iter().filter(|ink| ink.says_something()) {
        let look = dark.get(ink.node);
        let (Some((ground, ratio)), Some(colour)) = (look.best_ground(), look.colour) else { continue };
        let needed = needed(look);
        // Which rule colours a link may depend on what is around the piece.
        let unsure = look.in_link && facts.document().is_none() && ink.colour_written().is_none();
        let by_day = ink.look.contrast().is_none_or(|contrast| contrast >= needed);
        if ratio < needed && by_day && !look.hidden && !unsure && !ink.liquid_decides() {
            let finding = found.at(ink.span).with("ratio", ratio).with("needed", needed);
            found.say(finding.with("colour", colour.to_string()).with("ground", ground.to_string()));
        }
    }
}

fn needed(look: &Look) -> f64 {
    if look.is_large() { 3.0 } else { 4.5 }
}
