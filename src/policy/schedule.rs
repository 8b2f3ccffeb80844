//! When messages may go.

use serde::{Deserialize, Serialize};

/// When messages may go.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ScheduleLimits {
    /// Hours, in the group's time zone, at which nothing may arrive.
    pub quiet: Option<Quiet>,
    /// The least time between sending off and delivery, in minutes.
    pub notice_minutes: Option<u32>,
    /// The furthest that a delivery may lie ahead, in days.
    pub ahead_days: Option<u32>,
    /// Days on which nothing may go: mourning, elections, inventory.
    pub blackouts: Vec<Blackout>,
}

/// Days on which nothing may go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Blackout {
    /// First day (ISO 8601).
    pub from: String,
    /// Last day (ISO 8601); the first where left out.
    #[serde(default)]
    pub until: Option<String>,
    /// Only for groups in these countries (ISO 3166); everywhere where left out.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Only for promotions.
    #[serde(default)]
    pub promotional: bool,
    /// Why, as authors read it.
    pub why: String,
}

/// Hours at which nothing may arrive; may go over midnight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quiet {
    /// First minute, `HH:MM`.
    pub from: String,
    /// First minute after, `HH:MM`.
    pub until: String,
}
