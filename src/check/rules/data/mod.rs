//! Personal data and Liquid.

pub(crate) mod default_required;
pub(crate) mod liquid_assignment_comparison;
pub(crate) mod liquid_braze_attribute_syntax;
pub(crate) mod liquid_gotcha;
pub(crate) mod liquid_syntax_error;
pub(crate) mod liquid_unclosed_tag;
pub(crate) mod liquid_unknown_filter_tag;
