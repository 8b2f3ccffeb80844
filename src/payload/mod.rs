//! Bodies for Braze's REST API. In: an approved message and the brand's account; out: exactly the documented fields.
//!
//! The browser may make the same body to show it; what goes to Braze is made by the proxy.

mod email;
mod limits;
mod schedule;

pub use email::{Email, Messages, ScheduleCreate};
pub use limits::{MAX_BODY, MAX_REQUEST, PayloadError};
pub use schedule::{MAX_AHEAD_DAYS, Moment, MomentError, When};

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
