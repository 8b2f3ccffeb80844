//! Text messages.

use super::super::fault::Faults;
use super::super::field::{Kind, object, set};
use crate::locale::Text;
use serde_json::{Map, Value};

object! {
    /// A text message. How many segments it takes, [`segments`](crate::text::segments) says.
    Sms as "sms", "objects_filters/messaging/sms_object", rules sms {
        must subscription_group_id: String, Kind::Id, "The subscription group whose numbers send it.", "Le groupe d’abonnement dont les numéros l’envoient.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui le compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        must body: String, Kind::Text, "The text.", "Le texte.";
        must app_id: String, Kind::Id, "Any app identifier of the workspace.", "Un identifiant d’application quelconque de l’espace de travail.";
        may media_items: Vec<Value>, Kind::List(&Kind::Any, 0, usize::MAX), "Addresses of pictures; they make it an MMS.", "Adresses d’images\u{a0}; elles en font un MMS.";
        may link_shortening_enabled: bool, Kind::Bool, "True: links are shortened, and clicks counted for the campaign.", "True\u{a0}: les liens sont raccourcis et les clics comptés pour la campagne.";
        may user_click_tracking_enabled: bool, Kind::Bool, "True: clicks are counted for each user; only with `link_shortening_enabled`.", "True\u{a0}: les clics sont comptés par utilisateur\u{a0}; seulement avec `link_shortening_enabled`.";
    }
}

fn sms(members: &Map<String, Value>, faults: &mut Faults) {
    if set(members, "user_click_tracking_enabled") && !set(members, "link_shortening_enabled") {
        faults.at(
            "user_click_tracking_enabled",
            Text {
                en: "must not be true unless link_shortening_enabled is",
                fr: "ne doit pas valoir true si link_shortening_enabled ne le vaut pas",
            },
        );
    }
}
