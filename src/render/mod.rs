//! A form and the author's slots → [`Message`], channel by channel, with the origin of every stretch.
//!
//! Shipping leaves Braze's Liquid as it stands; a preview evaluates it with a made-up customer.

mod content_card;
mod fields;
mod line;
mod mail;
mod message;
mod preview;
mod unit;
mod webhook;
mod whats_app;

pub use content_card::{ContentCard, Stay};
pub use line::Line;
pub use mail::{Mail, MailPart};
pub use message::{Email, Message, Push, Sms, email};
pub use preview::{Others, Patch, Preview, PreviewState, SmsPreview};
pub use unit::{Slots, line, unit};
pub use webhook::{Webhook, readable};
pub use whats_app::{OpenPlace, WhatsApp, WhatsAppShown, open_places, value};
