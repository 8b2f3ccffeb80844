//! Requests held against Braze's documentation: every field, its type, its limits, and the rules between fields.
//!
//! In: an endpoint, a body or query, and the clock; out: nothing, or each fault with the field's name. The sandbox
//! refuses by it, the proxy asks it before it sends, `countersign braze validate` tells it to scripts.
//!
//! What the documentation leaves open passes. Where it contradicts itself, what Braze was seen to do counts.

use super::Endpoint;
use super::fault::{Consequence, Fault, Faults, wrong};
use super::field::{Kind, Object};
use crate::locale::Text;
use serde_json::{Map, Value};

/// The most bytes of one request: 4 MB.
pub const MAX_REQUEST: usize = 4_000_000;

/// All faults of a body as it comes over the wire.
pub fn bytes(endpoint: Endpoint, bytes: &[u8], now: i64) -> Result<Value, Vec<Fault>> {
    let whole = |text: Text, said: &'static str| {
        let mut faults = Faults::new(now);
        faults.here(wrong(text).with("most", MAX_REQUEST).with("found", bytes.len()).says(said));
        Err(faults.into_found())
    };
    if bytes.len() > MAX_REQUEST {
        const TEXT: Text = Text {
            en: "has {found} bytes, at most {most} are allowed",
            fr: "a {found} octets, {most} sont permis au plus",
        };
        return whole(TEXT, "Request Entity Too Large");
    }
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        return whole(Text { en: "is not JSON", fr: "n’est pas du JSON" }, "Bad Request");
    };
    let found = body(endpoint, &value, now);
    if found.is_empty() { Ok(value) } else { Err(found) }
}

/// All faults of a JSON body. Of an endpoint that takes a query, an object with its parameters.
///
/// ```
/// use countersign::braze::{Endpoint, validate};
/// use countersign::locale::Locale;
/// let body = serde_json::json!({ "schedule_id": "s", "recipients": [] });
/// let faults = validate::body(Endpoint::ScheduleDelete, &body, 0);
/// assert_eq!(faults[0].field, "recipients");
/// assert!(faults[0].message(Locale::En).starts_with("is not a documented field"));
/// ```
pub fn body(endpoint: Endpoint, body: &Value, now: i64) -> Vec<Fault> {
    let mut faults = Faults::new(now);
    if endpoint.is_query() {
        endpoint.object().check(&typed(endpoint.object(), body), &mut faults);
    } else {
        endpoint.object().check(body, &mut faults);
    }
    let mut found = faults.into_found();
    if endpoint == Endpoint::UsersTrack {
        found.iter_mut().for_each(left_out);
    }
    found
}

/// All faults of a query.
pub fn query(endpoint: Endpoint, pairs: &[(String, String)], now: i64) -> Vec<Fault> {
    let mut members = Map::new();
    let mut faults = Faults::new(now);
    for (name, value) in pairs {
        if members.insert(name.clone(), Value::String(value.clone())).is_some() {
            faults.at(name, Text { en: "stands there twice", fr: "s’y trouve deux fois" });
        }
    }
    let mut found = faults.into_found();
    found.extend(body(endpoint, &Value::Object(members), now));
    found
}

/// A query with its whole numbers as numbers: all of a query is text.
pub(super) fn typed(object: &Object, query: &Value) -> Value {
    let Some(members) = query.as_object() else { return query.clone() };
    let number = |name: &str, value: &Value| -> Option<Value> {
        let text =
            value.as_str().filter(|_| matches!(object.field(name).map(|field| field.kind), Some(Kind::Int(..))))?;
        text.parse::<i64>().ok().map(Value::from)
    };
    members
        .iter()
        .map(|(name, value)| (name.clone(), number(name, value).unwrap_or_else(|| value.clone())))
        .collect::<Map<_, _>>()
        .into()
}

/// `POST /users/track` is taken without the objects that are wrong, each told by a code where one is documented.
fn left_out(fault: &mut Fault) {
    let of_one = ["attributes[", "events[", "purchases["].iter().any(|list| fault.field.starts_with(list));
    let documented_for_all = Consequence::Says("Invalid 'properties' field");
    if !of_one || matches!(fault.braze, Consequence::LeavesOut(_)) || fault.braze == documented_for_all {
        return;
    }
    let last = fault.field.rsplit(['.', ']']).find(|name| !name.is_empty()).unwrap_or_default();
    fault.braze = Consequence::LeavesOut(Some(match last {
        "external_id" => "EXTERNAL_USER_ID_TOO_LARGE",
        "email" => "EMAIL_BAD_FORMAT",
        "email_subscribe" => "BAD_EMAIL_SUBSCRIPTION_STATE",
        "push_subscribe" => "BAD_PUSH_SUBSCRIPTION_STATE",
        "current_location" | "longitude" | "latitude" => "BAD_LOCATION_UPDATE",
        "device_id" => "BAD_DEVICE_ID",
        "token" => "BAD_PUSH_TOKEN_STRING",
        "push_tokens" => "BAD_PUSH_TOKEN_VALUE",
        "subscription_groups" => "BAD_SUBSCRIPTION_GROUP_ARRAY",
        "subscription_group_id" => "BAD_SUBSCRIPTION_GROUP_ID",
        "subscription_state" => "BAD_SUBSCRIPTION_GROUP_STATE",
        "email_subscription_info" => "INVALID_ATTRIBUTE_EMAIL_SUBSCRIPTION_INFO",
        _ => {
            fault.braze = Consequence::LeavesOut(None);
            return;
        }
    }));
}

/// The fault of a body that its table passes and its type does not hold.
pub(super) fn unread(now: i64) -> Vec<Fault> {
    let mut faults = Faults::new(now);
    faults.here(Text { en: "cannot be read", fr: "est illisible" });
    faults.into_found()
}
