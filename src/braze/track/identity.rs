//! Whom an object is about.

use super::super::fault::{Faults, wrong};
use super::super::field::{Kind, given, object, set};
use crate::locale::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An external id: at most 987 bytes.
pub(in crate::braze) const EXTERNAL_ID: Kind = Kind::Numbered(&Kind::Bytes(1, 987));

/// The most bytes of an alias or its label.
const MOST_ALIAS: usize = 236;

/// An external id, or a product’s. Braze documents a string and was seen to take a whole number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum UserId {
    /// As documented.
    Text(String),
    /// As seen.
    Number(u64),
}

impl Default for UserId {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl From<&str> for UserId {
    fn from(id: &str) -> Self {
        Self::Text(id.to_owned())
    }
}

impl std::fmt::Display for UserId {
    /// What it is to Braze: a string, however it was written.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
        }
    }
}

object! {
    /// A second name of a user. A user has one name for each label.
    UserAlias as "user_alias", "objects_filters/user_alias_object" {
        must alias_name: String, Kind::Bytes(1, MOST_ALIAS), "The name.", "Le nom.";
        must alias_label: String, Kind::Bytes(1, MOST_ALIAS), "What kind of name it is.", "La sorte de nom.";
    }
}

/// The identifiers of which one object may have one.
const PRIMARY: [&str; 3] = ["external_id", "user_alias", "braze_id"];

/// Exactly one primary identifier, or an address or number.
pub(super) fn rules(members: &Map<String, Value>, faults: &mut Faults) {
    let mut primary = PRIMARY.into_iter().filter(|name| given(members, name).is_some());
    match (primary.next(), primary.next()) {
        (Some(first), Some(second)) => faults.at(
            second,
            wrong(Text {
                en: "must not stand beside {first}: an object has one of external_id, user_alias and braze_id",
                fr: "ne doit pas accompagner {first}\u{a0}: un objet a l’un de external_id, user_alias et braze_id",
            })
            .with("first", first)
            .leaves_out(None),
        ),
        (None, _)
            if given(members, "email").is_none()
                && given(members, "phone").is_none()
                && !set(members, "push_token_import") =>
        {
            faults.at(
                "external_id",
                wrong(Text {
                    en: "or user_alias, braze_id, email or phone is required",
                    fr: "ou user_alias, braze_id, email ou phone est obligatoire",
                })
                .leaves_out(None),
            );
        }
        _ => {}
    }
}
