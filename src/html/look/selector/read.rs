//! Reading selectors: from their text to what they ask.

use super::super::style::{end_of, split};
use super::{Compound, How, Nth, Relation, Selector, Test, Wanted};

/// A selector has no more compounds than this, and none within another's brackets deeper.
const MOST_COMPOUNDS: usize = 12;
const DEEPEST: usize = 4;

/// The selector that `text` begins with, and what follows.
pub(super) fn selector(text: &str, depth: usize) -> Option<(Selector, &str)> {
    let (mut subject, mut rest) = compound(text, depth)?;
    let mut around = Vec::new();
    loop {
        let after = rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
        let (relation, after) = match after.chars().next() {
            None => break,
            Some('>') => (Relation::Parent, after.get(1..)?),
            Some('+') => (Relation::RightBefore, after.get(1..)?),
            Some('~') => (Relation::Before, after.get(1..)?),
            Some(_) if after.len() < rest.len() => (Relation::Ancestor, after),
            Some(_) => return None,
        };
        let (next, after) = compound(after.trim_start(), depth)?;
        around.insert(0, (relation, std::mem::replace(&mut subject, next)));
        rest = after;
    }
    let all = around.iter().map(|(_, compound)| compound).chain([&subject]).map(Compound::specificity);
    let specificity = all.fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
    (around.len() < MOST_COMPOUNDS).then_some((Selector { subject, around, specificity }, rest))
}

/// The compound that `text` begins with, and what follows.
fn compound(text: &str, depth: usize) -> Option<(Compound, &str)> {
    let mut made = Compound::default();
    let mut rest = text;
    if let Some(after) = text.strip_prefix('*') {
        rest = after;
    } else if let Some((name, after)) = name(text) {
        made.name = Some(name.to_ascii_lowercase());
        rest = after;
    }
    while let Some(kind @ ('.' | '#' | '[' | ':')) = rest.chars().next() {
        let after = rest.get(1..)?;
        let (test, after) = match kind {
            '.' => name(after).map(|(class, after)| (Test::Class(class), after)),
            '#' => name(after).map(|(id, after)| (Test::Id(id), after)),
            '[' => attribute(after),
            _ => state(after, depth),
        }?;
        made.tests.push(test);
        rest = after;
    }
    (rest.len() < text.len()).then_some((made, rest))
}

/// The name that `text` begins with, its escapes taken out, and what follows.
fn name(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        match c {
            '\\' => {
                let after = rest.get(1..)?;
                let digits = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
                let (c, end) = match u32::from_str_radix(after.get(..digits)?, 16) {
                    Ok(code) => (char::from_u32(code).unwrap_or('\u{fffd}'), digits),
                    Err(_) => after.chars().next().map(|c| (c, c.len_utf8()))?,
                };
                name.push(c);
                rest = after.get(end..)?;
                if digits > 0 {
                    rest = rest.strip_prefix(' ').unwrap_or(rest);
                }
            }
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() => {
                name.push(c);
                rest = rest.get(c.len_utf8()..)?;
            }
            _ => break,
        }
    }
    let digit_first = text.starts_with(|c: char| c.is_ascii_digit());
    (!name.is_empty() && !digit_first).then_some((name, rest))
}

/// `name`, `name=value`, `name^="value" i`, then `]`.
fn attribute(text: &str) -> Option<(Test, &str)> {
    let (name, rest) = name(text.trim_start())?;
    let name = name.to_ascii_lowercase();
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix(']') {
        return Some((Test::Attribute { name, wanted: None }, rest));
    }
    let kinds = [("~=", How::Word), ("|=", How::Dashed), ("^=", How::Start), ("$=", How::End), ("*=", How::Within)];
    let kinds = kinds.into_iter().chain([("=", How::Whole)]);
    let (how, rest) = kinds.into_iter().find_map(|(sign, how)| Some((how, rest.strip_prefix(sign)?)))?;
    let rest = rest.trim_start();
    let (value, rest) = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split_once(quote).map(|(value, rest)| (value.to_owned(), rest))?,
        _ => {
            let (value, rest) = rest.split_at(rest.find([']', ' ']).unwrap_or(rest.len()));
            (value.to_owned(), rest)
        }
    };
    let (flag, rest) = rest.split_once(']')?;
    let any_case = match flag.trim() {
        "" | "s" | "S" => false,
        "i" | "I" => true,
        _ => return None,
    };
    Some((Test::Attribute { name, wanted: Some(Wanted { how, value, any_case }) }, rest))
}

/// What follows a colon.
fn state(text: &str, depth: usize) -> Option<(Test, &str)> {
    let (name, rest) = name(text)?;
    let name = name.to_ascii_lowercase();
    let Some(inside) = rest.strip_prefix('(') else {
        let first = |from_end, of_type| Test::Place(Nth { step: 0, first: 1, from_end, of_type });
        let test = match name.as_str() {
            "first-child" => first(false, false),
            "last-child" => first(true, false),
            "first-of-type" => first(false, true),
            "last-of-type" => first(true, true),
            "only-child" => Test::Only { of_type: false },
            "only-of-type" => Test::Only { of_type: true },
            "root" => Test::Root,
            "empty" => Test::Empty,
            "link" | "any-link" => Test::Attribute { name: "href".to_owned(), wanted: None },
            "checked" => Test::Attribute { name: "checked".to_owned(), wanted: None },
            "hover" | "active" | "visited" | "focus" | "focus-within" | "focus-visible" | "target" => Test::Never,
            _ => return None,
        };
        return Some((test, rest));
    };
    let close = end_of(inside, b')')?;
    let (inside, rest) = (inside.get(..close)?, inside.get(close + 1..)?);
    let nth = |from_end, of_type| {
        let (step, first) = Nth::parse(inside)?;
        Some(Test::Place(Nth { step, first, from_end, of_type }))
    };
    let list = || {
        let parts = split(inside, b',').map(|part| {
            let (one, rest) = compound(part.trim(), depth + 1)?;
            rest.is_empty().then_some(one)
        });
        if depth < DEEPEST { parts.collect::<Option<Vec<_>>>() } else { None }
    };
    let test = match name.as_str() {
        "nth-child" => nth(false, false)?,
        "nth-last-child" => nth(true, false)?,
        "nth-of-type" => nth(false, true)?,
        "nth-last-of-type" => nth(true, true)?,
        "not" => Test::Not(list()?),
        "is" => Test::Any { of: list()?, weighs: true },
        "where" => Test::Any { of: list()?, weighs: false },
        _ => return None,
    };
    Some((test, rest))
}
