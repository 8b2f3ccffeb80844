//! Customer data: which attributes authors may print as merge tags.

use super::upload::{AttributeKind, Upload};
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
    /// Merge tags, by name, that authors may not insert although they stand in `attributes`: for regions and offices.
    pub withheld: Vec<String>,
    /// What locked parts may print or ask besides the merge tags: `${city}`, `custom_attribute.${points}`. Anything
    /// where left out.
    pub allowed: Vec<String>,
    /// What the subject may print: merge tags by name, or by what Braze calls them. Anything where left out.
    pub subject: Option<Vec<String>>,
    /// Everything that the brand’s Braze has, so that slips in a name are told from it; not checked where left out.
    pub known: Vec<String>,
    /// Data that asks for care, by what Braze calls it.
    pub tags: Tags,
    /// Addresses and telephone numbers that copy may carry: those of the brand.
    pub contacts: Vec<String>,
    /// Content Blocks that may be used; any where left out.
    pub content_blocks: Vec<String>,
    /// Hosts that Connected Content may call; any where left out.
    pub connected_hosts: Vec<String>,
    /// Hosts outside the European Union and the United Kingdom, whose pictures no personal data may be told:
    /// `*.example.cn`.
    pub third_country_hosts: Vec<String>,
    /// Whether messages may be previewed as a real customer, asked of Braze by id: what messages may print and nothing else,
    /// masked for everybody but the role `brand`.
    #[serde(skip_serializing_if = "is_false")]
    pub real_recipients: bool,
    /// What offices may upload about their customers; nothing where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload: Option<Upload>,
}

/// Data that asks for care, each list by what Braze calls it: `custom_attribute.${religion}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Tags {
    /// Health, belief, origin, opinion, union, sex life: neither printed nor asked.
    pub sensitive: Vec<String>,
    /// About a child.
    pub child: Vec<String>,
    /// Balances, accounts, cards.
    pub financial: Vec<String>,
    /// Tells who somebody is: never in an address.
    pub personal: Vec<String>,
}

/// What an attribute is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Tag {
    /// Health, belief, origin, opinion, union, sex life.
    Sensitive,
    /// About a child.
    Child,
    /// Balances, accounts, cards.
    Financial,
    /// Tells who somebody is.
    Personal,
    /// A name: it is put in capitals as names are.
    Name,
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
    /// What it is about.
    #[serde(default)]
    pub tags: Vec<Tag>,
    /// What its values are, in files that offices upload.
    #[serde(default, skip_serializing_if = "AttributeKind::is_text")]
    pub kind: AttributeKind,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

const fn yes() -> bool {
    true
}
