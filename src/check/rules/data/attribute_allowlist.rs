//! `data-attribute-allowlist`: locked parts use the data that the brand allows, and no other.

use super::DATA;
use super::names;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-attribute-allowlist",
        source: "GDPR Art. 5(1)(c) and 25(2); the brand’s policy: data.allowed",
        severity: Severity::Error,
        title: Text { en: "Data not allowed", fr: "Donnée non autorisée" },
        message: Text {
            en: "“{name}” is not among the data that messages may use.",
            fr: "« {name} » ne fait pas partie des données que les messages peuvent employer.",
        },
        why: Text {
            en: "Data protection law wants as little personal data in use as the purpose needs.",
            fr: "Le droit des données veut qu’on en emploie aussi peu que le but l’exige.",
        },
        fix: Text {
            en: "Use allowed data or plain words, or have it allowed in the policy.",
            fr: "Employez une donnée autorisée ou de simples mots, ou faites-la autoriser dans la politique.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{{ [[custom_attribute.${salary}]] }}").policy(ROMA),
        Example::liquid("{% if [[event_properties.${age}]] > 18 %}Hi{% endif %}").policy(ROMA),
        Example::liquid("{{ ${first_name} | default: 'you' }}, {{custom_attribute.${points}}}, {{campaign.${name}}}")
            .policy(ROMA),
        Example::liquid("{{ custom_attribute.${salary} }}"),
    ]),
};

const ROMA: &str = r#"{ "data": { "attributes": { "points": { "liquid": "custom_attribute.${points}",
    "label": { "en": "Points", "fr": "Points" } } }, "allowed": ["${first_name}"] } }"#;

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    let data = &book.policy.data;
    if data.allowed.is_empty() {
        return;
    }
    for used in part.uses().uses.iter().filter(|used| used.kind.is_personal()) {
        let known = data.allowed.iter().chain(data.attributes.values().map(|attribute| &attribute.liquid));
        if !names(known, used) {
            found.say(found.at(used.span).with("name", used.name.as_str()));
        }
    }
}
