//! `data-child-attribute`: nothing about a child.

use super::DATA;
use super::tagged;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::uses::{Role, Use};
use crate::policy::Tag;
use crate::text::Words;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-child-attribute",
        source: "COPPA, 16 CFR 312; GDPR Art. 8; the brand’s policy: data.tags.child",
        severity: Severity::Error,
        title: Text { en: "Data about a child", fr: "Donnée sur un enfant" },
        message: Text {
            en: "“{name}” seems to be about a child.", fr: "« {name} » semble concerner un enfant."
        },
        why: Text {
            en: "Nobody knows who reads the message; a child’s name or birthday belongs in none.",
            fr: "Nul ne sait qui lira le message ; le prénom ou l’anniversaire d’un enfant n’y a pas sa place.",
        },
        fix: Text { en: "Speak of the family.", fr: "Parlez de la famille." },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{{ [[custom_attribute.${kid_name}]] | default: 'x' }}"),
        Example::liquid("{{ [[custom_attribute.${junior}]] | default: 'x' }}").policy(TAGGED),
        Example::liquid("{{ ${first_name} | default: 'your family' }}"),
        Example::liquid("{{ custom_attribute.${children_menu} | default: 'menu' }}"),
    ]),
};

const TAGGED: &str = r#"{ "data": { "tags": { "sensitive": ["custom_attribute.${segment_7}"], "child": ["custom_attribute.${junior}"] } } }"#;

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    for used in &part.uses().uses {
        if used.role != Role::Assigned && (tagged(used, Tag::Child, book) || (used.kind.is_personal() && telling(used)))
        {
            found.say(found.at(used.span).with("name", used.name.as_str()));
        }
    }
}

/// Whether the name alone says it: `kid_name`, `child_birthday`.
fn telling(used: &Use) -> bool {
    let words = Words::of(&used.name);
    let has = |list: &[&str]| words.list().iter().any(|word| list.contains(&words.key(word)));
    has(&["kid", "kids", "child", "childs", "baby", "son", "daughter", "enfant", "bebe", "fils", "fille"])
        && has(&["name", "prenom", "nom", "birthday", "birthdate", "birth", "dob", "age", "naissance", "anniversaire"])
}
