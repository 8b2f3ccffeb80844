//! People as `POST /users/export/ids` gives them. What is empty is left out, as Braze leaves it out.

use super::profile::{Count, Profile};
use super::track::{called, id};
use super::{Number, Outcome, Workspace};
use crate::sandbox::clock::rfc3339;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How far back events and purchases are told.
const NINETY_DAYS: i64 = 90 * 86_400_000;

/// Fields of the profile that are told as they are.
const AS_THEY_ARE: &[&str] =
    &["first_name", "last_name", "email", "dob", "home_city", "country", "phone", "language", "time_zone", "gender"];

impl Workspace {
    /// Carries out a request that has passed the documentation.
    pub(in crate::sandbox) fn export(&self, asked: &Value, now: i64) -> Value {
        let list = |name: &str| asked.get(name).and_then(Value::as_array).into_iter().flatten();
        let text = |name: &str| asked.get(name).and_then(Value::as_str);
        let (mut found, mut invalid): (Vec<Number>, Vec<String>) = (Vec::new(), Vec::new());
        let mut look = |handle: &str, numbers: &[Number]| {
            if numbers.is_empty() {
                invalid.push(handle.to_owned());
            }
            found.extend(numbers);
        };
        let one = |number: Option<Number>| number.into_iter().collect::<Vec<_>>();
        for external in list("external_ids").filter_map(|value| id(Some(value))) {
            look(&external, &one(self.people.by_external_id(&external)));
        }
        for alias in list("user_aliases") {
            let part = |name: &str| alias.get(name).and_then(Value::as_str).unwrap_or_default();
            look(part("alias_name"), &one(self.people.by_alias(part("alias_label"), part("alias_name"))));
        }
        if let Some(device) = text("device_id") {
            look(device, &one(self.people.by_device(device)));
        }
        if let Some(id) = text("braze_id") {
            look(id, &one(self.people.by_braze_id(id)));
        }
        for (name, field) in [("email_address", "email"), ("phone", "phone")] {
            if let Some(address) = text(name) {
                look(address, &self.people.by_address(&called(field, address)));
            }
        }
        let fields: BTreeSet<&str> = list("fields_to_export").filter_map(Value::as_str).collect();
        let mut seen = BTreeSet::new();
        let users: Vec<Value> = found
            .into_iter()
            .filter(|number| seen.insert(*number))
            .filter_map(|number| Some(self.exported(number, self.people.get(number)?, &fields, now)))
            .collect();
        let mut answer = json!({ "users": users, "message": "success" });
        if let (false, Some(members)) = (invalid.is_empty(), answer.as_object_mut()) {
            members.insert("invalid_user_ids".to_owned(), json!(invalid));
        }
        answer
    }

    fn exported(&self, number: Number, person: &Profile, fields: &BTreeSet<&str>, now: i64) -> Value {
        let mut user = Map::new();
        let mut add = |name: &str, value: Value| {
            let asked =
                fields.is_empty() || fields.contains(name) || (name == "appboy_id" && fields.contains("braze_id"));
            if asked && !value.is_null() {
                user.insert(name.to_owned(), value);
            }
        };
        let more = person.more();
        let aliases: Vec<Value> = more
            .aliases
            .iter()
            .map(|(label, name)| json!({ "alias_name": &**name, "alias_label": &**label }))
            .collect();
        add("created_at", json!(rfc3339(person.created)));
        add("external_id", json!(person.external_id.as_deref()));
        add("user_aliases", json!(aliases));
        add("appboy_id", json!(&*person.braze_id));
        add("braze_id", json!(&*person.braze_id));
        add("random_bucket", json!(person.bucket()));
        for name in AS_THEY_ARE {
            add(name, json!(person.fields.text(name)));
        }
        let custom = person.custom.json();
        add("custom_attributes", if custom.is_empty() { Value::Null } else { Value::Object(custom) });
        let place = person.fields.get("current_location").map(super::profile::json);
        let place = place.and_then(|place| Some(json!([place.get("longitude")?, place.get("latitude")?])));
        add("last_coordinates", place.unwrap_or_default());
        add("total_revenue", json!(more.revenue));
        add("push_subscribe", json!(person.push_subscribe.word()));
        add("email_subscribe", json!(person.email_subscribe.word()));
        add("custom_events", counts(&more.events, now));
        add("purchases", counts(&more.purchases, now));
        let tokens: Vec<Value> = more.tokens.iter().map(|token| self.token(token)).collect();
        add("push_tokens", if tokens.is_empty() { Value::Null } else { json!(tokens) });
        add("campaigns_received", self.campaigns_received(number));
        Value::Object(user)
    }

    fn token(&self, token: &super::profile::Token) -> Value {
        use crate::sandbox::settings::Platform;
        let app = self.settings.apps.iter().find(|app| *app.id == *token.app_id);
        let platform = match app.and_then(|app| app.platform) {
            Some(Platform::Ios) => "iOS",
            Some(Platform::Android) => "Android",
            Some(Platform::Web) => "Web",
            Some(Platform::Kindle) => "Kindle",
            None => "",
        };
        json!({
            "app": app.map_or(&*token.app_id, |app| app.name.as_str()),
            "platform": platform,
            "token": &*token.token,
            "device_id": token.device_id.as_deref(),
            "notifications_enabled": true,
        })
    }

    fn campaigns_received(&self, number: Number) -> Value {
        let mut last: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for one in self.inbox(number).filter(|one| one.outcome == Outcome::Sent) {
            let Some(message) = one.content.messages.get(usize::from(one.message)) else { continue };
            if !one.content.about.campaign_id.is_empty() {
                let at =
                    last.entry((&one.content.about.campaign_id, message.variation().unwrap_or_default())).or_default();
                *at = one.at.max(*at);
            }
        }
        let received: Vec<Value> = last
            .into_iter()
            .map(|((campaign, variation), at)| {
                json!({
                    "name": self.settings.campaign(campaign).map_or("", |campaign| campaign.name.as_str()),
                    "api_campaign_id": campaign,
                    "last_received": rfc3339(at),
                    "in_control": false,
                    "variation_name": self.variation_name(campaign, variation),
                    "variation_api_id": variation,
                })
            })
            .collect();
        if received.is_empty() { Value::Null } else { json!(received) }
    }
}

fn counts(counts: &[Count], now: i64) -> Value {
    let since = now.saturating_sub(NINETY_DAYS);
    let told: Vec<Value> = counts
        .iter()
        .filter(|count| count.last >= since)
        .map(|count| {
            json!({
                "name": &*count.name,
                "first": rfc3339(count.first),
                "last": rfc3339(count.last),
                "count": count.count,
            })
        })
        .collect();
    if told.is_empty() { Value::Null } else { json!(told) }
}
