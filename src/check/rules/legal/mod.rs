//! Law.

mod de_ddg_5_impressum;
mod de_pangv;
mod eu_unit_price;
mod fr_franchise_independence_notice;
mod gdpr_international_transfer_host;
mod legal_disclaimer_legible;
mod legal_disclaimer_proximity;
mod legal_offer_dates_consistent;
mod legal_required_string_verbatim;
mod us_ca_misleading_header;
mod us_can_spam_deceptive_subject;
mod us_can_spam_from_accuracy;
mod us_can_spam_postal_address;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &us_can_spam_postal_address::RULE,
    &us_can_spam_deceptive_subject::RULE,
    &us_can_spam_from_accuracy::RULE,
    &us_ca_misleading_header::RULE,
    &legal_required_string_verbatim::RULE,
    &legal_disclaimer_legible::RULE,
    &legal_disclaimer_proximity::RULE,
    &legal_offer_dates_consistent::RULE,
    &eu_unit_price::RULE,
    &gdpr_international_transfer_host::RULE,
    &fr_franchise_independence_notice::RULE,
    &de_ddg_5_impressum::RULE,
    &de_pangv::RULE,
];
