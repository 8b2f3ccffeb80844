//! Requests to servers.

mod json;
mod output_escaped;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[&json::RULE, &output_escaped::RULE];
