//! Lists: order, ends, joining.

use super::bounded::{Bounded, list};
use super::items::{Asked, ask, items};
use super::{Argument, Call, Family, Filter, FilterError, Support, may, needs, shows, with};
use crate::liquid::limits;
use crate::liquid::value::{self, Value, compare};
use crate::locale::Text;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;

const NAMES: &str = r#"{"people": [{"name": "Zoe"}, {"name": "ann"}, {"name": "Bob"}]}"#;

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "join",
        Support::Braze,
        Text { en: "Makes one text of a list.", fr: "Réunit une liste en un texte." },
        &[may("separator")],
        join,
        &[shows("{{ (1..3) | join: ' + ' }}", "1 + 2 + 3")],
    ),
    filter(
        "first",
        Support::Braze,
        Text { en: "The first item.", fr: "Le premier élément." },
        &[],
        |call| Ok(call.input.first()),
        &[shows("{{ 'a,b' | split: ',' | first }}", "a")],
    ),
    filter(
        "last",
        Support::Braze,
        Text { en: "The last item.", fr: "Le dernier élément." },
        &[],
        |call| Ok(call.input.last()),
        &[shows("{{ 'a,b' | split: ',' | last }}", "b")],
    ),
    filter(
        "size",
        Support::Braze,
        Text { en: "How many characters or items it has.", fr: "Le nombre de caractères ou d’éléments." },
        &[],
        |call| Ok(Value::Int(call.input.size().unwrap_or_default())),
        &[shows("{{ 'Liquid' | size }}", "6")],
    ),
    filter(
        "reverse",
        Support::Braze,
        Text { en: "Turns a list around.", fr: "Renverse l’ordre d’une liste." },
        &[],
        |call| list(items(call.input)?.iter().rev().cloned().collect()),
        &[shows("{{ (1..3) | reverse | join }}", "3 2 1")],
    ),
    filter(
        "compact",
        Support::Braze,
        Text {
            en: "Drops what is nil (or whose property is nil).",
            fr: "Retire ce qui est nil (ou dont la propriété est nil).",
        },
        &[may("property")],
        compact,
        &[with("{{ list | compact | join: ',' }}", r#"{"list": [1, null, 2]}"#, "1,2")],
    ),
    filter(
        "concat",
        Support::Braze,
        Text { en: "Puts a second list after the first.", fr: "Ajoute une seconde liste à la première." },
        &[needs("list")],
        concat,
        &[with("{{ a | concat: b | join: ',' }}", r#"{"a": [1], "b": [2, 3]}"#, "1,2,3")],
    ),
    filter(
        "map",
        Support::Braze,
        Text { en: "One property of every item.", fr: "Une propriété de chaque élément." },
        &[needs("property")],
        map,
        &[with("{{ people | map: 'name' | join: ', ' }}", NAMES, "Zoe, ann, Bob")],
    ),
    filter(
        "sort",
        Support::Braze,
        Text {
            en: "Puts items (or a property of theirs) in order; capitals come before small letters.",
            fr: "Trie les éléments (ou selon une propriété) ; les majuscules passent avant les minuscules.",
        },
        &[may("property")],
        sorted,
        &[with("{{ people | sort: 'name' | map: 'name' | join: ', ' }}", NAMES, "Bob, Zoe, ann")],
    ),
    filter(
        "sort_natural",
        Support::Braze,
        Text { en: "Puts items in order, capital or small.", fr: "Trie sans distinguer majuscules et minuscules." },
        &[may("property")],
        sorted_naturally,
        &[with("{{ people | sort_natural: 'name' | map: 'name' | join: ', ' }}", NAMES, "ann, Bob, Zoe")],
    ),
    filter(
        "uniq",
        Support::Braze,
        Text { en: "Drops what comes twice.", fr: "Retire les doublons." },
        &[may("property")],
        uniq,
        &[shows("{{ 'a,b,a' | split: ',' | uniq | join: ',' }}", "a,b")],
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

fn join(call: &Call<'_>) -> Result<Value, FilterError> {
    let glue = if call.args.is_empty() { Cow::Borrowed(" ") } else { call.arg_text(0) };
    let mut out = Bounded::default();
    for (index, item) in items(call.input)?.iter().enumerate() {
        if index > 0 {
            out.push(&glue)?;
        }
        match item {
            Value::Str(text) => out.push(text)?,
            other => out.push(&other.to_text())?,
        }
    }
    Ok(out.done())
}

fn compact(call: &Call<'_>) -> Result<Value, FilterError> {
    let property = call.arg(0);
    let mut kept = Vec::new();
    for item in items(call.input)?.iter() {
        let value = match ask(item, property) {
            _ if property.is_nil() => item.clone(),
            Asked::Bare => return Ok(Value::Nil),
            asked => asked.or_nil(property)?,
        };
        if !value.is_nil() {
            kept.push(item.clone());
        }
    }
    list(kept)
}

fn concat(call: &Call<'_>) -> Result<Value, FilterError> {
    let Value::Array(more) = call.arg(0) else {
        return Err(FilterError::Invalid("concat filter requires an array argument"));
    };
    let items = items(call.input)?;
    if items.len() + more.len() > limits::ITEMS {
        return Err(FilterError::TooLarge);
    }
    let mut all = items.into_owned();
    all.extend(more.iter().cloned());
    list(all)
}

fn map(call: &Call<'_>) -> Result<Value, FilterError> {
    let property = call.arg(0);
    list(items(call.input)?.iter().map(|item| ask(item, property).or_nil(property)).collect::<Result<_, _>>()?)
}

/// Each item with the value that it is ordered by; none where an item has no properties.
fn keyed(items: &[Value], property: &Value) -> Result<Option<Vec<(Value, Value)>>, FilterError> {
    if property.is_nil() {
        return Ok(Some(items.iter().map(|item| (item.clone(), item.clone())).collect()));
    }
    let asked: Vec<Asked> = items.iter().map(|item| ask(item, property)).collect();
    if asked.iter().any(|asked| matches!(asked, Asked::Bare)) {
        return Ok(None);
    }
    let mut pairs = Vec::with_capacity(items.len());
    for (item, asked) in items.iter().zip(asked) {
        // One item alone is not compared.
        let key = if items.len() < 2 { Value::Nil } else { asked.or_nil(property)? };
        pairs.push((key, item.clone()));
    }
    Ok(Some(pairs))
}

fn in_order(call: &Call<'_>, order: fn(&Value, &Value) -> Result<Ordering, FilterError>) -> Result<Value, FilterError> {
    let Some(pairs) = keyed(&items(call.input)?, call.arg(0))? else { return Ok(Value::Nil) };
    let sorted = value::sorted(pairs, &mut |(a, _), (b, _)| order(a, b))?;
    Ok(Value::array(sorted.into_iter().map(|(_, item)| item).collect()))
}

fn sorted(call: &Call<'_>) -> Result<Value, FilterError> {
    in_order(call, |a, b| match compare(a, b) {
        Some(order) => Ok(order),
        None if a.is_nil() => Ok(Ordering::Greater),
        None if b.is_nil() => Ok(Ordering::Less),
        None => Err(FilterError::Unsortable),
    })
}

fn sorted_naturally(call: &Call<'_>) -> Result<Value, FilterError> {
    in_order(call, |a, b| {
        Ok(match (a.is_nil(), b.is_nil()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => a.to_text().to_ascii_lowercase().cmp(&b.to_text().to_ascii_lowercase()),
        })
    })
}

fn uniq(call: &Call<'_>) -> Result<Value, FilterError> {
    let property = call.arg(0);
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    let items = items(call.input)?;
    if items.len() < 2 {
        // One item alone is not asked for anything.
        return Ok(Value::array(items.into_owned()));
    }
    for item in items.iter() {
        let key = match ask(item, property) {
            _ if property.is_nil() => item.clone(),
            Asked::Bare => return Ok(Value::Nil),
            asked => asked.or_nil(property)?,
        };
        if seen.insert(identity(&key)) {
            kept.push(item.clone());
        }
    }
    Ok(Value::array(kept))
}

/// Equal exactly for what Ruby's `eql?` takes for equal: 1 and 1.0 differ, hashes do not care for order.
fn identity(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<String> =
                object.iter().map(|(name, value)| format!("{name:?}{}", identity(value))).collect();
            crate::order::sort(&mut entries);
            format!("{{{}}}", entries.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(identity).collect::<Vec<_>>().join(",")),
        other => {
            let mut out = String::from(other.kind());
            out.push(' ');
            other.write_inspected(&mut out);
            out
        }
    }
}
