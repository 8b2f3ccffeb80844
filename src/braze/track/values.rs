//! Values of custom attributes and of the properties of events.
//!
//! Sources: <https://www.braze.com/docs/api/objects_filters/user_attributes_object>, and of Braze’s user guide the pages
//! on nested custom attributes and arrays of objects.

use super::super::check::TOO_MANY;
use super::super::fault::{Faults, wrong};
use super::super::field::set;
use super::super::moment::Moment;
use crate::locale::Text;
use serde_json::{Map, Value};

/// The most characters of a string, and of a name in an object.
const MOST_CHARS: usize = 255;

/// The most elements of an array of plain values.
const MOST_ELEMENTS: usize = 500;

/// The most bytes of an object or of an array of objects.
const MOST_BYTES: usize = 100_000;

const OBJECT: Text = Text { en: "must be an object", fr: "doit être un objet" };
const ARRAY: Text = Text { en: "must be an array", fr: "doit être un tableau" };
const LONG: Text = Text {
    en: "must have at most {most} characters and has {found}",
    fr: "doit avoir au plus {most} caractères et en a {found}",
};
const NO_NULL: Text = Text {
    en: "must not be null: Braze then drops every change of the attribute",
    fr: "ne doit pas être null\u{a0}: Braze abandonne alors toute modification de l’attribut",
};

/// The value of a custom attribute; `beside` are the other members of its user.
pub(in super::super) fn attribute(value: &Value, beside: &Map<String, Value>, faults: &mut Faults) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        Value::String(text) => short(text, faults),
        Value::Array(items) => array(items, value, faults),
        Value::Object(members) => match members.keys().next().map(String::as_str) {
            Some("inc") if members.len() == 1 => {
                if !members.values().all(|by| by.is_i64() || by.is_u64()) {
                    faults.at("inc", Text { en: "must be a whole number", fr: "doit être un nombre entier" });
                }
            }
            Some("$time") if members.len() == 1 => time(members, faults),
            Some(_) if members.keys().all(|name| matches!(name.as_str(), "add" | "remove")) => {
                for (name, values) in members {
                    faults.within(name, |faults| match values.as_array() {
                        Some(items) => plain_items(items, faults),
                        None => faults.here(ARRAY),
                    });
                }
            }
            Some(_) if members.keys().any(|name| name.starts_with('$')) => operators(members, beside, faults),
            _ => {
                size(value, MOST_BYTES, faults);
                nested(members, faults);
            }
        },
    }
}

/// The properties of an event or a purchase.
pub(in super::super) fn properties(value: &Value, most: usize, reserved: &[&str], faults: &mut Faults) {
    let Some(members) = value.as_object() else {
        faults.here(wrong(OBJECT).says("Invalid 'properties' field"));
        return;
    };
    size(value, most, faults);
    for (name, value) in members {
        if faults.full() {
            return;
        }
        if reserved.contains(&name.as_str()) {
            faults.at(
                name,
                wrong(Text { en: "is a reserved name", fr: "est un nom réservé" }).says("Invalid 'properties' field"),
            );
        }
        if name.is_empty() || name.starts_with('$') || name.chars().count() > MOST_CHARS {
            faults.at(
                name,
                wrong(Text {
                    en: "must have a name of 1 to {most} characters that does not begin with $",
                    fr: "doit avoir un nom de 1 à {most} caractères qui ne commence pas par $",
                })
                .with("most", MOST_CHARS),
            );
        }
        faults.within(name, |faults| match value {
            Value::String(text) => short(text, faults),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(text) = item.as_str() {
                        faults.item(index, |faults| short(text, faults));
                    }
                }
            }
            _ => {}
        });
    }
}

fn short(text: &str, faults: &mut Faults) {
    let found = text.chars().count();
    if found > MOST_CHARS {
        faults.here(wrong(LONG).with("most", MOST_CHARS).with("found", found));
    }
}

fn array(items: &[Value], whole: &Value, faults: &mut Faults) {
    if !items.iter().any(Value::is_object) {
        return plain_items(items, faults);
    }
    size(whole, MOST_BYTES, faults);
    objects(items, faults);
}

fn objects(items: &[Value], faults: &mut Faults) {
    for (index, item) in items.iter().enumerate() {
        if faults.full() {
            return;
        }
        faults.item(index, |faults| match item.as_object() {
            Some(members) => nested(members, faults),
            None => faults.here(OBJECT),
        });
    }
}

fn plain_items(items: &[Value], faults: &mut Faults) {
    let found = items.len();
    if found > MOST_ELEMENTS {
        faults.here(wrong(TOO_MANY).with("most", MOST_ELEMENTS).with("found", found));
    }
    for (index, item) in items.iter().enumerate() {
        if faults.full() {
            return;
        }
        faults.item(index, |faults| match item {
            Value::String(text) => short(text, faults),
            Value::Array(_) | Value::Object(_) => faults.here(Text {
                en: "must be a string, a number, true or false",
                fr: "doit être une chaîne, un nombre, true ou false",
            }),
            _ => {}
        });
    }
}

/// `$add`, `$remove` and `$update` of an array of objects.
fn operators(members: &Map<String, Value>, beside: &Map<String, Value>, faults: &mut Faults) {
    for (name, value) in members {
        faults.within(name, |faults| {
            let Some(items) = value.as_array().filter(|_| matches!(name.as_str(), "$add" | "$remove" | "$update"))
            else {
                faults.here(match name.as_str() {
                    "$add" | "$remove" | "$update" => ARRAY,
                    _ => Text {
                        en: "is no operator; there are $add, $remove and $update",
                        fr: "n’est pas un opérateur\u{a0}; il y a $add, $remove et $update",
                    },
                });
                return;
            };
            size(value, MOST_BYTES, faults);
            match name.as_str() {
                "$add" => objects(items, faults),
                _ => {
                    for (index, item) in items.iter().enumerate() {
                        if !faults.full() {
                            faults.item(index, |faults| identified(item, name == "$update", faults));
                        }
                    }
                }
            }
        });
    }
    if members.contains_key("$update") && !set(beside, "_merge_objects") {
        faults.at(
            "$update",
            Text {
                en: "needs _merge_objects to be true beside the attribute",
                fr: "demande que _merge_objects vaille true à côté de l’attribut",
            },
        );
    }
}

/// One object of `$remove` or `$update`.
fn identified(item: &Value, update: bool, faults: &mut Faults) {
    const REQUIRED: Text = Text { en: "is required", fr: "est obligatoire" };
    let Some(members) = item.as_object() else {
        faults.here(OBJECT);
        return;
    };
    if !members.get("$identifier_key").is_some_and(Value::is_string) {
        faults.at("$identifier_key", Text { en: "must be a string", fr: "doit être une chaîne" });
    }
    if members.get("$identifier_value").is_none_or(Value::is_null) {
        faults.at("$identifier_value", REQUIRED);
    }
    match members.get("$new_object") {
        Some(Value::Object(new)) if update => faults.within("$new_object", |faults| nested(new, faults)),
        _ if update => faults.at("$new_object", OBJECT),
        _ => {}
    }
    for name in members.keys() {
        let known =
            matches!(name.as_str(), "$identifier_key" | "$identifier_value") || (update && name == "$new_object");
        if !known {
            faults.at(name, Text { en: "is not documented here", fr: "n’est pas documenté ici" });
        }
    }
}

/// An object in an attribute.
fn nested(members: &Map<String, Value>, faults: &mut Faults) {
    if members.len() == 1 && members.contains_key("$time") {
        return time(members, faults);
    }
    for (name, value) in members {
        if faults.full() {
            return;
        }
        if name.is_empty() || name.chars().count() > MOST_CHARS || name.contains([' ', '.', '$']) {
            faults.at(
                name,
                wrong(Text {
                    en: "must have a name of 1 to {most} characters without spaces, points and $",
                    fr: "doit avoir un nom de 1 à {most} caractères sans espace, point ni $",
                })
                .with("most", MOST_CHARS),
            );
        }
        faults.within(name, |faults| inner(value, faults));
    }
}

fn inner(value: &Value, faults: &mut Faults) {
    match value {
        Value::Null => faults.here(NO_NULL),
        Value::String(text) => short(text, faults),
        Value::Object(members) => nested(members, faults),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if faults.full() {
                    return;
                }
                faults.item(index, |faults| inner(item, faults));
            }
        }
        Value::Bool(_) | Value::Number(_) => {}
    }
}

/// `{"$time": "2020-05-28"}`.
fn time(members: &Map<String, Value>, faults: &mut Faults) {
    if members.get("$time").and_then(Value::as_str).and_then(Moment::loose).is_none() {
        faults.at("$time", Text { en: "must be a date by ISO 8601", fr: "doit être une date ISO 8601" });
    }
}

fn size(value: &Value, most: usize, faults: &mut Faults) {
    let found = bytes(value);
    if found > most {
        const TEXT: Text = Text {
            en: "has {found} bytes as JSON, at most {most} are allowed",
            fr: "a {found} octets en JSON, {most} sont permis au plus",
        };
        faults.here(wrong(TEXT).with("most", most).with("found", found));
    }
}

/// How many bytes a value has as JSON.
pub(in super::super) fn bytes(value: &Value) -> usize {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.saturating_add(bytes.len());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    // Counting cannot fail.
    let _ = serde_json::to_writer(&mut count, value);
    count.0
}
