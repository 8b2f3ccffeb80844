//! A template: a locked message with named slots, the only places where an author writes.
//!
//! Comes in as `templates/<name>/template.toml` beside its HTML or MJML; in a compiled kit the HTML is inside.

mod channel;
mod slot;

pub use channel::Channel;
pub use slot::{Allow, Choice, Slot, SlotKind};

use crate::locale::Localized;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// A locked message with named slots.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What authors call it.
    pub name: Localized,
    /// When to use it, in a sentence.
    #[serde(default)]
    pub description: Localized,
    /// Raised with every change; a draft remembers which one it was written for.
    pub version: u32,
    /// What the message is for in law.
    #[serde(default)]
    pub purpose: Purpose,
    /// What else is declared of the message, for rules that hold only in some cases: `first_contact = true`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Value>,
    /// The e-mail.
    pub email: Email,
    /// The places where an author writes, in the order of the form.
    #[serde(default)]
    pub slots: Vec<Slot>,
}

/// What a message is for: law asks more of promotions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Advertising, newsletters.
    #[default]
    Promotional,
    /// About something that the customer already has.
    Service,
    /// Answers an act of the customer (a receipt).
    Transactional,
}

/// The parts of an e-mail. In a kit folder `html` and `text` name files beside `template.toml`; in a compiled kit they
/// hold the text itself. Each part is Braze Liquid and may print `slot.*`, `group.*`, `brand.*`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Email {
    /// The subject line.
    pub subject: String,
    /// The line that inboxes show after the subject.
    #[serde(default)]
    pub preheader: Option<String>,
    /// The HTML body: `email.html` or `email.mjml`.
    pub html: String,
    /// The plain-text body; made from the HTML where left out.
    #[serde(default)]
    pub text: Option<String>,
}

impl Template {
    /// The slot of this id.
    pub fn slot(&self, id: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.id == id)
    }
}
