//! What keeps a message out of the inbox or cuts it off there: limits that a brand sets, and senders that it owns.

use serde::{Deserialize, Serialize};

/// Limits of a message, and the domains that it may come from. What is left out is not looked at, unless a default is
/// named.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Inbox {
    /// The domains that Braze may send from, as they are authenticated: `mail.example.com`; a subdomain of one counts too.
    pub sender_domains: Vec<String>,
    /// Where mail programs cut the HTML off, in bytes; 102400 where left out, as Gmail does.
    pub clip_bytes: Option<usize>,
    /// How many bytes click tracking adds to each link; 180 where left out.
    pub link_overhead: Option<usize>,
    /// The most kilobytes of HTML and images together, where the sizes of the images are known.
    pub weight_kb: Option<usize>,
    /// The fewest words that a message with images has; 20 where left out.
    pub least_words: Option<usize>,
    /// The most characters of hidden text, such as a preheader; 200 where left out.
    pub hidden_characters: Option<usize>,
    /// The most links.
    pub most_links: Option<usize>,
    /// The most domains that links lead to.
    pub most_domains: Option<usize>,
    /// The widest that the message may be, in pixels; 700 where left out.
    pub widest: Option<usize>,
}
