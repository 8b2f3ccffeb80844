//! Content cards.

mod complete;
mod image_alt;
mod link_valid;
mod size;
mod until;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] =
    &[&complete::RULE, &image_alt::RULE, &link_valid::RULE, &size::RULE, &until::RULE];
