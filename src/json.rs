//! Our own types from JSON text: [`read`].
//!
//! What serde derives for a struct reads it from an object, and a second time from a list of its fields in order. Nobody
//! writes a kit or a draft so: a list in the place of an object is a mistake, and here it is told as one. The readers from
//! lists are then not made either, and those from objects once for each type: the browser carries a third less of them.

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::fmt;

/// The value of type `T` that is all of `text`.
///
/// ```
/// use countersign::{json, text::Span};
/// assert_eq!(json::read::<Span>(r#"{ "start": 1, "end": 3 }"#)?, Span::new(1, 3));
/// let error = json::read::<Span>("[1, 3]").unwrap_err();
/// assert_eq!(error.to_string(), "invalid type: sequence, expected struct Span at line 1 column 0");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Objects(&mut reader))?;
    reader.end()?;
    Ok(value)
}

/// A reader, or an access to parts, in which a struct is an object.
struct Objects<R>(R);

/// A visitor whose parts are read so too.
struct Parts<V>(V);

/// A visitor of a struct.
struct Fields<V>(V);

macro_rules! as_it_is {
    ($($method:ident)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                self.0.$method(visitor)
            }
        )*
    };
}

macro_rules! in_parts {
    ($($method:ident($($argument:ident: $type:ty),*))*) => {
        $(
            fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
                self.0.$method($($argument,)* Parts(visitor))
            }
        )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Objects<D> {
    type Error = D::Error;

    as_it_is! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
        deserialize_char deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf deserialize_unit
        deserialize_identifier deserialize_ignored_any
    }

    in_parts! {
        deserialize_any()
        deserialize_option()
        deserialize_seq()
        deserialize_map()
        deserialize_tuple(length: usize)
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_map(Fields(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Fields<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(fields))
    }
}

macro_rules! visits {
    ($($method:ident($value:ty))*) => {
        $(
            fn $method<E: Error>(self, value: $value) -> Result<V::Value, E> {
                self.0.$method(value)
            }
        )*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Parts<V> {
    type Value = V::Value;

    visits! {
        visit_bool(bool)
        visit_i64(i64) visit_i128(i128) visit_u64(u64) visit_u128(u128) visit_f64(f64)
        visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
        visit_bytes(&[u8]) visit_borrowed_bytes(&'de [u8]) visit_byte_buf(Vec<u8>)
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, reader: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Objects(reader))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, reader: D) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Objects(reader))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Objects(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Objects(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(Objects(variant))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(Objects(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Objects<A> {
    type Error = A::Error;
    type Variant = Objects<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        self.0.variant_seed(seed).map(|(name, variant)| (name, Objects(variant)))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Objects<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.0.unit_variant()
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        self.0.newtype_variant_seed(Objects(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.0.tuple_variant(length, Parts(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.0.struct_variant(fields, Fields(visitor))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Objects<S> {
    type Value = S::Value;

    // Once for each type, not in each struct that has a field of it.
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Objects(reader))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Point {
        x: i32,
        #[serde(default)]
        y: Option<f64>,
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Name(String);

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Dot,
        At(Point),
        Line { from: Point, to: Point },
        Named(Name, u8),
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    enum Tagged {
        Round { centre: Point },
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    #[serde(untagged)]
    enum Either {
        One(Point),
        Many(Vec<Point>),
    }

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct All {
        shapes: Vec<Shape>,
        by_name: BTreeMap<String, Point>,
        maybe: Option<Box<Point>>,
        pair: (Point, bool),
        tagged: Tagged,
        either: Either,
        json: serde_json::Value,
        #[serde(flatten)]
        rest: BTreeMap<String, Point>,
    }

    const TEXT: &str = r#"{
        "shapes": ["dot", {"at": {"x": 1}}, {"line": {"from": {"x": 1, "y": 0.1}, "to": {"x": 2, "y": null}}}, {"named": ["é", 7]}],
        "by_name": {"a": {"x": -3}}, "maybe": {"x": 4}, "pair": [{"x": 5}, true], "tagged": {"kind": "round", "centre": {"x": 6}},
        "either": [{"x": 7}], "json": [1, {"a": null}], "more": {"x": 8}
    }"#;

    #[test]
    fn every_form_is_read_as_serde_json_reads_it() {
        let all: All = read(TEXT).unwrap();
        assert_eq!(all, serde_json::from_str(TEXT).unwrap());
        assert_eq!(read::<All>(&serde_json::to_string(&all).unwrap()).unwrap(), all);
        for wrong in [
            "",
            "{",
            "{} {}",
            r#"{"x": "1"}"#,
            r#"{"x": 1, "x": 2}"#,
            r#"{"y": 2}"#,
            r#"{"x": 99999999999}"#,
            "7",
            "null",
        ] {
            let told = read::<Point>(wrong).unwrap_err().to_string();
            assert_eq!(told, serde_json::from_str::<Point>(wrong).unwrap_err().to_string(), "{wrong}");
        }
    }

    #[test]
    fn a_list_is_no_struct_wherever_it_stands() {
        assert!(read::<Point>("[1, 2]").is_err());
        let places = [
            (r#"{"at": {"x": 1}}"#, r#"{"at": [1, 2]}"#),
            (r#"{"line": {"from"#, r#"{"line": [{"x": 1}, {"x": 2}]}, {"line": {"from"#),
            (r#"{"from": {"x": 1, "y": 0.1}"#, r#"{"from": [1, 0.1]"#),
            (r#"{"a": {"x": -3}}"#, r#"{"a": [-3, 1]}"#),
            (r#""maybe": {"x": 4}"#, r#""maybe": [4, 1]"#),
            (r#"[{"x": 5}, true]"#, r#"[[5, 1], true]"#),
        ];
        for (object, list) in places {
            let wrong = TEXT.replacen(object, list, 1);
            assert_ne!(wrong, TEXT, "{object} is not in the text");
            let told = read::<All>(&wrong).unwrap_err().to_string();
            assert!(told.starts_with("invalid type: sequence, expected struct"), "{list}: {told}");
            serde_json::from_str::<All>(&wrong).expect("serde alone takes it");
        }
    }
}
