//! What brand and legal decided, as data: words, colours, hosts, attributes, dates, severities, waivers.
//!
//! Comes in as `policy.toml` of a kit, and as `policies/<group>.toml` of regions and offices, which only tighten it. Rules are ways of looking; everything that a brand may decide is here.

mod bounds;
mod clients;
mod data;
mod inbox;
mod legal;
mod limits;
mod links;
mod look;
mod schedule;
mod tighten;
mod upload;
mod waiver;
mod wording;

pub use bounds::{Bounds, Figures};
pub use clients::{Clients, Shares};
pub use data::{Attribute, Data, Tag, Tags};
pub use inbox::Inbox;
pub use legal::Legal;
pub use limits::{Length, Limits};
pub use links::Links;
pub use look::{Colour, Logo, Look, Pair};
pub use schedule::{Blackout, Quiet, ScheduleLimits};
pub use tighten::{KEYS, Refusal, Way, Why};
pub use upload::{AttributeKind, Upload};
pub use waiver::Waiver;
pub use wording::{Address, Claim, Forbidden, Mark, Name, Required, Signature, Wording};

use crate::diag::Severity;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A brand's policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Which words we use and which we do not.
    pub wording: Wording,
    /// How long, how loud, how hard to read a message may be.
    pub limits: Limits,
    /// Colours, letters, the logo.
    pub look: Look,
    /// Where links and images may point.
    pub links: Links,
    /// The customer data that a message may print.
    pub data: Data,
    /// Law: what holds everywhere besides each group's own country, and required wording.
    pub legal: Legal,
    /// When messages may go.
    pub schedule: ScheduleLimits,
    /// What is declared of the brand, for rules that hold only in some cases: `sector = ["alcohol"]`.
    pub facts: BTreeMap<String, Value>,
    /// Which mail programs the readers use.
    pub clients: Clients,
    /// Limits of a message, and the domains that it may come from.
    pub inbox: Inbox,
    /// Severities that differ from the rule's own: rule id → `error`, `warning` or `info`.
    pub severity: BTreeMap<String, Severity>,
    /// Rules that are not looked at, by id.
    pub off: Vec<String>,
    /// Exceptions: who allowed what, why, until when.
    pub waivers: Vec<Waiver>,
    /// How far regions and offices may go with policies of their own (`policies/<group>.toml`).
    pub bounds: Bounds,
}
