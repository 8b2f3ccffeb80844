//! WhatsApp.

mod length;
mod open_place;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[&length::RULE, &open_place::RULE];
