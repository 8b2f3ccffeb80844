//! What is wrong with a request: the field by its path, the words in both languages, and what Braze itself would say.

use crate::locale::{Facts, Locale, Text};
use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};

/// The most faults that are told of one request. A hostile body holds a million.
const MOST: usize = 100;

/// What is wrong with a request, and where.
///
/// As JSON: `{"field": "messages.email.from", "message": "…"}`, in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field by its path: `attributes[3].email`.
    pub field: String,
    /// What Braze does about it.
    pub braze: Consequence,
    text: Text,
    facts: Facts,
}

/// What Braze does about a fault.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consequence {
    /// It refuses the request; its words are not documented.
    #[default]
    Refuses,
    /// It refuses the request with these words.
    Says(&'static str),
    /// `POST /users/track` takes the request without the object that the path begins with, and names this code in
    /// `errors`, where one is documented.
    LeavesOut(Option<&'static str>),
}

impl Fault {
    /// What is wrong, in words: `must be one of asc, desc`.
    pub fn message(&self, locale: Locale) -> String {
        self.text.fill(locale, &self.facts)
    }

    /// The whole sentence: the field, and what is wrong.
    pub fn sentence(&self, locale: Locale) -> String {
        format!("{} {}", self.field, self.message(locale))
    }
}

/// What is wrong, before it is known where.
#[derive(Clone, Debug)]
pub(super) struct Wrong {
    text: Text,
    facts: Facts,
    braze: Consequence,
}

impl From<Text> for Wrong {
    fn from(text: Text) -> Self {
        Self { text, facts: Facts::new(), braze: Consequence::Refuses }
    }
}

/// What is wrong, in these words.
pub(super) fn wrong(text: Text) -> Wrong {
    text.into()
}

impl Wrong {
    /// The same with one more fact.
    pub(super) fn with(mut self, name: &'static str, fact: impl ToString) -> Self {
        self.facts = self.facts.with(name, fact.to_string());
        self
    }

    /// The same, and Braze says this.
    pub(super) fn says(mut self, words: &'static str) -> Self {
        self.braze = Consequence::Says(words);
        self
    }

    /// The same, and Braze leaves the object out and names this code.
    pub(super) fn leaves_out(mut self, code: Option<&'static str>) -> Self {
        self.braze = Consequence::LeavesOut(code);
        self
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fault = serializer.serialize_struct("Fault", 2)?;
        fault.serialize_field("field", &self.field)?;
        fault.serialize_field("message", &self.message(Locale::En))?;
        fault.end()
    }
}

/// Faults as they are found, and where the search stands.
#[derive(Debug, Default)]
pub struct Faults {
    found: Vec<Fault>,
    path: String,
    now: i64,
}

impl Faults {
    /// None yet. `now` is the clock in Unix seconds.
    pub(super) fn new(now: i64) -> Self {
        Self { now, ..Self::default() }
    }

    /// The clock.
    pub(super) const fn now(&self) -> i64 {
        self.now
    }

    /// Looks into a member.
    pub(super) fn within(&mut self, name: &str, look: impl FnOnce(&mut Self)) {
        let before = self.path.len();
        if before > 0 {
            self.path.push('.');
        }
        // A name of a megabyte is not said in full.
        self.path.extend(name.chars().take(100).map(|c| if c.is_control() { '\u{fffd}' } else { c }));
        look(self);
        self.path.truncate(before);
    }

    /// Looks into an item.
    pub(super) fn item(&mut self, index: usize, look: impl FnOnce(&mut Self)) {
        let before = self.path.len();
        self.path.push_str(&format!("[{index}]"));
        look(self);
        self.path.truncate(before);
    }

    /// A fault of the object or value that is looked at.
    pub(super) fn here(&mut self, wrong: impl Into<Wrong>) {
        let field = if self.path.is_empty() { "body".to_owned() } else { self.path.clone() };
        self.push(field, wrong.into());
    }

    /// A fault of a member of the object that is looked at.
    pub(super) fn at(&mut self, name: &str, wrong: impl Into<Wrong>) {
        self.within(name, |faults| faults.here(wrong));
    }

    fn push(&mut self, field: String, Wrong { text, facts, braze }: Wrong) {
        if !self.full() {
            self.found.push(Fault { field, braze, text, facts });
        }
    }

    /// Whether enough has been found.
    pub(super) fn full(&self) -> bool {
        self.found.len() >= MOST
    }

    /// Everything found.
    pub(super) fn into_found(self) -> Vec<Fault> {
        self.found
    }
}
