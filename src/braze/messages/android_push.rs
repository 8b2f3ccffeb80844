//! Notifications on Android.

use super::super::fault::{Faults, wrong};
use super::super::field::{Kind, given, object, set};
use super::super::track::values::bytes;
use super::super::words::words;
use super::apple_push::{ButtonAction, LONG, liquid};
use crate::locale::Text;
use serde_json::{Map, Value};

/// The most bytes of alert and extra together.
pub const ANDROID_PUSH_BYTES: usize = 4000;

/// The most seconds that Firebase keeps a notification for a device that is not there: four weeks.
const MOST_TIME_TO_LIVE: i64 = 2_419_200;

words! {
    /// How soon Firebase delivers.
    AndroidPriority {
        /// When it suits.
        Normal = "normal",
        /// At once.
        High = "high",
    }
}

object! {
    /// A notification on Android.
    AndroidPush as "android_push", "objects_filters/messaging/android_object", rules push {
        may alert: String, Kind::Text, "The text. Required unless `send_to_sync` is true.", "Le texte. Obligatoire sauf si `send_to_sync` vaut true.";
        may title: String, Kind::Text, "The title. Required unless `send_to_sync` is true.", "Le titre. Obligatoire sauf si `send_to_sync` vaut true.";
        may extra: Map<String, Value>, Kind::Map, "More keys and values; `appboy_image_url` is a large picture, 2:1, at least 600 × 300.", "D’autres clés et valeurs\u{a0}; `appboy_image_url` est une grande image, 2:1, d’au moins 600 × 300.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui la compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        may notification_channel_id: String, Kind::Text, "The channel of notifications.", "Le canal de notifications.";
        may notification_channel: String, Kind::Text, "The same by the name that the page’s second table gives it.", "Le même sous le nom que lui donne le second tableau de la page.";
        may priority: i64, Kind::INT, "-2 to 2; beyond that 0.", "De -2 à 2\u{a0}; au-delà, 0.";
        may android_priority: AndroidPriority, Kind::OneOf(AndroidPriority::WORDS), "How soon it is delivered.", "La vitesse de distribution.";
        may send_to_sync: bool, Kind::Bool, "True: a notification that nobody sees; then without `alert` and `title`.", "True\u{a0}: une notification que personne ne voit\u{a0}; alors sans `alert` ni `title`.";
        may collapse_key: String, Kind::Text, "It takes the place of the one with the same.", "Elle remplace celle qui a la même.";
        may sound: String, Kind::Text, "A sound of the app.", "Un son de l’application.";
        may custom_uri: String, Kind::Text, "What a tap opens: an address or a deep link.", "Ce qu’un toucher ouvre\u{a0}: une adresse ou un lien profond.";
        may use_webview: bool, Kind::Bool, "Whether an address opens in the app; false where left out.", "Si une adresse s’ouvre dans l’application\u{a0}; false par défaut.";
        may summary_text: String, Kind::Text, "A line more.", "Une ligne de plus.";
        may time_to_live: i64, Kind::Int(0, MOST_TIME_TO_LIVE), "For how many seconds it waits for the device: at most 2,419,200.", "Combien de secondes elle attend l’appareil\u{a0}: au plus 2\u{202f}419\u{202f}200.";
        may notification_id: i64, Kind::INT, "It takes the place of the one with the same.", "Elle remplace celle qui a le même.";
        may push_icon_image_url: String, Kind::Text, "The large icon, 1:1, at least 40 × 40.", "La grande icône, 1:1, d’au moins 40 × 40.";
        may accent_color: i64, Kind::INT, "A colour, as a whole number of red, green and blue.", "Une couleur, en nombre entier de rouge, vert et bleu.";
        may send_to_most_recent_device_only: bool, Kind::Bool, "True: only to the device used last.", "True\u{a0}: seulement sur le dernier appareil utilisé.";
        may buttons: Vec<AndroidButton>, Kind::List(&Kind::Object(&AndroidButton::OBJECT), 0, usize::MAX), "Buttons.", "Boutons.";
        may conversation_data: Conversation, Kind::Object(&Conversation::OBJECT), "A conversation.", "Une conversation.";
    }
}

object! {
    /// A button of a notification on Android.
    AndroidButton as "buttons", "objects_filters/messaging/android_object" {
        must text: String, Kind::Text, "Its label.", "Son libellé.";
        may action: ButtonAction, Kind::OneOf(ButtonAction::WORDS), "What it does; `OPEN_APP` where left out.", "Ce qu’il fait\u{a0}; `OPEN_APP` par défaut.";
        may uri: String, Kind::Text, "What it opens: an address or a deep link.", "Ce qu’il ouvre\u{a0}: une adresse ou un lien profond.";
        may use_webview: bool, Kind::Bool, "Whether an address opens in the app; true where left out.", "Si une adresse s’ouvre dans l’application\u{a0}; true par défaut.";
    }
}

object! {
    /// A conversation.
    Conversation as "conversation_data", "objects_filters/messaging/android_object" {
        must shortcut_id: String, Kind::Id, "The shortcut of the conversation.", "Le raccourci de la conversation.";
        must reply_person_id: String, Kind::Id, "Who is answered.", "À qui l’on répond.";
        must messages: Vec<ConversationMessage>, Kind::List(&Kind::Object(&ConversationMessage::OBJECT), 0, usize::MAX), "What was said.", "Ce qui a été dit.";
        must persons: Vec<ConversationPerson>, Kind::List(&Kind::Object(&ConversationPerson::OBJECT), 0, usize::MAX), "Who takes part.", "Qui participe.";
    }
}

object! {
    /// Something said in a conversation.
    ConversationMessage as "messages", "objects_filters/messaging/android_object" {
        must text: String, Kind::Text, "What.", "Quoi.";
        must timestamp: i64, Kind::INT, "When, in Unix seconds.", "Quand, en secondes Unix.";
        must person_id: String, Kind::Id, "By whom.", "Par qui.";
    }
}

object! {
    /// Somebody in a conversation.
    ConversationPerson as "persons", "objects_filters/messaging/android_object" {
        must id: String, Kind::Id, "The person.", "La personne.";
        must name: String, Kind::Text, "Their name.", "Son nom.";
    }
}

fn push(members: &Map<String, Value>, faults: &mut Faults) {
    let silent = set(members, "send_to_sync");
    for name in ["alert", "title"] {
        match given(members, name) {
            Some(_) if silent => faults.at(
                name,
                Text {
                    en: "must be left out where send_to_sync is true",
                    fr: "doit être absent quand send_to_sync vaut true",
                },
            ),
            None if !silent => faults.at(
                name,
                Text {
                    en: "is required unless send_to_sync is true",
                    fr: "est obligatoire sauf si send_to_sync vaut true",
                },
            ),
            _ => {}
        }
    }
    let counted = ["alert", "extra"].into_iter().filter_map(|name| given(members, name));
    let found = counted.clone().map(bytes).fold(0, usize::saturating_add);
    if found > ANDROID_PUSH_BYTES && !counted.clone().any(liquid) {
        faults.at(
            "alert",
            wrong(LONG).with("most", ANDROID_PUSH_BYTES).with("found", found).says("Android Push Length Exceeded"),
        );
    }
}
