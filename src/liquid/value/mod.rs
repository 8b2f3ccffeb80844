//! What Liquid computes with: [`Value`], made from JSON, printed as Ruby prints it.
//!
//! In: sample data as `serde_json::Value`, literals of a template. Out: text, comparisons, numbers. Copies are cheap:
//! everything large sits behind an [`Arc`].

mod compare;
mod decimal;
mod number;
mod object;
mod order;
mod print;
mod turn;

pub use compare::{Mismatch, compare, contains, equals, less};
pub use decimal::Decimal;
pub(crate) use number::leading;
pub use number::{Number, NumberError};
pub use object::Object;
pub(crate) use order::sorted;
pub(crate) use print::write_quoted;
pub use turn::Turn;

use crate::liquid::dates::Moment;
use std::sync::Arc;

/// A value of Liquid.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Nothing: what was not found, `nil`.
    #[default]
    Nil,
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number that does not fit 64 bits.
    Big(Arc<i128>),
    /// A number with a fraction.
    Float(f64),
    /// Text.
    Str(Arc<str>),
    /// A list.
    Array(Arc<Vec<Value>>),
    /// A hash: names and values in order.
    Object(Arc<Object>),
    /// `(first..last)`, both in; never written out before it is walked.
    Range(i64, i64),
    /// A point in time, in a zone.
    Moment(Arc<Moment>),
    /// `forloop`, `tablerowloop`
    Turn(Arc<Turn>),
    /// `empty`: equal to what has no content.
    Empty,
    /// `blank`: equal to what a reader would call blank.
    Blank,
    /// Something of the engine's own, known by its name only (`self`).
    Named(&'static str),
}

impl Value {
    /// The text `text`.
    pub fn text(text: &str) -> Self {
        Self::Str(Arc::from(text))
    }

    /// The list of `items`.
    pub fn array(items: Vec<Self>) -> Self {
        Self::Array(Arc::new(items))
    }

    /// Whether a condition takes it for true: all but `nil` and `false`.
    pub const fn truthy(&self) -> bool {
        !matches!(self, Self::Nil | Self::Bool(false))
    }

    /// Whether it is `nil`.
    pub const fn is_nil(&self) -> bool {
        matches!(self, Self::Nil)
    }

    /// Whether it equals `empty`: text, list or hash without content.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Str(text) => text.is_empty(),
            Self::Array(items) => items.is_empty(),
            Self::Object(object) => object.is_empty(),
            _ => false,
        }
    }

    /// Whether it equals `blank`: `nil`, `false`, white space, or a list or hash without content.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Nil | Self::Bool(false) => true,
            Self::Str(text) => text.chars().all(char::is_whitespace),
            other => other.is_empty(),
        }
    }

    /// The text, where it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    /// `size`: characters, items, entries; a whole number's size is the bytes that Ruby keeps it in: eight, or as many as
    /// a larger one takes.
    pub fn size(&self) -> Option<i64> {
        Some(match self {
            Self::Str(text) => count(text.chars().count()),
            Self::Array(items) => count(items.len()),
            Self::Object(object) => count(object.len()),
            Self::Range(first, last) => last.saturating_sub(*first).saturating_add(1).max(0),
            Self::Int(_) => 8,
            Self::Big(whole) => i64::from((128 - whole.unsigned_abs().leading_zeros()).div_ceil(8)).max(8),
            _ => return None,
        })
    }

    /// `first`: of a list, a range or a text, or the first name and value of a hash.
    pub fn first(&self) -> Self {
        match self {
            Self::Str(text) => letter(text.chars().next()),
            Self::Turn(turn) => turn.member("first"),
            Self::Array(items) => items.first().cloned().unwrap_or_default(),
            Self::Object(object) => object.iter().next().map(pair).unwrap_or_default(),
            Self::Range(first, _) => Self::Int(*first),
            _ => Self::Nil,
        }
    }

    /// `last`: of a list, a range or a text.
    pub fn last(&self) -> Self {
        match self {
            Self::Str(text) => letter(text.chars().next_back()),
            Self::Turn(turn) => turn.member("last"),
            Self::Array(items) => items.last().cloned().unwrap_or_default(),
            Self::Range(_, last) => Self::Int(*last),
            _ => Self::Nil,
        }
    }

    /// What Ruby calls a value of this kind in an error.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Nil => "nil",
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            Self::Int(_) | Self::Big(_) => "Integer",
            Self::Float(_) => "Float",
            Self::Str(_) => "String",
            Self::Array(_) => "Array",
            Self::Object(_) => "Hash",
            Self::Range(..) => "Range",
            Self::Moment(_) => "Time",
            Self::Turn(_) => "Liquid::ForloopDrop",
            Self::Empty | Self::Blank => "Liquid::Expression::MethodLiteral",
            Self::Named(name) => name,
        }
    }

    /// What stands at `key`: `object['name']`, `list[2]`, and the `size`, `first` and `last` that have no entry of
    /// their own where `command` (a name written with a dot).
    pub fn get(&self, key: &Self, command: bool) -> Self {
        match (self, key) {
            (Self::Array(items), Self::Int(index)) => items.get(at(*index, items.len())).cloned().unwrap_or_default(),
            (_, Self::Str(name)) => self.member(name, command),
            _ => Self::Nil,
        }
    }

    /// What stands at `name`.
    pub fn member(&self, name: &str, command: bool) -> Self {
        match self {
            Self::Object(object) => {
                if let Some(value) = object.get(name) {
                    return value.clone();
                }
            }
            Self::Turn(turn) => return turn.member(name),
            _ => {}
        }
        match name {
            "size" if command => self.size().map_or(Self::Nil, Self::Int),
            "first" if command => self.first(),
            "last" if command => self.last(),
            _ => Self::Nil,
        }
    }
}

fn letter(letter: Option<char>) -> Value {
    letter.map_or_else(|| Value::text(""), |letter| Value::text(letter.encode_utf8(&mut [0; 4])))
}

/// A name and its value, as the two-item list that walking a hash gives.
pub(crate) fn pair((name, value): (&Arc<str>, &Value)) -> Value {
    Value::array(vec![Value::Str(name.clone()), value.clone()])
}

/// A count as Liquid's number.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The position that `index` means in a list of `length`: negative ones count from its end. Beyond it: a position
/// where nothing is.
pub(crate) fn at(index: i64, length: usize) -> usize {
    let index = if index < 0 { index.saturating_add(count(length)) } else { index };
    usize::try_from(index).unwrap_or(usize::MAX)
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::text(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Str(Arc::from(value))
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Self {
        Self::array(items)
    }
}

impl From<&serde_json::Value> for Value {
    fn from(json: &serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Nil,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(whole), _) => Self::Int(whole),
                (None, Some(whole)) => Self::Big(Arc::new(i128::from(whole))),
                (None, None) => number.as_f64().map_or(Self::Nil, Self::Float),
            },
            serde_json::Value::String(text) => Self::text(text),
            serde_json::Value::Array(items) => Self::array(items.iter().map(Self::from).collect()),
            serde_json::Value::Object(entries) => Self::from(
                entries.iter().map(|(name, value)| (Arc::from(name.as_str()), Self::from(value))).collect::<Object>(),
            ),
        }
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        Self::from(&json)
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(Arc::new(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(json: serde_json::Value) -> String {
        Value::from(json).to_output()
    }

    #[test]
    fn prints_as_ruby_does() {
        assert_eq!(
            shown(json!([1, [2.0, "x"], null, {"a": [1, null, "q\"#{"]}])),
            r##"12.0x{"a"=>[1, nil, "q\"\#{"]}"##
        );
        assert_eq!(shown(json!(1e20)), "1.0e+20");
        assert_eq!(shown(json!(1e15)), "1.0e+15");
        assert_eq!(shown(json!(123_456_789_012_345.0)), "123456789012345.0");
        assert_eq!(shown(json!(0.00001)), "1.0e-05");
        assert_eq!(shown(json!(18_446_744_073_709_551_615_u64)), "18446744073709551615");
    }

    #[test]
    fn looks_up_members_and_commands() {
        let value = Value::from(json!({"a": [1, 2, 3], "size": "own"}));
        assert_eq!(value.member("size", true).to_output(), "own");
        assert_eq!(value.member("a", true).member("size", true).to_output(), "3");
        assert_eq!(value.member("a", true).get(&Value::Int(-1), false).to_output(), "3");
        assert_eq!(value.member("a", true).get(&Value::Int(-4), false).to_output(), "");
        assert_eq!(value.member("a", true).get(&Value::text("size"), false).to_output(), "");
    }
}
