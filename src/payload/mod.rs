//! Bodies for Braze's REST API. In: an approved message and the brand's account; out: exactly the documented fields.
//!
//! The browser may make the same body to show it; what goes to Braze is made by the proxy.

mod audience;
mod content_card;
mod email;
mod fields;
mod limits;
mod push;
mod schedule;
mod sms;
mod webhook;
mod whats_app;

pub use audience::list_value;
pub use limits::{MAX_BODY, MAX_REQUEST, PayloadError};

use crate::braze::{Messages, Request as _, ScheduleCreate};
use crate::engine::Approved;
use crate::render::Message;
use fields::{named, send_name};
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
    let draft = approved.draft();
    let missing = |field| PayloadError::Missing { field };
    let whom = audience::whom(draft.audience.as_ref(), approved.office(), approved.upload())?;
    let when = schedule::when(draft.schedule.as_ref().ok_or_else(|| missing("schedule"))?, now)?;
    let body = ScheduleCreate {
        broadcast: Some(true),
        segment_id: whom.segment_id,
        audience: whom.audience,
        campaign_id: Some(named("campaign_id", &account.campaign_id)?),
        send_id: send_id.map(send_name).transpose()?,
        schedule: when,
        messages: Some(messages(approved, account)?),
        ..ScheduleCreate::default()
    };
    match body.body().len() {
        found if found > MAX_REQUEST => Err(PayloadError::TooLong { field: "request", found, most: MAX_REQUEST }),
        _ => Ok(body),
    }
}

/// A message object for each channel on which it goes out.
fn messages(approved: &Approved, account: &Account) -> Result<Messages, PayloadError> {
    let profile = &approved.office().profile;
    let (message, template) = (approved.message(), approved.template());
    let mut messages = Messages::default();
    if let Some(email) = &message.email {
        messages.email = Some(email::object(account, email, profile.message_variation_id.as_deref())?);
    }
    if let Some(sms) = &message.sms {
        let shorten_links = template.sms.as_ref().is_some_and(|sms| sms.shorten_links);
        messages.sms = Some(sms::object(account, sms, &profile.braze.sms, shorten_links)?);
    }
    if let (Some(push), Some(template)) = (&message.push, &template.push) {
        push::add(push, &profile.braze, template, &mut messages)?;
    }
    if let Some(card) = &message.content_card {
        messages.content_card = Some(content_card::object(card, &profile.braze.content_card)?);
    }
    if let Some(whats_app) = &message.whats_app {
        messages.whats_app = Some(whats_app::object(account, whats_app, &profile.braze.whats_app)?);
    }
    if let (Some(webhook), Some(template)) = (&message.webhook, &template.webhook) {
        messages.webhook = Some(webhook::object(webhook, &profile.braze.webhook, template)?);
    }
    Ok(messages)
}

/// The message that Braze's messages carry.
pub fn carried(messages: &Messages) -> Message {
    Message {
        email: messages.email.as_ref().map(email::carried),
        sms: messages.sms.as_ref().map(sms::carried),
        push: push::carried(messages),
        content_card: messages.content_card.as_ref().map(content_card::carried),
        whats_app: messages.whats_app.as_ref().map(whats_app::carried),
        webhook: messages.webhook.as_ref().map(webhook::carried),
    }
}

/// The digest of the message that Braze's messages carry: the same as [`Message::digest`] of what they were made from.
pub fn digest(messages: &Messages) -> String {
    carried(messages).digest()
}
