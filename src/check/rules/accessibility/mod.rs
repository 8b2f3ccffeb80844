//! Accessibility.

pub(crate) mod contrast_text;
pub(crate) mod img_alt_present;
