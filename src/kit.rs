//! All that a brand publishes, compiled: policy, groups, templates, sample recipients. `kit.json` in one value.
//!
//! A kit folder is read and compiled by the command line (`countersign kit build`); this is what comes out of it and
//! what the engine, the proxy and the editor take in.

use crate::digest::Digest;
use crate::draft::Recipient;
use crate::group::{Groups, Office};
use crate::json;
use crate::locale::Localized;
use crate::order;
use crate::policy::Policy;
use crate::template::Template;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The format that this version reads and writes.
pub const FORMAT: u32 = 1;

/// All that a brand publishes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kit {
    /// [`FORMAT`].
    pub format: u32,
    /// Who the brand is.
    pub brand: Brand,
    /// What brand and legal decided.
    pub policy: Policy,
    /// What regions and offices say of their own, by group, as it is written: it only tightens the policy.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub policies: BTreeMap<String, Value>,
    /// The offices.
    pub groups: Groups,
    /// The templates by name.
    pub templates: BTreeMap<String, Template>,
    /// The offers that drafts may be about, by id.
    #[serde(default)]
    pub offers: BTreeMap<String, Offer>,
    /// Made-up customers for previews.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
}

/// Who the brand is, and how its editor looks (`brand.toml`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Its name, in its one spelling.
    pub name: String,
    /// Its site.
    #[serde(default)]
    pub website: Option<String>,
    /// The address of its logo.
    #[serde(default)]
    pub logo: Option<String>,
    /// The editor's accent colour, `#rrggbb`.
    #[serde(default)]
    pub accent: Option<String>,
    /// Anything else that templates print as `{{ brand.fields.<name> }}`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// Something on offer, as head office decided it: templates print `{{ offer.name }}`, `{{ offer.<field> }}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// What it is called.
    pub name: Localized,
    /// First day (ISO 8601) of the offer.
    #[serde(default)]
    pub from: Option<String>,
    /// Last day (ISO 8601) of the offer.
    #[serde(default)]
    pub until: Option<String>,
    /// Anything else that templates print: `price`, `conditions`.
    #[serde(default)]
    pub fields: BTreeMap<String, Value>,
}

/// Why a `kit.json` was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    /// It is not the JSON of a kit.
    #[error("kit.json, line {line}: {message}. Build it anew with `countersign kit build`.")]
    Json {
        /// Where.
        line: usize,
        /// What the reader said.
        message: String,
    },
    /// Another version of Countersign made it.
    #[error(
        "kit.json has format {found}, this version reads format {FORMAT}. Build it anew with `countersign kit build`."
    )]
    Format {
        /// The format it has.
        found: u32,
    },
}

impl KitError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Json { .. } => "kit-json",
            Self::Format { .. } => "kit-format",
        }
    }
}

impl Kit {
    /// Reads a `kit.json`.
    pub fn from_json(text: &str) -> Result<Self, KitError> {
        let kit: Self =
            json::read(text).map_err(|error| KitError::Json { line: error.line(), message: error.to_string() })?;
        match kit.format {
            FORMAT => Ok(kit),
            found => Err(KitError::Format { found }),
        }
    }

    /// The policy as it holds for a group: the brand's, tightened by each group above it and by its own.
    pub fn policy_of(&self, office: &Office) -> Policy {
        let chain = office.above.iter().rev().chain(std::iter::once(&office.id));
        let own = chain.filter_map(|id| self.policies.get(id));
        let mut policy = own.fold(self.policy.clone(), |above, own| above.tightened(own).0);
        policy.withhold();
        policy
    }

    /// The names of the templates, in the order of lists.
    pub fn templates_in_order(&self) -> impl Iterator<Item = &String> {
        let mut names: Vec<(&String, u32)> =
            self.templates.iter().map(|(name, template)| (name, template.order.unwrap_or(u32::MAX))).collect();
        order::sort_by_key(&mut names, |(_, place)| *place);
        names.into_iter().map(|(name, _)| name)
    }

    /// Writes a `kit.json`; the same kit always gives the same bytes.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The kit's digest: what a certificate names as the version of the policy.
    pub fn digest(&self) -> String {
        Digest::new("kit").field("json", self.to_json()).finish()
    }
}
