//! `brand-profanity`: no rude word goes out, however it hides.

use super::BRAND;
use super::say_terms;
use crate::check::Rulebook;
use crate::check::facts::Prose;
use crate::check::rule::*;
use crate::check::wordlists::List;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-profanity",
        source: "The brand’s policy; the product’s lists of rude words (rude.en.txt, rude.fr.txt)",
        severity: Severity::Error,
        title: Text { en: "Rude word", fr: "Mot grossier" },
        message: Text { en: "“{term}” is a rude word.", fr: "« {term} » est un mot grossier." },
        why: Text {
            en: "Readers take it amiss, and filters of schools and offices hold the message back.",
            fr: "Les lecteurs le prennent mal, et les filtres des écoles et des bureaux retiennent le message.",
        },
        fix: Text {
            en: "Say it another way. A name that is no rude word goes into the policy: wording.spared.",
            fr: "Dites-le autrement. Un nom qui n’a rien de grossier se met dans la politique : wording.spared.",
        },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "[[sh1t]] hot deals, no [[f.u.c.k.i.n.g]] about"),
        Example::line("{}", "Really hot deals for the classes of Scunthorpe, and pussy willow"),
        Example::line("{}", "Une pizza [[merdique]], quelle [[CONNERIE]]").fr(),
        Example::line("{}", "Pique-nique au cul-de-sac de Bitche, chili con carne, bites de poulet").fr(),
        Example::line(SPARED, "Dinner at the Bastard"),
    ]),
};

const SPARED: &str = r#"{ "wording": { "spared": ["The Bastard"] } }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    say_terms(prose, book, List::Rude, true, found);
}
