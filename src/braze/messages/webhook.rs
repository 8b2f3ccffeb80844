//! Requests to servers.

use super::super::field::{Kind, object};
use super::super::words::words;
use serde_json::{Map, Value};

words! {
    /// The method of a request.
    RequestMethod {
        /// Sends something.
        Post = "POST",
        /// Puts something in a place.
        Put = "PUT",
        /// Removes something.
        Delete = "DELETE",
        /// Asks for something.
        Get = "GET",
    }
}

object! {
    /// A request to a server, one for each recipient.
    Webhook as "webhook", "objects_filters/messaging/webhook_object" {
        must url: String, Kind::Id, "The server’s address.", "L’adresse du serveur.";
        must request_method: RequestMethod, Kind::OneOf(RequestMethod::WORDS), "The method.", "La méthode.";
        may request_headers: Map<String, Value>, Kind::Pairs, "Headers; best with `Content-Type`.", "En-têtes\u{a0}; de préférence avec `Content-Type`.";
        may body: String, Kind::Text, "The body; JSON is written into the string.", "Le corps\u{a0}; le JSON s’écrit dans la chaîne.";
        may message_variation_id: String, Kind::Id, "The variation that counts it; required with `campaign_id`, and of this channel.", "La variante qui la compte\u{a0}; obligatoire avec `campaign_id`, et de ce canal.";
    }
}
