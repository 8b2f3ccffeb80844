//! Custom properties (`--brand: #c00`) and what `var(--brand, black)` makes of a value.

use super::style::{Declaration, end_of};
use crate::order;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value that has grown longer than this is none: variables may double each other.
const LONGEST: usize = 10_000;
/// Variables that name variables, no deeper than this.
const DEEPEST: usize = 32;

/// The custom properties of an element, its own and those it inherits, each with its value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Variables(Arc<BTreeMap<String, String>>);

impl Variables {
    /// Those of an element within: `declared` on itself, the weakest first.
    pub(super) fn with<'d>(&self, declared: impl Iterator<Item = Declaration<'d>>) -> Self {
        let own = declared.filter(|one| one.name.starts_with("--"));
        let own = order::map(own.map(|one| (one.name, one.value)));
        if own.is_empty() {
            return self.clone();
        }
        let resolving = Resolving { outer: self, own: &own };
        let mut all = BTreeMap::clone(&self.0);
        for name in own.keys() {
            match resolving.value(name, &mut Vec::new()) {
                Some(value) => all.insert((*name).to_owned(), value),
                None => all.remove(*name),
            };
        }
        Self(Arc::new(all))
    }

    /// A value with its variables filled in; `None` where one has no value and nothing to fall back on.
    pub(super) fn filled(&self, value: &str) -> Option<String> {
        let own = BTreeMap::new();
        Resolving { outer: self, own: &own }.filled(value, &mut Vec::new())
    }
}

/// Whether a value asks for variables.
pub(super) fn asks(value: &str) -> bool {
    start_of_var(value).is_some()
}

/// An element's own declarations, over what it inherits.
struct Resolving<'d> {
    outer: &'d Variables,
    own: &'d BTreeMap<&'d str, &'d str>,
}

impl<'d> Resolving<'d> {
    /// What a variable is worth; `within` are those that are being worked out.
    fn value(&self, name: &str, within: &mut Vec<&'d str>) -> Option<String> {
        let inherited = || self.outer.0.get(name).cloned();
        let Some((name, written)) = self.own.get_key_value(name) else { return inherited() };
        match written.to_ascii_lowercase().as_str() {
            "inherit" | "unset" | "revert" | "revert-layer" => return inherited(),
            "initial" => return None,
            _ => {}
        }
        // One that comes to itself has no value.
        if within.contains(name) || within.len() >= DEEPEST {
            return None;
        }
        within.push(name);
        let value = self.filled(written, within);
        within.pop();
        value
    }

    fn filled(&self, value: &str, within: &mut Vec<&'d str>) -> Option<String> {
        let mut made = String::new();
        let mut rest = value;
        while let Some(at) = start_of_var(rest) {
            made.push_str(rest.get(..at)?);
            let inside = rest.get(at + "var(".len()..)?;
            let end = end_of(inside, b')').unwrap_or(inside.len());
            let inner = inside.get(..end)?;
            let (name, fallback) = match end_of(inner, b',') {
                Some(comma) => (inner.get(..comma)?, inner.get(comma + 1..)),
                None => (inner, None),
            };
            let found = self.value(name.trim(), within);
            let filled = match (found, fallback) {
                (Some(found), _) => found,
                (None, Some(fallback)) => self.filled(fallback, within)?,
                (None, None) => return None,
            };
            made.push_str(filled.trim());
            if made.len() > LONGEST {
                return None;
            }
            rest = inside.get(end + 1..).unwrap_or_default();
        }
        made.push_str(rest);
        Some(made)
    }
}

/// Where the first `var(` stands that counts.
fn start_of_var(value: &str) -> Option<usize> {
    let bytes = value.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii();
    let mut quote = None;
    bytes.iter().enumerate().find_map(|(at, byte)| {
        match (quote, byte) {
            (Some(open), _) if open == *byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            _ => {}
        }
        let free = at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|before| !is_name(before));
        let starts =
            quote.is_none() && free && bytes.get(at..at + 4).is_some_and(|word| word.eq_ignore_ascii_case(b"var("));
        starts.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::super::style::declarations;
    use super::*;

    fn filled(levels: &[&str], value: &str) -> Option<String> {
        let none = Variables::default();
        levels.iter().fold(none, |outer, style| outer.with(declarations(style))).filled(value)
    }

    #[test]
    fn variables_are_inherited_fall_back_and_name_each_other() {
        for (levels, value, expected) in [
            (&["--a: #c00"][..], "var(--a)", Some("#c00")),
            (&["--a: #c00", "--b: 1"], "1px solid VAR( --a )", Some("1px solid #c00")),
            (&["--a: #c00", "--a: blue"], "var(--a)", Some("blue")),
            (&[], "var(--a, red)", Some("red")),
            (&[], "var(--a, var(--b, rgb(1, 2, 3)))", Some("rgb(1, 2, 3)")),
            (&[], "var(--a,)", Some("")),
            (&[], "var(--a)", None),
            (&["--a: var(--b); --b: red"], "var(--a)", Some("red")),
            (&["--a: red", "--b: var(--a)", "--a: blue"], "var(--b)", Some("red")),
            (&["--a: var(--b); --b: var(--a)"], "var(--a, green)", Some("green")),
            (&["--a: red", "--a: var(--a)"], "var(--a, green)", Some("green")),
            (&["--a: red", "--a: initial"], "var(--a, green)", Some("green")),
            (&["--a: red", "--a: inherit"], "var(--a)", Some("red")),
            (&["--A: red; --a: blue"], "var(--A)", Some("red")),
            (&["--a: red !important; --a: blue"], "\"var(--a)\" x-var(--a)", Some("\"var(--a)\" x-var(--a)")),
        ] {
            assert_eq!(filled(levels, value).as_deref(), expected, "{levels:?} {value}");
        }
    }

    #[test]
    fn variables_that_double_each_other_come_to_an_end() {
        let style: String = (0..60).map(|nth| format!("--v{}: var(--v{nth}) var(--v{nth});", nth + 1)).collect();
        assert_eq!(filled(&[&format!("--v0: red;{style}")], "var(--v60, gone)").as_deref(), Some("gone"));
        assert!(asks("var(--v60)") && !asks("variant(x)"));
    }
}
