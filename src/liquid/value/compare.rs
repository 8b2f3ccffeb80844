//! Comparing as Ruby's Liquid does: `==`, `<`, `contains` in conditions, and the order that `sort` needs.

use super::{Number, Value};
use std::cmp::Ordering;

/// Two values that cannot be put in order; says so as Ruby does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(pub String);

/// Which of two numbers is greater; `None` where one is no number.
fn numbers(left: &Value, right: &Value) -> Option<Ordering> {
    /// Up to here a float holds every whole number.
    const EXACT: u64 = 1 << 53;
    #[expect(clippy::cast_precision_loss, reason = "small enough to be exact")]
    let float = |value: &Value| match value {
        Value::Float(float) if float.is_finite() => Some(*float),
        Value::Int(whole) if whole.unsigned_abs() <= EXACT => Some(*whole as f64),
        _ => None,
    };
    if let (Value::Int(a), Value::Int(b)) = (left, right) {
        return Some(a.cmp(b));
    }
    if let (Some(a), Some(b)) = (float(left), float(right)) {
        return a.partial_cmp(&b);
    }
    Some(Number::given(left)?.compare(&Number::given(right)?))
}

/// `left == right`. `empty` and `blank` equal what is empty or blank, but neither each other nor themselves.
pub fn equals(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Empty | Value::Blank, Value::Empty | Value::Blank) => false,
        (Value::Empty, other) | (other, Value::Empty) => other.is_empty(),
        (Value::Blank, other) | (other, Value::Blank) => other.is_blank(),
        (Value::Nil, Value::Nil) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Range(a, b), Value::Range(c, d)) => (a, b) == (c, d),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| equals(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| equals(value, other)))
        }
        (Value::Moment(a), Value::Moment(b)) => a.instant() == b.instant(),
        (Value::Turn(a), Value::Turn(b)) => std::sync::Arc::ptr_eq(a, b),
        (Value::Named(a), Value::Named(b)) => a == b,
        _ => {
            matches!((Number::given(left), Number::given(right)), (Some(a), Some(b)) if a.compare(&b) == Ordering::Equal)
        }
    }
}

/// The order of two values for a condition (`<`, `>=` …); `None` where values of these kinds have none, so that the
/// condition does not hold; an error where Ruby raises one.
pub fn less(left: &Value, right: &Value) -> Result<Option<Ordering>, Mismatch> {
    let ordered = |value: &Value| {
        matches!(value, Value::Int(_) | Value::Big(_) | Value::Float(_) | Value::Str(_) | Value::Moment(_))
    };
    if !ordered(left) || !ordered(right) {
        return Ok(None);
    }
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => Ok(Some(a.cmp(b))),
        (Value::Moment(a), Value::Moment(b)) => Ok(Some(a.instant().cmp(&b.instant()))),
        _ => match numbers(left, right) {
            Some(order) => Ok(Some(order)),
            None => {
                let mut shown = String::new();
                match right {
                    Value::Str(_) | Value::Moment(_) | Value::Big(_) => shown.push_str(right.kind()),
                    other => other.write_text(&mut shown),
                }
                Err(Mismatch(format!("comparison of {} with {shown} failed", left.kind())))
            }
        },
    }
}

/// `left contains right`: a part of a text, an item of a list, a name of a hash, a number in a range.
pub fn contains(left: &Value, right: &Value) -> bool {
    if !right.truthy() {
        return false;
    }
    match left {
        Value::Str(text) => match right {
            Value::Str(part) => text.contains(&**part),
            other => text.contains(&*other.to_text()),
        },
        // No item is `blank` or `empty` itself.
        Value::Array(_) if matches!(right, Value::Blank | Value::Empty) => false,
        Value::Array(items) => items.iter().any(|item| equals(item, right)),
        Value::Object(object) => right.as_str().is_some_and(|name| object.get(name).is_some()),
        Value::Range(first, last) => match Number::given(right) {
            Some(number) => {
                number.compare(&Number::Whole(i128::from(*first))) != Ordering::Less
                    && number.compare(&Number::Whole(i128::from(*last))) != Ordering::Greater
            }
            None => false,
        },
        _ => false,
    }
}

/// The order of two values for `sort`; `None` where they have none.
pub fn compare(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => Some(a.cmp(b)),
        (Value::Moment(a), Value::Moment(b)) => Some(a.instant().cmp(&b.instant())),
        (Value::Array(a), Value::Array(b)) => {
            for (a, b) in a.iter().zip(b.iter()) {
                match compare(a, b)? {
                    Ordering::Equal => {}
                    other => return Some(other),
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        _ => numbers(left, right).or_else(|| equals(left, right).then_some(Ordering::Equal)),
    }
}
