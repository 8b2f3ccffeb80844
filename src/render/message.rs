//! The finished message, channel by channel, and its digest.

use super::{ContentCard, Line, Slots, Webhook, WhatsApp, unit};
use crate::compile::{Form, Part, Piece, regions};
use crate::digest::Digest;
use crate::group::Sender;
use crate::html::{self, Look, Looks, Screen, Sheet, Tree};
use crate::liquid;
use serde::Serialize;

/// A finished message: everything of ours is in it, and Braze's Liquid still stands. What is `None` does not go out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The e-mail.
    pub email: Option<Email>,
    /// The text message.
    pub sms: Option<Sms>,
    /// The push notification.
    pub push: Option<Push>,
    /// The card.
    pub content_card: Option<ContentCard>,
    /// The message by WhatsApp.
    pub whats_app: Option<WhatsApp>,
    /// The request to a server.
    pub webhook: Option<Webhook>,
}

/// A finished e-mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Email {
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

/// A finished text message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sms {
    /// The text.
    pub body: String,
}

/// A finished push notification.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Push {
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// What a tap opens.
    pub link: Option<String>,
    /// The address of its picture.
    pub image: Option<String>,
}

impl Message {
    /// The digest of all that a recipient may see. What the author saw and what the proxy made are the same message
    /// exactly where their digests are.
    pub fn digest(&self) -> String {
        let mut digest = Digest::new("message");
        if let Some(email) = &self.email {
            digest = digest
                .field("from.name", &email.from.name)
                .field("from.email", &email.from.email)
                .field("reply_to", email.from.reply_to.as_deref().unwrap_or_default())
                .field("subject", &email.subject)
                .field("preheader", email.preheader.as_deref().unwrap_or_default())
                .field("html", &email.html)
                .field("text", &email.text);
        }
        if let Some(sms) = &self.sms {
            digest = digest.field("sms.body", &sms.body);
        }
        if let Some(push) = &self.push {
            digest = digest
                .field("push.title", &push.title)
                .field("push.body", &push.body)
                .field("push.link", push.link.as_deref().unwrap_or_default())
                .field("push.image", push.image.as_deref().unwrap_or_default());
        }
        if let Some(card) = &self.content_card {
            digest = card.digest(digest);
        }
        if let Some(whats_app) = &self.whats_app {
            digest = whats_app.digest(digest);
        }
        if let Some(webhook) = &self.webhook {
            digest = webhook.digest(digest);
        }
        digest.finish()
    }

    /// What lists call it: the subject, the title, the beginning of the text.
    pub fn headline(&self) -> &str {
        let email = self.email.as_ref().map(|email| email.subject.as_str());
        let push = || self.push.as_ref().map(|push| push.title.as_str());
        let sms = || self.sms.as_ref().map(|sms| sms.body.as_str());
        let card = || self.content_card.as_ref().and_then(ContentCard::headline);
        let webhook = || self.webhook.as_ref().map(|webhook| webhook.url.as_str());
        let whats_app = || self.whats_app.as_ref().and_then(WhatsApp::headline);
        email.or_else(push).or_else(sms).or_else(card).or_else(whats_app).or_else(webhook).unwrap_or_default()
    }
}

/// Puts an e-mail together from what was rendered.
pub fn email(form: &Form, slots: &Slots, subject: &Line, preheader: Option<&Line>, units: &[&Piece]) -> Email {
    let html = unit::html(form, units);
    let text = match &form.text {
        Some(text) => unit::line(form, text, slots).0.text,
        None => {
            let masks = regions::masks(&liquid::parse(&html).template.nodes);
            let tree = Tree::document(&html, &masks);
            let looks = Looks::of(&tree, &Look::default(), &Sheet::of(&tree), Screen::Wide);
            html::to_text(&tree, &html, &masks, &looks)
        }
    };
    Email {
        from: form.office.profile.sender.clone().unwrap_or_default(),
        subject: subject.text.trim().to_owned(),
        preheader: preheader.map(|line| line.text.trim().to_owned()).filter(|text| !text.is_empty()),
        html,
        text,
    }
}

impl Sms {
    /// From the rendered lines of its channel.
    pub fn of<'l>(lines: impl Iterator<Item = &'l Line> + Clone) -> Self {
        Self { body: said(lines, Part::SmsBody).unwrap_or_default() }
    }
}

impl Push {
    /// From the rendered lines of its channel.
    pub fn of<'l>(lines: impl Iterator<Item = &'l Line> + Clone) -> Self {
        let text = |part| said(lines.clone(), part);
        Self {
            title: text(Part::PushTitle).unwrap_or_default(),
            body: text(Part::PushBody).unwrap_or_default(),
            link: text(Part::PushLink),
            image: text(Part::PushImage),
        }
    }
}

/// What a part says; nothing where it is blank.
pub(super) fn said<'l>(mut lines: impl Iterator<Item = &'l Line>, part: Part) -> Option<String> {
    let line = lines.find(|line| line.part == part)?;
    Some(line.text.trim().to_owned()).filter(|text| !text.is_empty())
}
