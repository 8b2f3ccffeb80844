//! Braze's own words, without the key.

use super::super::key::{Key, redact};
use serde_json::Value;

/// How many objects and arrays in one another are cleaned; JSON is read no deeper.
const DEPTH: usize = 128;

/// How many notes of one answer are kept: one for each object of a request, and some.
const MOST_NOTES: usize = 500;

/// A text of Braze's: without the key, on one line, not endless. Nothing else makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    /// A text of our own in the place of Braze's.
    pub fn ours(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Something that Braze found wrong, in `errors`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub message: Said,
    /// In which list of a request to `POST /users/track`.
    pub list: Option<String>,
    /// At which place in it.
    pub index: Option<usize>,
}

/// Takes the key out of every text in a value, and out of names.
pub(super) fn clean(value: &mut Value, key: &Key) {
    fn walk(value: &mut Value, key: &Key, depth: usize) {
        match value {
            Value::String(text) if key.is_in(text) || text.contains("Invalid API key:") => *text = redact(text, key),
            Value::Array(items) if depth < DEPTH => items.iter_mut().for_each(|item| walk(item, key, depth + 1)),
            Value::Object(members) if depth < DEPTH => {
                if members.keys().any(|name| key.is_in(name)) {
                    let named = std::mem::take(members).into_iter();
                    *members = named.map(|(name, value)| (redact(&name, key), value)).collect();
                }
                members.values_mut().for_each(|member| walk(member, key, depth + 1));
            }
            _ => {}
        }
    }
    walk(value, key, 0);
}

/// What an answer says; the key is out of it already.
pub(super) fn message(status: u16, value: Option<&Value>) -> Said {
    let mut said = value.and_then(|value| value.get("message")?.as_str()).unwrap_or_default().to_owned();
    for note in value.map(notes).unwrap_or_default() {
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(note.message.as_str());
    }
    if said.is_empty() { Said(format!("HTTP {status}")) } else { plain(&said) }
}

/// `errors` of strings, objects or anything.
pub(super) fn notes(value: &Value) -> Vec<Note> {
    let one = |error: &Value| {
        let text = |name: &str| error.get(name).and_then(Value::as_str);
        let words = match error {
            Value::String(words) => words.clone(),
            Value::Object(_) => {
                text("type").or_else(|| text("message")).map_or_else(|| error.to_string(), str::to_owned)
            }
            other => other.to_string(),
        };
        Note {
            message: plain(&words),
            list: text("input_array").map(|list| plain(list).0),
            index: error.get("index").and_then(Value::as_u64).and_then(|index| usize::try_from(index).ok()),
        }
    };
    match value.get("errors") {
        Some(Value::Array(errors)) => errors.iter().take(MOST_NOTES).map(one).collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(error) => vec![one(error)],
    }
}

/// The longest text of Braze's that is kept: a few sentences.
const MOST: usize = 300;

/// On one line, not endless.
fn plain(text: &str) -> Said {
    let plain = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    Said(text.chars().take(MOST).map(plain).collect())
}
