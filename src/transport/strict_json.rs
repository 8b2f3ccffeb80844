//! JSON from strangers: one value, no member twice at any depth, bounded depth, nothing after it.
//!
//! Typed parsing alone would take the last of two members in a map of slots; here both are refused before it.

use crate::json;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeSet;

/// The deepest nesting: a draft needs six.
pub(super) const MAX_DEPTH: usize = 32;

/// Why some bytes are not the JSON that we take.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct StrictJsonError {
    message: String,
}

impl StrictJsonError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        "json"
    }
}

impl From<serde_json::Error> for StrictJsonError {
    fn from(error: serde_json::Error) -> Self {
        Self { message: error.to_string() }
    }
}

/// The value of type `T` in `bytes`.
pub(super) fn from_slice<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, StrictJsonError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    Strict(MAX_DEPTH).deserialize(&mut reader)?;
    reader.end()?;
    let text = std::str::from_utf8(bytes).map_err(|error| StrictJsonError { message: error.to_string() })?;
    Ok(json::read(text)?)
}

/// Walks a value and keeps nothing of it.
#[derive(Clone, Copy)]
struct Strict(usize);

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl Strict {
    fn deeper<E: de::Error>(self) -> Result<Self, E> {
        self.0.checked_sub(1).map(Self).ok_or_else(|| E::custom(format_args!("nested deeper than {MAX_DEPTH}")))
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        while items.next_element_seed(inner)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        let mut seen = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            members.next_value_seed(inner)?;
            if seen.contains(&name) {
                return Err(de::Error::custom(format_args!("member {name:?} is there twice")));
            }
            seen.insert(name);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn read(text: &str) -> Result<Value, String> {
        from_slice::<Value>(text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_refused() {
        assert!(read(r#"{"a":{"b":1,"b":2}}"#).unwrap_err().contains("twice"));
        assert!(read(r#"{"a":1,"\u0061":2}"#).unwrap_err().contains("twice"));
        assert!(read(r#"{"a":1}{"b":2}"#).unwrap_err().contains("trailing"));
        assert!(read(r#"{"a":1e999}"#).is_err());
        assert!(read(&format!("{}{}", "[".repeat(40), "]".repeat(40))).unwrap_err().contains("nested"));
        assert!(read("{\"a\":\"\\ud800\"}").is_err());
    }

    #[test]
    fn what_is_taken() {
        assert_eq!(read(r#"{"a":[1,-2,3.5,null,true,"x"]}"#).unwrap()["a"][5], "x");
    }
}
