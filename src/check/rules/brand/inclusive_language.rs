//! `brand-inclusive-language`: words that shut readers out.

use super::BRAND;
use super::say_terms;
use crate::check::Rulebook;
use crate::check::facts::Prose;
use crate::check::rule::*;
use crate::check::wordlists::List;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-inclusive-language",
        source: "The brand’s policy; the product’s lists (insensitive.en.txt, insensitive.fr.txt)",
        severity: Severity::Warning,
        title: Text { en: "Shuts readers out", fr: "Mot qui exclut" },
        message: Text {
            en: "“{term}” can hurt or leave out some readers.",
            fr: "« {term} » peut blesser ou exclure des lecteurs.",
        },
        why: Text {
            en: "Everybody who reads the message should feel meant.",
            fr: "Chacun doit se sentir concerné par le message.",
        },
        fix: Text { en: "Use a word that fits everybody.", fr: "Employez un mot qui convient à tous." },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "[[Hey guys]], ask your [[waitress]]").fixed("Everyone, ask your server"),
        Example::line("{}", "Hey everyone, ask your server"),
        Example::line("{}", "Bonjour [[mademoiselle]]").fr().fixed("Bonjour madame"),
        Example::line("{}", "Bonjour à toutes et à tous").fr(),
        Example::line(SPARED, "Guys and Dolls is back"),
    ]),
};

const SPARED: &str = r#"{ "wording": { "spared": ["Guys and Dolls"] } }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    say_terms(prose, book, List::Insensitive, false, found);
}
