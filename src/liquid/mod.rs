//! Liquid as Braze speaks it: read, explained, partly evaluated, previewed.
//!
//! ```text
//! source ─ parse ─▶ Template + findings ─┬─ analysis: which data it uses, where, under which conditions
//!                                        ├─ partial evaluation: what we know now is folded, the rest stays as it was
//!                                        └─ evaluation: a preview with a sample recipient
//! ```

pub mod ast;
pub mod dates;
pub mod eval;
mod faults;
pub mod filters;
pub mod guide;
pub mod limits;
pub mod names;
pub mod notices;
mod parser;
pub mod partial;
pub mod tags;
pub mod uses;
pub mod value;

pub use parser::parse;

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
