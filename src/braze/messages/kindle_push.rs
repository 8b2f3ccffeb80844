//! Notifications on Fire OS.

use super::super::field::{Kind, object};
use serde_json::{Map, Value};

object! {
    /// A notification on Fire OS.
    KindlePush as "kindle_push", "objects_filters/messaging/kindle_and_fireos_object" {
        must alert: String, Kind::Text, "The text.", "Le texte.";
        must title: String, Kind::Text, "The title.", "Le titre.";
        may extra: Map<String, Value>, Kind::Map, "More keys and values.", "D’autres clés et valeurs.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui la compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        may priority: i64, Kind::INT, "-2 to 2; beyond that 0.", "De -2 à 2\u{a0}; au-delà, 0.";
        may collapse_key: String, Kind::Text, "It takes the place of the one with the same.", "Elle remplace celle qui a la même.";
        may sound: String, Kind::Text, "A sound of the app.", "Un son de l’application.";
        may custom_uri: String, Kind::Text, "What a tap opens: an address or a deep link.", "Ce qu’un toucher ouvre\u{a0}: une adresse ou un lien profond.";
    }
}
