//! Links and hosts.

mod domain_allowlist;
mod https_only;
mod text_href_mismatch;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[&domain_allowlist::RULE, &https_only::RULE, &text_href_mismatch::RULE];
