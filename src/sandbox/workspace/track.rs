//! What `POST /users/track` does to profiles. In: objects that have passed the documentation. Out: profiles.

use super::attribute;
use super::people::{Number, People};
use super::profile::{self, Count, Name, Profile, Token};
use crate::liquid::value::Value as Liquid;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The most tokens, groups, kinds of events and of purchases of one person; ours.
const MOST_OF_A_KIND: usize = 500;

/// Members of an attributes object that are no attributes.
const CONTROL: &[&str] = &[
    "external_id",
    "user_alias",
    "braze_id",
    "_update_existing_only",
    "_merge_objects",
    "push_token_import",
    "email_subscribe",
    "push_subscribe",
    "push_tokens",
    "subscription_groups",
];

impl People {
    /// Writes one of the `attributes`.
    pub(in crate::sandbox) fn set_attributes(&mut self, object: &Value, now: i64) {
        let Some(members) = object.as_object() else { return };
        let Some(number) = self.identify(members, true, now) else { return };
        let flag = |name: &str| members.get(name).and_then(Value::as_bool).unwrap_or_default();
        let merge = flag("_merge_objects");
        for (name, value) in members.iter().filter(|(name, _)| !CONTROL.contains(&name.as_str())) {
            let name = self.name(name);
            if profile::is_field(&name) {
                self.set_field(number, &name, value, now);
            } else if let Some(profile) = self.write(number, now) {
                let old = profile.custom.get(&name).filter(|_| value.is_object()).map(profile::json);
                if let Some(new) = attribute::write(old.as_ref(), value, merge) {
                    profile.custom.set(&name, Liquid::from(&new));
                }
            }
        }
        self.subscribe(number, members, now);
        self.set_tokens(number, members.get("push_tokens"), now);
    }

    /// Counts one of the `events`.
    pub(in crate::sandbox) fn count_event(&mut self, object: &Value, now: i64) {
        self.count(object, "name", now, |profile, name, at| count(&mut profile.more_mut().events, name, 1, at));
    }

    /// Counts one of the `purchases`.
    pub(in crate::sandbox) fn count_purchase(&mut self, object: &Value, now: i64) {
        let quantity = object.get("quantity").and_then(Value::as_u64).unwrap_or(1);
        let price = object.get("price").and_then(Value::as_f64).unwrap_or_default();
        self.count(object, "product_id", now, |profile, name, at| {
            count(&mut profile.more_mut().purchases, name, quantity, at);
            #[expect(clippy::cast_precision_loss, reason = "at most 100")]
            let times = quantity as f64;
            profile.more_mut().revenue += price * times;
        });
    }

    fn count(&mut self, object: &Value, named: &str, now: i64, add: impl FnOnce(&mut Profile, Name, i64)) {
        let Some(members) = object.as_object() else { return };
        let Some(number) = self.identify(members, false, now) else { return };
        let name = self.name(&id(members.get(named)).unwrap_or_default());
        // What lies in the future happened now.
        let at = members.get("time").and_then(Value::as_str).and_then(profile::instant).unwrap_or(now).min(now);
        if let Some(profile) = self.write(number, now) {
            add(profile, name, at);
        }
    }

    /// Whom an object is about; made where nobody is called so and the object allows it.
    fn identify(&mut self, members: &Map<String, Value>, attributes: bool, now: i64) -> Option<Number> {
        let existing_only = members.get("_update_existing_only").and_then(Value::as_bool);
        if let Some(external_id) = id(members.get("external_id")) {
            return self.by_external_id(&external_id).or_else(|| {
                let number = if existing_only == Some(true) { None } else { self.add(now) }?;
                self.set_external_id(number, &external_id);
                Some(number)
            });
        }
        if let Some(alias) = members.get("user_alias").filter(|alias| alias.is_object()) {
            let part = |name: &str| alias.get(name).and_then(Value::as_str).unwrap_or_default();
            let (label, name) = (part("alias_label"), part("alias_name"));
            return self.by_alias(label, name).or_else(|| {
                // Somebody with nothing but an alias is made where that is asked for, and never by an event.
                let number = if existing_only == Some(false) && attributes { self.add(now) } else { None }?;
                self.set_alias(number, label, name);
                Some(number)
            });
        }
        if let Some(id) = members.get("braze_id").and_then(Value::as_str) {
            return self.by_braze_id(id);
        }
        if members.get("push_token_import").and_then(Value::as_bool) == Some(true) {
            return self.add(now);
        }
        let (field, address) = ["email", "phone"]
            .into_iter()
            .find_map(|field| Some((field, members.get(field).and_then(Value::as_str)?)))?;
        self.by_address(&called(field, address)).first().copied().or_else(|| {
            let number = if existing_only == Some(true) { None } else { self.add(now) }?;
            let name = self.name(field);
            self.set_field(number, &name, &Value::from(address), now);
            Some(number)
        })
    }

    fn set_field(&mut self, number: Number, name: &Name, value: &Value, now: i64) {
        let Some(value) = profile::field(name, value) else { return };
        if &**name == "time_zone" && value.as_str().is_some_and(|zone| !self.is_zone(zone)) {
            return;
        }
        let Some(profile) = self.write(number, now) else { return };
        let old = profile.fields.text(name).map(str::to_owned);
        profile.fields.set(name, value.clone());
        if matches!(&**name, "email" | "phone") {
            let key = |text: Option<&str>| text.map(|text| called(name, text));
            self.move_address(number, key(old.as_deref()).as_deref(), key(value.as_str()).as_deref());
        }
    }

    fn subscribe(&mut self, number: Number, members: &Map<String, Value>, now: i64) {
        let state = |name: &str| profile::state(members.get(name)?.as_str()?);
        let (email, push) = (state("email_subscribe"), state("push_subscribe"));
        let groups = members.get("subscription_groups").and_then(Value::as_array);
        let groups: Vec<(Name, bool)> = groups
            .into_iter()
            .flatten()
            .filter_map(|group| {
                let id = self.name(group.get("subscription_group_id")?.as_str()?);
                Some((id, group.get("subscription_state")?.as_str()? == "subscribed"))
            })
            .collect();
        if email.is_none() && push.is_none() && groups.is_empty() {
            return;
        }
        let Some(profile) = self.write(number, now) else { return };
        profile.email_subscribe = email.unwrap_or(profile.email_subscribe);
        profile.push_subscribe = push.unwrap_or(profile.push_subscribe);
        for (id, inside) in groups {
            let known = &mut profile.more_mut().groups;
            let room = known.len() < MOST_OF_A_KIND;
            match known.iter_mut().find(|(group, _)| *group == id) {
                Some((_, state)) => *state = inside,
                None if room => known.push((id, inside)),
                None => {}
            }
        }
    }

    fn set_tokens(&mut self, number: Number, tokens: Option<&Value>, now: i64) {
        for token in tokens.and_then(Value::as_array).into_iter().flatten() {
            let text = |name: &str| token.get(name).and_then(Value::as_str);
            let (Some(app), Some(token)) = (text("app_id"), text("token")) else { continue };
            let device_id = text("device_id").map(Arc::from);
            let token = Token { app_id: self.name(app), token: Arc::from(token), device_id };
            if let Some(device) = &token.device_id {
                self.set_device(number, device);
            }
            let Some(profile) = self.write(number, now) else { return };
            let known = &mut profile.more_mut().tokens;
            if known.len() < MOST_OF_A_KIND && !known.contains(&token) {
                known.push(token);
            }
        }
    }
}

/// How somebody is found by an address: its letters are not told apart by case.
pub(in crate::sandbox) fn called(field: &str, address: &str) -> String {
    if field == "email" { address.trim().to_lowercase() } else { address.trim().to_owned() }
}

/// An id as Braze keeps it: a string, however it was written.
pub(in crate::sandbox) fn id(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn count(counts: &mut Vec<Count>, name: Name, times: u64, at: i64) {
    let room = counts.len() < MOST_OF_A_KIND;
    match counts.iter_mut().find(|count| count.name == name) {
        Some(count) => {
            count.count = count.count.saturating_add(times);
            count.first = count.first.min(at);
            count.last = count.last.max(at);
        }
        None if room => counts.push(Count { name, count: times, first: at, last: at }),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_795_435_200_000;

    fn people(objects: &[Value]) -> People {
        let mut people = People::new(7);
        objects.iter().for_each(|object| people.set_attributes(object, NOW));
        people
    }

    #[test]
    fn somebody_is_made_where_that_is_allowed() {
        let alias = json!({ "alias_label": "card", "alias_name": "77" });
        let people = people(&[
            json!({ "external_id": "ann", "first_name": "Ann", "email": "Ann@Colombe.example" }),
            json!({ "external_id": 12, "points": 3 }),
            json!({ "external_id": "bea", "_update_existing_only": true, "points": 3 }),
            json!({ "user_alias": alias, "points": 1 }),
            json!({ "user_alias": { "alias_label": "card", "alias_name": "78" }, "_update_existing_only": false }),
            json!({ "email": "ann@colombe.example", "city": "Lyon" }),
            json!({ "email": "new@colombe.example", "phone": "+33123456789" }),
            json!({ "external_id": "ann", "time_zone": "Europe/Paris" }),
            json!({ "external_id": "ann", "time_zone": "Mars/Olympus" }),
        ]);
        assert_eq!(people.len(), 4);
        assert!(people.by_external_id("bea").is_none() && people.by_alias("card", "77").is_none());
        assert!(people.by_external_id("12").is_some() && people.by_alias("card", "78").is_some());
        let ann = people.get(people.by_external_id("ann").unwrap()).unwrap();
        assert_eq!(ann.fields.text("time_zone"), Some("Europe/Paris"));
        assert_eq!(ann.custom.text("city"), Some("Lyon"), "found by the address, in any case");
        assert_eq!(people.by_address("+33123456789").len(), 1);
        assert_eq!(people.by_braze_id(&ann.braze_id), people.by_external_id("ann"));
    }

    #[test]
    fn a_profile_that_was_kept_stays_as_it_was() {
        let mut people = people(&[json!({ "external_id": "ann", "points": 1 })]);
        let number = people.by_external_id("ann").unwrap();
        let kept = Arc::clone(people.get(number).unwrap());
        people.set_attributes(&json!({ "external_id": "ann", "points": { "inc": 1 }, "country": "Narnia" }), NOW);
        let now = people.get(number).unwrap();
        assert_eq!(kept.custom.json()["points"], 1);
        assert_eq!((&now.custom.json()["points"], now.fields.get("country").is_none()), (&json!(2), true));
    }

    #[test]
    fn what_was_done_is_counted() {
        let mut people = people(&[]);
        let event = json!({ "external_id": "ann", "name": "visit", "time": "2026-01-02T03:04:05Z" });
        people.count_event(&event, NOW);
        people.count_event(&json!({ "external_id": "ann", "name": "visit", "time": "2099-01-01T00:00:00Z" }), NOW);
        let cup = json!({ "external_id": "ann", "product_id": 1, "price": 2.5, "quantity": 4, "currency": "EUR",
                          "time": "2019-02-15 00:00:00 -0500" });
        people.count_purchase(&cup, NOW);
        let ann = people.get(people.by_external_id("ann").unwrap()).unwrap();
        let visit = &ann.more().events[0];
        assert_eq!((visit.count, visit.first, visit.last), (2, 1_767_323_045_000, NOW));
        assert_eq!((ann.more().purchases[0].count, ann.more().revenue), (4, 10.0));
    }
}
