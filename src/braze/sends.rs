//! `POST /sends/id/create` and `GET /sends/data_series`: the name of a send, and what became of it.

use super::field::{Kind, object};
use super::schedule::MOST_SEND_ID;

/// How many names of sends a workspace may make in a day; each name in each campaign counts.
pub const SEND_IDS_A_DAY: usize = 100;

/// The most days of a series.
pub const MOST_DAYS: i64 = 100;

/// For how many days Braze keeps the results of a send.
pub const RESULTS_KEPT_DAYS: i64 = 14;

object! {
    /// The body of `POST /sends/id/create`.
    SendIdCreate as "sends/id/create", "endpoints/messaging/send_messages/post_create_send_ids" {
        must campaign_id: String, Kind::Id, "The API campaign of the send.", "La campagne API de l’envoi.";
        may send_id: String, Kind::Ascii(MOST_SEND_ID),
            "Its name: at most 64 ASCII characters; made up where left out. A workspace has 100 a day.",
            "Son nom\u{a0}: au plus 64 caractères ASCII\u{a0}; inventé en son absence. Un espace de travail en a 100 par jour.";
    }
}

object! {
    /// The query of `GET /sends/data_series`.
    SendsDataSeries as "sends/data_series", "endpoints/export/campaigns/get_send_analytics" {
        must campaign_id: String, Kind::Id, "The API campaign.", "La campagne API.";
        must send_id: String, Kind::Id, "The send.", "L’envoi.";
        must length: i64, Kind::Int(1, MOST_DAYS),
            "How many days, 1 to 100, up to `ending_at`. Braze keeps 14 after the send.",
            "Combien de jours, de 1 à 100, jusqu’à `ending_at`. Braze en garde 14 après l’envoi.";
        may ending_at: String, Kind::LooseTime,
            "The end, by ISO 8601; now where left out. A `+` in a query is written `%2B`.",
            "La fin, selon ISO 8601\u{a0}; maintenant par défaut. Un `+` s’écrit `%2B` dans une requête.";
    }
}
