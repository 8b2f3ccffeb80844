//! A finding as people and programs read it, in one language.

use super::{Finding, Fix, Owner, Place, Report, Severity, Trust, Verdict, WaivedView};
use crate::channel::Channel;
use crate::locale::{Facts, Locale};
use crate::order;
use crate::text::Edit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A report in one language: the JSON of the command line, of the proxy's 422 and of the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportView {
    /// What it comes to.
    pub verdict: Verdict,
    /// The findings, gravest first.
    pub findings: Vec<FindingView>,
    /// The exceptions that were made use of: who allowed what, why, until when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<WaivedView>,
}

/// A finding in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingView {
    /// The rule's id.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// Who can mend it.
    pub owner: Owner,
    /// At which words (bytes).
    #[serde(flatten)]
    pub place: Place,
    /// Two or three words.
    pub title: String,
    /// What is wrong here.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub hint: String,
    /// The law, standard or policy behind it.
    pub reference: String,
    /// The facts by name.
    pub facts: BTreeMap<String, String>,
    /// One-click ways to mend it.
    pub fixes: Vec<FixView>,
    /// What a person may confirm instead of mending it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<String>,
    /// The channels that it is about, where the draft goes out on several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
}

/// A fix in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixView {
    /// What the button says.
    pub label: String,
    /// How sure it is.
    pub trust: Trust,
    /// The changes (bytes).
    pub edits: Vec<Edit>,
}

impl ReportView {
    pub(super) fn new(report: &Report, locale: Locale) -> Self {
        let findings = report.findings().iter().map(|finding| FindingView::new(finding, locale)).collect();
        let waived = report.waived().iter().map(|waived| WaivedView::new(waived, locale)).collect();
        Self { verdict: report.verdict(), findings, waived }
    }
}

impl FindingView {
    /// `finding` in `locale`.
    pub fn new(finding: &Finding, locale: Locale) -> Self {
        let Finding { notice, facts, .. } = finding;
        Self {
            rule: notice.id.to_owned(),
            severity: finding.severity,
            // Whoever writes answers for what is asked, wherever it stands.
            owner: if finding.asks.is_some() { Owner::Author } else { finding.place.source.owner() },
            place: finding.place.clone(),
            title: notice.title.fill(locale, facts),
            message: notice.message.fill(locale, facts),
            why: notice.why.fill(locale, facts),
            hint: notice.fix.fill(locale, facts),
            reference: notice.source.to_owned(),
            facts: order::map(facts.iter(locale).map(|(name, fact)| (name.to_owned(), fact.to_owned()))),
            fixes: finding.fixes.iter().map(|fix| FixView::new(fix, facts, locale)).collect(),
            asks: finding.asks.map(|question| question.fill(locale, facts)),
            channels: finding.channels.clone(),
        }
    }
}

impl FixView {
    fn new(fix: &Fix, facts: &Facts, locale: Locale) -> Self {
        // A fix's own facts come first; what they leave open is filled from the finding's.
        let own = fix.label.fill(locale, &fix.facts);
        let label = facts.iter(locale).fold(own, |label, (name, fact)| label.replace(&format!("{{{name}}}"), fact));
        Self { label, trust: fix.trust, edits: fix.edits.clone() }
    }
}
