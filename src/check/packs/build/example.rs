//! An example of a rule, as the harness reads it.

use super::entry::Entry;
use super::variant;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    html: Option<String>,
    line: Option<String>,
    subject: Option<String>,
    #[serde(default)]
    policy: Option<toml::Value>,
    #[serde(default)]
    group: Option<toml::Value>,
    #[serde(default)]
    facts: BTreeMap<String, toml::Value>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    delivery: Option<String>,
    fixed: Option<String>,
    #[serde(default)]
    missing: bool,
    channel: Option<String>,
}

impl Example {
    pub(super) fn code(&self, entry: &Entry) -> Result<String, String> {
        let json = |value: &Option<toml::Value>| value.as_ref().map_or(Ok("{}".to_owned()), json);
        let given = match (&self.html, &self.line) {
            (Some(html), None) => match &self.subject {
                Some(subject) => format!("super::Given::Mail({subject:?}, {html:?})"),
                None => format!("super::Given::Html({html:?})"),
            },
            (None, Some(line)) => format!("super::Given::Line({line:?})"),
            _ => return Err("an example has `html` or `line`".to_owned()),
        };
        let facts = toml::Value::Table(self.facts.clone().into_iter().collect());
        let place =
            entry.jurisdictions.first().filter(|place| *place != "*").map_or("GB", |place| match place.as_str() {
                "EU" => "IE",
                place => place,
            });
        let group = match &self.group {
            Some(_) => json(&self.group)?,
            None => format!(
                r#"{{ "name": "Roma", "country": "{place}", "locale": "{}" }}"#,
                self.language.as_deref().unwrap_or("en")
            ),
        };
        let channel = self.channel.as_ref().or_else(|| entry.channels.as_ref()?.first());
        let channel = variant(channel.map_or("email", String::as_str));
        Ok(format!(
            "super::Example {{ policy: {:?}, group: {group:?}, given: {given}, fixed: {:?}, missing: {}, facts: {:?}, \
             channel: crate::channel::Channel::{channel}, delivery: {:?}, template: \"\", draft: \"\" }},",
            json(&self.policy)?,
            self.fixed,
            self.missing,
            json(&Some(facts))?,
            self.delivery,
        ))
    }
}

/// A TOML value as JSON.
fn json(value: &toml::Value) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}
