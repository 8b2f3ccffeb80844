//! `a11y-heading-order`: headings go down one level at a time, from one heading of the first level.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::text::places;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-heading-order",
        "WCAG 2.2, 1.3.1 (A), 2.4.6 (AA)",
        Severity::Warning,
        Says {
            title: Text { en: "Heading levels", fr: "Niveaux de titres" },
            message: Text { en: "This heading of level {level} {what}.", fr: "Ce titre de niveau {level} {what}." },
            why: Text {
                en: "Levels are the table of contents of those who listen; a gap makes them look for what is not there.",
                fr: "Les niveaux sont le sommaire de qui écoute ; un saut fait chercher ce qui n’existe pas.",
            },
            fix: Text {
                en: "Choose the level by the outline, and the size by style.",
                fr: "Choisissez le niveau d’après le plan, et la taille par le style.",
            },
        },
    ),
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<h1>Roma</h1><p>A</p>[[<h3>]]Menu</h3>"),
        Example::html("{}", "<h1>Roma</h1><h2>Menu</h2>[[<h1>]]Opening hours</h1>"),
        Example::html(
            "{}",
            r#"<h2>Roma</h2><div role="heading" aria-level="3">Menu</div>[[<div role="heading" aria-level="5">]]Pizza</div>"#,
        ),
        Example::html("{}", "<h1>Roma</h1><h2>Menu</h2><h3>Pizza</h3><h2>Opening hours</h2>"),
        Example::html("{}", "<h2>Menu</h2><h3>Pizza</h3><h5 hidden>Old</h5>"),
        Example::html("{}", "{% if ${vip} %}<h1>Dear friend</h1>{% else %}<h1>Hello</h1>{% endif %}<h2>Menu</h2>"),
    ]),
};

const SKIPS: Text = Text {
    en: "comes after one of a level too high: a level is left out",
    fr: "suit un titre de niveau trop élevé : un niveau manque",
};
const SECOND: Text = Text {
    en: "is the second of the first level; a message has one",
    fr: "est le second du premier niveau ; un message n’en a qu’un",
};

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let tree = facts.tree;
    let mut sight = Sight::default();
    let mut branches = None;
    for id in facts.access.of_roles(&["heading"]) {
        let own = tree.name(id).strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        let said = tree.attribute(id, "aria-level").and_then(|level| level.trim().parse::<u8>().ok());
        let level = said.or(own).unwrap_or(2);
        // Which of several headings is there may depend on Braze's conditions.
        let branches = *branches.get_or_insert_with(|| places(facts.html, "{%").next().is_some());
        let sure = if branches { "maybe" } else { "" };
        sight.compared.push(Mark { span: facts.tag(id), name: sure.to_owned(), value: level.to_string() });
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let (mut before, mut first): (Option<u8>, bool) = (None, false);
    for (place, mark) in whole.compared() {
        let Ok(level) = mark.value.parse::<u8>() else { continue };
        let what = match before {
            Some(before) if level > before + 1 => Some(SKIPS),
            _ if level == 1 && first && mark.name.is_empty() => Some(SECOND),
            _ => None,
        };
        if let Some(what) = what {
            found.say(found.in_place(place).with("level", usize::from(level)).with("what", what));
        }
        first |= level == 1;
        before = Some(level);
    }
}
