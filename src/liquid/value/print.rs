//! Printing as Ruby prints: in an output, as a filter's text, and inside a list or hash.

use super::Value;
use crate::liquid::dates;
use std::borrow::Cow;
use std::fmt::Write as _;

impl Value {
    /// Appends what `{{ value }}` prints: a list is its items without anything between them.
    pub fn write_output(&self, out: &mut String) {
        match self {
            Self::Array(items) => items.iter().for_each(|item| item.write_output(out)),
            other => other.write_text(out),
        }
    }

    /// Appends the text that filters work on: a list is written as `["a", 1]`.
    pub fn write_text(&self, out: &mut String) {
        match self {
            Self::Nil | Self::Empty | Self::Blank => {}
            Self::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Int(value) => {
                let _ = write!(out, "{value}");
            }
            Self::Big(value) => {
                let _ = write!(out, "{value}");
            }
            Self::Float(value) => write_float(*value, out),
            Self::Str(text) => out.push_str(text),
            Self::Array(_) | Self::Object(_) => self.write_inspected(out),
            Self::Range(first, last) => {
                let _ = write!(out, "{first}..{last}");
            }
            Self::Moment(moment) => dates::write_plain(moment, out),
            Self::Turn(turn) => out.push_str(turn.shown()),
            Self::Named(name) => out.push_str(name),
        }
    }

    /// What `{{ value }}` prints.
    pub fn to_output(&self) -> String {
        let mut out = String::new();
        self.write_output(&mut out);
        out
    }

    /// The text that filters work on; without a copy where it is text already.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Str(text) => Cow::Borrowed(text),
            other => {
                let mut out = String::new();
                other.write_text(&mut out);
                Cow::Owned(out)
            }
        }
    }

    /// Appends the value as it stands inside a list or hash: `"a"`, `nil`, `{"a"=>1}`.
    pub fn write_inspected(&self, out: &mut String) {
        match self {
            Self::Nil => out.push_str("nil"),
            Self::Str(text) => write_quoted(text, out),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push_str(", ");
                    }
                    item.write_inspected(out);
                }
                out.push(']');
            }
            Self::Object(object) => {
                out.push('{');
                for (index, (name, value)) in object.iter().enumerate() {
                    if index > 0 {
                        out.push_str(", ");
                    }
                    write_quoted(name, out);
                    out.push_str("=>");
                    value.write_inspected(out);
                }
                out.push('}');
            }
            other => other.write_text(out),
        }
    }
}

/// Ruby's `Float#to_s`: the shortest digits that read back as the same number, in plain notation up to 15 digits before the point.
fn write_float(value: f64, out: &mut String) {
    if value.is_nan() {
        return out.push_str("NaN");
    }
    if value.is_infinite() {
        return out.push_str(if value > 0.0 { "Infinity" } else { "-Infinity" });
    }
    let size = value.abs();
    if value == 0.0 || (1e-4..1e15).contains(&size) {
        let before = out.len();
        let _ = write!(out, "{value}");
        if !out.get(before..).is_some_and(|shown| shown.contains('.')) {
            out.push_str(".0");
        }
        return;
    }
    let shown = format!("{value:e}");
    let (digits, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
    out.push_str(digits);
    if !digits.contains('.') {
        out.push_str(".0");
    }
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let _ = write!(out, "e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs());
}

/// Ruby's `String#inspect`.
pub(crate) fn write_quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '#' if matches!(rest.peek(), Some('{' | '$' | '@')) => out.push_str("\\#"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            '\u{8}' => out.push_str("\\b"),
            '\u{7}' => out.push_str("\\a"),
            '\u{1b}' => out.push_str("\\e"),
            control if control.is_control() => {
                let _ = match u32::from(control) {
                    0x7f => write!(out, "\\x7F"),
                    code => write!(out, "\\u{code:04X}"),
                };
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
