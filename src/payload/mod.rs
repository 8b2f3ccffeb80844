//! Bodies for Braze's REST API. In: an approved message and the brand's account; out: exactly the documented fields.
//!
//! The browser may make the same body to show it; what goes to Braze is made by the proxy.

mod audience;
mod email;
mod limits;
mod schedule;

pub use audience::list_value;
pub use email::digest;
pub use limits::{MAX_BODY, MAX_REQUEST, PayloadError};

use crate::braze::ScheduleCreate;
use crate::engine::Approved;
use serde::{Deserialize, Serialize};

/// What of the brand's Braze account stands in every message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// An app identifier of the workspace.
    pub app_id: String,
    /// The API campaign under which results are counted.
    pub campaign_id: String,
}

/// The body of `POST /messages/schedule/create` for an approved message, held against the clock (Unix seconds).
pub fn schedule_create(
    approved: &Approved,
    account: &Account,
    send_id: Option<&str>,
    now: i64,
) -> Result<ScheduleCreate, PayloadError> {
    let profile = &approved.office().profile;
    let draft = approved.draft();
    let missing = |field| PayloadError::Missing { field };
    let whom = audience::whom(draft.audience.as_ref(), approved.office(), approved.upload())?;
    let when = schedule::when(draft.schedule.as_ref().ok_or_else(|| missing("schedule"))?, now)?;
    let variation = profile.message_variation_id.as_deref();
    let variation = variation.ok_or_else(|| missing("messages.email.message_variation_id"))?;
    email::to(account, approved.message(), variation, whom, when, send_id)
}
