//! `data-default-required`: whatever a customer may lack has something else to print.

use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::uses::{Fallback, Role, Use, UseKind, uses};
use crate::locale::Locale;
use crate::policy::Attribute;
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-default-required",
        area: Area::Data,
        jurisdictions: &["*"],
        source: "Braze, Liquid: setting default values; the brand’s policy: data.attributes",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "No default value", fr: "Pas de valeur par défaut" },
        message: Text {
            en: "“{name}” prints nothing for a customer who has none.",
            fr: "« {name} » n’affiche rien pour un client qui n’en a pas.",
        },
        why: Text {
            en: "“Hello ,” shows the reader that a machine wrote to him.",
            fr: "« Bonjour , » montre au lecteur qu’une machine lui écrit.",
        },
        fix: Text {
            en: "Add a default (the filter “default”), or print it only where it is there ({% if … != blank %}).",
            fr: "Ajoutez une valeur par défaut (filtre « default »), ou n’affichez la donnée que si elle existe ({% if … != blank %}).",
        },
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("Bonjour {{[[${first_name}]]}},")
            .fr()
            .policy(NAMES)
            .fixed("Bonjour {{${first_name} | default: 'cher client'}},"),
        Example::liquid("Bonjour {{${first_name} | default: \"cher client\"}},").fr(),
        Example::liquid("{{ [[${first_name}]] | capitalize }}")
            .policy(NAMES)
            .fixed("{{ ${first_name} | capitalize | default: 'there' }}"),
        Example::liquid("{{ ${first_name} | [[default: '']] }}")
            .policy(NAMES)
            .fixed("{{ ${first_name} | default: 'there' }}"),
        Example::liquid("{% if ${first_name} != blank %}Hi {{ ${first_name} }}{% endif %}"),
        Example::liquid("Points: {{ [[custom_attribute.${points}]] }}, shop: {{ custom_attribute.${shop} }}")
            .policy(NAMES),
        Example::liquid(
            "<a href=\"https://a.example/?u={{${user_id}}}\">{{campaign.${name}}}</a> <a href=\"{{${set_user_to_unsubscribed_url}}}\">Out</a>",
        ),
    ]),
};

const NAMES: &str = r#"{ "data": { "attributes": {
    "first_name": { "liquid": "${first_name}", "label": { "en": "First name", "fr": "Prénom" },
        "default": { "en": "there", "fr": "cher client" } },
    "shop": { "liquid": "custom_attribute.${shop}", "label": { "en": "Shop", "fr": "Boutique" }, "nullable": false } } } }"#;

const ADD: Text = Text { en: "Add the default “{default}”", fr: "Ajouter la valeur par défaut « {default} »" };

/// What every recipient of an e-mail has.
const NEVER_MISSING: &[&str] = &["user_id", "braze_id", "email_address", "random_bucket_number"];

fn look(part: &LiquidPart, book: &Rulebook, found: &mut Findings) {
    for used in uses(&part.parsed.template).uses {
        if used.role != Role::Printed || !used.kind.is_personal() || used.fallback.is_safe() {
            continue;
        }
        let attribute = attribute(&used, book);
        let always = used.kind == UseKind::Attribute && NEVER_MISSING.contains(&used.name.as_str());
        if always || attribute.is_some_and(|attribute| !attribute.nullable) {
            continue;
        }
        let span = match used.fallback {
            Fallback::EmptyDefault(span) => span,
            _ => used.span,
        };
        let mut finding = found.at(span).with("name", used.name.as_str());
        let default = attribute.and_then(|attribute| attribute.default.as_ref());
        let default =
            default.map(|default| default.get(book.language.unwrap_or(Locale::En))).filter(|text| !text.is_empty());
        if let Some(default) = default
            && let Some(edit) = edit(part.source, &used, default)
        {
            finding = finding.fix(Fix::new(ADD, Trust::Safe, edit).with("default", default));
        }
        found.say(finding);
    }
}

/// What the policy says of it.
fn attribute<'b>(used: &Use, book: &'b Rulebook) -> Option<&'b Attribute> {
    let written = format!("${{{}}}", used.name);
    book.policy.data.attributes.values().find(|attribute| {
        let liquid: String = attribute.liquid.chars().filter(|c| !c.is_whitespace()).collect();
        let wanted: String = written.chars().filter(|c| !c.is_whitespace()).collect();
        match used.kind {
            UseKind::Attribute => liquid == wanted,
            UseKind::CustomAttribute => liquid == format!("custom_attribute.{wanted}"),
            _ => liquid.ends_with(&format!(".{wanted}")),
        }
    })
}

/// The default, put where it has to stand: for an empty one, or behind the last filter.
fn edit(source: &str, used: &Use, default: &str) -> Option<Edit> {
    let quote = ['\'', '"'].into_iter().find(|quote| !default.contains(*quote))?;
    let text = format!("{quote}{default}{quote}");
    if let Fallback::EmptyDefault(span) = used.fallback {
        return Some(Edit::replace(span, format!("default: {text}")));
    }
    let rest = source.get(used.span.end..)?;
    let chain = rest.get(..rest.find("}}")?)?.trim_end_matches('-').trim_end();
    let at = used.span.end + chain.len();
    Some(Edit::insert(at, format!(" | default: {text}"))).filter(|_| !chain.contains("{{") && !chain.contains("%}"))
}
