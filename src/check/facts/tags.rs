//! Every element as its tag, also those that only old Outlook reads, and every address with its parts.
//!
//! Made when a rule first asks for it. What stands in comments for Outlook is parsed as one text with everything
//! else blanked out, so that positions stay true and tables that begin in one comment and end in another are whole.

use super::{Facts, ImageSource, Link};
use crate::check::route::Route;
use crate::compile::{Piece, regions};
use crate::html::{Attribute, Element, NodeId, NodeKind, Tree};
use crate::liquid::ast::Template;
use crate::text::Span;
use std::cell::OnceCell;

/// What [`Facts`] remembers of tags and addresses.
#[derive(Debug, Default)]
pub(super) struct Tags {
    outlook: OnceCell<Option<Tree>>,
    elements: OnceCell<Vec<(bool, NodeId)>>,
    references: OnceCell<Vec<Known>>,
}

/// An element with the tag that made it.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// The tree that it is in: the piece's, or that of what only Outlook reads.
    pub tree: &'a Tree,
    /// Which element.
    pub id: NodeId,
    /// The element.
    pub element: &'a Element,
    /// Whether only Outlook reads it.
    pub outlook: bool,
}

/// An address that the message leads to or loads from.
#[derive(Debug)]
pub struct Reference<'a> {
    /// The address, decoded; [`MASK`](crate::html::MASK) stands for Liquid that prints.
    pub url: &'a str,
    /// As it stands in the HTML.
    pub written: &'a str,
    /// Where it stands in the HTML.
    pub span: Span,
    /// Whether a reader follows it; otherwise something is loaded from it.
    pub followed: bool,
    /// Whether only Outlook reads it.
    pub outlook: bool,
    /// Its parts.
    pub route: &'a Route,
}

#[derive(Debug)]
struct Known {
    url: String,
    span: Span,
    followed: bool,
    outlook: bool,
    route: Route,
}

impl Known {
    fn new(url: &str, span: Span, followed: bool, outlook: bool) -> Self {
        Self { url: url.to_owned(), span, followed, outlook, route: Route::of(url) }
    }
}

impl<'a> Tag<'a> {
    /// The name of the element without a prefix, in lower case: `script` of `<svg:script>`.
    pub fn name(&self) -> &'a str {
        let name = self.element.name();
        name.rsplit_once(':').map_or(name, |(_, name)| name)
    }

    /// Where its start tag stands.
    pub fn span(&self) -> Span {
        self.element.start_tag
    }

    /// The decoded value of the attribute of this name.
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.element.attribute(name).map(|attribute| self.tree.value(attribute))
    }

    /// Its attributes with their decoded values.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a Attribute, &'a str)> + use<'a> {
        let tree = self.tree;
        self.element.attributes.iter().map(move |attribute| (attribute, tree.value(attribute)))
    }

    /// The texts in it, of which a style sheet or a script is made.
    pub fn texts(&self) -> impl Iterator<Item = NodeId> + use<'a> {
        let tree = self.tree;
        tree.children(self.id).filter(move |id| matches!(tree.node(*id).kind, NodeKind::Text(_)))
    }
}

impl Reference<'_> {
    /// Where a stretch of the decoded address stands in the HTML; the whole of it where it is not written as it reads.
    pub fn part(&self, part: Span) -> Span {
        let lead = self.written.len() - self.written.trim_start().len();
        let own = self.url.len() - self.url.trim_start().len();
        let as_read = part.end >= own
            && self
                .url
                .get(own..part.end)
                .is_some_and(|text| self.written.get(lead..).is_some_and(|written| written.starts_with(text)));
        match as_read {
            true => part.shift(self.span.start + lead - own),
            false => self.span,
        }
    }
}

impl<'a> Facts<'a> {
    /// Every element that a tag made, those that only Outlook reads last.
    pub fn tags(&self) -> impl Iterator<Item = Tag<'_>> {
        let elements = self.tags.elements.get_or_init(|| {
            let written = |outlook: bool| {
                move |tree: &Tree| {
                    let is_written = |id: &NodeId| tree.element(*id).is_some_and(|element| !element.is_implied());
                    tree.descendants(tree.root()).filter(is_written).map(|id| (outlook, id)).collect::<Vec<_>>()
                }
            };
            let mut all = written(false)(self.tree);
            all.extend(self.outlook().map(written(true)).unwrap_or_default());
            all
        });
        elements.iter().filter_map(|(outlook, id)| {
            let tree = if *outlook { self.outlook()? } else { self.tree };
            Some(Tag { tree, id: *id, element: tree.element(*id)?, outlook: *outlook })
        })
    }

    /// Every address: of links, then of images, then what only Outlook follows.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_>> {
        let known = self.tags.references.get_or_init(|| {
            let of_link = |link: &Link| Known::new(link.href, link.href_span, true, false);
            let of_source = |source: &ImageSource| Known::new(&source.url, source.span, false, false);
            let mut known: Vec<Known> = self.links.iter().map(of_link).collect();
            known.extend(self.images.iter().flat_map(|image| &image.sources).map(of_source));
            let also = self.tags().filter(|tag| if tag.outlook { true } else { tag.name() == "area" });
            known.extend(also.filter_map(|tag| {
                let href = tag.element.attribute("href").filter(|_| tag.name() != "link")?;
                Some(Known::new(tag.tree.value(href), href.value.span(), true, tag.outlook))
            }));
            known
        });
        known.iter().map(|known| Reference {
            url: &known.url,
            written: known.span.of(self.html),
            span: known.span,
            followed: known.followed,
            outlook: known.outlook,
            route: &known.route,
        })
    }

    /// The Liquid of the piece, parsed.
    pub const fn liquid(&self) -> &'a Template {
        &self.piece.liquid
    }

    /// An edit's stretch that takes an attribute away, with the space before it.
    pub fn without(&self, attribute: &Attribute) -> Span {
        let value = attribute.value.span();
        let byte = |at: usize| self.html.as_bytes().get(at).copied();
        let quoted = matches!(byte(value.end), Some(b'"' | b'\'')) && value.start > attribute.name_span.end;
        let end = if quoted { value.end + 1 } else { value.end.max(attribute.name_span.end) };
        let spaces = self.html.get(..attribute.name_span.start).unwrap_or_default();
        let start = spaces.trim_end_matches([' ', '\n', '\t']).len();
        Span::new(start, end)
    }

    /// What stands in comments that only Outlook reads, as a tree of its own.
    fn outlook(&self) -> Option<&Tree> {
        self.tags.outlook.get_or_init(|| outlook(self.piece)).as_ref()
    }
}

/// The inside of a comment that old Outlook or Explorer reads: from `]>` to `<![endif]`, or to its end.
fn inside(html: &str, comment: Span) -> Option<Span> {
    let text = comment.of(html);
    let condition = text.trim_start();
    if !condition.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("[if")) {
        return None;
    }
    let start = text.find("]>").map(|at| at + 2)?;
    let rest = text.get(start..)?;
    let length = rest.rfind("<![endif]").unwrap_or(rest.len());
    (length > 0).then(|| Span::new(start, start + length).shift(comment.start))
}

fn outlook(piece: &Piece) -> Option<Tree> {
    let tree = &piece.tree;
    let mut shown = String::new();
    for id in tree.descendants(tree.root()) {
        if let NodeKind::Comment(comment) = &tree.node(id).kind
            && let Some(inside) = inside(&piece.html, *comment)
            && inside.start >= shown.len()
        {
            shown.extend(std::iter::repeat_n(' ', inside.start - shown.len()));
            shown.push_str(inside.of(&piece.html));
        }
    }
    if shown.is_empty() {
        return None;
    }
    let mut masks = regions::masks(&piece.liquid.nodes);
    masks.retain(|mask| mask.end <= shown.len() && shown.get(mask.start..mask.end) == Some(mask.of(&piece.html)));
    // As inside `<template>` every tag is taken, also cells without their table.
    Some(Tree::fragment(&shown, "template", &masks))
}
