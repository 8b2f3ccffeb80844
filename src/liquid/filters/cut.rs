//! Text cut to size: parts, lengths, words.

use super::bounded::{joined, list};
use super::text::is_space;
use super::{Argument, Call, Family, Filter, FilterError, Support, may, needs, shows, with};
use crate::liquid::value::{Value, at, count};
use crate::locale::Text;
use std::borrow::Cow;

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "slice",
        Text {
            en: "A part of a text or list, from a position (counted from 0, or from the end where negative).",
            fr: "Une partie d’un texte ou d’une liste, à partir d’une position (comptée depuis 0, ou depuis la fin si elle est négative).",
        },
        &[needs("start"), may("length")],
        slice,
        &[shows("{{ 'Liquid' | slice: 0, 3 }} {{ 'Liquid' | slice: -2, 2 }}", "Liq id")],
    ),
    filter(
        "truncate",
        Text {
            en: "Cuts to a number of characters, the ellipsis included.",
            fr: "Coupe à un nombre de caractères, points de suspension compris.",
        },
        &[may("length"), may("ellipsis")],
        truncate,
        &[
            shows("{{ 'A long sentence' | truncate: 9 }}", "A long..."),
            shows("{{ 'A long sentence' | truncate: 7, '' }}", "A long "),
        ],
    ),
    filter(
        "truncatewords",
        Text { en: "Cuts to a number of words.", fr: "Coupe à un nombre de mots." },
        &[may("words"), may("ellipsis")],
        truncatewords,
        &[shows("{{ 'one two three' | truncatewords: 2 }}", "one two...")],
    ),
    filter(
        "split",
        Text { en: "Cuts a text into a list.", fr: "Découpe un texte en liste." },
        &[needs("separator")],
        split,
        &[shows("{% assign all = 'a,b,c' | split: ',' %}{{ all[1] }}", "b")],
    ),
    filter(
        "strip_newlines",
        Text { en: "Takes line breaks out.", fr: "Retire les retours à la ligne." },
        &[],
        |call| Ok(Value::from(call.input.to_text().replace("\r\n", "").replace('\n', ""))),
        &[with("{{ text | strip_newlines }}", r#"{"text": "a\nb"}"#, "ab")],
    ),
];

const fn filter(
    name: &'static str,
    doc: Text,
    takes: &'static [Argument],
    run: fn(&Call<'_>) -> Result<Value, FilterError>,
    examples: &'static [super::Example],
) -> Filter {
    Filter {
        name,
        family: Family::Text,
        support: Support::Braze,
        doc: super::told(doc),
        takes,
        named: &[],
        run,
        examples: super::shown(examples),
    }
}

/// A whole number for positions and lengths; what lies beyond 64 bits is as far as can be.
fn whole(value: &Value) -> Result<i64, FilterError> {
    let whole = value.to_whole()?;
    Ok(i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX }))
}

fn slice(call: &Call<'_>) -> Result<Value, FilterError> {
    let start = whole(call.arg(0))?;
    let length = if call.arg(1).truthy() { whole(call.arg(1))? } else { 1 };
    let part = |size: usize| -> Option<(usize, usize)> {
        let start = at(start, size);
        Some((start, usize::try_from(length).ok()?)).filter(|(start, _)| *start <= size)
    };
    if let Value::Array(items) = call.input {
        let taken = part(items.len()).map(|(start, length)| items.iter().skip(start).take(length).cloned().collect());
        return Ok(Value::array(taken.unwrap_or_default()));
    }
    let text = call.input.to_text();
    let taken =
        part(text.chars().count()).map(|(start, length)| text.chars().skip(start).take(length).collect::<String>());
    Ok(Value::from(taken.unwrap_or_default()))
}

fn truncate(call: &Call<'_>) -> Result<Value, FilterError> {
    if call.input.is_nil() {
        return Ok(Value::Nil);
    }
    let length = if call.args.is_empty() { 50 } else { whole(call.arg(0))? };
    let ellipsis = if call.args.len() > 1 { call.arg_text(1) } else { Cow::Borrowed("...") };
    let text = call.input.to_text();
    if count(text.chars().count()) <= length {
        return Ok(Value::text(&text));
    }
    let kept = usize::try_from(length.saturating_sub(count(ellipsis.chars().count()))).unwrap_or_default();
    let end = text.char_indices().nth(kept).map_or(text.len(), |(at, _)| at);
    joined([text.get(..end).unwrap_or_default(), &*ellipsis])
}

fn truncatewords(call: &Call<'_>) -> Result<Value, FilterError> {
    if call.input.is_nil() {
        return Ok(Value::Nil);
    }
    let most = if call.args.is_empty() { 15 } else { whole(call.arg(0))? };
    let most = usize::try_from(most).unwrap_or_default().max(1);
    let ellipsis = if call.args.len() > 1 { call.arg_text(1) } else { Cow::Borrowed("...") };
    let text = call.input.to_text();
    let mut words = text.split(is_space).filter(|word| !word.is_empty());
    let kept: Vec<&str> = words.by_ref().take(most).collect();
    // White space after the last word that is kept counts as more to come, as it does in Ruby.
    if kept.len() < most || (words.next().is_none() && !text.ends_with(is_space)) {
        return Ok(Value::text(&text));
    }
    joined([&*kept.join(" "), &*ellipsis])
}

/// Ruby's `split`: one space stands for any white space, nothing for every character; empty parts at the end are dropped.
fn split(call: &Call<'_>) -> Result<Value, FilterError> {
    let text = call.input.to_text();
    let separator = call.arg_text(0);
    let mut parts: Vec<Value> = match &*separator {
        " " => text.split(is_space).filter(|part| !part.is_empty()).map(Value::text).collect(),
        "" => text.chars().map(|letter| Value::text(letter.encode_utf8(&mut [0; 4]))).collect(),
        separator => text.split(separator).map(Value::text).collect(),
    };
    while parts.last().is_some_and(Value::is_empty) {
        parts.pop();
    }
    list(parts)
}
