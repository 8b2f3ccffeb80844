//! The brand's own decisions.

mod forbidden_terms;
mod image_host;
mod name_spelling;
mod slot_length;
mod slot_required_filled;
mod superlatives;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &forbidden_terms::RULE,
    &name_spelling::RULE,
    &slot_required_filled::RULE,
    &slot_length::RULE,
    &superlatives::RULE,
    &image_host::RULE,
];
