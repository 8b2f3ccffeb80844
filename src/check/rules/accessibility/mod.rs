//! Accessibility.

pub(crate) mod img_alt_present;
