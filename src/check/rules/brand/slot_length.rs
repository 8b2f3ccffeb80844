//! `brand-slot-length`: what stands in a slot is as long as its place in the design allows, for the longest name too.

use crate::check::Rulebook;
use crate::check::rule::*;
use crate::compile::slots::Filled;
use crate::html::Tree;
use crate::markdown::{self, Allowed, MergeTags};
use crate::policy::Attribute;
use crate::template::SlotKind;
use crate::text::Span;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-slot-length",
        area: Area::Brand,
        jurisdictions: &["*"],
        source: "The template: min, max",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Length", fr: "Longueur" },
        message: Text { en: "{what}: {length} ({bound} {limit}).", fr: "{what} : {length} ({bound} {limit})." },
        why: Text {
            en: "The place in the design holds so much; longer texts break it or are cut off, on phones first.",
            fr: "La mise en page prévoit cette place ; un texte plus long la casse ou se trouve coupé, d’abord sur mobile.",
        },
        fix: Text {
            en: "Shorten or lengthen the text; a merge tag counts as the longest value that it may have.",
            fr: "Raccourcissez ou complétez ; une balise de personnalisation compte pour sa plus longue valeur possible.",
        },
    },
    check: Check::Slot(look),
    examples: proofs(&[
        Example::slot(TITLE, r#""Twenty letters, twen[[ty-one]]""#),
        Example::slot(TITLE, r#""Twenty letters, twen""#),
        Example::slot(TITLE, r#""Été 👩‍👩‍👧‍👦 à Lyon-Bellec""#),
        Example::slot(TITLE, r#""[[Hi]]""#),
        Example::slot(TITLE, r#""""#),
        Example::slot(TITLE, r#""Hello {{ first_name }}[[, hi]]""#).policy(NAMES),
        Example::slot(TITLE, r#""Hello {{ first_name }}""#).policy(NAMES),
        Example::slot(INTRO, r#""**Bold** and [a link](https://roma.example/a-long-address)""#),
        Example::slot(INTRO, r#""[[**Bold** and [a link](https://roma.example/), and more.]]""#),
        Example::slot(OFFERS, r#"[{}, {}, {}]"#).missing(),
        Example::slot(OFFERS, r#"[{}, {}]"#),
    ]),
};

const TITLE: &str =
    r#"{ "id": "title", "kind": "text", "min": 3, "max": 20, "label": { "en": "Title", "fr": "Titre" } }"#;
const INTRO: &str =
    r#"{ "id": "intro", "kind": "markdown", "max": 15, "label": { "en": "Intro", "fr": "Introduction" } }"#;
const OFFERS: &str = r#"{ "id": "offers", "kind": "repeat", "max": 2, "label": { "en": "Offers", "fr": "Offres" } }"#;
const NAMES: &str = r#"{ "data": { "attributes": { "first_name": { "liquid": "${first_name}", "longest": 14,
    "label": { "en": "First name", "fr": "Prénom" } } } } }"#;

const TOO_LONG: Text = Text { en: "Too long", fr: "Trop long" };
const TOO_SHORT: Text = Text { en: "Too short", fr: "Trop court" };
const TOO_MANY: Text = Text { en: "Too many blocks", fr: "Trop de blocs" };
const TOO_FEW: Text = Text { en: "Too few blocks", fr: "Pas assez de blocs" };
const AT_MOST: Text = Text { en: "at most", fr: "au plus" };
const AT_LEAST: Text = Text { en: "at least", fr: "au moins" };

/// The longest value of an attribute of which the policy says nothing: a long first name.
const LONGEST: usize = 15;

fn look(filled: &Filled, book: &Rulebook, found: &mut Findings) {
    let slot = filled.slot;
    let (min, max) = (slot.min.unwrap_or(0), slot.max.unwrap_or(usize::MAX));
    let Some(value) = filled.value.filter(|_| slot.min.is_some() || slot.max.is_some()) else { return };
    let (text, length, over, under) = match (slot.kind, value) {
        (SlotKind::Repeat, Value::Array(blocks)) => ("", blocks.len(), TOO_MANY, TOO_FEW),
        (SlotKind::Text, Value::String(text)) => (text.as_str(), measure(text, max, book).0, TOO_LONG, TOO_SHORT),
        (SlotKind::Markdown, Value::String(text)) => {
            (text.as_str(), measure(&shown(text, book), max, book).0, TOO_LONG, TOO_SHORT)
        }
        _ => return,
    };
    if length == 0 {
        return;
    }
    let all = Span::new(0, text.len());
    let (what, span, limit, bound) = match () {
        () if length > max => {
            let plain = slot.kind == SlotKind::Text;
            (over, if plain { Span::new(measure(text, max, book).1, text.len()) } else { all }, max, AT_MOST)
        }
        () if length < min => (under, all, min, AT_LEAST),
        () => return,
    };
    found.say(found.at(span).with("what", what).with("length", length).with("limit", limit).with("bound", bound));
}

/// How long a text is in characters that people see, each merge tag as long as it may get, and from which byte on it
/// is longer than `max`.
fn measure(text: &str, max: usize, book: &Rulebook) -> (usize, usize) {
    let (mut length, mut limit, mut at) = (0, text.len(), 0);
    let mut count = |by: usize, from: usize| {
        if length <= max && length + by > max {
            limit = from;
        }
        length += by;
    };
    let text = text.trim_end();
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((name, size)) = merge_tag(rest) {
            // Where the tag itself goes over, what stands beyond the room that is left of it is too much.
            let longest = longest(book.policy.data.attributes.get(name));
            count(longest, at + size);
            at += size;
            continue;
        }
        let grapheme = rest.graphemes(true).next().unwrap_or_default();
        count(1, at);
        at += grapheme.len().max(1);
    }
    (length, limit)
}

/// `{{ name }}` at the start of a text: the name, and how many bytes it is.
fn merge_tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("{{")?;
    let (name, _) = inner.split_once("}}")?;
    (!name.contains('{')).then(|| (name.trim(), name.len() + 4))
}

fn longest(attribute: Option<&Attribute>) -> usize {
    let Some(attribute) = attribute else { return LONGEST };
    let length = |text: &str| text.graphemes(true).count();
    let default = attribute.default.as_ref().map(|default| length(&default.en).max(length(&default.fr)));
    attribute
        .longest
        .unwrap_or_else(|| attribute.sample.as_deref().map_or(LONGEST, length).max(LONGEST))
        .max(default.unwrap_or(0))
}

/// What a reader sees of a Markdown text, each merge tag as long as it may get.
fn shown(markdown: &str, book: &Rulebook) -> String {
    let mut spelt = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, tag)) = rest.find("{{").and_then(|at| rest.split_at_checked(at)) {
        spelt.push_str(before);
        match merge_tag(tag) {
            Some((name, size)) => {
                spelt.extend(std::iter::repeat_n('x', longest(book.policy.data.attributes.get(name))));
                rest = tag.get(size..).unwrap_or_default();
            }
            None => {
                spelt.push_str("{{");
                rest = tag.get(2..).unwrap_or_default();
            }
        }
    }
    spelt.push_str(rest);
    let html = markdown::render(&spelt, &Allowed::ALL, &MergeTags::new()).html;
    let tree = Tree::fragment(&html, "body", &[]);
    tree.text_within(tree.root()).trim().to_owned()
}
