//! What could harm a reader or the brand's systems.

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[];
