//! `POST /users/track`: attributes, events and purchases of users, at most 75 objects together.
//!
//! Braze takes the request and leaves out the objects that it does not understand; a [`Fault`](super::Fault) says which
//! of the two it would do.

mod attributes;
mod event;
mod identity;
mod purchase;
pub(super) mod values;

pub use attributes::{
    Attributes, Facebook, Gender, Location, PushToken, SubscriptionGroup, SubscriptionGroupState, Twitter,
};
pub use event::Event;
pub(super) use identity::EXTERNAL_ID;
pub use identity::{UserAlias, UserId};
pub use purchase::Purchase;

use super::check::TOO_MANY;
use super::fault::{Faults, wrong};
use super::field::{Kind, object};
use crate::locale::Text;
use serde_json::{Map, Value};

/// The most objects of one request, all three lists together. Contracts with the older limits have 75 in each.
pub const MOST_OBJECTS: usize = 75;

object! {
    /// The body of `POST /users/track`.
    UsersTrack as "users/track", "endpoints/user_data/post_user_track", rules count {
        may attributes: Vec<Attributes>, Kind::List(&Kind::Object(&Attributes::OBJECT), 0, usize::MAX),
            "Fields of profiles and custom attributes to set.",
            "Champs de profils et attributs personnalisés à écrire.";
        may events: Vec<Event>, Kind::List(&Kind::Object(&Event::OBJECT), 0, usize::MAX),
            "Events that happened. Each is stored anew: a request that is repeated doubles them.",
            "Événements survenus. Chacun est enregistré de nouveau\u{a0}: une requête répétée les double.";
        may purchases: Vec<Purchase>, Kind::List(&Kind::Object(&Purchase::OBJECT), 0, usize::MAX),
            "Purchases that were made. Each is stored anew.",
            "Achats effectués. Chacun est enregistré de nouveau.";
    }
}

fn count(members: &Map<String, Value>, faults: &mut Faults) {
    let lists = ["attributes", "events", "purchases"];
    let length = |name: &str| members.get(name).and_then(Value::as_array).map(Vec::len);
    let found = lists.iter().filter_map(|name| length(name)).fold(0, usize::saturating_add);
    if found > MOST_OBJECTS {
        let longest = lists.into_iter().max_by_key(|name| length(name)).unwrap_or("attributes");
        faults.at(
            longest,
            wrong(TOO_MANY).with("found", found).with("most", MOST_OBJECTS).says("Max Input Length Exceeded"),
        );
    }
    if lists.iter().all(|name| super::field::given(members, name).is_none()) {
        faults.at(
            "attributes",
            wrong(Text { en: "or events or purchases are required", fr: "ou events ou purchases sont obligatoires" })
                .says("Bad Request"),
        );
    }
}
