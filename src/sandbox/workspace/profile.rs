//! What is known of one person. Small, as a million of them must fit, and shared: a message that was sent keeps the
//! profile as it was, and whoever writes to the profile afterwards writes to a copy.

use crate::braze::{Moment, SubscriptionState};
use crate::liquid::value::{Object, Value};
use serde_json::{Map, Value as Json};
use std::sync::Arc;

/// A name that many profiles share.
pub(in crate::sandbox) type Name = Arc<str>;

/// The most custom attributes of one person; ours, so that no request takes more than linear time.
const MOST_ATTRIBUTES: usize = 1_000;

/// Fields of a profile: what `POST /users/track` and the export call them, and what Liquid does.
const FIELDS: &[(&str, &str)] = &[
    ("first_name", "first_name"),
    ("last_name", "last_name"),
    ("email", "email_address"),
    ("phone", "phone_number"),
    ("dob", "date_of_birth"),
    ("home_city", "city"),
    ("country", "country"),
    ("language", "language"),
    ("time_zone", "time_zone"),
    ("gender", "gender"),
    ("current_location", "most_recent_location"),
    ("date_of_first_session", "date_of_first_session"),
    ("date_of_last_session", "last_used_app_date"),
    ("marked_email_as_spam_at", "marked_email_as_spam_at"),
    ("email_open_tracking_disabled", "email_open_tracking_disabled"),
    ("email_click_tracking_disabled", "email_click_tracking_disabled"),
    ("facebook", "facebook"),
    ("twitter", "twitter"),
];

/// Names and values in the order in which they were first written.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct Fields(Vec<(Name, Value)>);

impl Fields {
    pub(in crate::sandbox) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| &**known == name).map(|(_, value)| value)
    }

    pub(in crate::sandbox) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    /// Writes a value; nothing removes it.
    pub(in crate::sandbox) fn set(&mut self, name: &Name, value: Value) {
        let place = self.0.iter().position(|(known, _)| known == name);
        match (place, value.is_nil()) {
            (Some(place), true) => {
                self.0.remove(place);
            }
            (Some(place), false) => {
                if let Some((_, old)) = self.0.get_mut(place) {
                    *old = value;
                }
            }
            (None, false) if self.0.len() < MOST_ATTRIBUTES => self.0.push((Arc::clone(name), value)),
            _ => {}
        }
    }

    pub(in crate::sandbox) fn iter(&self) -> impl Iterator<Item = (&Name, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// As JSON.
    pub(in crate::sandbox) fn json(&self) -> Map<String, Json> {
        self.iter().map(|(name, value)| (name.to_string(), json(value))).collect()
    }
}

/// A token with which an app on a device is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox) struct Token {
    pub(in crate::sandbox) app_id: Name,
    pub(in crate::sandbox) token: Name,
    pub(in crate::sandbox) device_id: Option<Name>,
}

/// Something that was done, how often, and when first and last (milliseconds).
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Count {
    pub(in crate::sandbox) name: Name,
    pub(in crate::sandbox) count: u64,
    pub(in crate::sandbox) first: i64,
    pub(in crate::sandbox) last: i64,
}

/// What only some have.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct More {
    /// Label and name.
    pub(in crate::sandbox) aliases: Vec<(Name, Name)>,
    /// Group, and whether in it.
    pub(in crate::sandbox) groups: Vec<(Name, bool)>,
    pub(in crate::sandbox) tokens: Vec<Token>,
    pub(in crate::sandbox) events: Vec<Count>,
    pub(in crate::sandbox) purchases: Vec<Count>,
    pub(in crate::sandbox) revenue: f64,
}

/// What is known of one person.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Profile {
    pub(in crate::sandbox) external_id: Option<Name>,
    pub(in crate::sandbox) braze_id: Name,
    /// When it began and when it was last written to (milliseconds).
    pub(in crate::sandbox) created: i64,
    pub(in crate::sandbox) updated: i64,
    pub(in crate::sandbox) email_subscribe: SubscriptionState,
    pub(in crate::sandbox) push_subscribe: SubscriptionState,
    pub(in crate::sandbox) fields: Fields,
    pub(in crate::sandbox) custom: Fields,
    more: Option<Box<More>>,
}

/// Nothing of what only some have.
static NOTHING: More = More {
    aliases: Vec::new(),
    groups: Vec::new(),
    tokens: Vec::new(),
    events: Vec::new(),
    purchases: Vec::new(),
    revenue: 0.0,
};

impl Profile {
    pub(in crate::sandbox) fn new(braze_id: &str, now: i64) -> Self {
        Self {
            external_id: None,
            braze_id: Arc::from(braze_id),
            created: now,
            updated: now,
            email_subscribe: SubscriptionState::Subscribed,
            push_subscribe: SubscriptionState::Subscribed,
            fields: Fields::default(),
            custom: Fields::default(),
            more: None,
        }
    }

    pub(in crate::sandbox) fn more(&self) -> &More {
        self.more.as_deref().unwrap_or(&NOTHING)
    }

    pub(in crate::sandbox) fn more_mut(&mut self) -> &mut More {
        self.more.get_or_insert_default()
    }

    /// What to call this person: the external id, an alias, or Braze's own id.
    pub(in crate::sandbox) fn handle(&self) -> &str {
        let alias = || self.more().aliases.first().map(|(_, name)| name);
        self.external_id.as_ref().or_else(alias).unwrap_or(&self.braze_id)
    }

    /// A number from 0 to 9999 that stays.
    pub(in crate::sandbox) fn bucket(&self) -> i64 {
        let sum = self.braze_id.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(131).wrapping_add(u64::from(byte)));
        i64::try_from(sum % 10_000).unwrap_or_default()
    }

    /// Whether this person is in a subscription group; `None` where that was never said.
    pub(in crate::sandbox) fn in_group(&self, group: &str) -> Option<bool> {
        self.more().groups.iter().find(|(known, _)| &**known == group).map(|(_, inside)| *inside)
    }

    /// When the app was last used.
    pub(in crate::sandbox) fn last_session(&self) -> Option<i64> {
        instant(self.fields.text("date_of_last_session")?)
    }

    /// The person as Liquid sees one.
    pub(in crate::sandbox) fn liquid(&self) -> Vec<(Name, Value)> {
        let mut entries: Vec<(Name, Value)> = Vec::with_capacity(self.fields.0.len().saturating_add(8));
        for (name, value) in self.fields.iter() {
            let called = FIELDS.iter().find(|(field, _)| *field == &**name).map(|(_, liquid)| *liquid);
            match called {
                Some(liquid) if *liquid != **name => entries.push((Arc::from(liquid), value.clone())),
                _ => entries.push((Arc::clone(name), value.clone())),
            }
        }
        let mut add = |name: &str, value: Value| entries.push((Arc::from(name), value));
        add("braze_id", Value::Str(Arc::clone(&self.braze_id)));
        add("random_bucket_number", Value::Int(self.bucket()));
        if let Some(id) = &self.external_id {
            add("user_id", Value::Str(Arc::clone(id)));
        }
        add("custom_attribute", Value::from(self.custom.0.iter().cloned().collect::<Object>()));
        let groups = self.more().groups.iter().map(|(group, inside)| {
            (Arc::clone(group), Value::text(if *inside { "subscribed" } else { "unsubscribed" }))
        });
        let email = (Arc::from("email_global"), Value::text(self.email_subscribe.word()));
        add("subscribed_state", Value::from(groups.chain([email]).collect::<Object>()));
        entries
    }
}

/// The value of a profile's field as Braze keeps it; `None`: what was written is ignored. Whether a time zone is one,
/// [`People::is_zone`](super::people::People::is_zone) knows.
pub(in crate::sandbox) fn field(name: &str, value: &Json) -> Option<Value> {
    if value.is_null() {
        return Some(Value::Nil);
    }
    let text = value.as_str();
    let letters = |most: usize| text.filter(|text| text.len() == most && text.bytes().all(|b| b.is_ascii_alphabetic()));
    match name {
        "country" => Some(letters(2).map_or(Value::Nil, |code| Value::from(code.to_ascii_uppercase()))),
        "language" => Some(letters(2).map_or(Value::Nil, |code| Value::from(code.to_ascii_lowercase()))),
        "gender" => text.filter(|text| matches!(*text, "M" | "F" | "O" | "N" | "P")).map(Value::text),
        "time_zone" => text.map(Value::text),
        "dob" => text.filter(|text| Moment::date(text).is_some()).map(Value::text),
        _ => Some(Value::from(value)),
    }
}

/// Whether this is a field of the profile, and not a custom attribute.
pub(in crate::sandbox) fn is_field(name: &str) -> bool {
    FIELDS.iter().any(|(field, _)| *field == name)
}

/// A value of Liquid's as JSON.
pub(in crate::sandbox) fn json(value: &Value) -> Json {
    match value {
        Value::Bool(value) => Json::Bool(*value),
        Value::Int(whole) => Json::from(*whole),
        Value::Big(whole) => u64::try_from(**whole).map_or(Json::Null, Json::from),
        Value::Float(float) => Json::from(*float),
        Value::Str(text) => Json::String(text.to_string()),
        Value::Array(items) => Json::Array(items.iter().map(json).collect()),
        Value::Object(object) => {
            Json::Object(object.iter().map(|(name, value)| (name.to_string(), json(value))).collect())
        }
        _ => Json::Null,
    }
}

/// The state of a subscription, as Braze writes it.
pub(in crate::sandbox) fn state(word: &str) -> Option<SubscriptionState> {
    use SubscriptionState::{OptedIn, Subscribed, Unsubscribed};
    [OptedIn, Subscribed, Unsubscribed].into_iter().find(|state| state.word() == word)
}

/// A time as Braze reads one: ISO 8601, an offset or UTC; milliseconds.
pub(in crate::sandbox) fn instant(text: &str) -> Option<i64> {
    Moment::loose(text)?.at_offset(0).map(|at| at.as_millisecond())
}
