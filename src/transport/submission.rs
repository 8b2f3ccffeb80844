//! What the browser sends: the draft's inputs and the digest of what the author saw. Never HTML, never a Braze body.

use super::strict_json::{self, StrictJsonError};
use crate::draft::Draft;
use crate::locale::Locale;
use serde::{Deserialize, Serialize};

/// The format that this version sends and takes.
pub const FORMAT: u32 = 1;

/// The longest body: a draft with every slot at its limit is a quarter of it.
pub const MAX_BODY: usize = 256 * 1024;

/// “Send this”: `POST /v1/schedules`.
///
/// ```
/// use countersign::transport::Submission;
/// let body = br#"{ "format": 1, "digest": "sha256:ab", "draft": { "template": "offer", "group": "lyon" } }"#;
/// let submission = Submission::from_json(body)?;
/// assert_eq!(submission.draft.group, "lyon");
/// assert!(Submission::from_json(br#"{ "format": 1, "digest": "", "draft": {}, "html": "<p>" }"#).is_err());
/// # Ok::<(), countersign::transport::SubmissionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// [`FORMAT`].
    pub format: u32,
    /// What the author made, with audience and schedule.
    pub draft: Draft,
    /// The digest of the message that the author saw; the proxy must come to the same one.
    pub digest: String,
    /// The language in which the author reads findings.
    #[serde(default)]
    pub locale: Locale,
    /// Send it although the same message went to the same people at the same time already.
    #[serde(default, skip_serializing_if = "is_false")]
    pub again: bool,
}

/// “What would you say to this?”: `POST /v1/check`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// [`FORMAT`].
    pub format: u32,
    /// What the author made.
    pub draft: Draft,
    /// The language in which the author reads findings.
    #[serde(default)]
    pub locale: Locale,
}

/// Why a body is not a submission.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionError {
    /// Longer than [`MAX_BODY`].
    #[error("the body is longer than {MAX_BODY} bytes")]
    TooLong,
    /// Not the JSON that we take.
    #[error("{0}")]
    Json(#[from] StrictJsonError),
    /// Another version of the editor sent it.
    #[error("format {0} is not {FORMAT}: the editor and the proxy are of different versions; reload the page")]
    Format(u32),
}

impl SubmissionError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "submission-too-long",
            Self::Json(_) => "submission-json",
            Self::Format(_) => "submission-format",
        }
    }
}

impl Submission {
    /// The submission of this draft, which the author saw with this digest.
    pub fn new(draft: Draft, digest: String, locale: Locale) -> Self {
        Self { format: FORMAT, draft, digest, locale, again: false }
    }

    /// Reads a body: one JSON value, no member unknown, no member twice, at any depth.
    pub fn from_json(body: &[u8]) -> Result<Self, SubmissionError> {
        let submission: Self = read(body)?;
        current(submission.format).map(|()| submission)
    }

    /// The body to sign and send.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl CheckRequest {
    /// Reads a body, as strictly as [`Submission::from_json`].
    pub fn from_json(body: &[u8]) -> Result<Self, SubmissionError> {
        let request: Self = read(body)?;
        current(request.format).map(|()| request)
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, SubmissionError> {
    if body.len() > MAX_BODY {
        return Err(SubmissionError::TooLong);
    }
    Ok(strict_json::from_slice(body)?)
}

const fn current(format: u32) -> Result<(), SubmissionError> {
    if format == FORMAT { Ok(()) } else { Err(SubmissionError::Format(format)) }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_twice_is_refused() {
        let body = br#"{"format":1,"digest":"d","draft":{"template":"t","group":"g","slots":{"a":"x","a":"y"}}}"#;
        assert_eq!(Submission::from_json(body).unwrap_err().code(), "submission-json");
    }

    #[test]
    fn what_is_written_is_read() {
        let draft = Draft { template: "offer".to_owned(), group: "lyon".to_owned(), ..Draft::default() };
        let submission = Submission::new(draft, "sha256:00".to_owned(), Locale::Fr);
        assert_eq!(Submission::from_json(submission.to_json().as_bytes()).unwrap(), submission);
    }

    #[test]
    fn another_format_says_so() {
        let body = br#"{"format":2,"digest":"d","draft":{"template":"t","group":"g"}}"#;
        assert_eq!(Submission::from_json(body).unwrap_err().code(), "submission-format");
    }
}
