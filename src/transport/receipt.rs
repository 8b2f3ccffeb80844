//! What the proxy answers: a [`Receipt`] for a send, or a [`Problem`] (RFC 9457) in words for people and a code for
//! programs.

use super::ChangeView;
use crate::diag::{ReportView, Severity, WaivedView};
use crate::draft::Attestation;
use crate::engine::Approved;
use crate::locale::Locale;
use serde::{Deserialize, Serialize};

/// Where a send stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SendState {
    /// Written down; Braze does not have it.
    Intended,
    /// Braze holds a place for it that sends nothing yet.
    Reserved,
    /// Braze has it and will send it.
    Confirmed,
    /// Braze refused it; nothing will be sent.
    Rejected,
    /// Braze did not answer clearly: it may or may not be there. A person must look; it is never sent again by itself.
    Unknown,
    /// It was taken back.
    Cancelled,
}

impl SendState {
    /// As it stands in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Intended => "intended",
            Self::Reserved => "reserved",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Unknown => "unknown",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Intended, Self::Reserved, Self::Confirmed, Self::Rejected, Self::Unknown, Self::Cancelled]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// One send as its author may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendView {
    /// Its name in the ledger.
    pub id: String,
    /// Where it stands.
    pub state: SendState,
    /// Whether a person may try again: the failure was definite.
    pub can_retry: bool,
    /// The group that sends.
    pub group: String,
    /// Who sent it off.
    pub by: String,
    /// The template.
    pub template: String,
    /// What the author called it.
    pub name: String,
    /// The subject line.
    pub subject: String,
    /// The digest of what the author saw.
    pub digest: String,
    /// The segment that it goes to.
    pub segment: String,
    /// When it goes.
    pub time: String,
    /// At that clock time in each recipient's own zone.
    pub in_local_time: bool,
    /// On that day at each recipient's best hour.
    pub at_optimal_time: bool,
    /// When it was sent off (Unix seconds).
    pub created: i64,
    /// How often Braze was asked.
    pub attempts: i64,
    /// Braze's name for the schedule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule_id: Option<String>,
    /// What went wrong, if something did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<String>,
    /// The last change that somebody wanted of it, if anybody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeView>,
}

/// What stood behind a send when it was let go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendRecord {
    /// The digest of the kit, and so of the policy, under which it was judged.
    pub kit: String,
    /// What there was to say that did not keep it from going.
    pub remarks: Vec<Remark>,
    /// The exceptions that were made use of: who allowed what, why, until when.
    pub waived: Vec<WaivedView>,
    /// What persons answered for: who, when, for which rule and words.
    pub attested: Vec<Attestation>,
}

/// Something that was found and did not keep a message from going.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The rule's id.
    pub rule: String,
    /// How grave.
    pub severity: Severity,
    /// What was said, in the author's language.
    pub message: String,
}

impl SendRecord {
    /// What stands behind a message that was let go under the kit of this digest.
    pub fn of(approved: &Approved, kit: &str, locale: Locale) -> Self {
        let ReportView { findings, waived, .. } = approved.report().view(locale);
        let remarks =
            findings.into_iter().map(|one| Remark { rule: one.rule, severity: one.severity, message: one.message });
        let attested = approved.draft().attestations.clone();
        Self { kit: kit.to_owned(), remarks: remarks.collect(), waived, attested }
    }
}

/// The answer to a submission or a retry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The send.
    pub send: SendView,
    /// Whether this is the answer of before: the same action came twice.
    #[serde(default)]
    pub repeated: bool,
    /// What stood behind it, where one send is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<SendRecord>,
}

/// The answer to a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    /// The report.
    pub report: ReportView,
    /// The digest of the message.
    pub digest: String,
}

/// Why a request was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A name that never changes: `unauthorized`, `report-fails` …
    pub code: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong, in a sentence.
    pub title: String,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The name of this request in the log.
    pub request_id: String,
    /// The proxy's clock (Unix seconds), where the client's own was what was wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time: Option<i64>,
    /// The report, where the message is what was wrong: the same that the browser shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportView>,
    /// The digest to which the proxy came, where it is another than the author's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The send that this is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_have_the_names_of_their_json() {
        for name in ["intended", "reserved", "confirmed", "rejected", "unknown", "cancelled"] {
            let state = SendState::named(name).unwrap();
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("{name:?}"));
        }
    }
}
