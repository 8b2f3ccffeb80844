//! `brand-tone-markers`: slang and scolding, where the policy watches the tone.

use super::BRAND;
use super::say_terms;
use crate::check::Rulebook;
use crate::check::facts::Prose;
use crate::check::rule::*;
use crate::check::wordlists::List;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-tone-markers",
        source: "The brand’s policy: wording.watch_tone; the product’s lists (tone.en.txt, tone.fr.txt)",
        severity: Severity::Info,
        title: Text { en: "Tone", fr: "Ton" },
        message: Text {
            en: "“{term}” may not be the brand’s tone.",
            fr: "« {term} » n’est peut-être pas le ton de la marque.",
        },
        why: Text {
            en: "Readers know the brand by its voice.", fr: "Les lecteurs reconnaissent la marque à sa voix."
        },
        fix: Text {
            en: "Say it as the brand would; leave it where it is meant.",
            fr: "Dites-le comme la marque le dirait ; laissez-le si c’est voulu.",
        },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line(WATCHED, "[[Oi]]! [[Grab it]], [[mate]]"),
        Example::line(WATCHED, "Hi! Enjoy it, friend"),
        Example::line(WATCHED, "[[Ouais]], [[ça déchire]]").fr(),
        Example::line(WATCHED, "Oui, c’est bon").fr(),
        Example::line("{}", "Oi! Grab it"),
    ]),
};

const WATCHED: &str = r#"{ "wording": { "watch_tone": true } }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    say_terms(prose, book, List::Tone, false, found);
}
