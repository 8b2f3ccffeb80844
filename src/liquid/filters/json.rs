//! JSON.

use super::{Call, Family, Filter, FilterError, Support, shows, with};
use crate::liquid::value::Value;
use crate::locale::Text;
use std::fmt::Write as _;

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "json_escape",
        Text {
            en: "Escapes quotes, backslashes and line breaks, for the inside of a JSON text.",
            fr: "Échappe guillemets, barres obliques inverses et retours à la ligne, pour l’intérieur d’un texte JSON.",
        },
        escape,
        &[with("{{ text | json_escape }}", r#"{"text": "a \"b\" \\"}"#, r#"a \"b\" \\"#)],
    ),
    filter(
        "json_parse",
        Text { en: "Reads JSON.", fr: "Lit du JSON." },
        parse,
        &[shows(r#"{% assign all = '[{"id":"1"}]' | json_parse %}{{ all[0].id }}"#, "1")],
    ),
    filter(
        "as_json_string",
        Text { en: "Writes JSON.", fr: "Écrit du JSON." },
        write,
        &[with("{{ hash | as_json_string }}", r#"{"hash": {"a": [1, null, "x"]}}"#, r#"{"a":[1,null,"x"]}"#)],
    ),
];

const fn filter(
    name: &'static str,
    doc: Text,
    run: fn(&Call<'_>) -> Result<Value, FilterError>,
    examples: &'static [super::Example],
) -> Filter {
    Filter {
        name,
        family: Family::Json,
        support: Support::Braze,
        doc: super::told(doc),
        takes: &[],
        named: &[],
        run,
        examples: super::shown(examples),
    }
}

fn escape(call: &Call<'_>) -> Result<Value, FilterError> {
    let mut out = String::new();
    write_escaped(&call.input.to_text(), &mut out);
    Ok(Value::from(out))
}

fn write_escaped(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
}

fn parse(call: &Call<'_>) -> Result<Value, FilterError> {
    match call.input {
        Value::Nil => Ok(Value::Nil),
        input => {
            let json: serde_json::Value =
                serde_json::from_str(&input.to_text()).map_err(|_| FilterError::Invalid("invalid JSON"))?;
            Ok(Value::from(json))
        }
    }
}

fn write(call: &Call<'_>) -> Result<Value, FilterError> {
    let mut out = String::new();
    write_json(call.input, &mut out)?;
    Ok(Value::from(out))
}

fn write_json(value: &Value, out: &mut String) -> Result<(), FilterError> {
    if out.len() > crate::liquid::limits::VALUE {
        return Err(FilterError::TooLarge);
    }
    match value {
        Value::Nil => out.push_str("null"),
        Value::Bool(_) | Value::Int(_) | Value::Big(_) => value.write_text(out),
        Value::Float(float) if !float.is_finite() => out.push_str("null"),
        Value::Float(_) => value.write_text(out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(item, out)?;
            }
            out.push(']');
        }
        Value::Object(object) => {
            out.push('{');
            for (index, (name, value)) in object.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(&Value::Str(name.clone()), out)?;
                out.push(':');
                write_json(value, out)?;
            }
            out.push('}');
        }
        other => {
            out.push('"');
            write_escaped(&other.to_text(), out);
            out.push('"');
        }
    }
    Ok(())
}
