//! Objects against a list of their fields.

use serde::Serialize;
use serde_json::{Map, Value};

/// What is wrong with a request, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The field by its path: `messages.email.from`.
    pub field: String,
    /// What is wrong.
    pub message: String,
    /// What Braze itself says, where that is documented.
    #[serde(skip)]
    pub braze: Option<&'static str>,
}

impl Fault {
    /// A fault at a field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), braze: None }
    }

    /// The same, with Braze's own words.
    #[must_use]
    pub(super) fn says(mut self, braze: &'static str) -> Self {
        self.braze = Some(braze);
        self
    }
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    kind: Kind,
    required: bool,
}

impl Field {
    pub(super) const fn required(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: true }
    }

    pub(super) const fn optional(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, required: false }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A string.
    Text,
    /// A string of ASCII, at most so long.
    Ascii(usize),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// True or false.
    Bool,
    /// An object with any members.
    Map,
    /// An object with these fields.
    Object(&'static [Field]),
    /// An array of these.
    List(&'static Kind),
}

/// The faults of `value` as an object of `fields`. `path` stands before names: empty, or with a dot at its end.
pub(super) fn object(value: &Value, fields: &[Field], path: &str) -> Vec<Fault> {
    let Some(members) = value.as_object() else {
        let name = path.trim_end_matches('.');
        return vec![Fault::new(if name.is_empty() { "body" } else { name }, "must be an object").says("Bad Request")];
    };
    let mut faults = unknown(members, fields, path);
    for field in fields {
        let at = format!("{path}{}", field.name);
        match members.get(field.name) {
            None | Some(Value::Null) if field.required => faults.push(Fault::new(at, "is required")),
            None | Some(Value::Null) => {}
            Some(value) => field.kind.check(value, &at, &mut faults),
        }
    }
    faults
}

fn unknown(members: &Map<String, Value>, fields: &[Field], path: &str) -> Vec<Fault> {
    members
        .keys()
        .filter(|name| !fields.iter().any(|field| field.name == name.as_str()))
        .map(|name| {
            let near = fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
            let hint = near.map(|field| format!("; did you mean `{}`?", field.name)).unwrap_or_default();
            Fault::new(format!("{path}{name}"), format!("is not a documented field{hint}"))
        })
        .collect()
}

impl Kind {
    fn check(self, value: &Value, at: &str, faults: &mut Vec<Fault>) {
        let wrong = match (self, value) {
            (Self::Text, Value::String(_)) | (Self::Bool, Value::Bool(_)) | (Self::Map, Value::Object(_)) => None,
            (Self::Text, _) => Some("must be a string".to_owned()),
            (Self::Bool, _) => Some("must be true or false".to_owned()),
            (Self::Map, _) => Some("must be an object".to_owned()),
            (Self::Ascii(most), Value::String(text)) if text.is_ascii() && text.len() <= most => None,
            (Self::Ascii(most), _) => Some(format!("must be a string of at most {most} ASCII characters")),
            (Self::OneOf(words), Value::String(text)) if words.contains(&text.as_str()) => None,
            (Self::OneOf(words), _) => Some(format!("must be one of {}", words.join(", "))),
            (Self::Object(fields), value) => {
                faults.extend(object(value, fields, &format!("{at}.")));
                None
            }
            (Self::List(kind), Value::Array(items)) => {
                items.iter().enumerate().for_each(|(index, item)| kind.check(item, &format!("{at}[{index}]"), faults));
                None
            }
            (Self::List(_), _) => Some("must be an array".to_owned()),
        };
        if let Some(message) = wrong {
            faults.push(Fault::new(at, message));
        }
    }
}
