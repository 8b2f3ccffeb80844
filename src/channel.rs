//! The ways in which a message reaches a customer.

use serde::{Deserialize, Serialize};

/// A way in which a message reaches a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    #[default]
    Email,
    /// Text message.
    Sms,
    /// Push notification.
    Push,
    /// A card in an app or on a page, which Braze calls a Content Card.
    ContentCard,
    /// WhatsApp.
    WhatsApp,
    /// A request to a server of a partner's: a letter that is printed, a screen in the shop.
    Webhook,
}

impl Channel {
    /// Every channel, in the order in which they are listed.
    pub const ALL: [Self; 6] = [Self::Email, Self::Sms, Self::Push, Self::ContentCard, Self::WhatsApp, Self::Webhook];

    /// As it is written in files: `email`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Push => "push",
            Self::ContentCard => "content_card",
            Self::WhatsApp => "whats_app",
            Self::Webhook => "webhook",
        }
    }
}
