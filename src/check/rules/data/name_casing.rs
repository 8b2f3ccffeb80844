//! `data-name-casing`: names are printed as names are written.

use super::{DATA, chain, tagged};
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::uses::{Role, Use};
use crate::policy::Tag;
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-name-casing",
        source: "The brand’s policy: data.attributes.*.tags = [\"name\"]",
        severity: Severity::Info,
        title: Text { en: "Name as it was typed", fr: "Nom tel que saisi" },
        message: Text {
            en: "“{name}” is printed as its owner typed it: “jEAN”.",
            fr: "« {name} » s’affiche comme il a été saisi : « jEAN ».",
        },
        why: Text {
            en: "A name in the wrong letters looks like a list, not like a greeting.",
            fr: "Un prénom mal écrit sent le fichier, pas le bonjour.",
        },
        fix: Text {
            en: "Add “| downcase | capitalize” in front of the default.",
            fr: "Ajoutez « | downcase | capitalize » avant la valeur par défaut.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("Hi {{ [[${first_name}]] | default: 'you' }}")
            .policy(NAME)
            .fixed("Hi {{ ${first_name} | downcase | capitalize | default: 'you' }}"),
        Example::liquid("{{[[${first_name}]]}}").policy(NAME),
        Example::liquid("Hi {{ ${first_name} | downcase | capitalize | default: 'you' }}").policy(NAME),
        Example::liquid("Hi {{ ${first_name} | default: 'you' }}"),
    ]),
};

const NAME: &str = r#"{ "data": { "attributes": { "first_name": { "liquid": "${first_name}", "tags": ["name"],
    "label": { "en": "First name", "fr": "Prénom" } } } } }"#;

const ADD: Text = Text { en: "Put it in small letters with a capital", fr: "Mettre en minuscules avec une capitale" };

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    let named = |used: &&Use| used.role == Role::Printed && tagged(used, Tag::Name, book);
    for used in part.uses().uses.iter().filter(named) {
        let rest = part.source.get(used.span.end..).unwrap_or_default();
        let chain = chain(rest);
        if ["capitalize", "titlecase", "upcase"].iter().any(|filter| chain.contains(filter)) {
            continue;
        }
        let edit = Edit::insert(used.span.end, " | downcase | capitalize");
        let finding = found.at(used.span).with("name", used.name.as_str());
        found.say(finding.fix(Fix::new(ADD, Trust::Suggestion, edit)));
    }
}
