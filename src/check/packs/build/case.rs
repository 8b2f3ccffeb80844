//! One case of a rule: when it holds, what sets it off and what it then needs.

use super::condition::conditions;
use super::entry::Entry;
use super::needs::Needs;
use super::says::Says;
use super::variant;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the rule itself asks of the facts holds besides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    pub(super) channels: Option<Vec<String>>,
    #[serde(default)]
    pub(super) when: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub(super) unless: BTreeMap<String, toml::Value>,
    pub(super) says: Option<Says>,
    #[serde(default)]
    pub(super) needs: Needs,
}

impl Case {
    pub(super) fn code(&self, pack: &str, rule: &Entry) -> Result<String, String> {
        let with = |own: &BTreeMap<String, toml::Value>, more: &BTreeMap<String, toml::Value>| {
            conditions(&own.iter().chain(more).map(|(path, value)| (path.clone(), value.clone())).collect())
        };
        if self.says.is_none() && self.needs.is_empty() && self.when.is_empty() {
            return Err("it neither listens for anything nor needs anything".to_owned());
        }
        let channels = match self.channels.as_ref().or(rule.channels.as_ref()) {
            None => "crate::channel::Channel::ALL".to_owned(),
            Some(list) => {
                let list: String =
                    list.iter().map(|one| format!("crate::channel::Channel::{},", variant(one))).collect();
                format!("[{list}]")
            }
        };
        Ok(format!(
            "Entry {{ pack: {pack:?}, channels: &{channels}, when: {}, unless: {}, instead_of: &{:?}, \
             gives_way_to: &{:?}, says: {}, needs: {} }},",
            with(&rule.when, &self.when)?,
            with(&rule.unless, &self.unless)?,
            rule.instead_of,
            rule.gives_way_to,
            self.says.as_ref().map_or(Ok("None".to_owned()), |says| says.code().map(|code| format!("Some({code})")))?,
            self.needs.code()?,
        ))
    }
}
