//! `POST /messages/schedule/create`.

use super::email;
use super::shape::{Fault, Field, Kind, object};
use crate::payload::Moment;
use serde_json::Value;

/// The most users of one request, ids and aliases together.
const MOST_USERS: usize = 50;

/// How long a clock time of today can still come for somebody: until the last zone has passed it.
const LAST_ZONE_SECONDS: i64 = 12 * 3600;

const ALIAS: &[Field] = &[Field::required("alias_name", Kind::Text), Field::required("alias_label", Kind::Text)];

const SCHEDULE: &[Field] = &[
    Field::required("time", Kind::Text),
    Field::optional("in_local_time", Kind::Bool),
    Field::optional("at_optimal_time", Kind::Bool),
];

/// The channels: e-mail in full, the others by name.
const MESSAGES: &[Field] = &[
    Field::optional("email", Kind::Object(email::FIELDS)),
    Field::optional("apple_push", Kind::Map),
    Field::optional("android_push", Kind::Map),
    Field::optional("web_push", Kind::Map),
    Field::optional("kindle_push", Kind::Map),
    Field::optional("sms", Kind::Map),
    Field::optional("whats_app", Kind::Map),
    Field::optional("webhook", Kind::Map),
    Field::optional("content_card", Kind::Map),
];

const FIELDS: &[Field] = &[
    Field::optional("broadcast", Kind::Bool),
    Field::optional("external_user_ids", Kind::List(&Kind::Text)),
    Field::optional("user_aliases", Kind::List(&Kind::Object(ALIAS))),
    Field::optional("segment_id", Kind::Text),
    Field::optional("audience", Kind::Map),
    Field::optional("campaign_id", Kind::Text),
    Field::optional("send_id", Kind::Ascii(64)),
    Field::optional("override_messaging_limits", Kind::Bool),
    Field::optional("recipient_subscription_state", Kind::OneOf(&["opted_in", "subscribed", "all"])),
    Field::required("schedule", Kind::Object(SCHEDULE)),
    Field::optional("messages", Kind::Object(MESSAGES)),
];

/// All faults of a body.
pub(super) fn faults(body: &Value, now: i64) -> Vec<Fault> {
    let mut faults = object(body, FIELDS, "");
    if !body.is_object() {
        return faults;
    }
    audience(body, &mut faults);
    messages(body, &mut faults);
    time(body, now, &mut faults);
    faults
}

fn audience(body: &Value, faults: &mut Vec<Fault>) {
    let count = |name: &str| body.get(name).and_then(Value::as_array).map_or(0, Vec::len);
    let users = count("external_user_ids").saturating_add(count("user_aliases"));
    let present = |name: &str| body.get(name).is_some_and(|value| !value.is_null());
    if users > MOST_USERS {
        faults.push(
            Fault::new("external_user_ids", format!("names {users} users with user_aliases, more than {MOST_USERS}"))
                .says("The max number of external_ids and aliases per request was exceeded"),
        );
    }
    if users == 0 && !present("segment_id") && !present("audience") {
        faults.push(
            Fault::new("segment_id", "or external_user_ids, user_aliases or audience is required")
                .says("No Recipients"),
        );
        return;
    }
    match (body.get("broadcast").and_then(Value::as_bool).unwrap_or(false), users) {
        (true, 1..) => faults.push(Fault::new("broadcast", "must not be true where users are named")),
        (false, 0) => faults.push(Fault::new("broadcast", "must be true where no users are named")),
        _ => {}
    }
}

fn messages(body: &Value, faults: &mut Vec<Fault>) {
    let Some(messages) = body.get("messages").and_then(Value::as_object).filter(|messages| !messages.is_empty()) else {
        faults.push(Fault::new("messages", "holds no message").says("No message to send"));
        return;
    };
    if let Some(email) = messages.get("email").filter(|email| email.is_object()) {
        email::rules(email, faults);
    }
    if body.get("campaign_id").is_some_and(Value::is_string) {
        for (channel, message) in messages {
            if !message.get("message_variation_id").is_some_and(Value::is_string) {
                let at = format!("messages.{channel}.message_variation_id");
                faults
                    .push(Fault::new(at, "is required where campaign_id is given").says("Message Variant Unspecified"));
            }
        }
    }
}

fn time(body: &Value, now: i64, faults: &mut Vec<Fault>) {
    let Some(schedule) = body.get("schedule") else { return };
    let Some(text) = schedule.get("time").and_then(Value::as_str) else { return };
    let flag = |name: &str| schedule.get(name).and_then(Value::as_bool).unwrap_or(false);
    let by_recipient = flag("in_local_time") || flag("at_optimal_time");
    let at = "schedule.time";
    let moment = match Moment::parse(text) {
        Ok(moment) => moment,
        Err(error) => {
            faults.push(Fault::new(at, error.to_string()).says("Bad Request"));
            return;
        }
    };
    if by_recipient && moment.instant.is_some() {
        faults.push(Fault::new(at, "must have no offset where each recipient's own clock counts").says("Bad Request"));
    }
    let utc = jiff::tz::Offset::UTC.to_timestamp(moment.wall).map(jiff::Timestamp::as_second);
    let last = match moment.instant {
        Some(instant) if !by_recipient => instant.as_second(),
        _ => utc.unwrap_or(i64::MAX).saturating_add(if by_recipient { LAST_ZONE_SECONDS } else { 0 }),
    };
    if last <= now {
        faults.push(Fault::new(at, "has passed").says("Bad Request"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_795_435_200;

    fn sound() -> Value {
        json!({
            "broadcast": true, "segment_id": "s", "campaign_id": "c",
            "schedule": { "time": "2026-11-24T08:00:00Z" },
            "messages": { "email": {
                "app_id": "a", "from": "Lyon <lyon@colombe.example>", "subject": "S", "body": "<p>",
                "message_variation_id": "v"
            } }
        })
    }

    fn with(pointer: &str, value: Value) -> Vec<String> {
        let mut body = sound();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = body.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        parent.insert(name.to_owned(), value);
        faults(&body, NOW).into_iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn a_sound_body_passes() {
        assert_eq!(faults(&sound(), NOW), []);
    }

    #[test]
    fn the_field_is_named() {
        assert_eq!(with("/recipients", json!([])), ["recipients"]);
        assert_eq!(with("/override_frequency_capping", json!(true)), ["override_frequency_capping"]);
        assert_eq!(with("/trigger_properties", json!({})), ["trigger_properties"]);
        assert_eq!(with("/broadcast", json!("true")), ["broadcast", "broadcast"]);
        assert_eq!(with("/send_id", json!("é")), ["send_id"]);
        assert_eq!(with("/external_user_ids", json!(["u"])), ["broadcast"]);
        assert_eq!(with("/recipient_subscription_state", json!("none")), ["recipient_subscription_state"]);
        assert_eq!(with("/messages", json!({})), ["messages"]);
        assert_eq!(with("/messages/email/message_variation_id", Value::Null), ["messages.email.message_variation_id"]);
        assert_eq!(with("/messages/email/from", json!("Lyon")), ["messages.email.from"]);
        assert_eq!(with("/messages/email/html", json!("x")), ["messages.email.html"]);
        assert_eq!(
            with("/messages/email/attachments", json!([{ "url": "u" }])),
            ["messages.email.attachments[0].file_name"]
        );
        assert_eq!(with("/schedule/time", json!("2026-11-22T08:00:00Z")), ["schedule.time"]);
        assert_eq!(with("/schedule/in_local_time", json!(true)), ["schedule.time"]);
    }
}
