//! Customer data: which attributes authors may print as merge tags.

use crate::locale::Localized;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The customer data that a message may print.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Data {
    /// The merge tags that authors may insert, by the name that stands in their text (`{{ first_name }}`).
    pub attributes: BTreeMap<String, Attribute>,
}

/// One attribute of a customer, as a merge tag.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// What Braze calls it: `${first_name}`, `custom_attribute.${points}`.
    pub liquid: String,
    /// What the chip in the editor says.
    pub label: Localized,
    /// What is printed for a customer who has none; required where the attribute may be missing.
    #[serde(default)]
    pub default: Option<Localized>,
    /// Whether a customer may lack it.
    #[serde(default = "yes")]
    pub nullable: bool,
    /// A plausible value, for previews.
    #[serde(default)]
    pub sample: Option<String>,
    /// The longest plausible value in characters, for lengths.
    #[serde(default)]
    pub longest: Option<usize>,
}

const fn yes() -> bool {
    true
}
