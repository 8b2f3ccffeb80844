//! What the proxy answers about the segments of a group: whom an author may choose, how many they are, how that went.

use serde::{Deserialize, Serialize};

/// The answer to `GET /v1/segments`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentsAnswer {
    /// The group's segments that Braze has; all of the group's where Braze does not answer.
    pub segments: Vec<SegmentView>,
    /// Whether Braze was there to say which of them exist.
    pub checked: bool,
    /// The kit's segments that Braze does not have, by id: the brand's mistake.
    pub missing: Vec<String>,
}

/// A segment as an author may see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentView {
    /// Braze's id.
    pub id: String,
    /// What the kit calls it.
    pub name: String,
    /// What a person wrote about it in Braze, or its filters in Braze's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How many people, on the last day of which Braze tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// How many people day by day, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trend: Vec<SegmentDay>,
}

/// How large a segment was on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentDay {
    /// The day: `2026-11-23`.
    pub day: String,
    /// How many people, as Braze estimates it.
    pub size: u64,
}
