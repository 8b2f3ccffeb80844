//! Something that a user bought.

use super::super::decimal::Decimal;
use super::super::field::{Kind, object};
use super::identity::{self, EXTERNAL_ID, UserAlias, UserId};
use serde_json::{Map, Value};

/// The most bytes of a purchase’s properties.
const MOST_PROPERTIES: usize = 50_000;

/// The names that a purchase’s properties may not have.
const RESERVED: &[&str] = &["time", "product_id", "quantity", "event_name", "price", "currency"];

object! {
    /// A purchase.
    Purchase as "purchase", "objects_filters/purchase_object", rules identity::rules {
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
        may app_id: String, Kind::Id, "The app in which it was bought.", "L’application où l’achat a eu lieu.";
        must product_id: UserId, Kind::Numbered(&Kind::Chars(255)), "What was bought: at most 255 characters, and 5,000 different ones in a workspace.", "Ce qui a été acheté\u{a0}: au plus 255 caractères, et 5\u{202f}000 valeurs différentes dans un espace de travail.";
        must currency: String, Kind::Currency, "The currency, by ISO 4217.", "La devise, selon ISO 4217.";
        must price: Decimal, Kind::NUMBER, "The price of one, in the unit of the currency.", "Le prix à l’unité, dans l’unité de la devise.";
        may quantity: i64, Kind::Int(1, 100), "How many; 1 where left out.", "Combien\u{a0}; 1 par défaut.";
        must time: String, Kind::LooseTime, "When.", "Quand.";
        may properties: Map<String, Value>, Kind::Properties(MOST_PROPERTIES, RESERVED),
            "At most 50 KB; names of 1 to 255 characters, none that begins with `$`, none of `time`, `product_id`, `quantity`, `event_name`, `price`, `currency`; strings of at most 255 characters.",
            "Au plus 50 Ko\u{a0}; noms de 1 à 255 caractères, sans `$` au début, aucun de `time`, `product_id`, `quantity`, `event_name`, `price`, `currency`\u{a0}; chaînes d’au plus 255 caractères.";
        may update_existing_only as "_update_existing_only": bool, Kind::Bool, "True: nobody is created. Always so with `user_alias`.", "True\u{a0}: personne n’est créé. Toujours ainsi avec `user_alias`.";
    }
}
