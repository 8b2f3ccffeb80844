//! What a request is made of, as data: objects, their fields, and what each field holds.
//!
//! The macro [`object!`] makes a type and its table from one list, one field a line: what the type can hold, what is
//! checked and what the documentation page says cannot drift apart.

use super::fault::Faults;
use crate::locale::Text;
use serde_json::{Map, Value};

/// An object of a request.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// Its name as the documentation says it: `email`.
    pub name: &'static str,
    /// Braze's page about it.
    pub source: &'static str,
    /// Its fields, in the order of the documentation.
    pub fields: &'static [Field],
    /// What members of any other name hold; none: there are no others.
    pub others: Option<Kind>,
    /// What its list of fields does not say.
    pub rules: Rules,
}

/// Rules between the fields of an object.
pub type Rules = fn(&Map<String, Value>, &mut Faults);

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it is, and when it is needed.
    pub note: Text,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A string.
    Text,
    /// A string that says something.
    Id,
    /// This kind of string; Braze was seen to take whole numbers too, and does not document it.
    Numbered(&'static Kind),
    /// A string of 1 to so many ASCII characters.
    Ascii(usize),
    /// A string of 1 to so many characters.
    Chars(usize),
    /// A string of so many bytes, from and to.
    Bytes(usize, usize),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// `Display Name <user@example.com>`, or the address alone.
    Mailbox,
    /// `user@example.com`, or this word.
    Address(Option<&'static str>),
    /// An address, held against what Braze calls `EMAIL_BAD_FORMAT`.
    Email,
    /// A telephone number by E.164; Braze’s own examples leave out the plus.
    Phone,
    /// An alphabetic currency code by ISO 4217.
    Currency,
    /// `YYYY-MM-DD`.
    Date,
    /// A date with a time by ISO 8601.
    Time,
    /// A date, perhaps with a time, in one of the forms that Braze documents besides ISO 8601.
    LooseTime,
    /// True or false.
    Bool,
    /// A whole number between these.
    Int(i64, i64),
    /// A number between these.
    Number(f64, f64),
    /// Anything.
    Any,
    /// An object with any members.
    Map,
    /// An object whose members are strings, numbers or booleans.
    Pairs,
    /// An object with so many members at most, all of them strings.
    Variables(usize),
    /// An object with these fields.
    Object(&'static Object),
    /// An array of so many of these.
    List(&'static Kind, usize, usize),
    /// A string, or an object with these fields.
    TextOr(&'static Object),
    /// Which of these objects it is, the field of this name beside it says.
    By(&'static str, &'static [(&'static str, &'static Object)]),
    /// A connected audience.
    Audience,
    /// The properties of an event: at most so many bytes, without these names.
    Properties(usize, &'static [&'static str]),
    /// The value of a custom attribute.
    Attribute,
}

impl Kind {
    /// Any number of strings.
    pub const TEXTS: Self = Self::List(&Self::Text, 0, usize::MAX);
    /// Any whole number.
    pub const INT: Self = Self::Int(i64::MIN, i64::MAX);
    /// Any whole number from 0.
    pub const COUNT: Self = Self::Int(0, i64::MAX);
    /// Any number.
    pub const NUMBER: Self = Self::Number(f64::MIN, f64::MAX);
}

/// No rules besides the list of fields.
pub fn no_rules(_: &Map<String, Value>, _: &mut Faults) {}

/// Whether a field is there: `null` is as good as nothing.
pub(super) fn given<'v>(members: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    members.get(name).filter(|value| !value.is_null())
}

/// Whether a flag is set.
pub(super) fn set(members: &Map<String, Value>, name: &str) -> bool {
    members.get(name).and_then(Value::as_bool).unwrap_or(false)
}

/// The text of a field.
pub(super) fn text<'v>(members: &'v Map<String, Value>, name: &str) -> Option<&'v str> {
    members.get(name).and_then(Value::as_str)
}

/// Makes a type and its [`Object`] from one list of fields.
///
/// `must` fields are there always, `may` fields are `Option`s and left out where they are `None`. After the type
/// stands the [`Kind`], then the note in English (which is the field's documentation too) and in French.
macro_rules! object {
    (
        $(#[$about:meta])*
        $type:ident as $name:literal, $source:literal $(, rules $rules:path)? { $($list:tt)* }
    ) => {
        object!(@struct [$(#[$about])*] $type [] $($list)*);
        impl $type {
            /// Its table of fields.
            pub const OBJECT: $crate::braze::field::Object = $crate::braze::field::Object {
                name: $name,
                source: concat!("https://www.braze.com/docs/api/", $source),
                fields: object!(@fields [] $($list)*),
                others: None,
                rules: object!(@rules $($rules)?),
            };
        }
    };
    (@rules) => { $crate::braze::field::no_rules };
    (@rules $rules:path) => { $rules };

    (@struct [$($about:tt)*] $type:ident [$($done:tt)*]) => {
        $($about)*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $type { $($done)* }
    };
    (@struct $about:tt $type:ident [$($done:tt)*]
        must $field:ident $(as $json:literal)?: $of:ty, $kind:expr, $en:literal, $fr:literal; $($rest:tt)*) => {
        object!(@struct $about $type [$($done)*
            #[doc = $en]
            $(#[serde(rename = $json)])?
            pub $field: $of,
        ] $($rest)*);
    };
    (@struct $about:tt $type:ident [$($done:tt)*]
        may $field:ident $(as $json:literal)?: $of:ty, $kind:expr, $en:literal, $fr:literal; $($rest:tt)*) => {
        object!(@struct $about $type [$($done)*
            #[doc = $en]
            #[serde(default, skip_serializing_if = "Option::is_none" $(, rename = $json)?)]
            pub $field: Option<$of>,
        ] $($rest)*);
    };

    (@fields [$($done:tt)*]) => { &[$($done)*] };
    (@fields [$($done:tt)*]
        $need:ident $field:ident $(as $json:literal)?: $of:ty, $kind:expr, $en:literal, $fr:literal; $($rest:tt)*) => {
        object!(@fields [$($done)* $crate::braze::field::Field {
            name: object!(@name $field $($json)?),
            kind: $kind,
            required: object!(@need $need),
            note: $crate::locale::Text { en: $en, fr: $fr },
        },] $($rest)*)
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $json:literal) => { $json };
    (@need must) => { true };
    (@need may) => { false };
}
pub(super) use object;
