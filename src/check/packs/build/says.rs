//! What sets a rule off.

use super::variant;
use super::words::words;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Says {
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    begins: Vec<String>,
    #[serde(default)]
    percent: bool,
    #[serde(default)]
    money: bool,
    #[serde(default)]
    struck: bool,
    off_above: Option<f64>,
    #[serde(default)]
    off_price: bool,
    #[serde(default)]
    other_than: Vec<String>,
    #[serde(default, rename = "in")]
    parts: Vec<String>,
    #[serde(default)]
    but: BTreeMap<String, Vec<String>>,
}

impl Says {
    pub(super) fn code(&self) -> Result<String, String> {
        let parts: Result<String, String> = (self.parts.iter())
            .map(|part| match part.as_str() {
                "subject" | "preheader" | "body" => Ok(format!("Where::{},", variant(part))),
                _ => Err(format!("`in` names subject, preheader and body, not `{part}`")),
            })
            .collect();
        Ok(format!(
            "Says {{ words: {}, begins: &{:?}, percent: {}, money: {}, struck: {}, off_above: {:?}, off_price: {}, \
             other_than: &{:?}, parts: &[{}], but: {} }}",
            words(&self.words),
            self.begins,
            self.percent,
            self.money,
            self.struck,
            self.off_above,
            self.off_price,
            self.other_than,
            parts?,
            words(&self.but)
        ))
    }
}
