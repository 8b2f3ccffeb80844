//! What could harm a reader or the brand's systems.

mod base_meta_refresh;
mod bidi_control;
mod brand_impersonation;
mod css_exfil;
mod event_handler;
mod external_css;
mod form;
mod header_injection;
mod iframe_object_embed;
mod js_url;
mod liquid_scheme;
mod mso_comment_payload;
mod parser_differential;
mod script;
mod secret_in_content;
mod svg_math_inline;
mod third_party_pixel;
mod zero_width;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &script::RULE,
    &event_handler::RULE,
    &js_url::RULE,
    &liquid_scheme::RULE,
    &form::RULE,
    &iframe_object_embed::RULE,
    &external_css::RULE,
    &base_meta_refresh::RULE,
    &third_party_pixel::RULE,
    &css_exfil::RULE,
    &svg_math_inline::RULE,
    &mso_comment_payload::RULE,
    &parser_differential::RULE,
    &bidi_control::RULE,
    &zero_width::RULE,
    &header_injection::RULE,
    &secret_in_content::RULE,
    &brand_impersonation::RULE,
];
