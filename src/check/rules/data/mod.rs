//! Personal data and Liquid.

mod default_required;
mod liquid_assignment_comparison;
mod liquid_braze_attribute_syntax;
mod liquid_gotcha;
mod liquid_syntax_error;
mod liquid_unclosed_tag;
mod liquid_unknown_filter_tag;

use crate::check::Rule;
use crate::check::rule::{Area, Notice, Severity, Text};

/// What the notices of this area have in common.
#[expect(dead_code, reason = "the next rules")]
const DATA: Notice = Notice {
    id: "",
    area: Area::Data,
    jurisdictions: &["*"],
    source: "",
    checked: None,
    effective_from: None,
    effective_to: None,
    severity: Severity::Error,
    waivable: true,
    title: Text { en: "", fr: "" },
    message: Text { en: "", fr: "" },
    why: Text { en: "", fr: "" },
    fix: Text { en: "", fr: "" },
};

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &default_required::RULE,
    &liquid_syntax_error::RULE,
    &liquid_unclosed_tag::RULE,
    &liquid_unknown_filter_tag::RULE,
    &liquid_braze_attribute_syntax::RULE,
    &liquid_assignment_comparison::RULE,
    &liquid_gotcha::RULE,
];
