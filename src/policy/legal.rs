//! Law that holds everywhere, and required wording.

use crate::locale::Localized;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Law that a brand chose to hold everywhere, and required wording.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Legal {
    /// Countries (ISO 3166) whose rules hold for every message, besides those of the group's own country.
    pub everywhere: Vec<String>,
    /// Required wording by name: `franchise_notice`.
    pub strings: BTreeMap<String, Localized>,
}
