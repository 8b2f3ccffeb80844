//! How much work a value is, in steps of [`crate::liquid::limits::STEPS`]: what is long, or has many items, costs more.
//!
//! In: the values that are worked on. Out: steps, which are taken from the purse before the work is done.

use crate::liquid::filters::{Family, Filter};
use crate::liquid::limits;
use crate::liquid::value::Value;

/// Bytes that are copied or compared in one step.
pub(crate) const COPIED: usize = 64;

/// Bytes that are looked at one by one in one step.
pub(crate) const READ: usize = 16;

/// What a filter costs, however small its value.
const CALL: usize = 5;

/// The bytes of a value: an item of a list counts as much as a short text.
pub(crate) fn weight(value: &Value) -> usize {
    match value {
        Value::Str(text) => text.len(),
        Value::Array(items) => items.iter().map(|item| 32 + weight(item)).sum(),
        Value::Object(object) => object.iter().map(|(name, value)| 32 + name.len() + weight(value)).sum(),
        _ => 0,
    }
}

/// The bytes of a value that a filter works through: it writes a range out.
fn worked(value: &Value) -> usize {
    match value {
        Value::Range(first, last) => {
            let items = usize::try_from(last.saturating_sub(*first)).unwrap_or_default();
            // A longer one is refused before it is written out.
            if items < limits::ITEMS { 32 * items } else { 0 }
        }
        other => weight(other),
    }
}

/// How many bytes a filter works through in a step.
fn pace(filter: &Filter) -> usize {
    match (filter.family, filter.name) {
        (_, "json_parse") => 2,
        (_, "sort" | "sort_natural" | "uniq" | "sum") => 4,
        (Family::Json | Family::Encode | Family::Web | Family::Math, _) => 8,
        _ => READ,
    }
}

/// What a filter costs before it has worked; nothing more for what only looks at a value.
pub(crate) fn before(filter: &Filter, input: &Value, args: &[Value]) -> usize {
    if matches!(filter.name, "first" | "last" | "default") {
        return CALL;
    }
    if filter.name == "size" {
        return CALL + if let Value::Str(text) = input { text.len() / (4 * COPIED) } else { 0 };
    }
    let given = args.iter().map(worked).sum::<usize>();
    match filter.family {
        // Each letter of a pattern may write a date of its own.
        Family::Date => 4 * CALL + worked(input) + 4 * given,
        Family::Math => 2 * CALL + args.len() + (worked(input) + given) / pace(filter),
        _ => CALL + args.len() + (worked(input) + given) / pace(filter),
    }
}

/// What its result costs.
pub(crate) fn after(filter: &Filter, result: &Value) -> usize {
    match filter.name {
        "first" | "last" | "default" | "size" => 0,
        "date" => weight(result) / 4,
        _ => weight(result) / READ,
    }
}

/// What arguments by name cost.
pub(crate) fn named(named: &[(&str, Value)]) -> usize {
    named.iter().map(|(name, value)| 1 + (name.len() + worked(value)) / READ).sum()
}

/// What looking for a name costs that is longer than names are.
pub(crate) const fn key(name: &str) -> usize {
    name.len() / READ
}

/// What `${name}` costs, which may be a path.
pub(crate) fn attribute(name: &str) -> usize {
    key(name) + 4 * name.bytes().filter(|byte| matches!(byte, b'.' | b'[')).count()
}

/// What comparing two values costs: `blank` and `contains` look at every letter.
pub(crate) fn compared(left: &Value, right: &Value, search: bool) -> usize {
    let read = search || matches!(left, Value::Blank) || matches!(right, Value::Blank);
    (weight(left) + weight(right)) / if read { READ } else { COPIED }
}
