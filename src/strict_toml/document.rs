//! A TOML text with positions: what `file:line:column` comes from.

use super::mistake::{Fault, Mistake, SYNTAX};
use crate::text::Span;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A TOML text that was read: its values as JSON, and where each key and value was written.
#[derive(Clone, Debug)]
pub struct Document {
    file: String,
    lines: Lines,
    value: Value,
    /// By JSON pointer: the key (or, in a list, the item) and the value.
    spans: BTreeMap<String, (Span, Span)>,
}

/// One step of a path into a document.
#[derive(Clone, Copy, Debug)]
pub enum Step<'p> {
    /// Into a table.
    Key(&'p str),
    /// Into a list.
    Item(usize),
}

impl<'p> From<&'p str> for Step<'p> {
    fn from(key: &'p str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(item: usize) -> Self {
        Self::Item(item)
    }
}

impl Document {
    /// Reads a text. All faults of its syntax come with it; the values are whatever could be made out.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<Mistake>) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (root, errors) = DeTable::parse_recoverable(text);
        let mut document = Self {
            file: file.to_owned(),
            lines: Lines::of(text),
            value: Value::Null,
            spans: BTreeMap::from([(String::new(), (Span::at(0), Span::new(0, text.len())))]),
        };
        let mut pointer = String::new();
        document.value = document.table(root.get_ref(), &mut pointer);
        let mistakes = errors.iter().map(|error| {
            let at = error.span().map_or(text.len(), |span| span.start);
            document.mistake_at(&SYNTAX, at).with("reason", error.message().replace('\n', "; "))
        });
        let mut mistakes: Vec<Mistake> = mistakes.collect();
        Mistake::sort(&mut mistakes);
        (document, mistakes)
    }

    /// A text of another kind (HTML, say), for the places of its mistakes.
    pub fn plain(file: &str, text: &str) -> Self {
        let spans = BTreeMap::from([(String::new(), (Span::at(0), Span::new(0, text.len())))]);
        Self { file: file.to_owned(), lines: Lines::of(text), value: Value::Null, spans }
    }

    /// A table that was read from rows: `spans` says where each row stands, by its key in `value`.
    pub fn of_rows(file: &str, text: &str, value: Value, spans: &BTreeMap<String, Span>) -> Self {
        let mut document = Self { value, ..Self::plain(file, text) };
        for (key, span) in spans {
            let mut pointer = String::new();
            push(&mut pointer, Step::Key(key));
            document.spans.insert(pointer, (*span, *span));
        }
        document
    }

    /// How mistakes name the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The values.
    pub const fn value(&self) -> &Value {
        &self.value
    }

    /// A mistake at the value that `path` leads to, or at the nearest thing above it that was written.
    pub fn mistake(&self, fault: &Fault, path: &[Step<'_>]) -> Mistake {
        self.mistake_at(fault, self.place(path).1.start)
    }

    /// A mistake at the key that `path` leads to, or at the nearest thing above it that was written.
    pub fn mistake_at_key(&self, fault: &Fault, path: &[Step<'_>]) -> Mistake {
        self.mistake_at(fault, self.place(path).0.start)
    }

    /// A mistake at a byte of the text.
    pub fn mistake_at(&self, fault: &Fault, offset: usize) -> Mistake {
        let (line, column) = self.lines.place(offset);
        Mistake { line, column, ..Mistake::of_file(fault, &self.file) }
    }

    /// Whether something is written at `path`.
    pub fn has(&self, path: &[Step<'_>]) -> bool {
        self.spans.contains_key(&pointer(path))
    }

    /// The line of what is written at `path`, from 1; of the nearest thing above it where it is not written itself.
    pub fn line(&self, path: &[Step<'_>]) -> usize {
        self.lines.place(self.place(path).0.start).0
    }

    fn place(&self, path: &[Step<'_>]) -> (Span, Span) {
        (0..=path.len())
            .rev()
            .find_map(|length| self.spans.get(&pointer(path.get(..length)?)).copied())
            .unwrap_or_default()
    }

    /// The spans of a JSON pointer: key and value; of the nearest thing above it where it was not written by itself.
    pub(super) fn pointed(&self, pointer: &str) -> (Span, Span) {
        let mut pointer = pointer;
        loop {
            match (self.spans.get(pointer), pointer.rsplit_once('/')) {
                (Some(spans), _) => return *spans,
                (None, Some((above, _))) => pointer = above,
                (None, None) => return Default::default(),
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>, pointer: &mut String) -> Value {
        let mut object = Map::new();
        for (key, value) in table {
            let above = pointer.len();
            push(pointer, Step::Key(key.get_ref()));
            self.spans.insert(pointer.clone(), (key.span().into(), value.span().into()));
            object.insert(key.get_ref().to_string(), self.read(value, pointer));
            pointer.truncate(above);
        }
        Value::Object(object)
    }

    fn read(&mut self, value: &Spanned<DeValue<'_>>, pointer: &mut String) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| float(number.as_str()), Value::from),
            DeValue::Float(number) => float(number.as_str()),
            DeValue::Boolean(on) => Value::Bool(*on),
            DeValue::Datetime(time) => Value::String(time.to_string()),
            DeValue::Table(table) => self.table(table, pointer),
            DeValue::Array(items) => {
                let mut list = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    let above = pointer.len();
                    push(pointer, Step::Item(index));
                    self.spans.insert(pointer.clone(), (item.span().into(), item.span().into()));
                    list.push(self.read(item, pointer));
                    pointer.truncate(above);
                }
                Value::Array(list)
            }
        }
    }
}

/// A number with a point. Those that JSON has not (`nan`, `inf`) are given as text: no type of ours takes them.
fn float(text: &str) -> Value {
    let number = text.parse::<f64>().ok().and_then(serde_json::Number::from_f64);
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

fn pointer(path: &[Step<'_>]) -> String {
    path.iter().fold(String::new(), |mut pointer, step| {
        push(&mut pointer, *step);
        pointer
    })
}

/// One more step of a JSON pointer (RFC 6901).
pub(super) fn push(pointer: &mut String, step: Step<'_>) {
    pointer.push('/');
    match step {
        Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
        Step::Item(index) => pointer.push_str(&index.to_string()),
    }
}

/// Where lines begin, and the text, to count columns in characters.
#[derive(Clone, Debug)]
struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text: text.to_owned(), starts }
    }

    /// Line and column, both from 1.
    fn place(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, Span::new(start, offset).of(&self.text).chars().count() + 1)
    }
}
