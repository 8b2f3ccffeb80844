//! The brand's own decisions.

pub(crate) mod forbidden_terms;
pub(crate) mod image_host;
pub(crate) mod name_spelling;
pub(crate) mod slot_length;
pub(crate) mod slot_required_filled;
pub(crate) mod superlatives;
