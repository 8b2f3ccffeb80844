//! The report: findings in order, and the verdict.

use super::{Finding, ReportView, Severity, Waived};
use crate::locale::Locale;
use crate::order;
use serde::{Deserialize, Serialize};

/// All findings of one message, in a fixed order, and what follows from them.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
    waived: Vec<Waived>,
}

/// What a report comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It may go.
    Pass,
    /// It may go once a person has confirmed a fact.
    NeedsAttestation,
    /// It may not go.
    Fail,
}

impl Report {
    /// The findings, gravest first, then by place, then by rule; the same finding twice is one, of all its channels.
    pub fn new(mut findings: Vec<Finding>) -> Self {
        order::sort_by(&mut findings, |a, b| {
            (b.severity.cmp(&a.severity))
                .then_with(|| a.place.cmp(&b.place))
                .then_with(|| a.notice.id.cmp(b.notice.id))
                .then_with(|| a.facts.iter(Locale::En).cmp(b.facts.iter(Locale::En)))
        });
        findings.dedup_by(|again, first| {
            let same = again.notice.id == first.notice.id && again.place == first.place && again.facts == first.facts;
            if same {
                let more = again.channels.iter().filter(|channel| !first.channels.contains(channel)).copied();
                let more: Vec<_> = more.collect();
                first.channels.extend(more);
            }
            same
        });
        Self { findings, waived: Vec::new() }
    }

    /// The same under exceptions: what they silence is not told, and each that was made use of is named.
    #[must_use]
    pub fn under(mut self, exceptions: &[Waived]) -> Self {
        for exception in exceptions {
            let its = |finding: &Finding| finding.notice.id == exception.notice.id;
            let count = self.findings.iter().filter(|finding| its(finding)).count();
            if count > 0 {
                self.waived.push(Waived { count, ..exception.clone() });
            }
            if exception.severity.is_none() {
                self.findings.retain(|finding| !its(finding));
            }
        }
        self
    }

    /// The findings in order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The exceptions that were made use of, in the order of the catalogue.
    pub fn waived(&self) -> &[Waived] {
        &self.waived
    }

    /// What they come to.
    pub fn verdict(&self) -> Verdict {
        let mut errors = self.findings.iter().filter(|finding| finding.severity == Severity::Error).peekable();
        match errors.peek().is_some() {
            false => Verdict::Pass,
            true if errors.all(|finding| finding.asks.is_some()) => Verdict::NeedsAttestation,
            true => Verdict::Fail,
        }
    }

    /// The report as people and programs read it, in one language.
    pub fn view(&self, locale: Locale) -> ReportView {
        ReportView::new(self, locale)
    }
}
