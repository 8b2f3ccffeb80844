//! Notifications in browsers.

use super::super::field::{Kind, object};
use super::super::words::words;
use serde_json::{Map, Value};

words! {
    /// What a button in a browser does.
    WebButtonAction {
        /// Opens the page.
        OpenApp = "OPEN_APP",
        /// Opens an address.
        Uri = "URI",
        /// Closes the notification.
        Close = "CLOSE",
    }
}

object! {
    /// A notification in a browser.
    WebPush as "web_push", "objects_filters/messaging/web_objects" {
        must alert: String, Kind::Text, "The text.", "Le texte.";
        must title: String, Kind::Text, "The title.", "Le titre.";
        may extra: Map<String, Value>, Kind::Map, "More keys and values.", "D’autres clés et valeurs.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui la compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        may custom_uri: String, Kind::Text, "What a click opens.", "Ce qu’un clic ouvre.";
        may image_url: String, Kind::Text, "A picture, 1:1.", "Une image, 1:1.";
        may large_image_url: String, Kind::Text, "A large picture (Chrome on Windows and Android).", "Une grande image (Chrome sur Windows et Android).";
        may require_interaction: bool, Kind::Bool, "True: it stays until somebody closes it.", "True\u{a0}: elle reste jusqu’à ce qu’on la ferme.";
        may time_to_live: i64, Kind::COUNT, "For how many seconds it waits for the browser.", "Combien de secondes elle attend le navigateur.";
        may send_to_most_recent_device_only: bool, Kind::Bool, "True: only to the browser used last.", "True\u{a0}: seulement dans le dernier navigateur utilisé.";
        may buttons: Vec<WebButton>, Kind::List(&Kind::Object(&WebButton::OBJECT), 0, usize::MAX), "Buttons.", "Boutons.";
    }
}

object! {
    /// A button of a notification in a browser.
    WebButton as "buttons", "objects_filters/messaging/web_objects" {
        must text: String, Kind::Text, "Its label.", "Son libellé.";
        may action: WebButtonAction, Kind::OneOf(WebButtonAction::WORDS), "What it does; `OPEN_APP` where left out.", "Ce qu’il fait\u{a0}; `OPEN_APP` par défaut.";
        may uri: String, Kind::Text, "What it opens.", "Ce qu’il ouvre.";
    }
}
