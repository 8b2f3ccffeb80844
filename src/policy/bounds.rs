//! How far regions and offices may go when they tighten the policy.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far regions and offices may go with policies of their own, which only ever tighten the brand's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Bounds {
    /// What they may tighten: keys of the policy, or tables of them (`limits`, `wording.forbidden`). Anything where left
    /// out; nothing where empty.
    pub keys: Option<Vec<String>>,
    /// Between which figures: key → the least and the most. Of a list that groups add to, how many entries they may add.
    pub figures: BTreeMap<String, Figures>,
}

/// The least and the most that a group may choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Figures {
    /// The least.
    pub least: Option<f64>,
    /// The most.
    pub most: Option<f64>,
}

/// Whether `key` is `path` or stands below it.
pub(super) fn is_in(key: &str, path: &str) -> bool {
    key == path || key.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
}

impl Bounds {
    /// Whether groups may tighten the key at `path`.
    pub fn opens(&self, path: &str) -> bool {
        self.keys.as_ref().is_none_or(|keys| keys.iter().any(|key| is_in(path, key)))
    }

    /// Whether a group may choose this figure there.
    pub fn holds(&self, path: &str, figure: f64) -> bool {
        self.figures.get(path).is_none_or(|figures| {
            figures.least.is_none_or(|least| figure >= least) && figures.most.is_none_or(|most| figure <= most)
        })
    }
}
