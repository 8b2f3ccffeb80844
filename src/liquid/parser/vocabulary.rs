//! Names that Braze has, and the nearest one to a misspelt name.

use crate::diag::Trust;
use crate::liquid::ast::{BrazeTag, Expr, ExprKind, Filter, Literal, Path, Root, Step};
use crate::liquid::faults::{self, Faults};
use crate::liquid::filters::{self, Support};
use crate::liquid::names::{ATTRIBUTES, NAMESPACES, is_attribute, is_namespace};
use crate::liquid::tags::{Origin, TAGS, TagOption};
use crate::text::Span;

/// Braze's own tag of this name.
pub(super) fn braze_tag(name: &str) -> Option<BrazeTag> {
    TAGS.iter().find(|tag| tag.name == name).and_then(|tag| match tag.origin {
        Origin::Braze(tag) => Some(tag),
        Origin::Standard => None,
    })
}

/// The options of a tag of Braze's own.
pub(super) fn options(tag: BrazeTag) -> &'static [TagOption] {
    TAGS.iter().find(|entry| entry.origin == Origin::Braze(tag)).map_or(&[], |entry| entry.options)
}

/// The tag, opening or closing, that was probably meant.
pub(super) fn nearest_tag(name: &str) -> Option<&'static str> {
    const ENDS: [&str; 11] = [
        "endif",
        "endunless",
        "endcase",
        "endfor",
        "endtablerow",
        "endcapture",
        "endcomment",
        "endraw",
        "endifchanged",
        "endtranslation",
        "enddoc",
    ];
    nearest(name, TAGS.iter().map(|tag| tag.name).chain(ENDS))
}

/// Whether Braze has this filter.
pub(super) fn is_filter(name: &str) -> bool {
    filters::find(name).is_some()
}

/// Notes a filter that Braze does not have, and arguments that it does not take.
pub(super) fn filter(filter: &Filter, source: &str, faults: &mut Faults) {
    let name = filter.name;
    let word = name.of(source);
    if faults.is_full() {
        return;
    }
    let Some(known) = filters::find(word) else {
        match nearest(
            word,
            filters::all().filter(|filter| filter.support != Support::Refused).map(|filter| filter.name),
        ) {
            Some(nearest) => {
                faults.push_fix(&faults::UNKNOWN_FILTER, source, name, Trust::Suggestion, name, nearest);
            }
            None => {
                faults.push(&faults::UNKNOWN_FILTER, source, name);
            }
        }
        return;
    };
    if known.support == Support::Refused {
        faults.push(&faults::UNSUPPORTED_FILTER, source, name);
    }
    let (least, most) = known.arity();
    // Names that a filter does not know count as one more argument.
    let given = filter.args.len() + usize::from(known.named.is_empty() && !filter.named.is_empty());
    if given < least {
        faults.push(&faults::TOO_FEW_ARGUMENTS, source, name);
    } else if given > most {
        faults.push(&faults::TOO_MANY_ARGUMENTS, source, filter.span);
    }
}

/// Notes a zone that is none, and one that comes after the date was written.
pub(super) fn zone(filter: &Filter, before: &[Filter], source: &str, faults: &mut Faults) {
    if before.iter().any(|filter| filter.name.of(source) == "date") {
        faults.push(&faults::ZONE_AFTER_DATE, source, filter.name);
    }
    if let Some(Expr { span, kind: ExprKind::Literal(Literal::Text(text)) }) = filter.args.first()
        && crate::liquid::dates::zone(text.of(source)).is_none()
    {
        faults.push(&faults::ZONE_UNKNOWN, source, *span);
    }
}

/// Notes a default attribute that Braze does not have, where one that it has is near.
pub(super) fn attribute(name: Span, source: &str, faults: &mut Faults) {
    let word = name.of(source);
    if is_attribute(word) || faults.is_full() {
        return;
    }
    let base = word.split(['.', '[']).next().unwrap_or_default();
    if base != word && is_attribute(base) {
        return;
    }
    if let Some(nearest) = nearest(word, ATTRIBUTES.iter().copied()) {
        faults.push_fix(&faults::ATTRIBUTE_UNKNOWN, source, name, Trust::Suggestion, name, nearest);
    }
}

/// Notes a namespace that Braze does not have.
pub(super) fn path(kind: &ExprKind, source: &str, faults: &mut Faults) {
    let ExprKind::Path(Path { root: Root::Name(name), steps }) = kind else { return };
    let word = name.of(source);
    if steps.is_empty() && (is_attribute(word) || small(word).is_some()) {
        faults.bare.push(*name);
    }
    // `custom_attribute.name`: the braces of the name were forgotten. (Of events, Braze's pages write it so themselves.)
    if let Some(Step::Key(key)) = steps.first()
        && word == "custom_attribute"
    {
        faults.bare.push(Span::new(name.start, key.end));
    }
    if !matches!(steps.first(), Some(Step::Attribute(_))) || is_namespace(word) || faults.is_full() {
        return;
    }
    match nearest(name.of(source), NAMESPACES.iter().copied()) {
        Some(nearest) => {
            faults.push_fix(&faults::NAMESPACE_UNKNOWN, source, *name, Trust::Suggestion, *name, nearest);
        }
        None => {
            faults.push(&faults::NAMESPACE_UNKNOWN, source, *name);
        }
    }
}

/// The literal that is meant by a word with capitals.
pub(super) fn small(word: &str) -> Option<&'static str> {
    if !word.starts_with(['T', 'F', 'N']) {
        return None;
    }
    match word {
        "True" | "TRUE" => Some("true"),
        "False" | "FALSE" => Some("false"),
        "Nil" | "NIL" | "None" => Some("nil"),
        "Null" | "NULL" => Some("null"),
        _ => None,
    }
}

/// The one of `names` that `word` was probably meant to be: at most two letters off, one in a short word.
pub(super) fn nearest(word: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    const LONGEST: usize = 32;
    if word.len() > LONGEST || word.len() < 3 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let allowed = if word.len() <= 4 { 1 } else { 2 };
    names
        .filter_map(|name| {
            let far = distance(lower.as_bytes(), name.as_bytes(), allowed)?;
            Some((far, name))
        })
        .min_by_key(|(far, _)| *far)
        .map(|(_, name)| name)
}

/// How many letters are missing, added, changed or swapped; `None` where there are more than `most`.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    const WIDTH: usize = 48;
    if a.len().abs_diff(b.len()) > most || b.len() >= WIDTH {
        return None;
    }
    let at = |row: &[usize; WIDTH], index: usize| row.get(index).copied().unwrap_or(WIDTH);
    let (mut before, mut last, mut row) = ([0; WIDTH], [0; WIDTH], [0; WIDTH]);
    for (index, cell) in last.iter_mut().enumerate() {
        *cell = index;
    }
    for (i, x) in a.iter().enumerate() {
        let mut left = i + 1;
        if let Some(cell) = row.first_mut() {
            *cell = left;
        }
        for (j, y) in b.iter().enumerate() {
            let mut cost = (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(left + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            left = cost;
            if let Some(cell) = row.get_mut(j + 1) {
                *cell = cost;
            }
        }
        (before, last) = (last, row);
    }
    Some(at(&last, b.len())).filter(|far| *far <= most)
}
