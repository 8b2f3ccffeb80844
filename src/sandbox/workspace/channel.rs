//! The channels of a message: what Braze calls them, and what a person needs to be reached on one.

use super::profile::Profile;
use crate::braze::SubscriptionState;
use crate::sandbox::settings::{Platform, Settings};
use serde_json::Value;

/// A channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sandbox) enum Channel {
    Email,
    ApplePush,
    AndroidPush,
    WebPush,
    KindlePush,
    Sms,
    WhatsApp,
    Webhook,
    ContentCard,
}

/// Whom the request lets have the message: `recipient_subscription_state`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sandbox) enum Wanted {
    OptedIn,
    #[default]
    Subscribed,
    All,
}

/// Why a person cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Unreached {
    /// No address, number or token.
    NoAddress,
    /// Has not subscribed as the request wants it.
    NotSubscribed,
    /// Not in the subscription group.
    NotInGroup,
}

impl Wanted {
    pub(in crate::sandbox) fn of(word: Option<&str>) -> Self {
        match word {
            Some("opted_in") => Self::OptedIn,
            Some("all") => Self::All,
            _ => Self::Subscribed,
        }
    }

    fn has(self, state: SubscriptionState) -> bool {
        match self {
            Self::OptedIn => state == SubscriptionState::OptedIn,
            Self::Subscribed => state != SubscriptionState::Unsubscribed,
            Self::All => true,
        }
    }
}

impl Channel {
    pub(in crate::sandbox) const ALL: &'static [Self] = &[
        Self::Email,
        Self::ApplePush,
        Self::AndroidPush,
        Self::WebPush,
        Self::KindlePush,
        Self::Sms,
        Self::WhatsApp,
        Self::Webhook,
        Self::ContentCard,
    ];

    /// As `messages` calls it.
    pub(in crate::sandbox) const fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::ApplePush => "apple_push",
            Self::AndroidPush => "android_push",
            Self::WebPush => "web_push",
            Self::KindlePush => "kindle_push",
            Self::Sms => "sms",
            Self::WhatsApp => "whats_app",
            Self::Webhook => "webhook",
            Self::ContentCard => "content_card",
        }
    }

    pub(in crate::sandbox) fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|channel| channel.word() == word)
    }

    /// The platform whose apps it reaches.
    pub(in crate::sandbox) const fn platform(self) -> Option<Platform> {
        match self {
            Self::ApplePush => Some(Platform::Ios),
            Self::AndroidPush => Some(Platform::Android),
            Self::WebPush => Some(Platform::Web),
            Self::KindlePush => Some(Platform::Kindle),
            _ => None,
        }
    }

    /// Whether this person is reached by this message, and why not.
    pub(in crate::sandbox) fn reach(
        self,
        person: &Profile,
        message: &Value,
        wanted: Wanted,
        settings: &Settings,
    ) -> Result<(), Unreached> {
        let has = |name: &str| person.fields.text(name).is_some_and(|text| !text.is_empty());
        let address = |there: bool| if there { Ok(()) } else { Err(Unreached::NoAddress) };
        let consent = |state| if wanted.has(state) { Ok(()) } else { Err(Unreached::NotSubscribed) };
        match self {
            Self::Email => address(has("email")).and(consent(person.email_subscribe)),
            Self::Sms | Self::WhatsApp => {
                let group = message.get("subscription_group_id").and_then(Value::as_str).unwrap_or_default();
                // A workspace that says nothing of its groups has everybody in all of them, but who said no.
                let inside = person.in_group(group).unwrap_or(settings.subscription_groups.is_empty());
                address(has("phone")).and(if inside { Ok(()) } else { Err(Unreached::NotInGroup) })
            }
            Self::ApplePush | Self::AndroidPush | Self::WebPush | Self::KindlePush => {
                let there = person.more().tokens.iter().any(|token| self.reaches(&token.app_id, settings));
                address(there).and(consent(person.push_subscribe))
            }
            Self::Webhook | Self::ContentCard => Ok(()),
        }
    }

    /// Whether a token of this app is one of the channel: where the workspace says nothing of its apps, any is.
    fn reaches(self, app: &str, settings: &Settings) -> bool {
        let known = settings.apps.iter().find(|known| known.id == app);
        known.map_or(settings.apps.is_empty(), |app| app.platform.is_none() || app.platform == self.platform())
    }
}
