//! Law.

mod fr_franchise_independence_notice;
mod us_can_spam_postal_address;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] =
    &[&us_can_spam_postal_address::RULE, &fr_franchise_independence_notice::RULE];
