//! What Ruby's Liquid takes for the items of a value, and for a property of an item.

use super::FilterError;
use crate::liquid::limits;
use crate::liquid::value::{Value, at, count, pair};
use std::borrow::Cow;

/// The items that a list filter works on: a list without its inner brackets, a range written out, else the value
/// itself; of nil there is none.
pub(super) fn items(input: &Value) -> Result<Cow<'_, [Value]>, FilterError> {
    Ok(match input {
        Value::Nil => Cow::Owned(Vec::new()),
        Value::Array(items) if items.iter().any(|item| matches!(item, Value::Array(_))) => {
            let mut flat = Vec::new();
            flatten(items, &mut flat)?;
            Cow::Owned(flat)
        }
        Value::Array(items) => Cow::Borrowed(items.as_slice()),
        Value::Range(first, last) => {
            if last.saturating_sub(*first) >= i64::try_from(limits::ITEMS).unwrap_or(i64::MAX) {
                return Err(FilterError::TooLarge);
            }
            Cow::Owned((*first..=*last).map(Value::Int).collect())
        }
        other => Cow::Borrowed(std::slice::from_ref(other)),
    })
}

fn flatten(items: &[Value], flat: &mut Vec<Value>) -> Result<(), FilterError> {
    for item in items {
        match item {
            Value::Array(inner) => flatten(inner, flat)?,
            other if flat.len() < limits::ITEMS => flat.push(other.clone()),
            _ => return Err(FilterError::TooLarge),
        }
    }
    Ok(())
}

/// What a loop walks. A range is never written out.
#[derive(Debug)]
pub(crate) enum Walk<'v> {
    /// Items of a list, or a text as one item.
    Items(&'v [Value]),
    /// Numbers from the first on.
    Range(i64, usize),
    /// The pairs of a hash.
    Pairs(Vec<Value>),
}

impl Walk<'_> {
    /// How many turns.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Items(items) => items.len(),
            Self::Range(_, length) => *length,
            Self::Pairs(pairs) => pairs.len(),
        }
    }

    /// The item of a turn.
    pub(crate) fn get(&self, turn: usize) -> Value {
        match self {
            Self::Items(items) => items.get(turn).cloned().unwrap_or_default(),
            Self::Range(first, _) => Value::Int(first.saturating_add(count(turn))),
            Self::Pairs(pairs) => pairs.get(turn).cloned().unwrap_or_default(),
        }
    }
}

/// The items of a loop, `from` up to `to`. Text is one item however it is cut, a hash is its pairs, and what has no
/// items has none. None where there are more than [`limits::ITEMS`].
pub(crate) fn walk(input: &Value, from: i64, to: Option<i64>) -> Option<Walk<'_>> {
    let bounds = |length: usize| {
        let position = |at: i64| usize::try_from(at.max(0)).unwrap_or(usize::MAX).min(length);
        let end = to.map_or(length, position);
        let start = position(from).min(end);
        (end - start <= limits::ITEMS).then_some((start, end))
    };
    Some(match input {
        Value::Array(items) => {
            let (start, end) = bounds(items.len())?;
            Walk::Items(items.get(start..end).unwrap_or_default())
        }
        Value::Range(first, last) => {
            let length = last.saturating_sub(*first).saturating_add(1);
            let (start, end) = bounds(usize::try_from(length).unwrap_or_default())?;
            Walk::Range(first.saturating_add(count(start)), end - start)
        }
        Value::Object(object) => {
            let (start, end) = bounds(object.len())?;
            Walk::Pairs(object.iter().skip(start).take(end - start).map(pair).collect())
        }
        Value::Str(text) if !text.is_empty() => Walk::Items(std::slice::from_ref(input)),
        _ => Walk::Items(&[]),
    })
}

/// What asking an item for a property gives.
pub(super) enum Asked {
    /// This; nil where it has no such property.
    Value(Value),
    /// It has properties, but none can be asked for by such a name: Ruby's `TypeError`.
    Wrong,
    /// It is of a kind that has no properties at all.
    Bare,
}

impl Asked {
    /// The value; Ruby's error where there is none. What has no properties has nil.
    pub(super) fn or_nil(self, property: &Value) -> Result<Value, FilterError> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Bare => Ok(Value::Nil),
            Self::Wrong => Err(FilterError::Property(property.to_text().into_owned())),
        }
    }
}

/// `item[property]`, as Ruby answers it: a text gives a part of itself, a whole number one of its bits.
pub(super) fn ask(item: &Value, property: &Value) -> Asked {
    let property = match property {
        #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
        Value::Float(float) if !matches!(item, Value::Object(_)) => &Value::Int(*float as i64),
        other => other,
    };
    Asked::Value(match (item, property) {
        (Value::Object(object), Value::Str(name)) => object.get(name).cloned().unwrap_or_default(),
        (Value::Object(_), _) => Value::Nil,
        (Value::Turn(turn), Value::Str(name)) => turn.member(name),
        (Value::Str(text), Value::Str(part)) if text.contains(&**part) => property.clone(),
        (Value::Str(_), Value::Str(_)) => Value::Nil,
        (Value::Str(text), Value::Int(index)) => {
            let letter = text.chars().nth(at(*index, text.chars().count()));
            letter.map_or(Value::Nil, |letter| Value::from(letter.to_string()))
        }
        (Value::Str(text), Value::Range(first, last)) => {
            let size = text.chars().count();
            let (start, end) = (at(*first, size), at(*last, size).saturating_add(1));
            let part = || text.chars().skip(start).take(end.saturating_sub(start)).collect::<String>();
            if start > size { Value::Nil } else { Value::from(part()) }
        }
        (Value::Int(number), Value::Int(bit)) => {
            let far = if *number < 0 && *bit > 0 { 1 } else { 0 };
            Value::Int(
                u32::try_from(*bit).ok().and_then(|bit| number.checked_shr(bit)).map_or(far, |shifted| shifted & 1),
            )
        }
        (Value::Int(number), Value::Big(_)) => Value::Int(i64::from(*number < 0)),
        (Value::Int(number), Value::Range(first, last)) if (0..63).contains(first) && (*first..62).contains(last) => {
            Value::Int((number >> first) & ((1 << (last - first + 1)) - 1))
        }
        (Value::Big(number), Value::Int(bit)) => {
            let shifted = u32::try_from(*bit).ok().and_then(|bit| number.checked_shr(bit));
            Value::Int(shifted.map_or(i64::from(**number < 0), |shifted| i64::from(shifted & 1 == 1)))
        }
        (Value::Str(_) | Value::Int(_) | Value::Big(_), _) => return Asked::Wrong,
        _ => return Asked::Bare,
    })
}
