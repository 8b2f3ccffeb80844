//! A template: a locked message for one or more channels, with named slots, the only places where an author writes.
//!
//! Comes in as `templates/<name>/template.toml` beside its HTML or MJML; in a compiled kit the HTML is inside.

mod content_card;
mod push;
mod slot;
mod sms;
mod webhook;
mod whats_app;

pub use content_card::{CardKind, ContentCard, Ending};
pub use push::{Platform, Push};
pub use slot::{Allow, Choice, Slot, SlotKind};
pub use sms::Sms;
pub use webhook::{Format, Method, Webhook, server};
pub use whats_app::{WhatsApp, WhatsAppText};

use crate::channel::Channel;
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
    /// Where it stands in the list of templates: the lowest first, those without one after them, by the name of their folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// Raised with every change; a draft remembers which one it was written for.
    pub version: u32,
    /// What the message is for in law.
    #[serde(default)]
    pub purpose: Purpose,
    /// What else is declared of the message, for rules that hold only in some cases: `first_contact = true`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Value>,
    /// The e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// The text message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<Sms>,
    /// The push notification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push: Option<Push>,
    /// The card in an app or on a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_card: Option<ContentCard>,
    /// The message by WhatsApp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whats_app: Option<WhatsApp>,
    /// The request to a server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook: Option<Webhook>,
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
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// The channels that it has a message for.
    pub fn channels(&self) -> impl Iterator<Item = Channel> {
        Channel::ALL.into_iter().filter(|channel| match channel {
            Channel::Email => self.email.is_some(),
            Channel::Sms => self.sms.is_some(),
            Channel::Push => self.push.is_some(),
            Channel::ContentCard => self.content_card.is_some(),
            Channel::WhatsApp => self.whats_app.is_some(),
            Channel::Webhook => self.webhook.is_some(),
        })
    }

    /// The template as it is for offices that write in the language of `tag`.
    #[must_use]
    pub fn spoken(&self, tag: &str) -> Self {
        let whats_app = self.whats_app.as_ref();
        let whats_app = whats_app.map(|message| message.only(message.language(tag).unwrap_or_default()));
        Self { whats_app, ..self.clone() }
    }

    /// The template as it is for a draft about an offer that ends on this day.
    #[must_use]
    pub fn about(mut self, last_day: Option<&str>) -> Self {
        self.content_card = self.content_card.map(|card| card.about(last_day));
        self
    }

    /// The template once for each language in which its WhatsApp message is worded; itself where it has none.
    pub fn in_each_language(&self) -> Vec<Self> {
        let message = self.whats_app.as_ref().filter(|message| !message.texts.is_empty());
        let Some(message) = message else { return vec![self.clone()] };
        let only = |language: &String| Self { whats_app: Some(message.only(language)), ..self.clone() };
        message.texts.keys().map(only).collect()
    }

    /// The slot of this id.
    pub fn slot(&self, id: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.id == id)
    }
}
