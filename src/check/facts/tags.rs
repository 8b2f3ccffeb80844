//! Every element as its tag, also those that only old Outlook reads, and every address with its parts.
//!
//! Made when a rule first asks for it. What stands in comments for Outlook is parsed as one text with everything
//! else blanked out, so that positions stay true and tables that begin in one comment and end in another are whole.

use super::Facts;
use crate::check::address::Target;
use crate::check::route::{self, Route};
use crate::compile::{Piece, regions};
use crate::html::{Attribute, Decoded, Element, MASK, NodeId, NodeKind, Segment, Tree};
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
    value: Option<&'a (Decoded, usize)>,
}

#[derive(Debug)]
struct Known {
    url: String,
    span: Span,
    followed: bool,
    outlook: bool,
    route: Route,
    /// The attribute’s value that it is written in, and from where on.
    value: Option<(Decoded, usize)>,
}

impl Known {
    /// Something that is loaded. Where Liquid's tags choose parts of it, nothing is known of where it comes from.
    fn new(url: &str, span: Span, branches: bool) -> Self {
        let mut route = Route::of(url);
        if branches {
            route.target = Target::Unknown;
        }
        Self { url: url.to_owned(), span, followed: false, outlook: false, route, value: None }
    }
}

impl<'a> Tag<'a> {
    /// The name of the element without a prefix, in lower case: `script` of `<svg:script>`.
    #[inline]
    pub fn name(&self) -> &'a str {
        let name = self.element.name();
        let colon = name.bytes().rposition(|byte| byte == b':');
        colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
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

impl<'a> Reference<'a> {
    /// An address in a text that is not HTML.
    pub(super) const fn plain(url: &'a str, written: &'a str, span: Span, followed: bool, route: &'a Route) -> Self {
        Self { url, written, span, followed, outlook: false, route, value: None }
    }

    /// Where a stretch of the decoded address stands in the HTML; the whole of it where it is not written as it reads.
    pub fn part(&self, part: Span) -> Span {
        if let Some((value, from)) = self.value {
            return value.origin(part.shift(*from));
        }
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
                    // An implied body has the attributes of later tags.
                    let is_written = |id: &NodeId| {
                        tree.element(*id).is_some_and(|element| {
                            !element.is_implied()
                                || (matches!(element.name(), "html" | "body") && !element.attributes.is_empty())
                        })
                    };
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

    /// Every address: of links, those that only Outlook follows last, then of images.
    pub fn references(&self) -> impl Iterator<Item = Reference<'_>> {
        let known = self.tags.references.get_or_init(|| {
            let mut known: Vec<Known> = Vec::new();
            for tag in self.tags().filter(|tag| tag.outlook || matches!(tag.name(), "a" | "area")) {
                let href = tag.element.attribute("href").filter(|_| !matches!(tag.name(), "link" | "base"));
                known.extend(href.into_iter().flat_map(|href| followed(self.html, &tag, href)));
            }
            known.extend(self.images.iter().flat_map(|image| &image.sources).map(|source| {
                let branches = source.span.of(self.html).contains("{%");
                Known::new(&source.url, source.span, branches)
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
            value: known.value.as_ref(),
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

/// The addresses of a link: one, or one for each branch of Liquid that begins an address anew.
fn followed(html: &str, tag: &Tag, href: &Attribute) -> Vec<Known> {
    let value = tag.tree.value(href);
    let (mut starts, mut tags, mut at) = (vec![0], Vec::new(), 0);
    for segment in tag.tree.segments(&href.value) {
        match segment {
            Segment::Text(text) => at += text.len(),
            Segment::Mask(mask) if mask.of(html).starts_with("{{") => at += MASK.len_utf8(),
            Segment::Mask(_) => {
                let rest = value.get(at..).unwrap_or_default().trim_start();
                match !route::scheme(rest).is_empty() || rest.starts_with("//") {
                    true => starts.push(at),
                    false => tags.push(at),
                }
            }
        }
    }
    let ends = starts.iter().skip(1).copied().chain([value.len()]);
    let parts = starts.iter().copied().zip(ends).map(|(start, end)| Span::new(start, end));
    let parts = parts.filter(|part| starts.len() == 1 || !part.of(value).trim().is_empty());
    parts
        .map(|part| {
            let url = part.of(value).to_owned();
            let mut route = Route::of(&url);
            // A tag within scheme or host: who knows what comes together there.
            if tags.iter().any(|tag| *tag > part.start && *tag < part.start + route.rest.start) {
                route.target = Target::Unknown;
            }
            let whole = starts.len() == 1;
            let span = if whole { href.value.span() } else { href.value.origin(part) };
            let value = Some((href.value.clone(), part.start));
            Known { url, span, followed: true, outlook: tag.outlook, route, value }
        })
        .collect()
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
