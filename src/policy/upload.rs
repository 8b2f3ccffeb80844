//! Customers from a file: which columns an office may upload, and the attribute that names its lists.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The most rows of one file where the policy says nothing.
const MOST_ROWS: u64 = 200_000;

/// What an office may upload about its customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Upload {
    /// The custom attribute of Braze (an array) in which a customer's lists are named; an audience filter looks there.
    pub list: String,
    /// The columns that a file may have: `external_id`, `email`, `phone` and names of `[data.attributes]`. All of these
    /// where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<String>>,
    /// The most rows of one file.
    #[serde(default = "most_rows")]
    pub most_rows: u64,
    /// What is declared of everybody on a list, for rules about the audience: `consent = "express"`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Value>,
}

const fn most_rows() -> u64 {
    MOST_ROWS
}

/// What the cells of an attribute hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum AttributeKind {
    /// Text of any kind.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    Boolean,
}

impl AttributeKind {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) const fn is_text(&self) -> bool {
        matches!(self, Self::Text)
    }
}
