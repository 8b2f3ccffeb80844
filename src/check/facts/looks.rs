//! Where the colour of a text was written.

use crate::html::{NodeId, Tree, declarations};
use crate::text::Span;

/// Where the colour of the text in `node` was written: the value of a `color` in a style attribute, or of an old
/// attribute. `None` where a style sheet, what surrounds the piece or nobody says it.
pub(super) fn colour_written(tree: &Tree, node: NodeId) -> Option<Span> {
    tree.ancestors(node).find_map(|id| {
        let element = tree.element(id)?;
        let styled = element.attribute("style").and_then(|style| {
            let text = tree.value(style);
            let value = declarations(text).filter(|one| one.name.eq_ignore_ascii_case("color")).last()?.value;
            let at = (value.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
            Some(style.value.origin(Span::new(at, at + value.len())))
        });
        let old = || match element.name() {
            "font" => element.attribute("color"),
            "body" => element.attribute("text"),
            _ => None,
        };
        // A link has its own colour, whatever surrounds it.
        let own_colour = element.name() == "a" && element.attribute("href").is_some();
        match styled.or_else(|| old().map(|attribute| attribute.value.span())) {
            Some(span) => Some(Some(span)),
            None if own_colour => Some(None),
            None => None,
        }
    })?
}

/// Whether Braze's Liquid has a say in how the text in `node` looks: then only Braze knows its colours.
pub(super) fn liquid_decides(tree: &Tree, node: NodeId) -> bool {
    tree.ancestors(node).filter_map(|id| tree.element(id)).flat_map(|element| &element.attributes).any(|attribute| {
        attribute.value.is_masked()
            && (matches!(attribute.name(), "bgcolor" | "background" | "color" | "text" | "class")
                || (attribute.name() == "style" && tree.value(attribute).to_ascii_lowercase().contains("color"))
                || (attribute.name() == "style" && tree.value(attribute).to_ascii_lowercase().contains("background")))
    })
}
