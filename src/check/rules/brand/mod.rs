//! The brand’s own decisions.

mod caps_limit;
mod color_pairing;
mod color_palette;
mod competitor_mention;
mod cta_count;
mod cta_wording;
mod currency_country;
mod date_number_format;
mod duplicate_block;
mod emoji_limit;
mod exclamation_limit;
mod font_family;
mod font_size_scale;
mod font_weight_style;
mod forbidden_terms;
mod gradient_shadow_ban;
mod grammar_repetition;
mod image_host;
mod image_size_dimensions;
mod inclusive_language;
mod language_mixed;
mod language_variant;
mod logo_alt;
mod logo_aspect_ratio;
mod logo_clear_space;
mod logo_min_size;
mod logo_present;
mod logo_version;
mod name_spelling;
mod preheader_length;
mod profanity;
mod punctuation_typography;
mod reading_level_en;
mod reading_level_fr;
mod required_terms;
mod sender_name_length;
mod sensitive_topics;
mod sentence_length;
mod signature_local_author;
mod slot_length;
mod slot_required_filled;
mod slot_type;
mod subject_length;
mod subject_personalisation_only_approved;
mod superlatives;
mod template_version_current;
mod terms_consistency;
mod tone_markers;
mod trademark_symbol;
mod utm_required;

use super::filled;
use crate::check::Rule;
use crate::check::Rulebook;
use crate::check::facts::{Facts, Image, Prose, ProseKind, Style, Styles, Written};
use crate::check::rule::{Area, Findings, Fix, Notice, Severity, Sight, Text, Trust};
use crate::check::wordlists::{List, Term, around};
use crate::html::declarations;
use crate::text::{Hit, in_case_of};

/// What the notices of this area have in common.
const BRAND: Notice = Notice {
    id: "",
    area: Area::Brand,
    jurisdictions: &["*"],
    source: "",
    checked: None,
    effective_from: None,
    effective_to: None,
    severity: Severity::Warning,
    waivable: true,
    title: Text { en: "", fr: "" },
    message: Text { en: "", fr: "" },
    why: Text { en: "", fr: "" },
    fix: Text { en: "", fr: "" },
};

/// Whether a declaration is for dark mode, where the brand’s colours give way.
fn is_dark(style: &Style, styles: &Styles) -> bool {
    let Written::Sheet(sheet, block) = style.from else { return false };
    let Some(sheet) = styles.sheets.get(sheet) else { return false };
    sheet.css.holders(block).any(|holder| {
        let prelude = holder.prelude.of(sheet.text);
        prelude.contains("prefers-color-scheme") || prelude.contains("data-ogs")
    })
}

/// Whether an image is the brand’s logo.
fn is_logo(image: &Image, book: &Rulebook) -> bool {
    let Some(logo) = &book.policy.look.logo else { return false };
    let path = |url: &str| url.split(['?', '#']).next().unwrap_or_default().to_owned();
    image.element.is_some()
        && image.sources.iter().any(|source| logo.files.iter().any(|file| path(&source.url).ends_with(file.as_str())))
}

/// A side of an image as it is laid out, in pixels: by its style, or else by its attribute. `None` where it is not given
/// in pixels.
fn pixels(image: &Image, side: &str) -> Option<f64> {
    let (tree, id) = image.element?;
    let styled = declarations(tree.attribute(id, "style").unwrap_or_default())
        .filter(|one| one.name.eq_ignore_ascii_case(side))
        .last()
        .map(|one| one.value.trim().to_ascii_lowercase());
    let number = |text: &str| text.parse::<f64>().ok().filter(|size| size.is_finite());
    match styled {
        Some(value) => number(value.strip_suffix("px")?.trim_end()),
        None => {
            let value = tree.attribute(id, side)?.trim().to_ascii_lowercase();
            number(value.strip_suffix("px").unwrap_or(&value))
        }
    }
}

/// Where a rule that judges only the whole has nothing to see in a piece.
fn nothing(_: &Facts, _: &Rulebook) -> Sight {
    Sight::default()
}

const SAY: Text = Text { en: "Say “{instead}”", fr: "Dire «\u{a0}{instead}\u{a0}»" };

/// The words of one list in a text, save those that stand in wording in which they are not amiss.
fn terms<'a>(prose: &'a Prose, book: &'a Rulebook, list: List) -> Vec<(&'a Hit, &'a Term)> {
    if prose.kind == ProseKind::Link {
        return Vec::new();
    }
    let hits = prose.terms(book);
    let of = |hit: &'a Hit, list: List| book.lists.terms.get(hit).filter(|term| term.list == list);
    let spared = |hit: &Hit| around(hits, hit.span).any(|other| of(other, List::Spared).is_some());
    hits.iter().filter_map(|hit| Some((hit, of(hit, list)?))).filter(|(hit, _)| !spared(hit)).collect()
}

/// Says each word of a list, with what to say instead as a proposal.
fn say_terms(prose: &Prose, book: &Rulebook, list: List, disguised: bool, found: &mut Findings) {
    for (hit, term) in terms(prose, book, list) {
        let span = prose.span(hit.span);
        if (hit.disguised && !disguised) || found.is_registered(span) {
            continue;
        }
        let word = hit.span.of(&prose.text);
        let mut finding = found.at(span).with("term", word);
        if let Some(instead) = &term.instead {
            let instead = in_case_of(word, instead);
            if let Some(edit) = found.edit(prose, hit.span, &instead) {
                finding = finding.fix(Fix::new(SAY, Trust::Suggestion, edit).with("instead", instead));
            }
        }
        found.say(finding);
    }
}

/// The rules of this area, in the order of the catalogue.
pub(in crate::check) static RULES: &[&Rule] = &[
    &forbidden_terms::RULE,
    &name_spelling::RULE,
    &slot_required_filled::RULE,
    &slot_length::RULE,
    &superlatives::RULE,
    &image_host::RULE,
    &competitor_mention::RULE,
    &profanity::RULE,
    &inclusive_language::RULE,
    &sensitive_topics::RULE,
    &tone_markers::RULE,
    &language_variant::RULE,
    &required_terms::RULE,
    &terms_consistency::RULE,
    &emoji_limit::RULE,
    &caps_limit::RULE,
    &exclamation_limit::RULE,
    &subject_length::RULE,
    &preheader_length::RULE,
    &sender_name_length::RULE,
    &sentence_length::RULE,
    &reading_level_en::RULE,
    &reading_level_fr::RULE,
    &cta_count::RULE,
    &cta_wording::RULE,
    &trademark_symbol::RULE,
    &duplicate_block::RULE,
    &signature_local_author::RULE,
    &subject_personalisation_only_approved::RULE,
    &grammar_repetition::RULE,
    &currency_country::RULE,
    &date_number_format::RULE,
    &language_mixed::RULE,
    &punctuation_typography::RULE,
    &color_palette::RULE,
    &color_pairing::RULE,
    &gradient_shadow_ban::RULE,
    &font_family::RULE,
    &font_size_scale::RULE,
    &font_weight_style::RULE,
    &logo_present::RULE,
    &logo_version::RULE,
    &logo_alt::RULE,
    &logo_min_size::RULE,
    &logo_aspect_ratio::RULE,
    &logo_clear_space::RULE,
    &image_size_dimensions::RULE,
    &utm_required::RULE,
    &template_version_current::RULE,
    &slot_type::RULE,
];
