//! A real customer for a preview.

use super::strict_json;
use super::submission::{FORMAT, SubmissionError};
use crate::draft::Recipient;
use serde::{Deserialize, Serialize};

/// “Who is this?”: `POST /v1/recipients/preview`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientRequest {
    /// [`FORMAT`].
    pub format: u32,
    /// The customer's id.
    pub external_id: String,
}

impl RecipientRequest {
    /// Reads a body: no member unknown, none twice.
    pub fn from_json(body: &[u8]) -> Result<Self, SubmissionError> {
        let request: Self = strict_json::from_slice(body)?;
        if request.format == FORMAT { Ok(request) } else { Err(SubmissionError::Format(request.format)) }
    }
}

/// The customer, as far as the asker may see them. Nobody keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecipientAnswer {
    /// What the preview prints.
    pub recipient: Recipient,
    /// Whether some of it is hidden from the asker.
    pub masked: bool,
}
