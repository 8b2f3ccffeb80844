//! Holds a document against the JSON Schema of a type and tells each fault in the writer’s words.

use super::document::{Document, Step, push};
use super::mistake::{
    CHOICE, CHOICE_NEAR, FORM, Fault, LARGE, MISSING, Mistake, SMALL, TYPE, UNKNOWN, UNKNOWN_NEAR, nearest,
};
use crate::locale::Text;
use crate::text::Span;
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use schemars::JsonSchema;
use serde_json::Value;

/// The JSON Schema of `T` as a person's file must be: nothing is ever `null` (TOML has none), and a list of fixed values
/// is one `enum`.
pub fn plain<T: JsonSchema>() -> Value {
    let mut schema =
        schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
    simplify(&mut schema);
    schema
}

fn simplify(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(simplify),
        Value::Object(object) => {
            object.values_mut().for_each(simplify);
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if object.get("default").is_some_and(Value::is_null) {
                object.shift_remove("default");
            }
            if let Some(Value::Array(forms)) = object.get_mut("anyOf") {
                forms.retain(|form| form.get("type").is_none_or(|kind| kind != "null"));
                if let [Value::Object(only)] = forms.as_slice() {
                    let only = only.clone();
                    object.shift_remove("anyOf");
                    for (key, value) in only {
                        object.entry(key).or_insert(value);
                    }
                }
            }
            fixed_values(object);
        }
        _ => {}
    }
}

/// `oneOf` single values becomes `enum`; what the values mean moves to the description.
fn fixed_values(object: &mut serde_json::Map<String, Value>) {
    let Some(Value::Array(forms)) = object.get("oneOf") else { return };
    let mut values = Vec::new();
    let mut meanings = Vec::new();
    for form in forms {
        match (form.get("const"), form.get("enum")) {
            (Some(value), _) => {
                if let (Some(name), Some(meaning)) = (value.as_str(), form.get("description").and_then(Value::as_str)) {
                    meanings.push(format!("`{name}`: {meaning}"));
                }
                values.push(value.clone());
            }
            (None, Some(Value::Array(several))) => values.extend(several.iter().cloned()),
            _ => return,
        }
    }
    object.shift_remove("oneOf");
    object.insert("type".to_owned(), "string".into());
    object.insert("enum".to_owned(), values.into());
    if !meanings.is_empty() {
        let own = object.get("description").and_then(Value::as_str).map(|own| format!("{own}\n\n"));
        object.insert("description".to_owned(), (own.unwrap_or_default() + &meanings.join("\n")).into());
    }
}

/// Everything in which `document` is not a `T`, as far as a schema can tell.
pub(super) fn mistakes<T: JsonSchema>(document: &Document) -> Vec<Mistake> {
    let schema = plain::<T>();
    let validator = match jsonschema::validator_for(&schema) {
        Ok(validator) => validator,
        Err(error) => return vec![document.mistake_at(&FORM, 0).with("key", "").with("reason", error.to_string())],
    };
    let mut mistakes = Vec::new();
    for error in validator.iter_errors(document.value()) {
        tell(&error, &schema, document, &mut mistakes);
    }
    mistakes
}

fn tell(error: &ValidationError<'_>, schema: &Value, document: &Document, mistakes: &mut Vec<Mistake>) {
    let pointer = error.instance_path().as_str();
    let (key, value) = document.pointed(pointer);
    let name = readable(pointer);
    let mut add = |fault: &Fault, at: Span, facts: &[(&'static str, String)]| {
        let mistake = document.mistake_at(fault, at.start);
        mistakes.push(facts.iter().fold(mistake, |mistake, (name, fact)| mistake.with(name, fact.clone())));
    };
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let possible = properties(error, schema);
            for wrong in unexpected {
                let mut pointer = pointer.to_owned();
                push(&mut pointer, Step::Key(wrong));
                let near = nearest(wrong, possible.iter().map(String::as_str));
                let facts = [
                    ("key", readable(&pointer)),
                    ("nearest", near.unwrap_or_default().to_owned()),
                    ("possible", listed(&possible)),
                ];
                add(if near.is_some() { &UNKNOWN_NEAR } else { &UNKNOWN }, document.pointed(&pointer).0, &facts);
            }
        }
        Kind::Required { property } => {
            let last = property.as_str().unwrap_or_default();
            let mut pointer = pointer.to_owned();
            push(&mut pointer, Step::Key(last));
            let kind = property_kind(error, schema, last);
            let at = if key.is_empty() { value } else { key };
            let mistake = document.mistake_at(&MISSING, at.start);
            mistakes.push(mistake.with("key", readable(&pointer)).with("last", last).with("kind", kind));
        }
        Kind::Type { .. } => {
            let wanted = wanted(error, schema);
            let mistake = document.mistake_at(&TYPE, value.start);
            mistakes.push(mistake.with("key", name).with("kind", wanted).with("found", found(error.instance())));
        }
        Kind::Enum { options } => {
            let possible: Vec<String> =
                options.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
            let written = error.instance().as_str();
            // Something that is no text at all was told as a wrong type already.
            let Some(written) = written else { return };
            let near = nearest(written, possible.iter().map(String::as_str));
            let facts = [
                ("key", name),
                ("value", written.to_owned()),
                ("nearest", near.unwrap_or_default().to_owned()),
                ("possible", listed(&possible)),
            ];
            add(if near.is_some() { &CHOICE_NEAR } else { &CHOICE }, value, &facts);
        }
        Kind::Minimum { limit } | Kind::ExclusiveMinimum { limit } => {
            add(&SMALL, value, &[("key", name), ("limit", limit.to_string())]);
        }
        Kind::Maximum { limit } | Kind::ExclusiveMaximum { limit } => {
            add(&LARGE, value, &[("key", name), ("limit", limit.to_string())]);
        }
        // Several forms: the one that comes nearest is the one that was meant.
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            let meant = context.iter().min_by_key(|errors| errors.iter().map(weight).sum::<usize>());
            match meant {
                Some(errors) if !errors.is_empty() => {
                    errors.iter().for_each(|error| tell(error, schema, document, mistakes));
                }
                _ => add(&FORM, value, &[("key", name), ("reason", error.to_string())]),
            }
        }
        _ => add(&FORM, value, &[("key", name), ("reason", error.masked().to_string())]),
    }
}

/// How far a form is from what was written: another kind of thing altogether weighs more than a detail.
fn weight(error: &ValidationError<'_>) -> usize {
    match error.kind() {
        Kind::Constant { .. } => 1000,
        Kind::Type { .. } => 100,
        _ => 1,
    }
}

/// The schema object in which the keyword of an error stands.
fn holder<'s>(error: &ValidationError<'_>, schema: &'s Value) -> Option<&'s Value> {
    let path = error.schema_path().as_str();
    schema.pointer(path.rsplit_once('/')?.0)
}

/// The keys that could have stood there.
fn properties(error: &ValidationError<'_>, schema: &Value) -> Vec<String> {
    let object = holder(error, schema).and_then(|holder| holder.get("properties")).and_then(Value::as_object);
    let mut names: Vec<String> = object.into_iter().flatten().map(|(name, _)| name.clone()).collect();
    names.sort();
    names
}

fn wanted(error: &ValidationError<'_>, schema: &Value) -> Text {
    holder(error, schema).map_or(ANYTHING, |holder| kind(holder, schema))
}

fn property_kind(error: &ValidationError<'_>, schema: &Value, name: &str) -> Text {
    let property = holder(error, schema).and_then(|holder| holder.get("properties")?.get(name));
    property.map_or(ANYTHING, |property| kind(property, schema))
}

/// In words, what a schema asks for.
fn kind(asked: &Value, schema: &Value) -> Text {
    let referred = asked.get("$ref").and_then(Value::as_str).and_then(|path| schema.pointer(path.strip_prefix('#')?));
    let asked = referred.unwrap_or(asked);
    match asked.get("type").and_then(Value::as_str) {
        Some("string") => Text { en: "text in quotes", fr: "un texte entre guillemets" },
        Some("integer") => Text { en: "a whole number", fr: "un nombre entier" },
        Some("number") => Text { en: "a number", fr: "un nombre" },
        Some("boolean") => Text { en: "true or false", fr: "true ou false" },
        Some("array") => Text { en: "a list in brackets", fr: "une liste entre crochets" },
        Some("object") => Text { en: "a table", fr: "une table" },
        _ => ANYTHING,
    }
}

const ANYTHING: Text = Text { en: "something else", fr: "autre chose" };

fn found(value: &Value) -> Text {
    match value {
        Value::String(_) => Text { en: "text in quotes", fr: "un texte entre guillemets" },
        Value::Number(number) if number.is_f64() => Text { en: "a number with a point", fr: "un nombre à virgule" },
        Value::Number(_) => Text { en: "a whole number", fr: "un nombre entier" },
        Value::Bool(_) => Text { en: "true or false", fr: "true ou false" },
        Value::Array(_) => Text { en: "a list in brackets", fr: "une liste entre crochets" },
        Value::Object(_) => Text { en: "a table", fr: "une table" },
        Value::Null => Text { en: "nothing", fr: "rien" },
    }
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// A JSON pointer as people write it: `slots[2].kind`.
fn readable(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        if step.chars().all(|c| c.is_ascii_digit()) && !path.is_empty() {
            path.push_str(&format!("[{step}]"));
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&step);
        }
    }
    path
}
