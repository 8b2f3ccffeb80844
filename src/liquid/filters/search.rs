//! Lists searched by a property of their items.

use super::items::{Asked, ask, items};
use super::{Argument, Call, Family, Filter, FilterError, Support, may, needs, with};
use crate::liquid::value::{Number, Value, count, equals};
use crate::locale::Text;

const BY: &[Argument] = &[needs("property"), may("value")];
const ITEMS: &str = r#"{"items": [{"kind": "tea", "price": 3}, {"kind": "coffee", "price": 4.5}, {"price": 1}]}"#;

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "where",
        Support::Braze,
        Text {
            en: "The items whose property has this value (or any).",
            fr: "Les éléments dont la propriété a cette valeur (ou une valeur).",
        },
        BY,
        where_is,
        &[
            with("{{ items | where: 'kind', 'tea' | map: 'price' }}", ITEMS, "3"),
            with("{{ items | where: 'kind' | size }}", ITEMS, "2"),
        ],
    ),
    filter(
        "reject",
        Support::Liquid,
        Text {
            en: "The items whose property has not this value (or none).",
            fr: "Les éléments dont la propriété n’a pas cette valeur.",
        },
        BY,
        reject,
        &[with("{{ items | reject: 'kind', 'tea' | size }}", ITEMS, "2")],
    ),
    filter(
        "find",
        Support::Liquid,
        Text {
            en: "The first item whose property has this value.",
            fr: "Le premier élément dont la propriété a cette valeur.",
        },
        BY,
        find,
        &[with("{% assign found = items | find: 'kind', 'coffee' %}{{ found.price }}", ITEMS, "4.5")],
    ),
    filter(
        "find_index",
        Support::Refused,
        Text {
            en: "Where the first item is whose property has this value.",
            fr: "La position du premier élément dont la propriété a cette valeur.",
        },
        BY,
        find_index,
        &[with("{{ items | find_index: 'kind', 'coffee' }}", ITEMS, "1")],
    ),
    filter(
        "has",
        Support::Liquid,
        Text {
            en: "Whether an item has a property of this value.",
            fr: "Si un élément a une propriété de cette valeur.",
        },
        BY,
        has,
        &[with("{{ items | has: 'kind', 'cocoa' }}", ITEMS, "false")],
    ),
    filter(
        "sum",
        Support::Liquid,
        Text {
            en: "All items (or a property of theirs) added up.", fr: "La somme des éléments (ou d’une propriété)."
        },
        &[may("property")],
        sum,
        &[with("{{ items | sum: 'price' }}", ITEMS, "8.5")],
    ),
];

const fn filter(
    name: &'static str,
    support: Support,
    doc: Text,
    takes: &'static [Argument],
    run: fn(&Call<'_>) -> Result<Value, FilterError>,
    examples: &'static [super::Example],
) -> Filter {
    Filter {
        name,
        family: Family::Array,
        support,
        doc: super::told(doc),
        takes,
        named: &[],
        run,
        examples: super::shown(examples),
    }
}

/// Whether each item has the property (of that value); `None` where an item has no properties, which ends the search.
fn matches(item: &Value, call: &Call<'_>) -> Result<Option<bool>, FilterError> {
    let (property, wanted) = (call.arg(0), call.arg(1));
    Ok(match ask(item, property) {
        Asked::Bare => None,
        asked => {
            let value = asked.or_nil(property)?;
            Some(if wanted.is_nil() { value.truthy() } else { equals(&value, wanted) })
        }
    })
}

fn keep(call: &Call<'_>, wanted: bool) -> Result<Value, FilterError> {
    let mut kept = Vec::new();
    for item in items(call.input)?.iter() {
        match matches(item, call)? {
            Some(holds) if holds == wanted => kept.push(item.clone()),
            Some(_) => {}
            None => return Ok(Value::Nil),
        }
    }
    Ok(Value::array(kept))
}

fn where_is(call: &Call<'_>) -> Result<Value, FilterError> {
    keep(call, true)
}

fn reject(call: &Call<'_>) -> Result<Value, FilterError> {
    keep(call, false)
}

/// What looking for the first fitting item gives.
enum Found {
    /// Its place and itself.
    Item(usize, Value),
    /// None fits.
    None,
    /// An item has no properties at all: the answer is nil, whatever was asked.
    Bare,
}

fn first_match(call: &Call<'_>) -> Result<Found, FilterError> {
    for (index, item) in items(call.input)?.iter().enumerate() {
        match matches(item, call)? {
            Some(true) => return Ok(Found::Item(index, item.clone())),
            Some(false) => {}
            None => return Ok(Found::Bare),
        }
    }
    Ok(Found::None)
}

fn find(call: &Call<'_>) -> Result<Value, FilterError> {
    Ok(if let Found::Item(_, item) = first_match(call)? { item } else { Value::Nil })
}

fn find_index(call: &Call<'_>) -> Result<Value, FilterError> {
    Ok(if let Found::Item(index, _) = first_match(call)? { Value::Int(count(index)) } else { Value::Nil })
}

fn has(call: &Call<'_>) -> Result<Value, FilterError> {
    Ok(match first_match(call)? {
        Found::Item(..) => Value::Bool(true),
        Found::None => Value::Bool(false),
        Found::Bare => Value::Nil,
    })
}

fn sum(call: &Call<'_>) -> Result<Value, FilterError> {
    let property = call.arg(0);
    let mut sum = Number::Whole(0);
    for item in items(call.input)?.iter() {
        let value = if property.is_nil() { item.clone() } else { ask(item, property).or_nil(property)? };
        for part in items(&value)?.iter() {
            sum = sum.plus(&Number::read(part));
        }
    }
    Ok(sum.to_value())
}
