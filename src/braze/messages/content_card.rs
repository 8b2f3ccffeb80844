//! Cards in apps and pages.

use super::super::fault::{Faults, wrong};
use super::super::field::{Kind, given, object, text};
use super::super::moment::Moment;
use super::super::words::words;
use crate::locale::Text;
use serde_json::{Map, Value};

/// The most seconds that a card stays: 30 days.
const MOST_SECONDS: i64 = 30 * 86_400;

words! {
    /// The form of a card.
    CardType {
        /// Title, text, perhaps a small picture.
        Classic = "CLASSIC",
        /// A picture with title and text below.
        CaptionedImage = "CAPTIONED_IMAGE",
        /// A picture alone.
        Banner = "BANNER",
    }
}

object! {
    /// A card in an app or a page.
    ContentCard as "content_card", "objects_filters/messaging/content_cards_object", rules card {
        must r#type as "type": CardType, Kind::OneOf(CardType::WORDS), "Its form.", "Sa forme.";
        may title: String, Kind::Text, "The title, which may be empty. Required, though not for `BANNER`.", "Le titre, qui peut être vide. Obligatoire, sauf pour `BANNER`.";
        may description: String, Kind::Text, "The text. Required, though not for `BANNER`.", "Le texte. Obligatoire, sauf pour `BANNER`.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui la compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        may pinned: bool, Kind::Bool, "True: it stays on top.", "True\u{a0}: elle reste en haut.";
        may image_url: String, Kind::Text, "The picture. Required for `CAPTIONED_IMAGE` and `BANNER`.", "L’image. Obligatoire pour `CAPTIONED_IMAGE` et `BANNER`.";
        may time_to_live: i64, Kind::Int(0, MOST_SECONDS), "How many seconds it stays: at most 30 days. This or `expire_at` is required.", "Combien de secondes elle reste\u{a0}: au plus 30 jours. Ceci ou `expire_at` est obligatoire.";
        may expire_at: String, Kind::LooseTime, "Until when it stays, by ISO 8601: at most 30 days. This or `time_to_live` is required.", "Jusqu’à quand elle reste, selon ISO 8601\u{a0}: au plus 30 jours. Ceci ou `time_to_live` est obligatoire.";
        may expire_in_local_time: bool, Kind::Bool, "True: `expire_at` is by each recipient’s clock.", "True\u{a0}: `expire_at` suit l’heure de chaque destinataire.";
        may ios_uri: String, Kind::Text, "What it opens on iOS: an address or a deep link.", "Ce qu’elle ouvre sur iOS\u{a0}: une adresse ou un lien profond.";
        may android_uri: String, Kind::Text, "What it opens on Android.", "Ce qu’elle ouvre sur Android.";
        may web_uri: String, Kind::Text, "What it opens in a browser.", "Ce qu’elle ouvre dans un navigateur.";
        may ios_use_webview: bool, Kind::Bool, "Whether an address opens in the app; true where left out.", "Si une adresse s’ouvre dans l’application\u{a0}; true par défaut.";
        may android_use_webview: bool, Kind::Bool, "Whether an address opens in the app; true where left out.", "Si une adresse s’ouvre dans l’application\u{a0}; true par défaut.";
        may uri_text: String, Kind::Text, "The text of the link.", "Le texte du lien.";
        may extra: Map<String, Value>, Kind::Map, "More keys and values.", "D’autres clés et valeurs.";
    }
}

fn card(members: &Map<String, Value>, faults: &mut Faults) {
    let kind = text(members, "type");
    let missing = |name: &str| given(members, name).is_none();
    if matches!(kind, Some("CLASSIC" | "CAPTIONED_IMAGE")) {
        for name in ["title", "description"].into_iter().filter(|name| missing(name)) {
            faults.at(
                name,
                Text { en: "is required unless the type is BANNER", fr: "est obligatoire sauf si le type est BANNER" },
            );
        }
    }
    if matches!(kind, Some("CAPTIONED_IMAGE" | "BANNER")) && missing("image_url") {
        faults.at(
            "image_url",
            Text {
                en: "is required where the type is CAPTIONED_IMAGE or BANNER",
                fr: "est obligatoire quand le type est CAPTIONED_IMAGE ou BANNER",
            },
        );
    }
    if missing("time_to_live") && missing("expire_at") {
        faults.at("time_to_live", Text { en: "or expire_at is required", fr: "ou expire_at est obligatoire" });
    }
}

/// `time` is that of the request’s schedule.
pub(super) fn expiry(card: &Value, time: Option<&Value>, faults: &mut Faults) {
    let moment = |value: Option<&Value>| value.and_then(Value::as_str).and_then(Moment::loose);
    let Some(end) = moment(card.get("expire_at")).and_then(|moment| moment.at_offset(0)) else { return };
    let start = moment(time).and_then(|moment| moment.at_offset(0)).map_or(faults.now(), jiff::Timestamp::as_second);
    // A day more: clock times of recipients lie that far apart.
    let most = start.max(faults.now()).saturating_add(MOST_SECONDS).saturating_add(86_400);
    if end.as_second() > most {
        faults.at(
            "expire_at",
            wrong(Text {
                en: "must be at most 30 days after the card is sent",
                fr: "doit tomber au plus 30 jours après l’envoi de la carte",
            }),
        );
    }
}
