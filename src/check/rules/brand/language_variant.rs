//! `brand-language-variant`: words of another country’s English or French.

use super::BRAND;
use super::{SAY, terms};
use crate::check::Rulebook;
use crate::check::facts::Prose;
use crate::check::rule::*;
use crate::check::wordlists::List;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-language-variant",
        source: "The group’s locale; the product’s lists (variants.en.txt, variants.fr.txt)",
        severity: Severity::Warning,
        title: Text { en: "Other variant", fr: "Autre variante" },
        message: Text {
            en: "“{term}” is not how this country writes it.",
            fr: "« {term} » ne s’écrit pas ainsi dans ce pays.",
        },
        why: Text {
            en: "Readers notice at once that a text was not written for them.",
            fr: "Un lecteur remarque aussitôt qu’un texte n’a pas été écrit pour lui.",
        },
        fix: Text { en: "Use the spelling of the country that reads it.", fr: "Employez l’usage du pays qui lit." },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Your [[favorite]] [[color]]").fixed("Your favourite colour"),
        Example::line("{}", "Your favourite colour; organize, an Earl Grey, the World Trade Center"),
        Example::line("{}", "A [[grey]] [[programme]], Earl Grey tea").group(US).fixed("A gray program, Earl Grey tea"),
        Example::line("{}", "Notre [[newsletter]] et notre [[podcast]]")
            .group(QUEBEC)
            .fixed("Notre infolettre et notre balado"),
        Example::line("{}", "Notre newsletter du week-end").fr(),
        Example::line("{}", "Any colour, any color").group(r#"{ "name": "Roma", "locale": "en" }"#),
    ]),
};

const US: &str = r#"{ "name": "Roma Boston", "locale": "en-US" }"#;
const QUEBEC: &str = r#"{ "name": "Roma Québec", "locale": "fr-CA" }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    for (hit, term) in terms(prose, book, List::Variant) {
        let word = hit.span.of(&prose.text);
        // A capital is often a name’s: Earl Grey, the World Trade Center.
        if hit.disguised || word.starts_with(char::is_uppercase) {
            continue;
        }
        let mut finding = found.at(prose.span(hit.span)).with("term", word);
        if let Some(instead) = &term.instead
            && let Some(edit) = found.edit(prose, hit.span, instead)
        {
            finding = finding.fix(Fix::new(SAY, Trust::Suggestion, edit).with("instead", instead.as_str()));
        }
        found.say(finding);
    }
}
