//! Members that are missing, `null` or of another type than documented are empty: an answer is not lost for them.

use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What can be read from any value.
pub(super) trait Lenient: Sized {
    /// What can be made of it.
    fn of(value: Value) -> Self;

    /// Whether it is left out where it is written.
    fn is_absent(&self) -> bool {
        false
    }
}

impl Lenient for String {
    fn of(value: Value) -> Self {
        match value {
            Value::String(text) => text,
            _ => Self::new(),
        }
    }
}

impl Lenient for bool {
    fn of(value: Value) -> Self {
        value.as_bool().unwrap_or_default()
    }
}

impl Lenient for Map<String, Value> {
    fn of(value: Value) -> Self {
        match value {
            Value::Object(members) => members,
            _ => Self::new(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: DeserializeOwned> Lenient for BTreeMap<String, T> {
    fn of(value: Value) -> Self {
        let members = Map::of(value).into_iter();
        members.filter_map(|(name, value)| Some((name, T::deserialize(value).ok()?))).collect()
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: DeserializeOwned> Lenient for Vec<T> {
    fn of(value: Value) -> Self {
        match value {
            Value::Array(items) => items.into_iter().filter_map(|item| T::deserialize(item).ok()).collect(),
            _ => Self::new(),
        }
    }
}

impl<T: DeserializeOwned> Lenient for Option<T> {
    fn of(value: Value) -> Self {
        // Without a type of its own, `null` is read as nothing there.
        T::deserialize(value).ok()
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// What can be made of a member.
pub(super) fn read<'de, D: Deserializer<'de>, T: Lenient>(from: D) -> Result<T, D::Error> {
    Ok(T::of(Value::deserialize(from)?))
}

/// Makes types of answers: every member is lenient, and written only where there is something in it.
macro_rules! lenient {
    ($($(#[$about:meta])* $type:ident { $($(#[$says:meta])* $field:ident: $of:ty,)* })*) => { $(
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $type { $(
            $(#[$says])*
            #[serde(
                default,
                deserialize_with = "super::lenient::read",
                skip_serializing_if = "super::lenient::Lenient::is_absent"
            )]
            pub $field: $of,
        )* }
    )* };
}
pub(super) use lenient;
