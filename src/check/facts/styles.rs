//! Every declaration of a piece, in style attributes and style sheets, with its place.

use super::Facts;
use crate::check::clients::{self, Families};
use crate::html::{Css, NodeId, declarations};
use crate::text::{Span, lower};
use std::borrow::Cow;

/// The styles of a piece.
#[derive(Debug, Default)]
pub struct Styles<'a> {
    /// Every declaration, in order; those of a sheet where the sheet stands.
    pub all: Vec<Style<'a>>,
    /// The style sheets.
    pub sheets: Vec<StyleSheet<'a>>,
    /// By the index of a node: which of all stand in its style attribute.
    own: Vec<(u32, u32)>,
}

/// A declaration.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// The property, as written.
    pub name: &'a str,
    /// Its value.
    pub value: &'a str,
    /// Where both stand in the HTML.
    pub span: Span,
    /// Where it is written.
    pub from: Written,
    /// Which mail programs never read it: its sheet or its media query is lost on them, or it is kept from Outlook.
    pub unread: Families,
}

/// Where a declaration is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// In the style attribute of an element.
    Attribute(NodeId),
    /// In a block of a sheet, both by number.
    Sheet(usize, usize),
}

/// A `<style>` element.
#[derive(Debug)]
pub struct StyleSheet<'a> {
    /// The element.
    pub element: NodeId,
    /// Its text.
    pub text: &'a str,
    /// Its parts, in places of its text.
    pub css: Css,
    /// The text node that holds it.
    node: NodeId,
    /// Which mail programs never read it.
    pub unread: Families,
}

impl<'a> Style<'a> {
    /// The property in lower case.
    pub fn property(&self) -> Cow<'a, str> {
        lower(self.name)
    }
}

impl<'a> Styles<'a> {
    /// The declarations in the style attribute of an element.
    #[inline]
    pub fn of_element(&self, id: NodeId) -> &[Style<'a>] {
        let (from, to) = self.own.get(id.index()).copied().unwrap_or_default();
        self.all.get(from as usize..to as usize).unwrap_or_default()
    }

    pub(super) fn of(facts: &Facts<'a>) -> Self {
        let tree = facts.tree;
        let mut styles = Self { own: vec![(0, 0); tree.len()], ..Self::default() };
        let lost = |word: &str| clients::feature(word).map_or(0, |feature| feature.lacking);
        let (no_sheet, no_media) = (lost("<style>"), lost("@media"));
        for id in tree.descendants(tree.root()) {
            let Some(element) = tree.element(id) else { continue };
            if element.name() == "style"
                && let Some(node) = tree.node(id).first_child
            {
                let text = tree.text(node);
                let unread = no_sheet | facts.unread(element.start_tag);
                let sheet = StyleSheet { element: id, text, css: Css::of(text), node, unread };
                for declared in &sheet.css.declarations {
                    let conditional =
                        sheet.css.holders(declared.block).any(|block| block.prelude.of(text).starts_with("@media"));
                    let span = Span::new(declared.name.start, declared.value.end);
                    styles.all.push(Style {
                        name: declared.name.of(text),
                        value: declared.value.of(text),
                        span: tree.origin(node, span),
                        from: Written::Sheet(styles.sheets.len(), declared.block),
                        unread: if conditional { unread | no_media } else { unread },
                    });
                }
                styles.sheets.push(sheet);
            }
            let Some(attribute) = element.attribute("style") else { continue };
            let text = tree.value(attribute);
            let unread = facts.unread(element.start_tag);
            let at = |part: &str| (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let first = styles.all.len() as u32;
            for one in declarations(text) {
                let span = Span::new(at(one.name), at(one.value) + one.value.len());
                let from = Written::Attribute(id);
                let span = attribute.value.origin(span);
                styles.all.push(Style { name: one.name, value: one.value, span, from, unread });
            }
            if let Some(own) = styles.own.get_mut(id.index()) {
                *own = (first, styles.all.len() as u32);
            }
        }
        styles
    }
}

impl StyleSheet<'_> {
    /// Where a stretch of its text is in the HTML.
    pub fn origin(&self, facts: &Facts, part: Span) -> Span {
        facts.tree.origin(self.node, part)
    }
}
