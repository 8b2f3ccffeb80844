//! The text message of a template.

use serde::{Deserialize, Serialize};

/// A text message. The text is Braze Liquid and may print `slot.*`, `group.*`, `brand.*`; of Markdown slots it prints the
/// words alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sms {
    /// The text.
    pub body: String,
    /// Whether Braze shortens its links, and counts the clicks on them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shorten_links: bool,
}
