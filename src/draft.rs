//! What an author made: template, group, slot values, audience, schedule. Plain JSON, no HTML.

use crate::channel::Channel;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// What an author made.
///
/// ```
/// let draft: countersign::draft::Draft = serde_json::from_str(
///     r#"{ "template": "offer", "group": "lyon", "slots": { "intro": "Bonjour **Lyon** !", "hero": { "src": "…", "alt": "" } } }"#,
/// )?;
/// assert_eq!(draft.group, "lyon");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The template's name in the kit.
    pub template: String,
    /// The version that it was written for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template_version: Option<u32>,
    /// The group that sends it.
    pub group: String,
    /// What the author calls it; no recipient sees it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The offer that it is about, by its id in the kit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// The channels on which it goes out; all of its template's where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// What stands in each slot, by id; see [`SlotKind`](crate::template::SlotKind) for the forms.
    #[serde(default)]
    pub slots: BTreeMap<String, Value>,
    /// Whom it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// When it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// What persons have confirmed, where a rule asks for a person's word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attestations: Vec<Attestation>,
}

/// A person's word on a fact that no program can know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attestation {
    /// The rule that asked, by id.
    pub rule: String,
    /// The words that it asked about, as the finding's fact `about` has them; other words are asked about anew.
    #[serde(default)]
    pub about: String,
    /// Who confirmed.
    pub by: String,
    /// When, by RFC 3339.
    pub at: String,
}

/// Whom a message goes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// A Braze segment of the group, by id. Empty where a list is chosen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub segment: String,
    /// A list of customers that the group uploaded, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
}

impl Audience {
    /// Everybody in a segment.
    pub fn segment(id: impl Into<String>) -> Self {
        Self { segment: id.into(), list: None }
    }

    /// Everybody on a list.
    pub fn list(id: impl Into<String>) -> Self {
        Self { segment: String::new(), list: Some(id.into()) }
    }
}

/// When a message goes; the words are Braze's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// An instant by RFC 3339 (`2026-11-24T08:00:00+01:00`).
    pub time: String,
    /// At this clock time in each recipient's own zone.
    #[serde(default)]
    pub in_local_time: bool,
    /// On this day at the hour at which each recipient opens most.
    #[serde(default)]
    pub at_optimal_time: bool,
}

/// A made-up customer, for previews.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// What the list of samples says: `Léa, a regular`.
    pub name: String,
    /// Braze's standard attributes: `first_name`, `language` …
    #[serde(default)]
    pub attributes: BTreeMap<String, Value>,
    /// The brand's own attributes.
    #[serde(default)]
    pub custom_attributes: BTreeMap<String, Value>,
}
