//! What a condition says about data being there.

use crate::liquid::ast::{Comparison, Condition, Expr, ExprKind, Link, Literal, Operator, Path, Root, Step, Template};
use crate::liquid::limits::TRACKED;
use crate::text::Span;

/// Paths that are certainly there, each with the condition that has seen to it. `None`: a variable that was assigned
/// anew, so that what stands before it no longer holds.
pub(super) type Present = Vec<(String, Option<Span>)>;

/// The condition that has seen to it that the path `key` is there.
pub(super) fn find(present: &Present, key: &str) -> Option<Span> {
    for (known, condition) in present.iter().rev() {
        match condition {
            // What has a part that is there is there.
            Some(condition) if is_part(known, key) => return Some(*condition),
            None if is_part(key, known) => return None,
            _ => {}
        }
    }
    None
}

/// Whether anything is said of the variable `name`.
pub(super) fn is_known(present: &Present, name: &str) -> bool {
    let last = present.iter().rev().find(|(known, _)| is_part(known, name));
    last.is_some_and(|(_, condition)| condition.is_some())
}

/// Whether `part` is `whole`, or begins with it.
fn is_part(part: &str, whole: &str) -> bool {
    part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// How a path is told from others: without white space, `{{ }}` or quotes.
pub(super) fn key(template: &Template, path: &Path) -> String {
    let mut key = match &path.root {
        Root::Name(name) => template.text(*name).to_owned(),
        Root::Attribute(name) => format!("${{{}}}", template.text(*name)),
        Root::Dynamic(name) => format!("[{}]", template.text(name.span)),
    };
    for step in &path.steps {
        match step {
            Step::Key(name) => key.push_str(&format!(".{}", template.text(*name))),
            Step::Attribute(name) => key.push_str(&format!(".${{{}}}", template.text(*name))),
            Step::Index(index) => key.push_str(&format!("[{}]", template.text(index.span))),
        }
    }
    key
}

/// The path that an expression is, through `{{ }}` without filters.
pub(super) fn path_of(expr: &Expr) -> Option<&Path> {
    match &expr.kind {
        ExprKind::Path(path) => Some(path),
        ExprKind::Braces(filtered) if filtered.filters.is_empty() => path_of(&filtered.base),
        _ => None,
    }
}

/// What is there where `condition` holds (or does not).
pub(super) fn implied(template: &Template, condition: &Condition, holds: bool) -> Present {
    let all: Vec<&Comparison> =
        std::iter::once(&condition.first).chain(condition.rest.iter().map(|(_, comparison)| comparison)).collect();
    let links: Vec<Link> = condition.rest.iter().map(|(link, _)| *link).collect();
    let mut present = Present::new();
    // `a and b or c` is `a and (b or c)`: only what comes before the first other link is certain on its own.
    let certain = if holds { Link::And } else { Link::Or };
    for (at, comparison) in all.iter().enumerate() {
        if links.get(at).is_some_and(|link| *link != certain) || present.len() >= TRACKED {
            break;
        }
        present.extend(shown(template, comparison, holds).map(|key| (key, Some(condition.span))));
    }
    // Either of several that all say the same.
    if !links.is_empty() && links.iter().all(|link| *link != certain) {
        let mut keys = all.iter().map(|comparison| shown(template, comparison, holds));
        let first = keys.next().flatten();
        if let Some(key) = first.clone()
            && keys.all(|other| other == first)
        {
            present.push((key, Some(condition.span)));
        }
    }
    present
}

/// The path that is there where a comparison holds (or does not).
fn shown(template: &Template, comparison: &Comparison, holds: bool) -> Option<String> {
    let Some((operator, right)) = &comparison.right else {
        return path_of(&comparison.left).filter(|_| holds).map(|path| key(template, path));
    };
    let (path, other) = match (path_of(&comparison.left), path_of(right)) {
        (Some(path), None) => (path, right),
        (None, Some(path)) => (path, &comparison.left),
        _ => return None,
    };
    let missing = stands_for_missing(template, other);
    let there = match operator {
        Operator::Equal => holds != missing,
        Operator::NotEqual => holds == missing,
        _ => holds,
    };
    // `x == 'a'` that does not hold says nothing, and neither does `x != 'a'` that holds.
    let says = match operator {
        Operator::Equal => holds || missing,
        Operator::NotEqual => !holds || missing,
        _ => true,
    };
    (there && says).then(|| key(template, path))
}

/// `blank`, `nil`, `empty`, `''`
fn stands_for_missing(template: &Template, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Blank | Literal::Nil | Literal::Empty | Literal::False) => true,
        ExprKind::Literal(Literal::Text(text)) => template.text(*text).trim().is_empty(),
        _ => false,
    }
}
