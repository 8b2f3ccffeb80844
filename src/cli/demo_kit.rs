//! A kit as the stand-ins need it: read from a folder or a file, and what of it Braze would know.

use super::CliError;
use crate::draft::Recipient;
use crate::group::{Group, Routes};
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
    let roots = kit.groups.0.values_mut().filter(|group| group.parent.is_none());
    roots.for_each(|group| lend_routes(&mut group.braze));
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

/// What sends and counts the other kinds of messages, where head office has none yet.
fn lend_routes(routes: &mut Routes) {
    let kinds = [
        (&mut routes.sms, "sms"),
        (&mut routes.apple_push, "apple-push"),
        (&mut routes.android_push, "android-push"),
        (&mut routes.web_push, "web-push"),
        (&mut routes.kindle_push, "kindle-push"),
        (&mut routes.content_card, "content-card"),
        (&mut routes.whats_app, "whats-app"),
        (&mut routes.webhook, "webhook"),
    ];
    for (route, kind) in kinds {
        route.message_variation_id.get_or_insert_with(|| format!("demo-variation-{kind}"));
    }
    for route in [&mut routes.sms, &mut routes.whats_app] {
        route.subscription_group_id.get_or_insert_with(|| "demo-numbers".to_owned());
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

/// One campaign with the variations of all groups, each named after its group, those of a kind for that kind alone.
pub(super) fn campaigns(kit: &Kit, id: String) -> Campaign {
    let of_group = |group: &Group| {
        let routes = &group.braze;
        let kinds = [
            ("email", &group.message_variation_id),
            ("sms", &routes.sms.message_variation_id),
            ("apple_push", &routes.apple_push.message_variation_id),
            ("android_push", &routes.android_push.message_variation_id),
            ("web_push", &routes.web_push.message_variation_id),
            ("kindle_push", &routes.kindle_push.message_variation_id),
            ("content_card", &routes.content_card.message_variation_id),
            ("whats_app", &routes.whats_app.message_variation_id),
            ("webhook", &routes.webhook.message_variation_id),
        ];
        let variation = |(kind, id): (&str, &Option<String>)| {
            let id = id.clone()?;
            Some(Variation { id, name: group.name.clone(), channel: Some(kind.to_owned()) })
        };
        kinds.into_iter().filter_map(variation).collect::<Vec<_>>()
    };
    let variations = kit.groups.0.values().flat_map(of_group).collect();
    Campaign { id, name: kit.brand.name.clone(), variations }
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
        assert_eq!(lyon.braze.sms.subscription_group_id.as_deref(), Some("demo-numbers"));
        assert_eq!(campaigns(&kit, "c".to_owned()).variations.len(), 10, "an e-mail for each, eight kinds for all");
    }
}
