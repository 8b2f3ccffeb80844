//! What mail programs can show.

mod color_scheme_meta;
mod container_width;
mod css_unsupported;
mod doctype;
mod empty_td_height;
mod html_unsupported;
mod image_dimensions;
mod image_format;
mod ios_autolink;
mod mso_conditional_balanced;
mod outlook_bg_vml;
mod outlook_button;
mod outlook_width_attr;
mod style_block_size;
mod style_in_head_only;
mod video_form_interactive;
mod viewport_meta;
mod webfont_fallback;

use crate::check::Rule;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &css_unsupported::RULE,
    &html_unsupported::RULE,
    &image_format::RULE,
    &style_block_size::RULE,
    &style_in_head_only::RULE,
    &outlook_width_attr::RULE,
    &outlook_bg_vml::RULE,
    &outlook_button::RULE,
    &mso_conditional_balanced::RULE,
    &container_width::RULE,
    &doctype::RULE,
    &viewport_meta::RULE,
    &color_scheme_meta::RULE,
    &webfont_fallback::RULE,
    &video_form_interactive::RULE,
    &empty_td_height::RULE,
    &ios_autolink::RULE,
    &image_dimensions::RULE,
];
