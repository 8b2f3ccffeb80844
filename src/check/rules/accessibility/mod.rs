//! Accessibility.

mod contrast_text;
mod img_alt_present;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[&img_alt_present::RULE, &contrast_text::RULE];
