//! Liquid as Braze speaks it: read, explained, partly evaluated, previewed.
//!
//! ```text
//! source ─ parse ─▶ Template + findings ─┬─ uses: which data it asks for, where, on which ways through it
//!                                        ├─ lengths: how long what it prints may get
//!                                        ├─ partial: what we know now is folded, the rest stays as it was
//!                                        └─ eval: a preview with a sample recipient
//! ```
//!
//! A template is text with markup in it. `{{ … }}` prints a value, `{% … %}` does something; a hyphen inside (`{{-`)
//! takes the white space of the text beside it. Braze adds three things to standard Liquid:
//!
//! * **Names in braces.** `${first_name}` is a field of the recipient's profile, `custom_attribute.${loyalty tier}` one
//!   that the brand invented, and the name may hold anything but a closing brace.
//! * **Outputs within markup.** `{% if {{${city}}} == 'Lyon' %}` is `{% if ${city} == 'Lyon' %}`.
//! * **Tags that fetch**: `connected_content`, `catalog_items`, `promotion` … and `abort_message`, which sends nothing.
//!
//! [`parse`] never fails. It follows Ruby's strict grammar; where that is broken it notes a finding at the very bytes,
//! mends it where the meaning is sure, and reads on as Ruby's lax mode does. What cannot be read at all stays in the
//! tree as an error that keeps its bytes.
//!
//! Two things often surprise. Conditions have no precedence: `a and b or c` is `a and (b or c)`. And a block that can
//! print nothing but white space prints nothing at all.
//!
//! To add a tag of Braze's: an entry in [`tags`] and a name in [`ast::BrazeTag`]. A filter: an entry in [`filters`]. A
//! mistake that should be told: a constant in `faults.rs`. A name that Braze knows: [`names`]. Every bound on what a
//! template may ask of us is in [`limits`].

pub mod ast;
pub mod dates;
pub mod eval;
mod faults;
pub mod filters;
pub mod guide;
pub mod lengths;
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
