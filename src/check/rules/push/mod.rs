//! Push notifications.

mod body_length;
mod brand_emoji_caps;
mod deeplink_valid;
mod payload_size;
mod title_length;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] =
    &[&body_length::RULE, &brand_emoji_caps::RULE, &deeplink_valid::RULE, &payload_size::RULE, &title_length::RULE];
