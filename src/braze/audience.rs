//! Connected audiences: a filter on attributes and subscriptions, written in the request and held against every user
//! when the message goes.
//!
//! ```
//! use countersign::braze::{Audience, Comparison};
//! let audience = Audience::And(vec![
//!     Audience::attribute("city", Comparison::Equals, Some("Lyon".into())),
//!     Audience::Or(vec![Audience::attribute("visits", Comparison::GreaterThan, Some(3.into()))]),
//! ]);
//! let json = serde_json::to_value(&audience).unwrap();
//! assert_eq!(json["AND"][0]["custom_attribute"]["comparison"], "equals");
//! assert_eq!(serde_json::from_value::<Audience>(json).unwrap(), audience);
//! ```
//!
//! Source: <https://www.braze.com/docs/api/objects_filters/connected_audience>

use super::fault::{Faults, wrong};
use super::field::{Kind, given, object, text};
use super::moment::Moment;
use super::words::words;
use crate::locale::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A connected audience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Audience {
    /// All of them.
    #[serde(rename = "AND")]
    And(Vec<Audience>),
    /// Any of them.
    #[serde(rename = "OR")]
    Or(Vec<Audience>),
    /// By a custom attribute.
    #[serde(rename = "custom_attribute")]
    CustomAttribute(CustomAttribute),
    /// By the state of push.
    #[serde(rename = "push_subscription_status")]
    PushSubscriptionStatus(SubscriptionStatus),
    /// By the state of e-mail.
    #[serde(rename = "email_subscription_status")]
    EmailSubscriptionStatus(SubscriptionStatus),
    /// By when the app was last used.
    #[serde(rename = "last_used_app")]
    LastUsedApp(LastUsedApp),
}

impl Audience {
    /// A filter on a custom attribute.
    pub fn attribute(name: &str, comparison: Comparison, value: Option<Value>) -> Self {
        Self::CustomAttribute(CustomAttribute { custom_attribute_name: name.to_owned(), comparison, value })
    }
}

words! {
    /// How the value of a custom attribute is compared. Which of them fit depends on the type that the attribute has
    /// in Braze, which a request does not say.
    Comparison {
        /// Strings, numbers, booleans.
        Equals = "equals",
        /// Strings, numbers, booleans.
        NotEqual = "not_equal",
        /// Strings.
        MatchesRegex = "matches_regex",
        /// Strings.
        DoesNotMatchRegex = "does_not_match_regex",
        /// Arrays.
        IncludesValue = "includes_value",
        /// Arrays.
        DoesNotIncludeValue = "does_not_include_value",
        /// Numbers.
        GreaterThan = "greater_than",
        /// Numbers.
        GreaterThanOrEqualTo = "greater_than_or_equal_to",
        /// Numbers.
        LessThan = "less_than",
        /// Numbers.
        LessThanOrEqualTo = "less_than_or_equal_to",
        /// Times; the value is a number of days.
        LessThanXDaysAgo = "less_than_x_days_ago",
        /// Times; the value is a number of days.
        GreaterThanXDaysAgo = "greater_than_x_days_ago",
        /// Times; the value is a number of days.
        LessThanXDaysInTheFuture = "less_than_x_days_in_the_future",
        /// Times; the value is a number of days.
        GreaterThanXDaysInTheFuture = "greater_than_x_days_in_the_future",
        /// Times.
        After = "after",
        /// Times.
        Before = "before",
        /// Any type; without a value.
        Exists = "exists",
        /// Any type; without a value.
        DoesNotExist = "does_not_exist",
    }
}

words! {
    /// Whether it is so.
    Is {
        /// It is.
        Is = "is",
        /// It is not.
        IsNot = "is_not",
    }
}

words! {
    /// The state of a subscription.
    SubscriptionState {
        /// Asked for it.
        OptedIn = "opted_in",
        /// Neither asked for it nor against it.
        Subscribed = "subscribed",
        /// Asked to be left alone.
        Unsubscribed = "unsubscribed",
    }
}

words! {
    /// Before or after.
    BeforeAfter {
        /// Later than the value.
        After = "after",
        /// Earlier than the value.
        Before = "before",
    }
}

object! {
    /// A filter on a custom attribute. Nested attributes and arrays of objects cannot be filtered on.
    CustomAttribute as "custom_attribute", "objects_filters/connected_audience", rules comparison {
        must custom_attribute_name: String, Kind::Id, "The name of the custom attribute.", "Le nom de l’attribut personnalisé.";
        must comparison: Comparison, Kind::OneOf(Comparison::WORDS), "How it is compared.", "Comment il est comparé.";
        may value: Value, Kind::Any, "What it is compared with: a string, a number, true or false. Not with `exists` and `does_not_exist`; a date by ISO 8601 with `before` and `after`; a string with regular expressions; a number of days with `…_x_days_…`.", "Ce à quoi il est comparé\u{a0}: chaîne, nombre, true ou false. Absent avec `exists` et `does_not_exist`\u{a0}; une date ISO 8601 avec `before` et `after`\u{a0}; une chaîne avec les expressions régulières\u{a0}; un nombre de jours avec `…_x_days_…`.";
    }
}

object! {
    /// A filter on the state of a subscription.
    SubscriptionStatus as "subscription_status", "objects_filters/connected_audience" {
        must comparison: Is, Kind::OneOf(Is::WORDS), "Whether it is this state.", "Si c’est cet état.";
        must value: SubscriptionState, Kind::OneOf(SubscriptionState::WORDS), "The state.", "L’état.";
    }
}

object! {
    /// A filter on when the app was last used.
    LastUsedApp as "last_used_app", "objects_filters/connected_audience" {
        must comparison: BeforeAfter, Kind::OneOf(BeforeAfter::WORDS), "Before or after.", "Avant ou après.";
        must value: String, Kind::Time, "The time, by ISO 8601.", "Le moment, selon ISO 8601.";
    }
}

/// The filters by their names.
pub(super) const FILTERS: &[(&str, &super::field::Object)] = &[
    ("custom_attribute", &CustomAttribute::OBJECT),
    ("push_subscription_status", &SubscriptionStatus::OBJECT),
    ("email_subscription_status", &SubscriptionStatus::OBJECT),
    ("last_used_app", &LastUsedApp::OBJECT),
];

/// The faults of a connected audience.
pub(super) fn check(value: &Value, faults: &mut Faults) {
    const ONE: Text = Text {
        en: "must be an object with exactly one of AND, OR, {filters}",
        fr: "doit être un objet avec exactement l’un de AND, OR, {filters}",
    };
    let names = || FILTERS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let Some(members) = value.as_object() else {
        faults.here(wrong(ONE).with("filters", names()));
        return;
    };
    for (name, value) in members {
        if faults.full() {
            return;
        }
        match (name.as_str(), FILTERS.iter().find(|(known, _)| known == name)) {
            ("AND" | "OR", _) => faults.within(name, |faults| match value.as_array() {
                Some(nodes) if !nodes.is_empty() => {
                    for (index, node) in nodes.iter().enumerate() {
                        if faults.full() {
                            return;
                        }
                        faults.item(index, |faults| check(node, faults));
                    }
                }
                _ => faults.here(Text { en: "must be an array of filters", fr: "doit être un tableau de filtres" }),
            }),
            (_, Some((_, object))) => faults.within(name, |faults| object.check(value, faults)),
            _ => faults.at(
                name,
                wrong(Text {
                    en: "is no filter of a connected audience; it can have AND, OR, {filters}",
                    fr: "n’est pas un filtre d’audience connectée\u{a0}; elle peut avoir AND, OR, {filters}",
                })
                .with("filters", names()),
            ),
        }
    }
    if members.len() != 1 {
        faults.here(wrong(ONE).with("filters", names()));
    }
}

fn comparison(members: &Map<String, Value>, faults: &mut Faults) {
    let Some(comparison) = text(members, "comparison") else { return };
    let value = given(members, "value");
    let days = comparison.contains("_x_days_");
    let ordered =
        matches!(comparison, "greater_than" | "greater_than_or_equal_to" | "less_than" | "less_than_or_equal_to");
    match (comparison, value) {
        ("exists" | "does_not_exist", _) => {}
        (_, None) => faults.at(
            "value",
            wrong(Text { en: "is required with {comparison}", fr: "est obligatoire avec {comparison}" })
                .with("comparison", comparison),
        ),
        ("before" | "after", Some(value)) if value.as_str().and_then(Moment::iso).is_none() => faults.at(
            "value",
            Text {
                en: "must be a date and time by ISO 8601: `2026-11-24T08:00:00Z`",
                fr: "doit être une date et une heure ISO 8601\u{a0}: `2026-11-24T08:00:00Z`",
            },
        ),
        ("matches_regex" | "does_not_match_regex", Some(value)) if !value.is_string() => faults.at(
            "value",
            Text {
                en: "must be a string: a regular expression",
                fr: "doit être une chaîne\u{a0}: une expression régulière",
            },
        ),
        (_, Some(value)) if (days || ordered) && !value.is_number() => faults.at(
            "value",
            wrong(Text { en: "must be a number with {comparison}", fr: "doit être un nombre avec {comparison}" })
                .with("comparison", comparison),
        ),
        (_, Some(value)) if value.is_array() || value.is_object() => faults.at(
            "value",
            Text {
                en: "must be a string, a number, true or false",
                fr: "doit être une chaîne, un nombre, true ou false",
            },
        ),
        _ => {}
    }
}
