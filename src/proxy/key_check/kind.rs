//! The kinds of messages whose variations are tried: who has one, and a message of each kind that nobody gets.
//!
//! Four things keep it from everybody: it goes to a user who is not there, it calls itself off, it lies a week ahead, and
//! it is taken back at once. A request to a server besides has an address that can never be one (RFC 6761: `.invalid`).

use super::texts;
use crate::braze::{
    AndroidPush, AppleAlert, ApplePush, AppleText, CardType, ContentCard, Email, KindlePush, MessageType, Messages,
    RequestMethod, Sms, TextMessage, WebPush, Webhook, WhatsApp,
};
use crate::group::{Group, Route};
use crate::kit::Kit;
use crate::locale::Text;
use std::collections::BTreeMap;

/// A text that calls its message off.
const NOTHING: &str = "{% abort_message('countersign braze check') %}";

/// The address of no server.
const NOWHERE: &str = "https://countersign-check.invalid/";

/// For how many seconds a card would stay.
const A_MINUTE: i64 = 60;

/// A kind of message, as Braze tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// E-mails.
    Email,
    /// Text messages.
    Sms,
    /// Notifications on iOS.
    ApplePush,
    /// Notifications on Android.
    AndroidPush,
    /// Notifications in browsers.
    WebPush,
    /// Notifications on Fire OS.
    KindlePush,
    /// Messages by WhatsApp.
    WhatsApp,
    /// Cards in apps and on pages.
    ContentCard,
    /// Requests to servers.
    Webhook,
}

/// A variation with which groups send.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Variation {
    /// What it counts.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// The subscription group whose numbers send (text messages, WhatsApp).
    pub numbers: Option<String>,
}

impl Kind {
    /// All, e-mails first.
    pub const ALL: [Self; 9] = [
        Self::Email,
        Self::Sms,
        Self::ApplePush,
        Self::AndroidPush,
        Self::WebPush,
        Self::KindlePush,
        Self::WhatsApp,
        Self::ContentCard,
        Self::Webhook,
    ];

    /// How a group sends them.
    fn route(self, group: &Group) -> Route {
        let routes = &group.braze;
        let route = match self {
            Self::Email => {
                return Route { message_variation_id: group.message_variation_id.clone(), ..Route::default() };
            }
            Self::Sms => &routes.sms,
            Self::ApplePush => &routes.apple_push,
            Self::AndroidPush => &routes.android_push,
            Self::WebPush => &routes.web_push,
            Self::KindlePush => &routes.kindle_push,
            Self::WhatsApp => &routes.whats_app,
            Self::ContentCard => &routes.content_card,
            Self::Webhook => &routes.webhook,
        };
        route.clone()
    }

    /// Whether it goes out from the numbers of a subscription group.
    pub(super) const fn has_numbers(self) -> bool {
        matches!(self, Self::Sms | Self::WhatsApp)
    }

    /// Several of them, in a sentence.
    pub(super) const fn plural(self) -> Text {
        match self {
            Self::Email => texts::EMAILS,
            Self::Sms => texts::SMS,
            Self::ApplePush => texts::APPLE_PUSH,
            Self::AndroidPush => texts::ANDROID_PUSH,
            Self::WebPush => texts::WEB_PUSH,
            Self::KindlePush => texts::KINDLE_PUSH,
            Self::WhatsApp => texts::WHATS_APP,
            Self::ContentCard => texts::CONTENT_CARDS,
            Self::Webhook => texts::WEBHOOKS,
        }
    }

    /// What Braze's dashboard calls one.
    pub(super) const fn in_the_dashboard(self) -> &'static str {
        match self {
            Self::Email => "Email",
            Self::Sms => "SMS",
            Self::ApplePush => "Push (iOS)",
            Self::AndroidPush => "Push (Android)",
            Self::WebPush => "Push (Web)",
            Self::KindlePush => "Push (Kindle)",
            Self::WhatsApp => "WhatsApp",
            Self::ContentCard => "Content Card",
            Self::Webhook => "Webhook",
        }
    }

    /// A message of this kind that nobody gets.
    pub(super) fn inert(self, with: &With<'_>) -> Messages {
        let mut messages = Messages::default();
        let nothing = || NOTHING.to_owned();
        let app_id = with.app.to_owned();
        let message_variation_id = with.variation.map(str::to_owned);
        let subscription_group_id = with.numbers.to_owned();
        match self {
            Self::Email => {
                messages.email = Some(Email {
                    app_id,
                    subject: Some(nothing()),
                    from: with.from.to_owned(),
                    body: Some(format!("<html><body>{NOTHING}</body></html>")),
                    message_variation_id,
                    ..Email::default()
                });
            }
            Self::Sms => {
                let body = nothing();
                messages.sms =
                    Some(Sms { subscription_group_id, message_variation_id, body, app_id, ..Sms::default() });
            }
            Self::ApplePush => {
                let alert = AppleAlert { title: Some(nothing()), body: Some(nothing()), ..AppleAlert::default() };
                let alert = Some(AppleText::Alert(alert));
                messages.apple_push = Some(ApplePush { alert, message_variation_id, ..ApplePush::default() });
            }
            Self::AndroidPush => {
                let (title, alert) = (Some(nothing()), Some(nothing()));
                messages.android_push =
                    Some(AndroidPush { title, alert, message_variation_id, ..AndroidPush::default() });
            }
            Self::WebPush => {
                let (title, alert) = (nothing(), nothing());
                messages.web_push = Some(WebPush { title, alert, message_variation_id, ..WebPush::default() });
            }
            Self::KindlePush => {
                let (title, alert) = (nothing(), nothing());
                messages.kindle_push = Some(KindlePush { title, alert, message_variation_id, ..KindlePush::default() });
            }
            // Not a template of Meta's: which ones there are, and how many places they have, is no question here.
            Self::WhatsApp => {
                let text = TextMessage { body: nothing(), ..TextMessage::default() };
                messages.whats_app = Some(WhatsApp {
                    app_id,
                    subscription_group_id,
                    message_variation_id,
                    message_type: MessageType::Text,
                    message: serde_json::to_value(text).unwrap_or_default(),
                });
            }
            Self::ContentCard => {
                messages.content_card = Some(ContentCard {
                    r#type: CardType::Classic,
                    title: Some(nothing()),
                    description: Some(nothing()),
                    message_variation_id,
                    time_to_live: Some(A_MINUTE),
                    ..ContentCard::default()
                });
            }
            Self::Webhook => {
                messages.webhook = Some(Webhook {
                    url: NOWHERE.to_owned(),
                    request_method: RequestMethod::Post,
                    body: Some(nothing()),
                    message_variation_id,
                    ..Webhook::default()
                });
            }
        }
        messages
    }
}

/// What stands in a message that nobody gets.
pub(super) struct With<'a> {
    pub(super) app: &'a str,
    pub(super) from: &'a str,
    pub(super) variation: Option<&'a str>,
    pub(super) numbers: &'a str,
}

impl Variation {
    /// Those of a kit, each with the groups that have it.
    pub fn of_kit(kit: &Kit) -> BTreeMap<Self, Vec<String>> {
        let mut all = BTreeMap::<Self, Vec<String>>::new();
        for office in kit.groups.0.keys().filter_map(|id| kit.groups.resolve(id)) {
            for kind in Kind::ALL {
                let Route { message_variation_id, subscription_group_id } = kind.route(&office.profile);
                let Some(id) = message_variation_id else { continue };
                let numbers = subscription_group_id.filter(|_| kind.has_numbers());
                all.entry(Self { kind, id, numbers }).or_default().push(office.id.clone());
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::braze::{Endpoint, Request as _, ScheduleCreate, UserId, When, validate};

    const NOW: i64 = 1_795_435_200; // 2026-11-23T12:00:00Z

    #[test]
    fn every_kind_has_a_message_that_braze_would_take_and_nobody_would_get() {
        let from = "Countersign <check@example.com>";
        for kind in Kind::ALL {
            for variation in [None, Some("variation")] {
                let with = With { app: "app", from, variation, numbers: "numbers" };
                let messages = kind.inert(&with);
                let body = ScheduleCreate {
                    broadcast: Some(false),
                    external_user_ids: Some(vec![UserId::from("nobody")]),
                    campaign_id: variation.map(|_| "campaign".to_owned()),
                    schedule: When { time: "2026-11-30T12:00:00Z".to_owned(), ..When::default() },
                    messages: Some(messages),
                    ..ScheduleCreate::default()
                };
                let faults = validate::bytes(Endpoint::ScheduleCreate, body.body().as_bytes(), NOW).err();
                assert!(faults.is_none(), "{kind:?}: {faults:?}");
                let made = serde_json::to_value(body.messages).unwrap();
                assert_eq!(made.as_object().unwrap().len(), 1, "{kind:?}: one message alone");
                assert!(made.to_string().contains("abort_message"), "{kind:?}");
                assert_eq!(made.to_string().contains("\"variation\""), variation.is_some(), "{kind:?}");
            }
        }
    }

    #[test]
    fn a_request_goes_to_no_server_that_there_could_be() {
        let with = With { app: "app", from: "", variation: None, numbers: "" };
        let url = Kind::Webhook.inert(&with).webhook.unwrap().url;
        let host = url::Url::parse(&url).unwrap().host_str().unwrap().to_owned();
        assert!(host.ends_with(".invalid"), "{url}");
    }
}
