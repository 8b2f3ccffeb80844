//! Every rule, by area. Adding one is its file and its name here.

use super::rule::Rule;
use super::rules::{accessibility, brand, data, legal, links};

macro_rules! rules {
    ($($area:ident: $($fault:ident)*;)*) => {
        /// Every rule, in the order of the catalogue.
        pub static RULES: &[&Rule] = &[$($(&$area::$fault::RULE,)*)*];
    };
}

rules! {
    legal: us_can_spam_postal_address us_can_spam_unsubscribe_present fr_franchise_independence_notice;
    brand: forbidden_terms name_spelling slot_required_filled slot_length superlatives image_host;
    links: domain_allowlist https_only text_href_mismatch;
    accessibility: img_alt_present contrast_text;
    data: default_required liquid_syntax_error liquid_unclosed_tag liquid_unknown_filter_tag liquid_braze_attribute_syntax
        liquid_assignment_comparison liquid_gotcha;
}

/// The rule of this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.notice.id == id).copied()
}
