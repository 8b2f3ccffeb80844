//! The nine kinds of messages, each in a file of its own.
//!
//! Liquid may stand in any text: what Braze makes of it is known only when the message goes. Limits of length are held
//! against what is written where no Liquid stands in it.

mod android_push;
mod apple_push;
mod content_card;
mod email;
mod kindle_push;
mod sms;
mod web_push;
mod webhook;
mod whats_app;

pub use android_push::{
    ANDROID_PUSH_BYTES, AndroidButton, AndroidPriority, AndroidPush, Conversation, ConversationMessage,
    ConversationPerson,
};
pub use apple_push::{
    APPLE_PUSH_BYTES, AppleAlert, AppleButton, ApplePush, AppleText, AssetFileType, ButtonAction, InterruptionLevel,
};
pub use content_card::{CardType, ContentCard};
pub use email::{Attachment, Email};
pub use kindle_push::KindlePush;
pub use sms::Sms;
pub use web_push::{WebButton, WebButtonAction, WebPush};
pub use webhook::{RequestMethod, Webhook};
pub use whats_app::{
    FlowButton, FlowMessage, ImageMessage, ListMessage, ListRow, ListSection, MessageType, QuickReplyMessage,
    ReplyButton, ReplyList, TemplateMessage, TextMessage, WhatsApp,
};

use super::fault::{Faults, wrong};
use super::field::{Kind, given, object};
use crate::locale::Text;
use serde_json::{Map, Value};

object! {
    /// The messages of a request, by channel.
    Messages as "messages", "objects_filters" {
        may email: Email, Kind::Object(&Email::OBJECT), "An e-mail.", "Un e-mail.";
        may apple_push: ApplePush, Kind::Object(&ApplePush::OBJECT), "A notification on iOS.", "Une notification iOS.";
        may android_push: AndroidPush, Kind::Object(&AndroidPush::OBJECT), "A notification on Android.", "Une notification Android.";
        may web_push: WebPush, Kind::Object(&WebPush::OBJECT), "A notification in a browser.", "Une notification de navigateur.";
        may kindle_push: KindlePush, Kind::Object(&KindlePush::OBJECT), "A notification on Fire OS.", "Une notification Fire OS.";
        may sms: Sms, Kind::Object(&Sms::OBJECT), "A text message.", "Un SMS.";
        may whats_app: WhatsApp, Kind::Object(&WhatsApp::OBJECT),
            "A message by WhatsApp. Its own page allows it on all messaging endpoints; the pages of scheduling do not list it.",
            "Un message WhatsApp. Sa propre page l’admet sur tous les points d’accès de messages\u{a0}; les pages de programmation ne le citent pas.";
        may webhook: Webhook, Kind::Object(&Webhook::OBJECT), "A request to a server.", "Une requête à un serveur.";
        may content_card: ContentCard, Kind::Object(&ContentCard::OBJECT), "A card in an app or a page.", "Une carte dans une application ou une page.";
    }
}

/// What the documentation says of every `message_variation_id`.
const VARIATION: Text =
    Text { en: "is required where campaign_id is given", fr: "est obligatoire quand campaign_id est donné" };

/// Under a campaign every message names its variation.
pub(super) fn variations(channels: &Map<String, Value>, faults: &mut Faults) {
    for (channel, message) in channels.iter().filter(|(name, _)| Messages::OBJECT.field(name).is_some()) {
        let Some(members) = message.as_object() else { continue };
        if given(members, "message_variation_id").is_none() {
            faults.within(channel, |faults| {
                faults.at("message_variation_id", wrong(VARIATION).says("Message Variant Unspecified"));
            });
        }
    }
}

/// A card that ends at a time: how long it may stay is counted from when the request says that it goes.
pub(super) fn expiry(request: &Map<String, Value>, faults: &mut Faults) {
    let time = request.get("schedule").and_then(|when| when.get("time"));
    let Some(card) = request.get("messages").and_then(|messages| messages.get("content_card")) else { return };
    faults
        .within("messages", |faults| faults.within("content_card", |faults| content_card::expiry(card, time, faults)));
}
