//! A kit as the stand-ins need it: read from a folder or a file, and what of it Braze would know.

use super::CliError;
use crate::draft::Recipient;
use crate::kit::Kit;
use crate::kit_folder;
use crate::locale::Locale;
use crate::sandbox::{Campaign, SegmentDefinition, Variation};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The kit in a folder, compiled now, or in a kit.json.
pub(super) fn read_kit(path: &Path) -> Result<Kit, CliError> {
    if path.is_dir() {
        return kit_folder::load(path).map_err(|mistakes| {
            let told: Vec<String> = mistakes.iter().map(|mistake| mistake.text(Locale::En)).collect();
            CliError::Input(format!("the kit in {} has mistakes:\n{}", path.display(), told.join("\n")))
        });
    }
    let json = std::fs::read_to_string(path).map_err(|source| CliError::Read { path: path.to_owned(), source })?;
    Kit::from_json(&json).map_err(|error| CliError::Input(error.to_string()))
}

/// A kit that was just begun may lack what only Braze gives: a segment to choose and a variation for each office. The
/// demo lends both; no message looks different for it.
pub(super) fn lend(kit: &mut Kit) {
    if kit.groups.0.values().all(|group| group.segments.is_none()) {
        let lent = crate::group::Segment {
            id: "demo-everybody".to_owned(),
            name: "Everybody (demo)".to_owned(),
            ..Default::default()
        };
        let roots = kit.groups.0.values_mut().filter(|group| group.parent.is_none());
        roots.for_each(|group| group.segments = Some(vec![lent.clone()]));
    }
    let without =
        |id: &String| kit.groups.resolve(id).is_some_and(|office| office.profile.message_variation_id.is_none());
    let lacking: Vec<String> = kit.groups.0.keys().filter(|id| without(id)).cloned().collect();
    for id in lacking {
        let variation = Some(format!("demo-variation-{id}"));
        if let Some(group) = kit.groups.0.get_mut(&id) {
            group.message_variation_id = variation;
        }
    }
}

/// The segments of all groups. Their filters are Braze's, which a kit does not know: here everybody is in each.
pub(super) fn segments(kit: &Kit) -> Vec<SegmentDefinition> {
    let all = kit.groups.0.values().flat_map(|group| group.segments.iter().flatten());
    let by_id: BTreeMap<&str, &str> = all.map(|segment| (segment.id.as_str(), segment.name.as_str())).collect();
    by_id.into_iter().map(|(id, name)| SegmentDefinition::everybody(id, name)).collect()
}

/// The kit's sample recipients as people of the workspace: each with an address, a telephone and a time zone of the
/// country, so that every channel reaches them.
pub(super) fn recipients(kit: &Kit) -> Vec<Value> {
    (1..).zip(&kit.recipients).map(|(number, recipient)| person(number, recipient)).collect()
}

fn person(number: usize, recipient: &Recipient) -> Value {
    let mut person: Map<String, Value> = [
        ("external_id", json!(format!("sample-{number}"))),
        ("email", json!(format!("sample-{number}@recipients.example"))),
        // 555-01xx is nobody's.
        ("phone", json!(format!("+1202555{:04}", 100_usize.saturating_add(number % 100)))),
        ("push_tokens", json!([{ "app_id": "demo-app", "token": format!("token-{number}") }])),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    let zone = match recipient.attributes.get("country").and_then(Value::as_str) {
        Some("FR") => Some("Europe/Paris"),
        Some("GB") => Some("Europe/London"),
        Some("CA") => Some("America/Toronto"),
        _ => None,
    };
    person.extend(zone.map(|zone| ("time_zone".to_owned(), json!(zone))));
    // Names as Liquid has them are others in the API.
    let named = |name: &String| match name.as_str() {
        "email_address" => "email".to_owned(),
        "phone_number" => "phone".to_owned(),
        "city" => "home_city".to_owned(),
        "date_of_birth" => "dob".to_owned(),
        "user_id" => "external_id".to_owned(),
        other => other.to_owned(),
    };
    person.extend(recipient.attributes.iter().map(|(name, value)| (named(name), value.clone())));
    person.extend(recipient.custom_attributes.iter().map(|(name, value)| (name.clone(), value.clone())));
    Value::Object(person)
}

/// Hosts of pictures that are made up (`*.example` is nobody's), and where the demo's page has those pictures.
pub(super) fn pictures(kit: &Kit, page: &str) -> Vec<(String, String)> {
    let hosts = kit.policy.links.image_hosts.iter().filter(|host| host.ends_with(".example") && !host.starts_with('*'));
    hosts.map(|host| (format!("https://{host}/"), format!("{page}/images/"))).collect()
}

/// One campaign with the variations of all groups, each named after its group.
pub(super) fn campaigns(kit: &Kit, id: String) -> Campaign {
    let groups = kit.groups.0.values();
    let variation = |id: &String, name: &str| Variation { id: id.clone(), name: name.to_owned(), channel: None };
    let variations = groups.filter_map(|group| Some(variation(group.message_variation_id.as_ref()?, &group.name)));
    Campaign { id, name: kit.brand.name.clone(), variations: variations.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kit_just_begun_can_be_sent_from() {
        let mut kit = Kit::from_json(
            r#"{ "format": 1, "brand": { "name": "B" }, "policy": {}, "templates": {},
                 "groups": { "hq": { "name": "HQ" }, "lyon": { "name": "Lyon", "parent": "hq" } } }"#,
        )
        .unwrap();
        lend(&mut kit);
        let lyon = kit.groups.resolve("lyon").unwrap().profile;
        assert_eq!(lyon.segments.unwrap()[0].id, "demo-everybody");
        assert_eq!(lyon.message_variation_id.as_deref(), Some("demo-variation-lyon"));
        assert_eq!(segments(&kit).len(), 1);
        assert_eq!(campaigns(&kit, "c".to_owned()).variations.len(), 2);
    }
}
