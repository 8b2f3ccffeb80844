//! Who belongs to a segment or a connected audience. In: the JSON of a filter. Out: a [`Filter`] that is held against
//! one person after the other.
//!
//! The grammar is Braze's connected audience; segments of a workspace's file know two filters more: `field`, on the
//! profile, and `event`, on what was done.

use super::profile::{self, Profile, instant};
use crate::braze::SubscriptionState;
use crate::liquid::value::Value as Liquid;
use regex::{Regex, RegexBuilder};
use serde_json::{Map, Value};

/// Filters within filters.
const DEPTH: usize = 20;

/// Bytes that a compiled pattern may take.
const PATTERN: usize = 1 << 20;

const DAY: i64 = 86_400_000;

/// Who belongs.
#[derive(Clone, Debug)]
pub(in crate::sandbox) enum Filter {
    All(Vec<Self>),
    Any(Vec<Self>),
    Attribute { name: String, field: bool, test: Test },
    Email(bool, SubscriptionState),
    Push(bool, SubscriptionState),
    LastUsed { after: bool, at: i64 },
    Event { name: String, at_least: u64 },
}

/// How an attribute is compared.
#[derive(Clone, Debug)]
pub(in crate::sandbox) enum Test {
    Exists(bool),
    Equals(bool, Value),
    Includes(bool, Value),
    Matches(bool, Regex),
    /// More than, or as much as.
    More {
        than: f64,
        or_equal: bool,
    },
    /// Less than, or as much as.
    Less {
        than: f64,
        or_equal: bool,
    },
    /// A time after (or before) an instant.
    Time {
        after: bool,
        at: i64,
    },
    /// A time after (or before) so many days from now.
    Days {
        after: bool,
        days: i64,
        past: bool,
    },
}

impl Filter {
    /// Reads a filter; the reason where it is none.
    pub(in crate::sandbox) fn read(json: &Value) -> Result<Self, String> {
        read(json, DEPTH)
    }

    /// Whether this person belongs, now (milliseconds).
    pub(in crate::sandbox) fn holds(&self, person: &Profile, now: i64) -> bool {
        match self {
            Self::All(filters) => filters.iter().all(|filter| filter.holds(person, now)),
            Self::Any(filters) => filters.iter().any(|filter| filter.holds(person, now)),
            Self::Attribute { name, field, test } => {
                let fields = if *field { &person.fields } else { &person.custom };
                test.holds(fields.get(name), now)
            }
            Self::Email(is, state) => (person.email_subscribe == *state) == *is,
            Self::Push(is, state) => (person.push_subscribe == *state) == *is,
            Self::LastUsed { after, at } => {
                person.last_session().is_some_and(|used| if *after { used > *at } else { used < *at })
            }
            Self::Event { name, at_least } => {
                let done = person.more().events.iter().find(|event| *event.name == **name);
                done.map_or(0, |event| event.count) >= *at_least
            }
        }
    }

    /// What a person would call it, as Braze describes the filters of a segment.
    pub(in crate::sandbox) fn describe(&self) -> String {
        let joined = |filters: &[Self], word: &str| filters.iter().map(Self::describe).collect::<Vec<_>>().join(word);
        let is = |is: bool| if is { "is" } else { "is not" };
        match self {
            Self::All(filters) => joined(filters, " and "),
            Self::Any(filters) => format!("({})", joined(filters, " or ")),
            Self::Attribute { name, test, .. } => format!("{name} {}", test.describe()),
            Self::Email(yes, state) => format!("Email Subscription Status {} {}", is(*yes), state.word()),
            Self::Push(yes, state) => format!("Push Subscription Status {} {}", is(*yes), state.word()),
            Self::LastUsed { after, at } => {
                let at = crate::sandbox::clock::rfc3339(*at);
                format!("Last Used App {} {at}", if *after { "after" } else { "before" })
            }
            Self::Event { name, at_least } => format!("has done {name} at least {at_least} times"),
        }
    }
}

impl Test {
    fn holds(&self, value: Option<&Liquid>, now: i64) -> bool {
        let number = || match value? {
            #[expect(clippy::cast_precision_loss, reason = "as numbers are compared everywhere")]
            Liquid::Int(whole) => Some(*whole as f64),
            Liquid::Float(float) => Some(*float),
            _ => None,
        };
        let text = || value.and_then(Liquid::as_str);
        match self {
            Self::Exists(yes) => value.is_some() == *yes,
            Self::Equals(yes, other) => value.is_some_and(|value| same(&profile::json(value), other)) == *yes,
            Self::Includes(yes, other) => {
                let inside = match value {
                    Some(Liquid::Array(items)) => items.iter().any(|item| same(&profile::json(item), other)),
                    _ => false,
                };
                inside == *yes
            }
            Self::Matches(yes, pattern) => text().is_some_and(|text| pattern.is_match(text)) == *yes,
            Self::More { than, or_equal } => number().is_some_and(|n| n > *than || (*or_equal && n >= *than)),
            Self::Less { than, or_equal } => number().is_some_and(|n| n < *than || (*or_equal && n <= *than)),
            Self::Time { after, at } => {
                text().and_then(instant).is_some_and(|time| if *after { time > *at } else { time < *at })
            }
            Self::Days { after, days, past } => {
                let span = days.saturating_mul(DAY);
                let at = if *past { now.saturating_sub(span) } else { now.saturating_add(span) };
                text().and_then(instant).is_some_and(|time| {
                    let side = if *after { time > at } else { time < at };
                    // What lies ahead did not happen some days ago, and the other way round.
                    side && (time <= now) == *past
                })
            }
        }
    }

    fn describe(&self) -> String {
        let not = |yes: bool, words: &str, without: &str| if yes { words.to_owned() } else { without.to_owned() };
        match self {
            Self::Exists(yes) => not(*yes, "exists", "does not exist"),
            Self::Equals(yes, value) => format!("{} {value}", not(*yes, "equals", "does not equal")),
            Self::Includes(yes, value) => format!("{} {value}", not(*yes, "includes", "does not include")),
            Self::Matches(yes, pattern) => format!("{} {pattern}", not(*yes, "matches", "does not match")),
            Self::More { than, or_equal } => format!("{} {than}", not(*or_equal, "is at least", "is more than")),
            Self::Less { than, or_equal } => format!("{} {than}", not(*or_equal, "is at most", "is less than")),
            Self::Time { after, at } => {
                format!("is {} {}", not(*after, "after", "before"), crate::sandbox::clock::rfc3339(*at))
            }
            Self::Days { after, days, past } => {
                let side = if *after == *past { "less" } else { "more" };
                format!("is {side} than {days} days {}", not(*past, "ago", "in the future"))
            }
        }
    }
}

/// Whether two values are the same: numbers by what they are worth.
fn same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() < f64::EPSILON,
        _ => one == other,
    }
}

fn read(json: &Value, depth: usize) -> Result<Filter, String> {
    let depth = depth.checked_sub(1).ok_or("filters stand too deep in one another")?;
    let members = json.as_object().filter(|members| members.len() == 1);
    let (name, value) =
        members.and_then(|members| members.iter().next()).ok_or("a filter is an object of one member")?;
    let list = || -> Result<Vec<Filter>, String> {
        value.as_array().ok_or(format!("{name} must be an array"))?.iter().map(|filter| read(filter, depth)).collect()
    };
    let inner = || value.as_object().ok_or(format!("{name} must be an object"));
    match name.as_str() {
        "AND" => Ok(Filter::All(list()?)),
        "OR" => Ok(Filter::Any(list()?)),
        "custom_attribute" => {
            let name = text(inner()?, "custom_attribute_name")?.to_owned();
            Ok(Filter::Attribute { name, field: false, test: test(inner()?)? })
        }
        "field" => {
            let name = text(inner()?, "name")?.to_owned();
            Ok(Filter::Attribute { name, field: true, test: test(inner()?)? })
        }
        "event" => {
            let at_least = inner()?.get("at_least").and_then(Value::as_u64).unwrap_or(1);
            Ok(Filter::Event { name: text(inner()?, "name")?.to_owned(), at_least })
        }
        "email_subscription_status" | "push_subscription_status" => {
            let is = text(inner()?, "comparison")? == "is";
            let word = text(inner()?, "value")?;
            let state = profile::state(word).ok_or(format!("{word} is no state of a subscription"))?;
            Ok(if name.starts_with('e') { Filter::Email(is, state) } else { Filter::Push(is, state) })
        }
        "last_used_app" => {
            let at = instant(text(inner()?, "value")?).ok_or("last_used_app.value must be a time")?;
            Ok(Filter::LastUsed { after: text(inner()?, "comparison")? == "after", at })
        }
        other => Err(format!("{other} is no filter")),
    }
}

fn text<'v>(members: &'v Map<String, Value>, name: &str) -> Result<&'v str, String> {
    members.get(name).and_then(Value::as_str).ok_or(format!("{name} must be a string"))
}

fn test(members: &Map<String, Value>) -> Result<Test, String> {
    let value = members.get("value").cloned().unwrap_or_default();
    let number = || value.as_f64().ok_or("value must be a number".to_owned());
    let days = || value.as_i64().ok_or("value must be a whole number of days".to_owned());
    let time = || value.as_str().and_then(instant).ok_or("value must be a time".to_owned());
    let pattern = || {
        let pattern = value.as_str().ok_or("value must be a pattern")?;
        // Braze's patterns do not tell letters apart by case.
        let pattern = RegexBuilder::new(pattern).case_insensitive(true).size_limit(PATTERN).build();
        pattern.map_err(|error| format!("value is no pattern: {error}"))
    };
    Ok(match text(members, "comparison")? {
        "exists" => Test::Exists(true),
        "does_not_exist" => Test::Exists(false),
        "equals" => Test::Equals(true, value),
        "not_equal" | "does_not_equal" => Test::Equals(false, value),
        "includes_value" => Test::Includes(true, value),
        "does_not_include_value" => Test::Includes(false, value),
        "matches_regex" => Test::Matches(true, pattern()?),
        "does_not_match_regex" => Test::Matches(false, pattern()?),
        "greater_than" => Test::More { than: number()?, or_equal: false },
        "greater_than_or_equal_to" => Test::More { than: number()?, or_equal: true },
        "less_than" => Test::Less { than: number()?, or_equal: false },
        "less_than_or_equal_to" => Test::Less { than: number()?, or_equal: true },
        "after" => Test::Time { after: true, at: time()? },
        "before" => Test::Time { after: false, at: time()? },
        "less_than_x_days_ago" => Test::Days { after: true, days: days()?, past: true },
        "greater_than_x_days_ago" => Test::Days { after: false, days: days()?, past: true },
        "less_than_x_days_in_the_future" => Test::Days { after: false, days: days()?, past: false },
        "greater_than_x_days_in_the_future" => Test::Days { after: true, days: days()?, past: false },
        other => return Err(format!("{other} is no comparison")),
    })
}

#[cfg(test)]
mod tests {
    use super::super::people::People;
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_795_435_200_000; // 2026-11-23T12:00:00Z

    fn holds(filter: Value) -> bool {
        let mut people = People::new(1);
        let ann = json!({
            "external_id": "ann", "country": "FR", "email_subscribe": "opted_in", "points": 30, "name of shop": "Lyon",
            "drinks": ["tea", 7], "since": "2026-11-20T00:00:00Z", "renews": "2026-12-01", "vip": true,
            "date_of_last_session": "2026-11-01T00:00:00Z",
        });
        people.set_attributes(&ann, NOW);
        people.count_event(&json!({ "external_id": "ann", "name": "visit", "time": "2026-01-01T00:00:00Z" }), NOW);
        Filter::read(&filter).unwrap().holds(people.get(0).unwrap(), NOW)
    }

    fn attribute(name: &str, comparison: &str, value: Value) -> bool {
        holds(
            json!({ "custom_attribute": { "custom_attribute_name": name, "comparison": comparison, "value": value } }),
        )
    }

    #[test]
    fn every_comparison() {
        for (name, comparison, value, expected) in [
            ("points", "equals", json!(30.0), true),
            ("points", "not_equal", json!(30), false),
            ("nothing", "not_equal", json!(30), true),
            ("points", "greater_than", json!(30), false),
            ("points", "greater_than_or_equal_to", json!(30), true),
            ("points", "less_than", json!(31), true),
            ("points", "less_than_or_equal_to", json!(29), false),
            ("name of shop", "matches_regex", json!("^ly"), true),
            ("name of shop", "does_not_match_regex", json!("^ly"), false),
            ("drinks", "includes_value", json!("tea"), true),
            ("drinks", "does_not_include_value", json!(7), false),
            ("vip", "equals", json!(true), true),
            ("vip", "exists", Value::Null, true),
            ("vip", "does_not_exist", Value::Null, false),
            ("since", "less_than_x_days_ago", json!(4), true),
            ("since", "greater_than_x_days_ago", json!(4), false),
            ("renews", "less_than_x_days_in_the_future", json!(10), true),
            ("renews", "greater_than_x_days_in_the_future", json!(10), false),
            ("renews", "less_than_x_days_ago", json!(4), false),
            ("since", "after", json!("2026-11-19T00:00:00Z"), true),
            ("since", "before", json!("2026-11-19T00:00:00Z"), false),
        ] {
            assert_eq!(attribute(name, comparison, value.clone()), expected, "{name} {comparison} {value}");
        }
    }

    #[test]
    fn filters_within_filters() {
        let opted = json!({ "email_subscription_status": { "comparison": "is", "value": "opted_in" } });
        let push = json!({ "push_subscription_status": { "comparison": "is_not", "value": "subscribed" } });
        let used = json!({ "last_used_app": { "comparison": "after", "value": "2019-07-22T13:17:55+0000" } });
        assert!(holds(json!({ "AND": [opted, used, { "OR": [push, opted] }] })));
        assert!(!holds(json!({ "AND": [opted, push] })));
        assert!(holds(json!({ "field": { "name": "country", "comparison": "equals", "value": "FR" } })));
        assert!(
            holds(json!({ "event": { "name": "visit" } }))
                && !holds(json!({ "event": { "name": "visit", "at_least": 2 } }))
        );
        for bad in [json!({}), json!({ "AND": [], "OR": [] }), json!({ "city": {} }), json!({ "AND": {} })] {
            assert!(Filter::read(&bad).is_err(), "{bad}");
        }
        let deep = (0..30).fold(opted, |inner, _| json!({ "AND": [inner] }));
        assert!(Filter::read(&deep).is_err());
    }
}
