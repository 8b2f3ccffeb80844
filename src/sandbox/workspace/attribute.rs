//! What writing to a custom attribute does: replace, increment, add to and remove from arrays, merge objects, change
//! objects in arrays. In: the value as it was and what was written. Out: the value as it is.
//!
//! Sources: Braze's pages “Nested custom attributes” and “Array of objects”.

use serde_json::{Map, Value};

/// The most items of an array; the oldest go first.
const MOST_ITEMS: usize = 500;

/// The most bytes of an object or an array of objects. Braze answers a larger one with success, and drops it.
const MOST_BYTES: usize = 100_000;

/// The attribute as it is after `written`; `None` where it stays as it was. `null` takes it away.
pub(super) fn write(old: Option<&Value>, written: &Value, merge: bool) -> Option<Value> {
    let new = match written {
        Value::Array(items) if items.iter().any(Value::is_object) => Value::Array(items.clone()),
        Value::Array(items) => Value::Array(without_doubles(items)),
        Value::Object(members) => object(old, members, merge)?,
        other => other.clone(),
    };
    let large = matches!(new, Value::Object(_) | Value::Array(_)) && size(&new) > MOST_BYTES;
    (!large).then(|| unwrapped(new))
}

fn object(old: Option<&Value>, members: &Map<String, Value>, merge: bool) -> Option<Value> {
    let has = |name: &str| members.get(name).filter(|value| !value.is_null());
    if let Some(step) = has("inc") {
        return Some(increment(old, step));
    }
    if has("add").is_some() || has("remove").is_some() {
        let mut items = list(old);
        items.extend(given(has("add")).iter().cloned());
        let mut items = without_doubles(&items);
        items.retain(|item| !given(has("remove")).contains(item));
        return Some(Value::Array(items));
    }
    if members.keys().any(|name| matches!(name.as_str(), "$add" | "$remove" | "$update")) {
        // Without the flag Braze takes no update of objects in arrays.
        if has("$update").is_some() && !merge {
            return None;
        }
        // In this order, as Braze confirmed in braze-docs issue 11289.
        let mut items = list(old);
        items.extend(given(has("$add")).iter().cloned());
        for gone in given(has("$remove")) {
            items.retain(|item| !named(item, gone));
        }
        for update in given(has("$update")) {
            let new = update.get("$new_object").and_then(Value::as_object);
            for item in items.iter_mut().filter(|item| named(item, update)) {
                if let (Some(item), Some(new)) = (item.as_object_mut(), new) {
                    deep(item, new);
                }
            }
        }
        return Some(Value::Array(items));
    }
    match old {
        Some(Value::Object(old)) if merge => {
            let mut merged = old.clone();
            deep(&mut merged, members);
            Some(Value::Object(merged))
        }
        _ => Some(Value::Object(members.clone())),
    }
}

fn increment(old: Option<&Value>, step: &Value) -> Value {
    match (old.and_then(Value::as_i64), step.as_i64()) {
        (Some(old), Some(step)) => Value::from(old.saturating_add(step)),
        (None, Some(step)) if old.is_none_or(|old| !old.is_number()) => Value::from(step),
        _ => Value::from(old.and_then(Value::as_f64).unwrap_or_default() + step.as_f64().unwrap_or_default()),
    }
}

fn list(old: Option<&Value>) -> Vec<Value> {
    old.and_then(Value::as_array).cloned().unwrap_or_default()
}

fn given(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Whether `$identifier_key` and `$identifier_value` mean this object.
fn named(item: &Value, by: &Value) -> bool {
    let key = by.get("$identifier_key").and_then(Value::as_str);
    let value = by.get("$identifier_value");
    key.is_some_and(|key| value.is_some() && item.get(key) == value)
}

/// Members are written over, objects within them member by member; `null` takes one away.
fn deep(into: &mut Map<String, Value>, new: &Map<String, Value>) {
    for (name, value) in new {
        match (into.get_mut(name), value) {
            (_, Value::Null) => {
                into.shift_remove(name);
            }
            (Some(Value::Object(old)), Value::Object(new)) => deep(old, new),
            _ => {
                into.insert(name.clone(), value.clone());
            }
        }
    }
}

fn without_doubles(items: &[Value]) -> Vec<Value> {
    let mut seen = std::collections::BTreeSet::new();
    let mut kept: Vec<Value> = items.iter().filter(|item| seen.insert(item.to_string())).cloned().collect();
    kept.drain(..kept.len().saturating_sub(MOST_ITEMS));
    kept
}

/// `{"$time": "2020-05-28"}` is a time within an object.
fn unwrapped(value: Value) -> Value {
    match value {
        Value::Object(members) => match (members.get("$time"), members.len()) {
            (Some(Value::String(time)), 1) => Value::String(time.clone()),
            _ => Value::Object(members.into_iter().map(|(name, value)| (name, unwrapped(value))).collect()),
        },
        Value::Array(items) => Value::Array(items.into_iter().map(unwrapped).collect()),
        other => other,
    }
}

/// Roughly the bytes of the JSON.
fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len().saturating_add(2),
        Value::Array(items) => items.iter().map(|item| size(item).saturating_add(1)).sum::<usize>().saturating_add(2),
        Value::Object(members) => {
            members.iter().map(|(name, value)| name.len().saturating_add(size(value)).saturating_add(4)).sum::<usize>()
                + 2
        }
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn after(old: Value, written: Value, merge: bool) -> Option<Value> {
        write(Some(&old).filter(|old| !old.is_null()), &written, merge)
    }

    #[test]
    fn numbers_and_arrays() {
        assert_eq!(after(json!(3), json!({ "inc": 4 }), false), Some(json!(7)));
        assert_eq!(after(Value::Null, json!({ "inc": -2 }), false), Some(json!(-2)));
        assert_eq!(after(json!(1.5), json!({ "inc": 1 }), false), Some(json!(2.5)));
        assert_eq!(after(json!(["a"]), json!({ "add": ["b", "a"], "remove": ["a"] }), false), Some(json!(["b"])));
        assert_eq!(after(Value::Null, json!(["a", "b", "a"]), false), Some(json!(["a", "b"])));
        let many: Vec<usize> = (0..600).collect();
        let kept = after(Value::Null, json!(many), false).unwrap();
        assert_eq!((kept.as_array().unwrap().len(), &kept[0]), (500, &json!(100)));
    }

    #[test]
    fn objects_are_replaced_or_merged() {
        let song = json!({ "name": "Solea", "play": { "count": 1000, "top": true } });
        assert_eq!(after(song.clone(), json!({ "year": 1960 }), false), Some(json!({ "year": 1960 })));
        assert_eq!(
            after(song, json!({ "year": 1960, "name": null, "play": { "count": 2 } }), true),
            Some(json!({ "play": { "count": 2, "top": true }, "year": 1960 }))
        );
        let dates = json!({ "birthday": { "$time": "1980-01-01" } });
        assert_eq!(after(Value::Null, dates, false), Some(json!({ "birthday": "1980-01-01" })));
        assert_eq!(after(json!({ "a": 1 }), json!({ "a": "x".repeat(MOST_BYTES) }), false), None, "dropped in silence");
    }

    #[test]
    fn objects_in_arrays() {
        let pets = json!([{ "id": 1, "type": "dog" }, { "id": 4, "type": "fish", "breed": "salmon" }]);
        let update = json!({ "$update": [
            { "$identifier_key": "id", "$identifier_value": 4, "$new_object": { "breed": "goldfish" } }
        ] });
        assert_eq!(after(pets.clone(), update.clone(), false), None, "the flag is missing");
        assert_eq!(after(pets.clone(), update, true).unwrap()[1]["breed"], "goldfish");
        let less =
            json!({ "$remove": [{ "$identifier_key": "type", "$identifier_value": "dog" }], "$add": [{ "id": 5 }] });
        let left = after(pets, less, false).unwrap();
        assert_eq!(left, json!([{ "id": 4, "type": "fish", "breed": "salmon" }, { "id": 5 }]));
    }
}
