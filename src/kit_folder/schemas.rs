//! The JSON Schema of each file of a kit, and of a draft.

use super::parts::Recipients;
use crate::draft::Draft;
use crate::group::Groups;
use crate::kit::{Brand, Offer};
use crate::policy::Policy;
use crate::strict_toml::plain;
use crate::template::Template;
use serde_json::Value;
use std::collections::BTreeMap;

/// Name and text of each schema: `policy`, `template` …
pub fn schemas() -> Vec<(&'static str, String)> {
    let all: [(&str, Value); 7] = [
        ("brand", plain::<Brand>()),
        ("draft", plain::<Draft>()),
        ("groups", plain::<Groups>()),
        ("offers", plain::<BTreeMap<String, Offer>>()),
        ("policy", plain::<Policy>()),
        ("recipients", plain::<Recipients>()),
        ("template", plain::<Template>()),
    ];
    all.into_iter().map(|(name, schema)| (name, format!("{schema:#}\n"))).collect()
}
