//! When messages go.

mod blackout_dates;
mod dst_gap;
mod lead_time;
mod local_time_24h;
mod offer_window;
mod quiet_hours_recipient_zone;
mod vn_frequency_hours;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &blackout_dates::RULE,
    &dst_gap::RULE,
    &lead_time::RULE,
    &local_time_24h::RULE,
    &offer_window::RULE,
    &quiet_hours_recipient_zone::RULE,
    &vn_frequency_hours::RULE,
];
