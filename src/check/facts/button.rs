//! Buttons as mails have them: a link that looks like one.

use super::Facts;
use crate::html::{NodeId, pixels};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The button of which a text is the label: a link with a background, room around its words and a shape of its own.
pub fn label_of(facts: &Facts, text: NodeId) -> Option<NodeId> {
    let link = facts.tree.ancestors(text).take(4).find(|id| facts.tree.name(*id) == "a")?;
    is_button(facts, link).then_some(link)
}

/// Whether a link looks like a button by its own style.
pub fn is_button(facts: &Facts, link: NodeId) -> bool {
    let (mut filled, mut roomy) = (false, false);
    for declaration in facts.styles().of_element(link) {
        match &*declaration.property() {
            "background" | "background-color" => filled = !matches!(declaration.value, "none" | "transparent"),
            "padding" | "padding-top" | "padding-bottom" | "line-height" | "border" => roomy = true,
            "display" => roomy |= matches!(declaration.value, "inline-block" | "block" | "inline-flex"),
            _ => {}
        }
    }
    filled && roomy && facts.tree.attribute(link, "href").is_some()
}

/// How high a button is, in pixels, where its own style alone says it.
pub fn height(facts: &Facts, link: NodeId) -> Option<f32> {
    let mut said: BTreeMap<Cow<str>, f32> = BTreeMap::new();
    for declaration in facts.styles().of_element(link) {
        let name = declaration.property();
        match &*name {
            "padding" => {
                let sides: Vec<f32> = declaration.value.split_ascii_whitespace().map(pixels).collect::<Option<_>>()?;
                said.insert("padding-top".into(), *sides.first()?);
                said.insert("padding-bottom".into(), *sides.get(2).or(sides.first())?);
            }
            "padding-top" | "padding-bottom" | "height" | "min-height" => {
                said.insert(name, pixels(declaration.value)?);
            }
            // A border may stand in for padding.
            _ if name.starts_with("border")
                && name != "border-radius"
                && !declaration.value.starts_with(['0', 'n']) =>
            {
                return None;
            }
            _ => {}
        }
    }
    let part = |name: &str| said.get(name).copied();
    let image = facts.tree.descendants(link).any(|id| facts.tree.name(id) == "img");
    let look = facts.looks.get(link);
    let line = look.font_size * look.line_height.unwrap_or(NORMAL);
    let inside = part("height").or(part("min-height")).unwrap_or(line);
    (!image).then(|| inside + part("padding-top").unwrap_or(0.0) + part("padding-bottom").unwrap_or(0.0))
}

/// The height of a line where nobody says one, as browsers have it.
const NORMAL: f32 = 1.2;
