//! `POST /users/export/ids`: the profiles of named users.

use super::check::TOO_MANY;
use super::fault::{Faults, wrong};
use super::field::{Kind, given, object};
use super::track::{EXTERNAL_ID, UserAlias, UserId};
use super::words::words;
use crate::locale::Text;
use serde_json::{Map, Value};

/// The most users of one request, ids and aliases together.
pub const MOST_USERS: usize = 50;

words! {
    /// A field of a profile that can be asked for.
    ///
    /// `campaigns_received` and `canvases_received` make the request slow: Braze then holds it to the lower limit.
    ExportField {
        /// The apps they used.
        Apps = "apps",
        /// What brought them: the campaign.
        AttributedCampaign = "attributed_campaign",
        /// What brought them: the source.
        AttributedSource = "attributed_source",
        /// What brought them: the ad group.
        AttributedAdgroup = "attributed_adgroup",
        /// What brought them: the ad.
        AttributedAd = "attributed_ad",
        /// The state of push.
        PushSubscribe = "push_subscribe",
        /// The state of e-mail.
        EmailSubscribe = "email_subscribe",
        /// Braze’s id.
        BrazeId = "braze_id",
        /// The country.
        Country = "country",
        /// When the profile was made.
        CreatedAt = "created_at",
        /// Custom attributes.
        CustomAttributes = "custom_attributes",
        /// Custom events of the last 90 days.
        CustomEvents = "custom_events",
        /// Devices.
        Devices = "devices",
        /// The day of birth.
        Dob = "dob",
        /// The address.
        Email = "email",
        /// Your id.
        ExternalId = "external_id",
        /// The first name.
        FirstName = "first_name",
        /// The gender.
        Gender = "gender",
        /// The city.
        HomeCity = "home_city",
        /// The language.
        Language = "language",
        /// Where they last were.
        LastCoordinates = "last_coordinates",
        /// The family name.
        LastName = "last_name",
        /// The telephone number.
        Phone = "phone",
        /// Purchases of the last 90 days.
        Purchases = "purchases",
        /// Push tokens.
        PushTokens = "push_tokens",
        /// A number that stays the same, for tests.
        RandomBucket = "random_bucket",
        /// The zone.
        TimeZone = "time_zone",
        /// What they spent.
        TotalRevenue = "total_revenue",
        /// When they removed the app.
        UninstalledAt = "uninstalled_at",
        /// Aliases.
        UserAliases = "user_aliases",
        /// Campaigns that reached them.
        CampaignsReceived = "campaigns_received",
        /// Canvases that reached them.
        CanvasesReceived = "canvases_received",
    }
}

object! {
    /// The body of `POST /users/export/ids`.
    UsersExportIds as "users/export/ids", "endpoints/export/user_data/post_users_identifier", rules someone {
        may external_ids: Vec<UserId>, Kind::List(&EXTERNAL_ID, 0, usize::MAX),
            "Your ids; with `user_aliases` at most 50.",
            "Vos identifiants\u{a0}; avec `user_aliases` au plus 50.";
        may user_aliases: Vec<UserAlias>, Kind::List(&Kind::Object(&UserAlias::OBJECT), 0, usize::MAX),
            "Aliases; with `external_ids` at most 50.",
            "Alias\u{a0}; avec `external_ids` au plus 50.";
        may device_id: String, Kind::Id, "One device.", "Un appareil.";
        may braze_id: String, Kind::Id, "One id of Braze’s.", "Un identifiant Braze.";
        may email_address: String, Kind::Email, "One address. The name is not `email`.", "Une adresse. Le nom n’est pas `email`.";
        may phone: String, Kind::Phone, "One telephone number by E.164.", "Un numéro de téléphone selon E.164.";
        may fields_to_export: Vec<ExportField>, Kind::List(&Kind::OneOf(ExportField::WORDS), 0, usize::MAX),
            "Which fields come back. Required for who came to Braze on or after 22 August 2024.",
            "Les champs à renvoyer. Obligatoire pour les clients arrivés chez Braze à partir du 22 août 2024.";
    }
}

fn someone(members: &Map<String, Value>, faults: &mut Faults) {
    users(members, "external_ids", faults);
    let named = ["external_ids", "user_aliases", "device_id", "braze_id", "email_address", "phone"];
    if named.into_iter().all(|name| given(members, name).is_none()) {
        faults.at(
            "external_ids",
            wrong(Text {
                en: "or user_aliases, device_id, braze_id, email_address or phone is required",
                fr: "ou user_aliases, device_id, braze_id, email_address ou phone est obligatoire",
            })
            .says("Bad Request"),
        );
    }
}

/// At most 50 users in the list of this name and `user_aliases`; how many there are.
pub(super) fn users(members: &Map<String, Value>, list: &str, faults: &mut Faults) -> usize {
    let count = |name: &str| members.get(name).and_then(Value::as_array).map_or(0, Vec::len);
    let aliases = count("user_aliases");
    let found = count(list).saturating_add(aliases);
    if found > MOST_USERS {
        let said = if aliases > 0 {
            "The max number of external_ids and aliases per request was exceeded"
        } else {
            "The max number of ids per request was exceeded"
        };
        let at = if aliases > count(list) { "user_aliases" } else { list };
        faults.at(at, wrong(TOO_MANY).with("most", MOST_USERS).with("found", found).says(said));
    }
    found
}
