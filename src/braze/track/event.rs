//! Something that a user did.

use super::super::field::{Kind, object};
use super::identity::{self, EXTERNAL_ID, UserAlias, UserId};
use serde_json::{Map, Value};

/// The most bytes of an event’s properties.
const MOST_PROPERTIES: usize = 100_000;

object! {
    /// A custom event.
    Event as "event", "objects_filters/event_object", rules identity::rules {
        may external_id: UserId, EXTERNAL_ID,
            "Your id of the user. One of `external_id`, `user_alias` and `braze_id`, or `email` or `phone`, is required.",
            "Votre identifiant de l’utilisateur. L’un de `external_id`, `user_alias` et `braze_id`, ou `email` ou `phone`, est obligatoire.";
        may user_alias: UserAlias, Kind::Object(&UserAlias::OBJECT), "A second name of the user.", "Un second nom de l’utilisateur.";
        may braze_id: String, Kind::Id, "Braze’s id of the user.", "L’identifiant Braze de l’utilisateur.";
        may email: String, Kind::Email,
            "The address of the user; whom it is about only where none of the three is there.",
            "L’adresse de l’utilisateur\u{a0}; ne désigne l’utilisateur qu’en l’absence des trois.";
        may phone: String, Kind::Id,
            "The number of the user; whom it is about only without the three and `email`.",
            "Le numéro de l’utilisateur\u{a0}; ne le désigne qu’en l’absence des trois et de `email`.";
        may app_id: String, Kind::Id, "The app in which it happened.", "L’application où c’est arrivé.";
        must name: String, Kind::Id, "The name of the event.", "Le nom de l’événement.";
        must time: String, Kind::LooseTime, "When it happened; the future becomes now.", "Quand c’est arrivé\u{a0}; le futur devient maintenant.";
        may properties: Map<String, Value>, Kind::Properties(MOST_PROPERTIES, &["time", "event_name"]),
            "At most 100 KB; names of 1 to 255 characters, none that begins with `$`, not `time` or `event_name`; strings of at most 255 characters.",
            "Au plus 100 Ko\u{a0}; noms de 1 à 255 caractères, sans `$` au début, ni `time` ni `event_name`\u{a0}; chaînes d’au plus 255 caractères.";
        may update_existing_only as "_update_existing_only": bool, Kind::Bool, "True: nobody is created. Always so with `user_alias`.", "True\u{a0}: personne n’est créé. Toujours ainsi avec `user_alias`.";
    }
}
