//! `brand-competitor-mention`: competitors are not mentioned.

use super::BRAND;
use super::say_terms;
use crate::check::Rulebook;
use crate::check::facts::Prose;
use crate::check::rule::*;
use crate::check::wordlists::List;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-competitor-mention",
        source: "The brand’s policy: wording.competitors; Directive 2006/114/EC Art. 4",
        severity: Severity::Error,
        title: Text { en: "Competitor named", fr: "Concurrent cité" },
        message: Text {
            en: "“{term}” is a competitor’s name.", fr: "« {term} » est le nom d’un concurrent."
        },
        why: Text {
            en: "Comparing with a named competitor is advertising law’s business, and names him to our readers.",
            fr: "Se comparer à un concurrent nommé relève du droit de la publicité, et lui fait de la place chez nos lecteurs.",
        },
        fix: Text {
            en: "Speak of what you do, without the other name.",
            fr: "Parlez de ce que vous faites, sans citer l’autre.",
        },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line(HUT, "Better than [[PizzaHut]] and [[dominos]]"),
        Example::html(HUT, "<p>Not a [[P1zzaHut]] pizza: [[pizza-hut]]</p>"),
        Example::line(HUT, "Our crust yet, a pizza in a hut"),
        Example::line("{}", "Better than Pizza Hut"),
    ]),
};

const HUT: &str = r#"{ "wording": { "competitors": ["Pizza Hut", "Dominos"] } }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    say_terms(prose, book, List::Competitor, true, found);
}
