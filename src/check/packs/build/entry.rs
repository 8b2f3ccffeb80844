//! A rule of a pack: what is said of it, and its cases.

use super::case::Case;
use super::example::Example;
use super::needs::Needs;
use super::says::Says;
use super::text::Text;
use super::variant;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: String,
    #[serde(default = "legal")]
    area: String,
    pub(super) jurisdictions: Vec<String>,
    source: String,
    checked: Option<String>,
    effective_from: Option<String>,
    effective_to: Option<String>,
    severity: String,
    #[serde(default = "yes")]
    waivable: bool,
    pub(super) channels: Option<Vec<String>>,
    #[serde(default)]
    pub(super) when: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub(super) unless: BTreeMap<String, toml::Value>,
    #[serde(default)]
    pub(super) instead_of: Vec<String>,
    #[serde(default)]
    pub(super) gives_way_to: Vec<String>,
    title: Text,
    message: Text,
    why: Text,
    fix: Text,
    says: Option<Says>,
    #[serde(default)]
    needs: Needs,
    #[serde(default)]
    or: Vec<Case>,
    example: Vec<Example>,
}

fn legal() -> String {
    "legal".to_owned()
}

const fn yes() -> bool {
    true
}

impl Entry {
    pub(super) fn code(&self, pack: &str) -> Result<String, String> {
        let known = ["error", "warning", "info"].contains(&self.severity.as_str());
        let severity = known.then(|| variant(&self.severity)).ok_or("severity is error, warning or info")?;
        let own = Case {
            channels: None,
            when: BTreeMap::new(),
            unless: BTreeMap::new(),
            says: self.says.clone(),
            needs: self.needs.clone(),
        };
        // A rule of which every case is an `or` has none of its own.
        let bare = own.says.is_none() && own.needs.is_empty() && !self.or.is_empty();
        let cases: Result<String, String> =
            (!bare).then_some(&own).into_iter().chain(&self.or).map(|case| case.code(pack, self)).collect();
        let examples: Result<String, String> = self.example.iter().map(|example| example.code(self)).collect();
        Ok(format!(
            "super::Rule {{ notice: crate::diag::Notice {{ id: {:?}, area: crate::diag::Area::{}, jurisdictions: &{:?}, \
             source: {:?}, checked: {:?}, effective_from: {:?}, effective_to: {:?}, \
             severity: crate::diag::Severity::{severity}, waivable: {}, title: {}, message: {}, why: {}, fix: {} }}, \
             check: super::Check::Entry(&[{}]), examples: super::example::proofs(&[{}]) }}",
            self.id,
            variant(&self.area),
            self.jurisdictions,
            self.source,
            self.checked,
            self.effective_from,
            self.effective_to,
            self.waivable,
            self.title.code(),
            self.message.code(),
            self.why.code(),
            self.fix.code(),
            cases?,
            examples?,
        ))
    }
}
