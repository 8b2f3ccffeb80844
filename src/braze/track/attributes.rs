//! What is known of a user.

use super::super::audience::SubscriptionState;
use super::super::decimal::Decimal;
use super::super::fault::{Faults, wrong};
use super::super::field::{Kind, Object, given, object, set};
use super::super::words::words;
use super::identity::{self, EXTERNAL_ID, UserAlias, UserId};
use crate::locale::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The most characters of the name of a custom attribute.
const MOST_NAME: usize = 255;

/// Fields of a profile and custom attributes of one user.
///
/// `values` holds both by their names. `null` removes one, so it is kept.
///
/// ```
/// use countersign::braze::{Attributes, UserId};
/// let mut lea = Attributes { external_id: Some("lea-1".into()), ..Attributes::default() };
/// lea.values.insert("first_name".into(), "Léa".into());
/// lea.values.insert("visits".into(), serde_json::json!({ "inc": 1 }));
/// assert_eq!(serde_json::to_value(&lea).unwrap()["visits"]["inc"], 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attributes {
    /// Your id of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<UserId>,
    /// A second name of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_alias: Option<UserAlias>,
    /// Braze’s id of the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub braze_id: Option<String>,
    /// True: nobody is created.
    #[serde(rename = "_update_existing_only", default, skip_serializing_if = "Option::is_none")]
    pub update_existing_only: Option<bool>,
    /// True: objects are merged into what is there.
    #[serde(rename = "_merge_objects", default, skip_serializing_if = "Option::is_none")]
    pub merge_objects: Option<bool>,
    /// True: push tokens of people who are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub push_token_import: Option<bool>,
    /// Fields of the profile and custom attributes by name.
    #[serde(flatten)]
    pub values: Map<String, Value>,
}

words! {
    /// A gender. `null` where it is not known.
    Gender {
        /// Male.
        M = "M",
        /// Female.
        F = "F",
        /// Other.
        O = "O",
        /// Not applicable.
        N = "N",
        /// Prefers not to say.
        P = "P",
    }
}

words! {
    /// Whether somebody takes part in a subscription group.
    SubscriptionGroupState {
        /// Yes.
        Subscribed = "subscribed",
        /// No.
        Unsubscribed = "unsubscribed",
    }
}

object! {
    /// A place on earth.
    Location as "current_location", "objects_filters/user_attributes_object" {
        must longitude: Decimal, Kind::Number(-180.0, 180.0), "Degrees east.", "Degrés est.";
        must latitude: Decimal, Kind::Number(-90.0, 90.0), "Degrees north.", "Degrés nord.";
    }
}

object! {
    /// A device that takes notifications.
    PushToken as "push_tokens", "objects_filters/user_attributes_object" {
        must app_id: String, Kind::Id, "The app.", "L’application.";
        must token: String, Kind::Id, "The token.", "Le jeton.";
        may device_id: String, Kind::Bytes(8, 255), "The device; made up where left out.", "L’appareil\u{a0}; inventé en son absence.";
    }
}

object! {
    /// Whether the user takes part in a subscription group.
    SubscriptionGroup as "subscription_groups", "objects_filters/user_attributes_object" {
        must subscription_group_id: String, Kind::Id, "The group.", "Le groupe.";
        must subscription_state: SubscriptionGroupState, Kind::OneOf(SubscriptionGroupState::WORDS), "Whether they take part.", "S’il en fait partie.";
        may use_double_opt_in_logic: bool, Kind::Bool, "True: they are asked once more (SMS).", "True\u{a0}: une confirmation est demandée (SMS).";
    }
}

object! {
    /// An account of Facebook.
    Facebook as "facebook", "objects_filters/user_attributes_object" {
        may id: String, Kind::Text, "The account.", "Le compte.";
        may likes: Vec<String>, Kind::TEXTS, "What they like.", "Ce qu’il aime.";
        may num_friends: i64, Kind::COUNT, "How many friends.", "Le nombre d’amis.";
    }
}

object! {
    /// An account of X, once Twitter.
    Twitter as "twitter", "objects_filters/user_attributes_object" {
        may id: i64, Kind::INT, "The account.", "Le compte.";
        may screen_name: String, Kind::Text, "Its name.", "Son nom.";
        may followers_count: i64, Kind::COUNT, "How many follow it.", "Combien le suivent.";
        may friends_count: i64, Kind::COUNT, "How many it follows.", "Combien il en suit.";
        may statuses_count: i64, Kind::COUNT, "How many messages it wrote.", "Combien de messages il a écrits.";
    }
}

impl Attributes {
    /// Its table of fields; any other name is a custom attribute.
    pub const OBJECT: Object = Object {
        name: "attributes",
        source: "https://www.braze.com/docs/api/objects_filters/user_attributes_object",
        fields: object!(@fields []
            may external_id: UserId, EXTERNAL_ID,
                "Your id of the user: at most 987 bytes. One of `external_id`, `user_alias` and `braze_id`, or `email` or `phone`, is required.",
                "Votre identifiant de l’utilisateur\u{a0}: au plus 987 octets. L’un de `external_id`, `user_alias` et `braze_id`, ou `email` ou `phone`, est obligatoire.";
            may user_alias: UserAlias, Kind::Object(&UserAlias::OBJECT), "A second name of the user.", "Un second nom de l’utilisateur.";
            may braze_id: String, Kind::Id, "Braze’s id of the user.", "L’identifiant Braze de l’utilisateur.";
            may email: String, Kind::Email,
                "The address; whom it is about only where none of the three is there.",
                "L’adresse\u{a0}; ne désigne l’utilisateur qu’en l’absence des trois.";
            may phone: String, Kind::Id,
                "The number, best by E.164; whom it is about only without the three and `email`.",
                "Le numéro, de préférence selon E.164\u{a0}; ne désigne l’utilisateur qu’en l’absence des trois et de `email`.";
            may _update_existing_only: bool, Kind::Bool,
                "True: nobody is created. With `user_alias` it is true where left out.",
                "True\u{a0}: personne n’est créé. Avec `user_alias`, true par défaut.";
            may _merge_objects: bool, Kind::Bool,
                "True: objects are merged into what is there. Required with `$update`.",
                "True\u{a0}: les objets sont fusionnés avec l’existant. Obligatoire avec `$update`.";
            may push_token_import: bool, Kind::Bool,
                "True: push tokens of people who are not known; then without `external_id` and `braze_id`, and with `push_tokens`.",
                "True\u{a0}: jetons push de personnes inconnues\u{a0}; alors sans `external_id` ni `braze_id`, et avec `push_tokens`.";
            may country: String, Kind::Text, "The country, by ISO 3166-1 alpha-2; what Braze does not know becomes `null`.", "Le pays, selon ISO 3166-1 alpha-2\u{a0}; ce que Braze ne connaît pas devient `null`.";
            may current_location: Location, Kind::Object(&Location::OBJECT), "Where they are.", "Où il se trouve.";
            may date_of_first_session: String, Kind::LooseTime, "When they first used the app.", "La première utilisation de l’application.";
            may date_of_last_session: String, Kind::LooseTime, "When they last used the app.", "La dernière utilisation de l’application.";
            may dob: String, Kind::Date, "The day of birth.", "La date de naissance.";
            may email_subscribe: SubscriptionState, Kind::OneOf(SubscriptionState::WORDS), "The state of e-mail.", "L’état de l’e-mail.";
            may email_open_tracking_disabled: bool, Kind::Bool, "True: opens are not counted (SparkPost, SendGrid).", "True\u{a0}: les ouvertures ne sont pas comptées (SparkPost, SendGrid).";
            may email_click_tracking_disabled: bool, Kind::Bool, "True: clicks are not counted (SparkPost, SendGrid).", "True\u{a0}: les clics ne sont pas comptés (SparkPost, SendGrid).";
            may facebook: Facebook, Kind::Object(&Facebook::OBJECT), "An account of Facebook.", "Un compte Facebook.";
            may first_name: String, Kind::Text, "The first name.", "Le prénom.";
            may gender: Gender, Kind::OneOf(Gender::WORDS), "M, F, O (other), N (not applicable), P (prefers not to say); `null`: not known.", "M, F, O (autre), N (sans objet), P (préfère ne pas dire)\u{a0}; `null`\u{a0}: inconnu.";
            may home_city: String, Kind::Text, "The city.", "La ville.";
            may language: String, Kind::Text, "The language, by ISO 639-1.", "La langue, selon ISO 639-1.";
            may last_name: String, Kind::Text, "The family name.", "Le nom de famille.";
            may marked_email_as_spam_at: String, Kind::LooseTime, "When they called a message spam.", "Quand il a signalé un message comme indésirable.";
            may push_subscribe: SubscriptionState, Kind::OneOf(SubscriptionState::WORDS), "The state of push.", "L’état du push.";
            may push_tokens: Vec<PushToken>, Kind::List(&Kind::Object(&PushToken::OBJECT), 0, usize::MAX), "Devices that take notifications.", "Les appareils qui reçoivent des notifications.";
            may subscription_groups: Vec<SubscriptionGroup>, Kind::List(&Kind::Object(&SubscriptionGroup::OBJECT), 0, usize::MAX), "Subscription groups.", "Les groupes d’abonnement.";
            may time_zone: String, Kind::Text, "The zone, as IANA or Rails name it; what Braze does not know is ignored.", "Le fuseau, nommé selon l’IANA ou Rails\u{a0}; ce que Braze ne connaît pas est ignoré.";
            may twitter: Twitter, Kind::Object(&Twitter::OBJECT), "An account of X.", "Un compte X.";
        ),
        others: Some(Kind::Attribute),
        rules,
    };

    /// The address, where one is given.
    pub fn email(&self) -> Option<&str> {
        self.values.get("email").and_then(Value::as_str)
    }

    /// The telephone number, where one is given.
    pub fn phone(&self) -> Option<&str> {
        self.values.get("phone").and_then(Value::as_str)
    }
}

fn rules(members: &Map<String, Value>, faults: &mut Faults) {
    identity::rules(members, faults);
    if set(members, "push_token_import") {
        for name in ["external_id", "braze_id"] {
            if given(members, name).is_some() {
                faults.at(
                    name,
                    wrong(Text {
                        en: "must be left out where push_token_import is true",
                        fr: "doit être absent quand push_token_import vaut true",
                    })
                    .leaves_out(Some("BAD_PUSH_TOKEN_IMPORT")),
                );
            }
        }
        if members.get("push_tokens").and_then(Value::as_array).is_none_or(Vec::is_empty) {
            faults.at(
                "push_tokens",
                wrong(Text {
                    en: "is required where push_token_import is true",
                    fr: "est obligatoire quand push_token_import vaut true",
                })
                .leaves_out(Some("BAD_PUSH_TOKEN_IMPORT")),
            );
        }
    }
    if members.contains_key("email_subscription_info") {
        faults.at(
            "email_subscription_info",
            Text { en: "is no attribute that can be set", fr: "n’est pas un attribut modifiable" },
        );
    }
    for name in members.keys().filter(|name| name.is_empty() || name.chars().count() > MOST_NAME) {
        faults.at(
            name,
            wrong(Text {
                en: "must have a name of 1 to {most} characters",
                fr: "doit avoir un nom de 1 à {most} caractères",
            })
            .with("most", MOST_NAME),
        );
    }
}
