//! What a rule needs.

use super::condition::conditions;
use super::text::Text;
use super::variant;
use super::words::words;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Needs {
    wording: Vec<Wording>,
    links: Vec<Link>,
    shown: Vec<String>,
    begins: Vec<String>,
    way_out: Vec<String>,
    facts: BTreeMap<String, toml::Value>,
    any_facts: BTreeMap<String, toml::Value>,
    facts_when: BTreeMap<String, toml::Value>,
    asks: Option<Text>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    any: BTreeMap<String, Vec<String>>,
    setting: Option<String>,
    #[serde(default)]
    verbatim: bool,
    size: Option<f64>,
    #[serde(default)]
    beside: bool,
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    linked: bool,
    #[serde(default)]
    when: BTreeMap<String, toml::Value>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    #[serde(default)]
    label: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    address: Vec<String>,
    #[serde(default)]
    when: BTreeMap<String, toml::Value>,
}

impl Needs {
    pub(super) fn is_empty(&self) -> bool {
        self.wording.is_empty()
            && self.links.is_empty()
            && self.shown.is_empty()
            && self.begins.is_empty()
            && self.way_out.is_empty()
            && self.facts.is_empty()
            && self.any_facts.is_empty()
            && self.asks.is_none()
    }

    pub(super) fn code(&self) -> Result<String, String> {
        let wording: Result<String, String> = self.wording.iter().map(Wording::code).collect();
        let links: Result<String, String> = self.links.iter().map(Link::code).collect();
        let way_out: Result<String, String> = (self.way_out.iter())
            .map(|one| match one.as_str() {
                "there" | "seen" | "easy" | "said" => Ok(format!("WayOut::{},", variant(one))),
                _ => Err(format!("`way_out` names there, seen, easy and said, not `{one}`")),
            })
            .collect();
        Ok(format!(
            "Needs {{ wording: &[{}], links: &[{}], shown: &{:?}, begins: &{:?}, way_out: &[{}], facts: {}, any_facts: {}, \
             facts_when: {}, asks: {} }}",
            wording?,
            links?,
            self.shown,
            self.begins,
            way_out?,
            conditions(&self.facts)?,
            conditions(&self.any_facts)?,
            conditions(&self.facts_when)?,
            self.asks.as_ref().map_or("None".to_owned(), |both| format!("Some({})", both.code()))
        ))
    }
}

impl Wording {
    fn code(&self) -> Result<String, String> {
        let size = self.size.map_or("LEAST_SIZE".to_owned(), |size| format!("{size:?}"));
        Ok(format!(
            "Wording {{ any: {}, setting: {:?}, verbatim: {}, size: {size}, beside: {}, anywhere: {}, linked: {}, \
             when: {} }},",
            words(&self.any),
            self.setting,
            self.verbatim,
            self.beside,
            self.anywhere,
            self.linked,
            conditions(&self.when)?
        ))
    }
}

impl Link {
    fn code(&self) -> Result<String, String> {
        let (label, when) = (words(&self.label), conditions(&self.when)?);
        Ok(format!("Link {{ label: {label}, address: &{:?}, when: {when} }},", self.address))
    }
}
