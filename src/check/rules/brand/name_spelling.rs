//! `brand-name-spelling`: the brand's names in their one spelling.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-name-spelling",
        area: Area::Brand,
        jurisdictions: &["*"],
        source: "The brand’s policy: wording.names",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Name misspelt", fr: "Nom mal écrit" },
        message: Text {
            en: "“{found}” is written “{name}”.", fr: "« {found} » s’écrit « {name} »."
        },
        why: Text {
            en: "A name that is always written the same way is remembered, and protected as a trade mark.",
            fr: "Un nom toujours écrit de la même façon se retient, et reste protégé comme marque.",
        },
        fix: Text {
            en: "Write the name letter for letter, with its capitals, accents and spaces.",
            fr: "Écrivez le nom lettre pour lettre, avec ses majuscules, ses accents et ses espaces.",
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line(ROMA, "[[RomaPizza]], [[roma pizza]]’s best at Roma Pizza")
            .fixed("Roma Pizza, Roma Pizza’s best at Roma Pizza"),
        Example::line(COLOMBE, "Le [[cafe colombe]], le [[Café Collombe]] et le [[Colombe Café Club]] du Café Colombe")
            .fr(),
        Example::line(COLOMBE, "Un café, Colombe ? Une colombie au café, colonne d’un bon café").fr(),
        Example::line(ROMA, "We bake a roman pizza with aroma, pizza by pizza"),
        Example::line(COLOMBE, "Écrivez à bonjour@cafecolombe.example, suivez #CaféColombe sur cafecolombe.example")
            .fr(),
        Example::html(COLOMBE, "<h1>Bienvenue au [[café <b>Colombe]]</b></h1>").fr(),
        Example::html(COLOMBE, "<p>Votre [[Café-Colombe]] ouvre.</p>").fr().fixed("<p>Votre Café Colombe ouvre.</p>"),
        Example::line("{}", "No names, nothing to find at roma pizza."),
    ]),
};

const ROMA: &str = r#"{ "wording": { "names": [{ "name": "Roma Pizza" }] } }"#;
const COLOMBE: &str = r#"{ "wording": { "names": [{ "name": "Café Colombe", "not": ["Colombe Café Club"] }] } }"#;

const WRITE: Text = Text { en: "Write “{name}”", fr: "Écrire « {name} »" };

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link {
        return;
    }
    for misspelt in book.lists.names.misspelt(&prose.text, prose.words()) {
        let words = misspelt.span.of(&prose.text);
        if found.is_registered(prose.span(misspelt.span)) {
            continue;
        }
        let mut finding = found.at(prose.span(misspelt.span)).with("found", words).with("name", misspelt.spelling);
        if let Some(edit) = found.edit(prose, misspelt.span, misspelt.spelling) {
            finding = finding.fix(Fix::new(WRITE, Trust::Safe, edit));
        }
        found.say(finding);
    }
}
