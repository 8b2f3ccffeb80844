//! Accessibility, and what its rules share: how their notices are made, how an attribute is mended.

mod abbr_caps_text;
mod adjacent_duplicate_links;
mod aria_valid;
mod autocomplete_valid;
mod body_wrapper_lang_dir;
mod color_only;
mod contrast_button;
mod contrast_dark_mode;
mod contrast_text;
mod control_name;
mod data_table_headers;
mod document_title;
mod font_size_min;
mod heading_empty;
mod heading_order;
mod heading_used;
mod html_lang;
mod img_alt_length;
mod img_alt_not_filename;
mod img_alt_not_generic;
mod img_alt_present;
mod img_decorative_empty;
mod lang_matches_text;
mod lang_parts;
mod lang_valid;
mod layout_table_role;
mod line_height;
mod link_name;
mod link_same_text_different_target;
mod link_vague;
mod linked_image_alt;
mod list_markup;
mod meta_refresh;
mod reading_order;
mod target_size;
mod text_in_image;
mod text_justified;
mod text_over_image;
mod vml_alt;
mod zoom_not_disabled;

use crate::check::Rule;
use crate::check::facts::Facts;
use crate::check::rule::{Area, Findings, Fix, Notice, Severity, Text, Trust};
use crate::html::{Attribute, NodeId};
use crate::text::Span;

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &html_lang::RULE,
    &body_wrapper_lang_dir::RULE,
    &lang_valid::RULE,
    &lang_matches_text::RULE,
    &lang_parts::RULE,
    &document_title::RULE,
    &img_alt_present::RULE,
    &img_alt_not_filename::RULE,
    &img_alt_not_generic::RULE,
    &img_alt_length::RULE,
    &img_decorative_empty::RULE,
    &linked_image_alt::RULE,
    &text_in_image::RULE,
    &text_over_image::RULE,
    &contrast_text::RULE,
    &contrast_button::RULE,
    &contrast_dark_mode::RULE,
    &color_only::RULE,
    &heading_order::RULE,
    &heading_empty::RULE,
    &heading_used::RULE,
    &link_name::RULE,
    &link_vague::RULE,
    &link_same_text_different_target::RULE,
    &adjacent_duplicate_links::RULE,
    &layout_table_role::RULE,
    &data_table_headers::RULE,
    &font_size_min::RULE,
    &line_height::RULE,
    &text_justified::RULE,
    &target_size::RULE,
    &zoom_not_disabled::RULE,
    &list_markup::RULE,
    &reading_order::RULE,
    &vml_alt::RULE,
    &aria_valid::RULE,
    &abbr_caps_text::RULE,
    &control_name::RULE,
    &meta_refresh::RULE,
    &autocomplete_valid::RULE,
];

/// What a notice says.
struct Says {
    title: Text,
    message: Text,
    why: Text,
    fix: Text,
}

/// A notice that holds everywhere and since ever.
const fn notice(id: &'static str, source: &'static str, severity: Severity, says: Says) -> Notice {
    Notice {
        id,
        area: Area::Accessibility,
        jurisdictions: &["*"],
        source,
        checked: None,
        effective_from: None,
        effective_to: None,
        severity,
        waivable: true,
        title: says.title,
        message: says.message,
        why: says.why,
        fix: says.fix,
    }
}

const WRITE: Text = Text { en: "Write {attribute}=\"{value}\"", fr: "Écrire {attribute}=\"{value}\"" };

/// A fix that gives an element an attribute, or another value.
fn put_attribute(facts: &Facts, found: &Findings, id: NodeId, name: &'static str, value: &str) -> Option<Fix> {
    let element = facts.tree.element(id)?;
    let edit = match element.attribute(name) {
        Some(attribute) if attribute.value.span().is_empty() => return None,
        Some(attribute) => found.edit_html(attribute.value.span(), value)?,
        None if element.is_implied() => return None,
        None => {
            // After the name of the tag.
            let at = element.start_tag.start + 1 + element.name().len();
            found.edit_html(Span::at(at), &format!(" {name}=\"{value}\""))?
        }
    };
    Some(Fix::new(WRITE, Trust::Safe, edit).with("attribute", name).with("value", value))
}

/// A fix that gives an attribute another value.
fn replace_attribute(found: &Findings, attribute: &Attribute, label: Text, value: &str) -> Option<Fix> {
    let edit = found.edit_html(attribute.value.span(), value)?;
    Some(Fix::new(label, Trust::Safe, edit))
}
