//! Edits: what a fix does to a text.

use super::Span;
use crate::order;
use serde::{Deserialize, Serialize};

/// One change to a text: `span` becomes `insert`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes in its place.
    pub insert: String,
}

impl Edit {
    /// `span` becomes `insert`.
    pub fn replace(span: Span, insert: impl Into<String>) -> Self {
        Self { span, insert: insert.into() }
    }

    /// `text` comes in at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { span: Span::at(offset), insert: text.into() }
    }
}

/// The text after all `edits`, whose spans are positions in `source`. An edit that overlaps an earlier one, or that
/// does not fit the text, is left out.
///
/// ```
/// use countersign::text::{Edit, Span, apply};
/// assert_eq!(apply("a cheap café", &[Edit::replace(Span::new(2, 7), "great-value")]), "a great-value café");
/// ```
pub fn apply(source: &str, edits: &[Edit]) -> String {
    let mut ordered: Vec<&Edit> = edits.iter().collect();
    order::sort_by_key(&mut ordered, |edit| edit.span);
    let mut result = String::with_capacity(source.len());
    let mut done = 0;
    for edit in ordered {
        let Some(kept) = source.get(done..edit.span.start) else { continue };
        if source.get(edit.span.start..edit.span.end).is_none() {
            continue;
        }
        result.push_str(kept);
        result.push_str(&edit.insert);
        done = edit.span.end;
    }
    result.push_str(source.get(done..).unwrap_or_default());
    result
}
