//! Liquid as Braze speaks it: read, explained, partly evaluated, previewed.
//!
//! ```text
//! source ─ parse ─▶ Template + findings ─┬─ analysis: which data it uses, where, under which conditions
//!                                        ├─ partial evaluation: what we know now is folded, the rest stays as it was
//!                                        └─ evaluation: a preview with a sample recipient
//! ```

pub mod ast;
pub mod dates;
pub mod filters;
pub mod limits;
pub mod value;

use crate::diag::Finding;
use ast::Template;

/// A template and all that is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Always there: what is broken is an [`ast::Kind::Error`] that keeps its bytes.
    pub template: Template,
    /// In the order of the text.
    pub diagnostics: Vec<Finding>,
}

/// Reads a template. Always answers with a tree.
pub fn parse(source: &str) -> Parsed {
    let node = ast::Node {
        span: crate::text::Span::new(0, source.len()),
        kind: ast::Kind::Text { shown: crate::text::Span::new(0, source.len()) },
    };
    Parsed { template: Template { source: source.into(), nodes: vec![node] }, diagnostics: Vec::new() }
}
