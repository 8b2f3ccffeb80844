//! A real customer for a preview: asked of Braze by id, with the fields that the policy lets messages print and no others,
//! masked for whoever is not of the brand's own people. Nothing is kept.

use super::Proxy;
use super::refused::{self, Refused};
use crate::audience::profile_field;
use crate::braze::{ExportField, Outcome, Profile, UserId, UsersExportIds};
use crate::draft::Recipient;
use crate::policy::{Data, Tag};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for what may not be seen.
const HIDDEN: &str = "•••";

/// What a message may print of a customer.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// Fields of the profile: what Liquid calls each, and what Braze's export does.
    fields: BTreeMap<String, &'static str>,
    /// The brand's own attributes.
    custom: BTreeSet<String>,
    /// Those of both, by what Liquid calls them, that ask for care.
    careful: Vec<String>,
}

impl Printed {
    /// What the policy lets messages print: merge tags, and what locked parts may.
    pub(super) fn of(data: &Data) -> Self {
        let mut printed = Self::default();
        let tagged = data.attributes.values().map(|attribute| (attribute.liquid.as_str(), attribute.tags.as_slice()));
        for (liquid, tags) in tagged.chain(data.allowed.iter().map(|liquid| (liquid.as_str(), &[][..]))) {
            let inner = |text: &str| Some(text.strip_prefix("${")?.strip_suffix('}')?.to_owned());
            let name = match liquid.strip_prefix("custom_attribute.") {
                Some(custom) => inner(custom).inspect(|name| {
                    printed.custom.insert(name.clone());
                }),
                None => inner(liquid).and_then(|name| {
                    let field = profile_field(&name)?;
                    printed.fields.insert(name.clone(), field);
                    Some(name)
                }),
            };
            let lists = [&data.tags.sensitive, &data.tags.child, &data.tags.financial, &data.tags.personal];
            let careful = tags.iter().any(|tag| *tag != Tag::Name)
                || lists.iter().any(|list| list.iter().any(|one| one == liquid));
            printed.careful.extend(name.filter(|_| careful));
        }
        // Which language somebody reads decides what is printed, and tells nothing.
        printed.fields.insert("language".to_owned(), "language");
        printed
    }

    fn wanted(&self) -> Vec<ExportField> {
        let named = |name: &&'static str| serde_json::from_value::<ExportField>(Value::from(*name)).ok();
        let mut wanted: Vec<ExportField> = self.fields.values().filter_map(named).collect();
        if !self.custom.is_empty() {
            wanted.push(ExportField::CustomAttributes);
        }
        wanted.dedup();
        wanted
    }

    /// The customer as somebody may see them.
    fn shown(&self, profile: &Profile, whole: bool) -> Recipient {
        let profile = serde_json::to_value(profile).unwrap_or_default();
        let seen = |name: &String, value: Value| match (whole, self.careful.contains(name)) {
            (true, _) => value,
            (false, true) => Value::from(HIDDEN),
            (false, false) => masked(name, value),
        };
        let present = |value: &Value| !value.is_null() && value.as_str() != Some("");
        let attributes = self.fields.iter().filter_map(|(name, field)| {
            let value = profile.get(*field).filter(|value| present(value))?;
            Some((name.clone(), seen(name, value.clone())))
        });
        let custom = profile.get("custom_attributes");
        let custom_attributes = self.custom.iter().filter_map(|name| {
            let value = custom?.get(name).filter(|value| present(value))?;
            Some((name.clone(), seen(name, value.clone())))
        });
        let attributes: BTreeMap<String, Value> = attributes.collect();
        let name = attributes.get("first_name").and_then(Value::as_str).unwrap_or(HIDDEN).to_owned();
        Recipient { name, attributes, custom_attributes: custom_attributes.collect() }
    }
}

/// A value of which enough is left to know that it is there.
fn masked(name: &str, value: Value) -> Value {
    let Some(text) = value.as_str() else {
        return if name == "date_of_birth" { Value::from(HIDDEN) } else { value };
    };
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    match name {
        "email_address" => match text.split_once('@') {
            Some((user, host)) => {
                let end = host.rsplit_once('.').map_or("", |(_, end)| end);
                Value::from(format!("{}{HIDDEN}@{}{HIDDEN}.{end}", first(user), first(host)))
            }
            None => Value::from(HIDDEN),
        },
        "phone_number" | "user_id" | "date_of_birth" => Value::from(HIDDEN),
        "last_name" => Value::from(format!("{}.", first(text))),
        _ => value,
    }
}

impl Proxy {
    /// The customer of this id, as far as the policy and the asker's role let it be seen.
    pub(super) async fn recipient(&self, data: &Data, external_id: &str, whole: bool) -> Result<Recipient, Refused> {
        let printed = Printed::of(data);
        let wish = UsersExportIds {
            external_ids: Some(vec![UserId::from(external_id)]),
            fields_to_export: Some(printed.wanted()),
            ..UsersExportIds::default()
        };
        match self.0.braze.call(&wish, self.now()).await.outcome {
            Outcome::Applied { value, .. } => match value.users.first() {
                Some(profile) => Ok(printed.shown(profile, whole)),
                None => Err(Refused::new(refused::NO_RECIPIENT, "nobody of this id")),
            },
            // What Braze says may repeat the id.
            _ => Err(Refused::new(refused::BRAZE, "no profile came").retry_after(10)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Policy;
    use serde_json::json;

    #[test]
    fn editors_see_that_it_is_there_and_the_brand_sees_what_it_is() {
        let policy: Policy = serde_json::from_value(json!({ "data": {
            "allowed": ["${last_name}", "custom_attribute.${tier}", "${most_recent_app_version}"],
            "tags": { "financial": ["custom_attribute.${balance}"] },
            "attributes": {
                "first_name": { "liquid": "${first_name}", "label": { "en": "F", "fr": "P" }, "tags": ["name"] },
                "mail": { "liquid": "${email_address}", "label": { "en": "M", "fr": "M" } },
                "balance": { "liquid": "custom_attribute.${balance}", "label": { "en": "B", "fr": "S" } }
            }
        } }))
        .unwrap();
        let printed = Printed::of(&policy.data);
        let names: Vec<&str> = printed.wanted().iter().map(|field| field.word()).collect();
        assert_eq!(names, ["email", "first_name", "language", "last_name", "custom_attributes"]);
        let profile: Profile = serde_json::from_value(json!({
            "external_id": "c-1", "email": "lea@people.example", "first_name": "Léa", "last_name": "Noël", "phone": "+33",
            "custom_attributes": { "balance": 12.5, "tier": "gold", "religion": "x" }
        }))
        .unwrap();
        let editor = serde_json::to_value(printed.shown(&profile, false)).unwrap();
        assert_eq!(
            editor,
            json!({
                "name": "Léa",
                "attributes": { "email_address": "l•••@p•••.example", "first_name": "Léa", "last_name": "N." },
                "custom_attributes": { "balance": "•••", "tier": "gold" }
            })
        );
        let brand = serde_json::to_value(printed.shown(&profile, true)).unwrap();
        assert_eq!(brand["attributes"]["email_address"], "lea@people.example");
        assert_eq!(brand["custom_attributes"], json!({ "balance": 12.5, "tier": "gold" }));
    }
}
