//! Letters and words: case, joining, replacing.

use super::bounded::{Bounded, joined};
use super::{Argument, Call, Family, Filter, FilterError, Support, may, needs, shows};
use crate::liquid::value::Value;
use crate::locale::Text;

const PART: Argument = needs("text");

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "append",
        Support::Braze,
        Text { en: "Puts text after it.", fr: "Ajoute un texte à la fin." },
        &[PART],
        |call| joined([&*call.input.to_text(), &*call.arg_text(0)]),
        &[shows("{{ 'Hello' | append: '!' }}", "Hello!")],
    ),
    filter(
        "prepend",
        Support::Braze,
        Text { en: "Puts text before it.", fr: "Ajoute un texte au début." },
        &[PART],
        |call| joined([&*call.arg_text(0), &*call.input.to_text()]),
        &[shows("{{ 'Ann' | prepend: 'Hi ' }}", "Hi Ann")],
    ),
    filter(
        "upcase",
        Support::Braze,
        Text { en: "Makes every letter a capital.", fr: "Met tout en majuscules." },
        &[],
        |call| Ok(Value::from(call.input.to_text().to_uppercase())),
        &[shows("{{ 'Big Sale' | upcase }}", "BIG SALE")],
    ),
    filter(
        "downcase",
        Support::Braze,
        Text { en: "Makes every letter small.", fr: "Met tout en minuscules." },
        &[],
        |call| Ok(Value::from(call.input.to_text().to_lowercase())),
        &[shows("{{ 'Big Sale' | downcase }}", "big sale")],
    ),
    filter(
        "capitalize",
        Support::Braze,
        Text {
            en: "Makes the first letter a capital and the others small.",
            fr: "Met la première lettre en majuscule et les autres en minuscules.",
        },
        &[],
        capitalize,
        &[shows("{{ 'ANN smith' | capitalize }}", "Ann smith")],
    ),
    filter(
        "replace",
        Support::Braze,
        Text { en: "Replaces every occurrence of a text.", fr: "Remplace toutes les occurrences d’un texte." },
        &[PART, may("replacement")],
        |call| replace(&call.input.to_text(), &call.arg_text(0), &call.arg_text(1), usize::MAX),
        &[shows("{{ 'a, b, c' | replace: ', ', '/' }}", "a/b/c")],
    ),
    filter(
        "replace_first",
        Support::Braze,
        Text { en: "Replaces the first occurrence of a text.", fr: "Remplace la première occurrence d’un texte." },
        &[PART, may("replacement")],
        |call| replace(&call.input.to_text(), &call.arg_text(0), &call.arg_text(1), 1),
        &[shows("{{ 'one one' | replace_first: 'one', 'two' }}", "two one")],
    ),
    filter(
        "replace_last",
        Support::Liquid,
        Text { en: "Replaces the last occurrence of a text.", fr: "Remplace la dernière occurrence d’un texte." },
        &[PART, needs("replacement")],
        |call| replace_last(&call.input.to_text(), &call.arg_text(0), &call.arg_text(1)),
        &[shows("{{ 'one one' | replace_last: 'one', 'two' }}", "one two")],
    ),
    filter(
        "remove",
        Support::Braze,
        Text { en: "Takes every occurrence of a text out.", fr: "Retire toutes les occurrences d’un texte." },
        &[PART],
        |call| replace(&call.input.to_text(), &call.arg_text(0), "", usize::MAX),
        &[shows("{{ '1,234,567' | remove: ',' }}", "1234567")],
    ),
    filter(
        "remove_first",
        Support::Braze,
        Text { en: "Takes the first occurrence of a text out.", fr: "Retire la première occurrence d’un texte." },
        &[PART],
        |call| replace(&call.input.to_text(), &call.arg_text(0), "", 1),
        &[shows("{{ 'a-b-c' | remove_first: '-' }}", "ab-c")],
    ),
    filter(
        "remove_last",
        Support::Liquid,
        Text { en: "Takes the last occurrence of a text out.", fr: "Retire la dernière occurrence d’un texte." },
        &[PART],
        |call| replace_last(&call.input.to_text(), &call.arg_text(0), ""),
        &[shows("{{ 'a-b-c' | remove_last: '-' }}", "a-bc")],
    ),
    filter(
        "strip",
        Support::Braze,
        Text { en: "Takes white space off both ends.", fr: "Retire les blancs aux deux bouts." },
        &[],
        |call| Ok(Value::text(call.input.to_text().trim_matches(is_space))),
        &[shows("[{{ '  Ann ' | strip }}]", "[Ann]")],
    ),
    filter(
        "lstrip",
        Support::Refused,
        Text { en: "Takes white space off the beginning.", fr: "Retire les blancs au début." },
        &[],
        |call| Ok(Value::text(call.input.to_text().trim_start_matches(is_space))),
        &[shows("[{{ ' Ann ' | lstrip }}]", "[Ann ]")],
    ),
    filter(
        "rstrip",
        Support::Refused,
        Text { en: "Takes white space off the end.", fr: "Retire les blancs à la fin." },
        &[],
        |call| Ok(Value::text(call.input.to_text().trim_end_matches(is_space))),
        &[shows("[{{ ' Ann ' | rstrip }}]", "[ Ann]")],
    ),
    filter(
        "squish",
        Support::Liquid,
        Text {
            en: "Takes white space off both ends and makes every run of it one space.",
            fr: "Retire les blancs aux deux bouts et réduit les autres à une espace.",
        },
        &[],
        squish,
        &[shows("[{{ ' a   b ' | squish }}]", "[a b]")],
    ),
    filter(
        "camelize",
        Support::Refused,
        Text { en: "Braze does not have it.", fr: "Braze ne l’a pas." },
        super::plain::ANY,
        super::plain::same,
        &[],
    ),
    filter(
        "handleize",
        Support::Refused,
        Text { en: "Braze does not have it.", fr: "Braze ne l’a pas." },
        super::plain::ANY,
        super::plain::same,
        &[],
    ),
    filter(
        "pluralize",
        Support::Refused,
        Text { en: "Braze does not have it.", fr: "Braze ne l’a pas." },
        super::plain::ANY,
        super::plain::same,
        &[],
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
        family: Family::Text,
        support,
        doc: super::told(doc),
        takes,
        named: &[],
        run,
        examples: super::shown(examples),
    }
}

/// What Ruby's `strip` takes for white space.
pub(super) const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\0')
}

fn capitalize(call: &Call<'_>) -> Result<Value, FilterError> {
    let text = call.input.to_text();
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    Ok(Value::from(first + &letters.as_str().to_lowercase()))
}

fn squish(call: &Call<'_>) -> Result<Value, FilterError> {
    if call.input.is_nil() {
        return Ok(Value::Nil);
    }
    let text = call.input.to_text();
    Ok(Value::from(text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Replaces the first `most` occurrences. As in Ruby, `\0` in the replacement is what was found.
fn replace(text: &str, part: &str, by: &str, most: usize) -> Result<Value, FilterError> {
    let by = unescaped(by, part);
    let mut out = Bounded::default();
    let mut done = 0;
    for (at, found) in text.match_indices(part).take(most) {
        out.push(text.get(done..at).unwrap_or_default())?;
        out.push(&by)?;
        done = at + found.len();
    }
    out.push(text.get(done..).unwrap_or_default())?;
    Ok(out.done())
}

/// Ruby reads `\0` and `\&` in a replacement as what was found, `\1` … as nothing, `\\` as one backslash.
fn unescaped(by: &str, part: &str) -> String {
    let mut out = String::new();
    let mut letters = by.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('0' | '&') => out.push_str(part),
            Some('1'..='9') => {}
            Some('\\') | None => out.push('\\'),
            Some(other) => out.extend(['\\', other]),
        }
    }
    out
}

fn replace_last(text: &str, part: &str, by: &str) -> Result<Value, FilterError> {
    match text.rfind(part) {
        Some(at) => joined([text.get(..at).unwrap_or_default(), by, text.get(at + part.len()..).unwrap_or_default()]),
        None => Ok(Value::text(text)),
    }
}
