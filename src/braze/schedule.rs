//! `POST /messages/schedule/create`, `…/update` and `…/delete`.
//!
//! Creating knows no `recipients` and no `trigger_properties`, and the flag that `/messages/send` calls
//! `override_frequency_capping` is `override_messaging_limits` here.

use super::audience::Audience;
use super::export::users;
use super::fault::{Faults, wrong};
use super::field::{Kind, given, object, set, text};
use super::messages::{self, Messages};
use super::moment::Moment;
use super::track::{EXTERNAL_ID, UserAlias, UserId};
use super::words::words;
use crate::locale::Text;
use serde_json::{Map, Value};

/// The longest that a time zone is behind UTC: a clock time comes this much later for the last recipient.
const LAST_ZONE_SECONDS: i64 = 12 * 3600;

/// The most ASCII characters of a send’s name.
pub const MOST_SEND_ID: usize = 64;

words! {
    /// Who may get it, by the state of their subscription.
    RecipientSubscriptionState {
        /// Who asked for it, and who has said nothing.
        Subscribed = "subscribed",
        /// Only who asked for it.
        OptedIn = "opted_in",
        /// Everybody, who unsubscribed too: for what is no marketing.
        All = "all",
    }
}

object! {
    /// When a message goes.
    When as "schedule", "objects_filters/schedule_object", rules time {
        must time: String, Kind::Time,
            "A date and time by ISO 8601, in UTC or with an offset. Without either where `in_local_time` or `at_optimal_time` is true.",
            "Une date et une heure ISO 8601, en UTC ou avec un décalage. Sans l’un ni l’autre quand `in_local_time` ou `at_optimal_time` vaut true.";
        may in_local_time: bool, Kind::Bool,
            "True: at this clock time in each recipient’s zone; refused where it has passed in all of them.",
            "True\u{a0}: à cette heure dans le fuseau de chaque destinataire\u{a0}; refusé quand elle est passée partout.";
        may at_optimal_time: bool, Kind::Bool,
            "True: on this day, at the hour at which each recipient opens most.",
            "True\u{a0}: ce jour-là, à l’heure où chaque destinataire ouvre le plus.";
    }
}

object! {
    /// The body of `POST /messages/schedule/create`.
    ScheduleCreate as "messages/schedule/create", "endpoints/messaging/schedule_messages/post_schedule_messages", rules create {
        may broadcast: bool, Kind::Bool,
            "Must be true where no users are named, and must not be where some are.",
            "Doit valoir true quand aucun utilisateur n’est nommé, et ne le doit pas sinon.";
        may external_user_ids: Vec<UserId>, Kind::List(&EXTERNAL_ID, 0, usize::MAX),
            "Whom it goes to; with `user_aliases` at most 50. Who is not known is passed over in silence.",
            "Les destinataires\u{a0}; avec `user_aliases` au plus 50. Les inconnus sont ignorés sans le dire.";
        may user_aliases: Vec<UserAlias>, Kind::List(&Kind::Object(&UserAlias::OBJECT), 0, usize::MAX),
            "Whom it goes to, by alias.",
            "Les destinataires, par alias.";
        may segment_id: String, Kind::Id,
            "The segment that it goes to; with users named, only those of them who are in it.",
            "Le segment destinataire\u{a0}; avec des utilisateurs nommés, seulement ceux qui en font partie.";
        may audience: Audience, Kind::Audience,
            "A connected audience.",
            "Une audience connectée.";
        may campaign_id: String, Kind::Id,
            "The API campaign under which results are counted. Every message then needs its `message_variation_id`.",
            "La campagne API sous laquelle les résultats sont comptés. Chaque message demande alors son `message_variation_id`.";
        may send_id: String, Kind::Ascii(MOST_SEND_ID),
            "The name of this send, made with `POST /sends/id/create` before.",
            "Le nom de cet envoi, créé auparavant par `POST /sends/id/create`.";
        may override_messaging_limits: bool, Kind::Bool,
            "True: limits on how often somebody is written to do not count.",
            "True\u{a0}: les limites de fréquence ne comptent pas.";
        may recipient_subscription_state: RecipientSubscriptionState, Kind::OneOf(RecipientSubscriptionState::WORDS),
            "Who may get it; `subscribed` where left out.",
            "Qui peut le recevoir\u{a0}; `subscribed` par défaut.";
        must schedule: When, Kind::Object(&When::OBJECT), "When.", "Quand.";
        may messages: Messages, Kind::Object(&Messages::OBJECT),
            "What, for each channel. Without one Braze says “No message to send”.",
            "Quoi, par canal. Sans message, Braze répond «\u{a0}No message to send\u{a0}».";
    }
}

object! {
    /// The body of `POST /messages/schedule/update`. Audience, campaign and send stay as they are.
    ScheduleUpdate as "messages/schedule/update", "endpoints/messaging/schedule_messages/post_update_scheduled_messages", rules update {
        must schedule_id: String, Kind::Id, "Braze’s name for the schedule.", "Le nom que Braze donne à la programmation.";
        may schedule: When, Kind::Object(&When::OBJECT),
            "The new time; it takes the place of the old one as a whole. This or `messages` is required.",
            "Le nouveau moment\u{a0}; il remplace l’ancien en entier. Ceci ou `messages` est obligatoire.";
        may messages: Messages, Kind::Object(&Messages::OBJECT),
            "The new messages. This or `schedule` is required.",
            "Les nouveaux messages. Ceci ou `schedule` est obligatoire.";
    }
}

object! {
    /// The body of `POST /messages/schedule/delete`.
    ScheduleDelete as "messages/schedule/delete", "endpoints/messaging/schedule_messages/post_delete_scheduled_messages" {
        must schedule_id: String, Kind::Id, "Braze’s name for the schedule.", "Le nom que Braze donne à la programmation.";
    }
}

fn create(members: &Map<String, Value>, faults: &mut Faults) {
    audience(members, faults);
    match members.get("messages").and_then(Value::as_object) {
        Some(channels) if !channels.is_empty() => {
            if given(members, "campaign_id").is_some() {
                faults.within("messages", |faults| messages::variations(channels, faults));
            }
        }
        _ => faults.at(
            "messages",
            wrong(Text { en: "holds no message", fr: "ne contient aucun message" }).says("No message to send"),
        ),
    }
    messages::expiry(members, faults);
}

fn audience(members: &Map<String, Value>, faults: &mut Faults) {
    let users = users(members, "external_user_ids", faults);
    let present = |name: &str| given(members, name).is_some();
    if users == 0 && !present("segment_id") && !present("audience") {
        faults.at(
            "segment_id",
            wrong(Text {
                en: "or external_user_ids, user_aliases or audience is required",
                fr: "ou external_user_ids, user_aliases ou audience est obligatoire",
            })
            .says("No Recipients"),
        );
        return;
    }
    // A wrong list is told already.
    let lists = ["external_user_ids", "user_aliases"];
    if lists.into_iter().any(|name| given(members, name).is_some_and(|value| !value.is_array())) {
        return;
    }
    match (set(members, "broadcast"), users) {
        (true, 1..) => faults.at(
            "broadcast",
            Text {
                en: "must not be true where users are named",
                fr: "ne doit pas valoir true quand des utilisateurs sont nommés",
            },
        ),
        (false, 0) if members.get("broadcast").is_none_or(|value| value.is_boolean() || value.is_null()) => faults.at(
            "broadcast",
            Text {
                en: "must be true where no users are named",
                fr: "doit valoir true quand aucun utilisateur n’est nommé",
            },
        ),
        _ => {}
    }
}

fn update(members: &Map<String, Value>, faults: &mut Faults) {
    if given(members, "schedule").is_none() && given(members, "messages").is_none() {
        faults.at(
            "schedule",
            wrong(Text { en: "or messages is required", fr: "ou messages est obligatoire" }).says("Bad Request"),
        );
    }
    if given(members, "messages").and_then(Value::as_object).is_some_and(Map::is_empty) {
        faults.at(
            "messages",
            wrong(Text { en: "holds no message", fr: "ne contient aucun message" }).says("No message to send"),
        );
    }
    messages::expiry(members, faults);
}

fn time(members: &Map<String, Value>, faults: &mut Faults) {
    let Some(moment) = text(members, "time").and_then(Moment::iso) else { return };
    let local = set(members, "in_local_time");
    if (local || set(members, "at_optimal_time")) && moment.instant.is_some() {
        faults.at(
            "time",
            wrong(Text {
                en: "must have no offset and no Z where in_local_time or at_optimal_time is true",
                fr: "ne doit avoir ni décalage ni Z quand in_local_time ou at_optimal_time vaut true",
            })
            .says("Bad Request"),
        );
    }
    let last = moment.at_offset(-LAST_ZONE_SECONDS).map_or(i64::MAX, jiff::Timestamp::as_second);
    if local && last <= faults.now() {
        faults.at(
            "time",
            wrong(Text { en: "has passed in all time zones", fr: "est passé dans tous les fuseaux" })
                .says("Bad Request"),
        );
    }
}
