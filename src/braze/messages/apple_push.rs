//! Notifications on iOS.

use super::super::decimal::Decimal;
use super::super::fault::{Faults, wrong};
use super::super::field::{Kind, given, object, set, text};
use super::super::forms::has_liquid;
use super::super::track::values::bytes;
use super::super::words::words;
use crate::locale::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The most bytes of alert, extra and the other parameters together.
pub const APPLE_PUSH_BYTES: usize = 1912;

/// The text of a notification: a string, or an object with more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AppleText {
    /// The text alone.
    Text(String),
    /// Title and text, or keys of the app’s own texts.
    Alert(AppleAlert),
}

words! {
    /// How much a notification may disturb (iOS 15).
    InterruptionLevel {
        /// As usual.
        Active = "active",
        /// Not at all.
        Passive = "passive",
        /// Through a focus.
        TimeSensitive = "time-sensitive",
        /// Through everything.
        Critical = "critical",
    }
}

words! {
    /// The type of a picture, sound or film.
    AssetFileType {
        /// Picture.
        Png = "png",
        /// Picture.
        Jpg = "jpg",
        /// Picture.
        Gif = "gif",
        /// Sound.
        Aif = "aif",
        /// Sound.
        M4a = "m4a",
        /// Sound.
        Mp3 = "mp3",
        /// Film.
        Mp4 = "mp4",
        /// Sound.
        Wav = "wav",
    }
}

words! {
    /// What a button does.
    ButtonAction {
        /// Opens the app.
        OpenApp = "OPEN_APP",
        /// Opens an address of the web.
        Uri = "URI",
        /// Opens a place in the app.
        DeepLink = "DEEP_LINK",
        /// Closes the notification.
        Close = "CLOSE",
    }
}

object! {
    /// A notification on iOS.
    ApplePush as "apple_push", "objects_filters/messaging/apple_object", rules push {
        may badge: i64, Kind::INT, "The number on the app’s icon afterwards.", "Le nombre sur l’icône de l’application ensuite.";
        may alert: AppleText, Kind::TextOr(&AppleAlert::OBJECT), "The text. Required unless `content-available` is true.", "Le texte. Obligatoire sauf si `content-available` vaut true.";
        may sound: String, Kind::Text, "A sound of the app; `default` is the usual one.", "Un son de l’application\u{a0}; `default` est l’habituel.";
        may extra: Map<String, Value>, Kind::Map, "More keys and values; not `ab` or `aps`.", "D’autres clés et valeurs\u{a0}; ni `ab` ni `aps`.";
        may content_available as "content-available": bool, Kind::Bool, "True: a notification that nobody sees.", "True\u{a0}: une notification que personne ne voit.";
        may interruption_level: InterruptionLevel, Kind::OneOf(InterruptionLevel::WORDS), "How much it may disturb (iOS 15).", "Combien elle peut déranger (iOS 15).";
        may relevance_score: Decimal, Kind::Number(0.0, 1.0), "How much it matters in summaries: 0 to 1 (iOS 15).", "Son poids dans les résumés\u{a0}: de 0 à 1 (iOS 15).";
        may expiry: String, Kind::LooseTime, "Until when it may arrive, by ISO 8601.", "Jusqu’à quand elle peut arriver, selon ISO 8601.";
        may custom_uri: String, Kind::Text, "What a tap opens: an address or a deep link.", "Ce qu’un toucher ouvre\u{a0}: une adresse ou un lien profond.";
        may use_webview: bool, Kind::Bool, "Whether an address opens in the app; true where left out.", "Si une adresse s’ouvre dans l’application\u{a0}; true par défaut.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui la compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
        may notification_group_thread_id: String, Kind::Text, "What it is grouped with.", "Ce avec quoi elle est groupée.";
        may asset_url: String, Kind::Text, "A picture, sound or film.", "Une image, un son ou un film.";
        may asset_file_type: AssetFileType, Kind::OneOf(AssetFileType::WORDS), "Its type; required with `asset_url`.", "Son type\u{a0}; obligatoire avec `asset_url`.";
        may collapse_id: String, Kind::Text, "It takes the place of the one with the same.", "Elle remplace celle qui a le même.";
        may mutable_content: bool, Kind::Bool, "Whether the app may change it first; always with `asset_url`.", "Si l’application peut d’abord la modifier\u{a0}; toujours avec `asset_url`.";
        may send_to_most_recent_device_only: bool, Kind::Bool, "True: only to the device used last.", "True\u{a0}: seulement sur le dernier appareil utilisé.";
        may category: String, Kind::Text, "The set of buttons; required with `buttons`.", "Le jeu de boutons\u{a0}; obligatoire avec `buttons`.";
        may buttons: Vec<AppleButton>, Kind::List(&Kind::Object(&AppleButton::OBJECT), 0, usize::MAX), "What the buttons do.", "Ce que font les boutons.";
        may apns_priority: i64, Kind::Int(1, 10), "10 at once, 5 sparing power, 1 without waking the device.", "10 tout de suite, 5 en ménageant l’énergie, 1 sans réveiller l’appareil.";
    }
}

object! {
    /// Title and text of a notification on iOS.
    AppleAlert as "alert", "objects_filters/messaging/apple_object" {
        may body: String, Kind::Text, "The text. Required unless `content-available` is true.", "Le texte. Obligatoire sauf si `content-available` vaut true.";
        may title: String, Kind::Text, "The title.", "Le titre.";
        may title_loc_key: String, Kind::Text, "The key of a title in the app’s texts.", "La clé d’un titre dans les textes de l’application.";
        may title_loc_args: Vec<String>, Kind::TEXTS, "What is filled into it.", "Ce qui y est inséré.";
        may action_loc_key: String, Kind::Text, "The key of the right button’s label.", "La clé du libellé du bouton droit.";
        may loc_key: String, Kind::Text, "The key of a text in the app’s texts.", "La clé d’un texte dans les textes de l’application.";
        may loc_args: Vec<String>, Kind::TEXTS, "What is filled into it.", "Ce qui y est inséré.";
        may sound: String, Kind::Text, "A sound of the app (live activities only).", "Un son de l’application (activités en direct seulement).";
    }
}

object! {
    /// What a button of a notification on iOS does.
    AppleButton as "buttons", "objects_filters/messaging/apple_object" {
        must action_id: String, Kind::Id, "The button.", "Le bouton.";
        may action: ButtonAction, Kind::OneOf(ButtonAction::WORDS),
            "What it does. Required for buttons of the app’s own, and then `URI` or `DEEP_LINK`.",
            "Ce qu’il fait. Obligatoire pour les boutons de l’application, et alors `URI` ou `DEEP_LINK`.";
        may uri: String, Kind::Text, "What it opens. Required for buttons of the app’s own.", "Ce qu’il ouvre. Obligatoire pour les boutons de l’application.";
        may use_webview: bool, Kind::Bool, "Whether an address opens in the app; true where left out.", "Si une adresse s’ouvre dans l’application\u{a0}; true par défaut.";
    }
}

/// Braze’s own sets of buttons: the one that does something, and the one that closes.
const CATEGORIES: &[(&str, &[&str], &[&str])] = &[
    ("ab_cat_accept_decline", &["ab_pb_accept"], &["ab_pb_decline"]),
    ("ab_cat_yes_no", &["ab_pb_yes"], &["ab_pb_no"]),
    ("ab_cat_confirm_cancel", &["ab_pb_confirm"], &["ab_pb_cancel"]),
    ("ab_cat_more", &["ab_pb_more"], &[]),
];

fn push(members: &Map<String, Value>, faults: &mut Faults) {
    if !set(members, "content-available") {
        let missing = Text {
            en: "is required unless content-available is true",
            fr: "est obligatoire sauf si content-available vaut true",
        };
        match given(members, "alert") {
            None => faults.at("alert", wrong(missing).says("No message to send")),
            // The app’s own texts can stand for it.
            Some(Value::Object(alert)) if ["body", "loc_key"].iter().all(|name| given(alert, name).is_none()) => {
                faults.within("alert", |faults| faults.at("body", wrong(missing).says("No message to send")));
            }
            _ => {}
        }
    }
    if given(members, "asset_url").is_some() && given(members, "asset_file_type").is_none() {
        faults.at(
            "asset_file_type",
            Text { en: "is required where asset_url is given", fr: "est obligatoire quand asset_url est donné" },
        );
    }
    extra(members, faults);
    buttons(members, faults);
    let counted: Map<String, Value> = members
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "message_variation_id" | "send_to_most_recent_device_only"))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    let found = bytes(&Value::Object(counted));
    if found > APPLE_PUSH_BYTES && !members.values().any(liquid) {
        faults.at(
            "alert",
            wrong(LONG).with("most", APPLE_PUSH_BYTES).with("found", found).says("Apple Push Length Exceeded"),
        );
    }
}

/// Too long for the network of notifications.
pub(super) const LONG: Text = Text {
    en: "and what stands beside it have {found} bytes, at most {most} are allowed",
    fr: "et ce qui l’accompagne ont {found} octets, {most} sont permis au plus",
};

/// Whether Liquid stands anywhere in it.
pub(super) fn liquid(value: &Value) -> bool {
    match value {
        Value::String(text) => has_liquid(text),
        Value::Array(items) => items.iter().any(liquid),
        Value::Object(members) => members.values().any(liquid),
        _ => false,
    }
}

fn extra(members: &Map<String, Value>, faults: &mut Faults) {
    let Some(extra) = given(members, "extra") else { return };
    let reserved = ["ab", "aps"].into_iter().filter(|name| extra.get(name).is_some());
    faults.within("extra", |faults| {
        for name in reserved {
            faults.at(
                name,
                wrong(Text { en: "is a reserved name", fr: "est un nom réservé" }).says("Invalid Extra Push Payload"),
            );
        }
    });
}

fn buttons(members: &Map<String, Value>, faults: &mut Faults) {
    let Some(buttons) = members.get("buttons").and_then(Value::as_array).filter(|buttons| !buttons.is_empty()) else {
        return;
    };
    let Some(category) = text(members, "category") else {
        if given(members, "category").is_none() {
            faults.at(
                "category",
                Text { en: "is required where buttons are given", fr: "est obligatoire quand buttons est donné" },
            );
        }
        return;
    };
    let known = CATEGORIES.iter().find(|(name, ..)| *name == category);
    faults.within("buttons", |faults| {
        for (index, button) in buttons.iter().enumerate() {
            let Some(button) = button.as_object() else { continue };
            faults.item(index, |faults| match known {
                Some((_, open, close)) => brazes(button, open, close, faults),
                None => own(button, faults),
            });
        }
    });
}

/// A button of one of Braze’s own sets.
fn brazes(button: &Map<String, Value>, open: &[&str], close: &[&str], faults: &mut Faults) {
    let Some(id) = text(button, "action_id") else { return };
    let (opens, closes) = (open.contains(&id), close.contains(&id));
    if !opens && !closes {
        let words = open.iter().chain(close).copied().collect::<Vec<_>>().join(", ");
        let text = Text { en: "must be one of {words}", fr: "doit valoir l’un de {words}" };
        faults.at("action_id", wrong(text).with("words", words));
    }
    match text(button, "action") {
        Some(action) if opens && action == "CLOSE" => faults.at(
            "action",
            Text {
                en: "must be one of OPEN_APP, URI, DEEP_LINK", fr: "doit valoir l’un de OPEN_APP, URI, DEEP_LINK"
            },
        ),
        Some(action) if closes && action != "CLOSE" => {
            faults.at("action", Text { en: "must be CLOSE", fr: "doit valoir CLOSE" });
        }
        _ => {}
    }
}

/// A button of the app’s own.
fn own(button: &Map<String, Value>, faults: &mut Faults) {
    if !matches!(text(button, "action"), Some("URI" | "DEEP_LINK")) {
        faults.at(
            "action",
            Text {
                en: "must be URI or DEEP_LINK for a button of the app’s own",
                fr: "doit valoir URI ou DEEP_LINK pour un bouton de l’application",
            },
        );
    }
    if given(button, "uri").is_none() {
        faults.at(
            "uri",
            Text {
                en: "is required for a button of the app’s own",
                fr: "est obligatoire pour un bouton de l’application",
            },
        );
    }
}
