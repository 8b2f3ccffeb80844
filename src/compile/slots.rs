//! The slots of a draft: found by path, set, and listed with what the template says of each.
//!
//! A path names one text: `intro`, `hero.alt`, `offers[2].title`.

use crate::template::{Slot, SlotKind, Template};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The values of a draft's slots, by id.
pub type Values = BTreeMap<String, Value>;

/// A slot, or a field of one, and what stands in it.
#[derive(Clone, Debug)]
pub struct Filled<'a> {
    /// Its path.
    pub path: String,
    /// What the template says of it.
    pub slot: &'a Slot,
    /// What stands there; `None` where nothing does.
    pub value: Option<&'a Value>,
}

/// Why a value was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// The template has no such slot.
    #[error("the template has no slot “{path}”; it has: {known}")]
    Unknown {
        /// What was asked for.
        path: String,
        /// What there is.
        known: String,
    },
    /// The value is not of the slot's form.
    #[error("slot “{path}” takes {wanted}, not {found}")]
    Form {
        /// The slot.
        path: String,
        /// Its form.
        wanted: &'static str,
        /// What came.
        found: &'static str,
    },
}

impl SlotError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "slot-unknown",
            Self::Form { .. } => "slot-form",
        }
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// `offers[2].title` as its steps; `None` where it is not a path.
fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
        if key.is_empty() {
            return None;
        }
        steps.push(Step::Key(key));
        while let Some(inner) = rest.strip_prefix('[') {
            let (index, tail) = inner.split_once(']')?;
            steps.push(Step::Index(index.parse().ok()?));
            rest = tail;
        }
        if !rest.is_empty() {
            return None;
        }
    }
    Some(steps)
}

/// The id of the template's slot that a path leads into: `offers` of `offers[2].title`.
pub fn id_of(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or_default()
}

/// The id of the slot that a template prints by this name: `hero` of `slot.hero.alt`.
pub fn printed(name: &str) -> Option<&str> {
    name.strip_prefix("slot.").map(id_of)
}

/// The slot that `path` names, or that holds the field it names (`hero` for `hero.alt`).
pub fn definition<'a>(template: &'a Template, path: &str) -> Option<&'a Slot> {
    let steps = steps(path)?;
    let mut known = template.slots.as_slice();
    let mut found = None;
    for step in &steps {
        if let Step::Key(key) = step {
            match known.iter().find(|slot| slot.id == *key) {
                Some(slot) => {
                    known = &slot.slots;
                    found = Some(slot);
                }
                None => return found.filter(|slot: &&Slot| slot.kind == SlotKind::Image),
            }
        }
    }
    found
}

/// What stands at `path`.
pub fn get<'a>(values: &'a Values, path: &str) -> Option<&'a Value> {
    let steps = steps(path)?;
    let (first, rest) = steps.split_first()?;
    let Step::Key(id) = first else { return None };
    rest.iter().try_fold(values.get(*id)?, |value, step| match step {
        Step::Key(key) => value.get(*key),
        Step::Index(index) => value.get(*index),
    })
}

/// Puts `value` at `path`. `null` empties the slot. A block of a repeat comes into being when the block before it is
/// there; a value of another form than the slot's is refused and nothing changes.
pub fn set(template: &Template, values: &mut Values, path: &str, value: Value) -> Result<(), SlotError> {
    let unknown = || SlotError::Unknown {
        path: path.to_owned(),
        known: template.slots.iter().map(|slot| slot.id.as_str()).collect::<Vec<_>>().join(", "),
    };
    let steps = steps(path).ok_or_else(unknown)?;
    let slot = definition(template, path).ok_or_else(unknown)?;
    let field = matches!(steps.last(), Some(Step::Key(key)) if *key != slot.id && slot.kind == SlotKind::Image);
    let block = matches!(steps.last(), Some(Step::Index(_)));
    if !value.is_null() {
        match (field, block) {
            (true, _) => require(path, value.is_string(), "a text", &value)?,
            (_, true) => require(path, value.is_object(), "an object with a value for each inner slot", &value)?,
            _ => fits(path, slot, &value)?,
        }
    }
    let (Some(Step::Key(id)), rest) = (steps.first(), steps.get(1..).unwrap_or_default()) else {
        return Err(unknown());
    };
    let mut root = values.get(*id).cloned().unwrap_or_default();
    let mut target = &mut root;
    for step in rest {
        target = match step {
            Step::Key(key) => {
                if !target.is_object() {
                    *target = Value::Object(Map::new());
                }
                let Value::Object(object) = target else { return Err(unknown()) };
                object.entry(*key).or_insert(Value::Null)
            }
            Step::Index(index) => {
                if !target.is_array() {
                    *target = Value::Array(Vec::new());
                }
                let Value::Array(blocks) = target else { return Err(unknown()) };
                if blocks.len() == *index {
                    blocks.push(Value::Null);
                }
                blocks.get_mut(*index).ok_or_else(unknown)?
            }
        };
    }
    *target = value;
    match root {
        Value::Null => values.remove(*id),
        root => values.insert((*id).to_owned(), root),
    };
    Ok(())
}

/// Whether every value is for a slot that there is, and of its form.
pub fn validate(template: &Template, values: &Values) -> Result<(), SlotError> {
    values.iter().filter(|(_, value)| !value.is_null()).try_for_each(|(id, value)| {
        let slot = template.slot(id).ok_or_else(|| SlotError::Unknown {
            path: id.clone(),
            known: template.slots.iter().map(|slot| slot.id.as_str()).collect::<Vec<_>>().join(", "),
        })?;
        fits(id, slot, value)
    })
}

fn fits(path: &str, slot: &Slot, value: &Value) -> Result<(), SlotError> {
    match slot.kind {
        SlotKind::Text | SlotKind::Markdown | SlotKind::Url | SlotKind::Choice => {
            require(path, value.is_string(), "a text", value)
        }
        SlotKind::Switch => require(path, value.is_boolean(), "true or false", value),
        SlotKind::Image => {
            let texts = |object: &Map<String, Value>| {
                object
                    .iter()
                    .all(|(key, value)| matches!(key.as_str(), "src" | "alt") && (value.is_string() || value.is_null()))
            };
            require(path, value.as_object().is_some_and(texts), "{\"src\", \"alt\"}", value)
        }
        SlotKind::Repeat => {
            require(path, value.is_array(), "a list of blocks", value)?;
            for (index, block) in value.as_array().into_iter().flatten().enumerate() {
                let path = format!("{path}[{index}]");
                require(&path, block.is_object(), "an object with a value for each inner slot", block)?;
                for (id, value) in block.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
                    let path = format!("{path}.{id}");
                    let inner = slot.slots.iter().find(|inner| inner.id == *id).ok_or_else(|| SlotError::Unknown {
                        path: path.clone(),
                        known: slot.slots.iter().map(|inner| inner.id.as_str()).collect::<Vec<_>>().join(", "),
                    })?;
                    fits(&path, inner, value)?;
                }
            }
            Ok(())
        }
    }
}

fn require(path: &str, holds: bool, wanted: &'static str, value: &Value) -> Result<(), SlotError> {
    let found = match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    if holds { Ok(()) } else { Err(SlotError::Form { path: path.to_owned(), wanted, found }) }
}

/// Every slot of the template in the order of the form, inner slots of each block of a repeat included.
pub fn all<'a>(template: &'a Template, values: &'a Values) -> Vec<Filled<'a>> {
    let mut found = Vec::new();
    for slot in &template.slots {
        list(slot, slot.id.clone(), values.get(&slot.id), &mut found);
    }
    found
}

fn list<'a>(slot: &'a Slot, path: String, value: Option<&'a Value>, found: &mut Vec<Filled<'a>>) {
    let value = value.filter(|value| !value.is_null());
    let blocks = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    found.push(Filled { path: path.clone(), slot, value });
    if slot.kind == SlotKind::Repeat {
        for (index, block) in blocks.iter().enumerate() {
            for inner in &slot.slots {
                list(inner, format!("{path}[{index}].{}", inner.id), block.get(&inner.id), found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn template() -> Template {
        serde_json::from_value(json!({
            "name": { "en": "Offer", "fr": "Offre" }, "version": 1, "email": { "subject": "", "html": "" },
            "slots": [
                { "id": "intro", "label": { "en": "", "fr": "" }, "kind": "markdown" },
                { "id": "hero", "label": { "en": "", "fr": "" }, "kind": "image" },
                { "id": "offers", "label": { "en": "", "fr": "" }, "kind": "repeat",
                  "slots": [{ "id": "title", "label": { "en": "", "fr": "" }, "kind": "text" }] },
            ],
        }))
        .unwrap()
    }

    #[test]
    fn a_path_finds_what_it_set() {
        let (template, mut values) = (template(), Values::new());
        for (path, value) in
            [("intro", "Hello"), ("hero.alt", "A cup"), ("offers[0].title", "One"), ("offers[1].title", "Two")]
        {
            set(&template, &mut values, path, json!(value)).unwrap();
            assert_eq!(get(&values, path), Some(&json!(value)), "{path}");
        }
        assert_eq!(all(&template, &values).len(), 5);
        assert_eq!(definition(&template, "offers[1].title").unwrap().id, "title");
        assert_eq!(definition(&template, "hero.alt").unwrap().id, "hero");
    }

    #[test]
    fn another_form_is_refused_and_nothing_changes() {
        let (template, mut values) = (template(), Values::new());
        let error = set(&template, &mut values, "intro", json!(3)).unwrap_err();
        assert_eq!(error.to_string(), "slot “intro” takes a text, not a number");
        assert!(
            set(&template, &mut values, "nobody", json!("x")).unwrap_err().to_string().contains("intro, hero, offers")
        );
        assert!(set(&template, &mut values, "offers[7].title", json!("x")).is_err());
        assert_eq!(values, Values::new());
        assert!(set(&template, &mut values, "[0]", json!("x")).is_err());
        assert!(validate(&template, &[("offers".to_owned(), json!([{ "nope": "x" }]))].into()).is_err());
    }
}
