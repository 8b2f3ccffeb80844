//! Exceptions: who allowed what, why, until when.

use crate::diag::Severity;
use serde::{Deserialize, Serialize};

/// An exception: somebody allowed what a rule refuses, for a reason, until a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule's id.
    pub rule: String,
    /// Only for this group and those below it; every group where left out.
    #[serde(default)]
    pub group: Option<String>,
    /// Only for this template; every template where left out.
    #[serde(default)]
    pub template: Option<String>,
    /// How gravely what the rule finds is told all the same; not told where left out.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Who allowed it.
    pub who: String,
    /// Why.
    pub why: String,
    /// Last day (ISO 8601) on which it holds: messages that arrive later are not excepted.
    pub until: String,
}
