use crate::digest::Digest;
use crate::group::Sender;

/// A finished e-mail: everything of ours is in it, and Braze's Liquid still stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Who it comes from.
    pub from: Sender,
    /// The subject line.
    pub subject: String,
    /// The line that inboxes show after it.
    pub preheader: Option<String>,
    /// The HTML body.
    pub html: String,
    /// The plain-text body.
    pub text: String,
}

impl Message {
    /// The digest of all that a recipient may see. What the author saw and what the proxy made are the same message
    /// exactly where their digests are.
    pub fn digest(&self) -> String {
        Digest::new("message")
            .field("from.name", &self.from.name)
            .field("from.email", &self.from.email)
            .field("reply_to", self.from.reply_to.as_deref().unwrap_or_default())
            .field("subject", &self.subject)
            .field("preheader", self.preheader.as_deref().unwrap_or_default())
            .field("html", &self.html)
            .field("text", &self.text)
            .finish()
    }
}
