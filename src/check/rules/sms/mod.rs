//! Text messages.

mod all_caps_emoji;
mod encoding_segments;
mod fr_hours;
mod fr_sender_alphanumeric;
mod in_dlt;
mod kr_night;
mod length_after_personalization;
mod link_owned_domain;
mod no_unicode_lookalike;
mod sender_identification;
mod single_char_forces_ucs2;
mod us_quiet_hours_federal;
mod us_state_hours;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &all_caps_emoji::RULE,
    &encoding_segments::RULE,
    &fr_hours::RULE,
    &fr_sender_alphanumeric::RULE,
    &in_dlt::RULE,
    &kr_night::RULE,
    &length_after_personalization::RULE,
    &link_owned_domain::RULE,
    &no_unicode_lookalike::RULE,
    &sender_identification::RULE,
    &single_char_forces_ucs2::RULE,
    &us_quiet_hours_federal::RULE,
    &us_state_hours::RULE,
];
