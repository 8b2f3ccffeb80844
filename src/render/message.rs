//! The finished message and its digest.

use super::{Line, Slots, unit};
use crate::compile::{Form, Piece, regions};
use crate::digest::Digest;
use crate::group::Sender;
use crate::html::{self, Look, Looks, Sheet, Tree};
use crate::liquid;

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

/// Puts a message together from what was rendered.
pub fn message(form: &Form, slots: &Slots, subject: &Line, preheader: Option<&Line>, units: &[&Piece]) -> Message {
    let html = unit::html(form, units);
    let text = match &form.text {
        Some(text) => unit::line(form, text, slots).0.text,
        None => {
            let masks = regions::masks(&liquid::parse(&html).template.nodes);
            let tree = Tree::document(&html, &masks);
            let looks = Looks::of(&tree, &Look::default(), &Sheet::of(&tree), false);
            html::to_text(&tree, &html, &masks, &looks)
        }
    };
    Message {
        from: form.office.profile.sender.clone().unwrap_or_default(),
        subject: subject.text.trim().to_owned(),
        preheader: preheader.map(|line| line.text.trim().to_owned()).filter(|text| !text.is_empty()),
        html,
        text,
    }
}
