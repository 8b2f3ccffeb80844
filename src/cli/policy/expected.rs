//! What is expected of a draft: verdict and findings, as `<name>.toml` beside `<name>.json`.

use crate::compile::{Part, slots};
use crate::diag::{FindingView, Severity, Source, Verdict};
use crate::engine::Review;
use crate::locale::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is expected of a draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    /// The time at which it is judged (RFC 3339).
    pub(super) now: String,
    /// What its report comes to: `pass`, `needs-attestation`, `fail`.
    pub(super) verdict: String,
    /// The rules, by id, of which an exception silences or lowers something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) waived: Vec<String>,
    /// What is found, gravest first; notes are left out.
    #[serde(default, rename = "finding")]
    pub(super) findings: Vec<Found>,
}

/// A finding, as a person would write it down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Found {
    /// The rule's id.
    pub(super) rule: String,
    /// `error` or `warning`.
    pub(super) severity: String,
    /// Where: `slot intro`, `template html`, `group address`, `audience`.
    pub(super) at: String,
    /// At which words; nothing where something is missing.
    #[serde(default)]
    pub(super) words: String,
}

impl Expected {
    /// What is found now.
    pub(super) fn of(review: &mut Review, now: &str) -> Self {
        let view = review.report().view(Locale::En);
        let grave = view.findings.iter().filter(|finding| finding.severity != Severity::Info);
        let findings = grave.map(|finding| Found::of(finding, review)).collect();
        let waived = view.waived.iter().map(|one| one.rule.clone()).collect();
        Self { now: now.to_owned(), verdict: verdict(view.verdict).to_owned(), findings, waived }
    }
}

impl Found {
    /// The finding in few words.
    pub(super) fn of(finding: &FindingView, review: &Review) -> Self {
        let (at, text) = match &finding.place.source {
            Source::Slot(path) => {
                (format!("slot {path}"), slots::get(&review.draft().slots, path).and_then(Value::as_str))
            }
            Source::Template(part) => {
                let text = Part::named(part).and_then(|part| part.of(review.template()));
                (format!("template {part}"), text)
            }
            Source::Group(field) => (format!("group {field}"), None),
            Source::Draft(what) => (what.clone(), None),
            Source::Text => ("text".to_owned(), None),
        };
        let words = text.map(|text| finding.place.span.of(text)).unwrap_or_default();
        Self {
            rule: finding.rule.clone(),
            severity: finding.severity.name().to_owned(),
            at,
            words: words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST_WORDS).collect(),
        }
    }

    /// On one line, for people.
    pub(super) fn line(&self) -> String {
        let words = if self.words.is_empty() { String::new() } else { format!(": “{}”", self.words) };
        format!("{} [{}] {}{words}", self.severity, self.rule, self.at)
    }
}

/// As much of the words is written down, in characters; it is enough to know them by.
const MOST_WORDS: usize = 80;

/// As reports write it.
pub(super) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::NeedsAttestation => "needs-attestation",
        Verdict::Fail => "fail",
    }
}

/// What is in `now` and not in `before`: each as often as it is there more often.
pub(super) fn beyond<'a>(now: &'a [Found], before: &[Found]) -> Vec<&'a Found> {
    let mut left: Vec<&Found> = before.iter().collect();
    now.iter()
        .filter(|found| match left.iter().position(|other| other == found) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        })
        .collect()
}
