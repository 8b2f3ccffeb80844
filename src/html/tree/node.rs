//! The nodes of a parsed e-mail.

use super::Decoded;
use crate::text::Span;
use html5ever::{LocalName, QualName, ns};

/// A node of a [`Tree`](super::Tree); its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    pub(super) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index, for tables by node.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A node with its neighbours.
#[derive(Clone, Debug)]
pub struct Node {
    /// What holds it.
    pub parent: Option<NodeId>,
    /// The first of what it holds.
    pub first_child: Option<NodeId>,
    /// The last of what it holds.
    pub last_child: Option<NodeId>,
    /// Before it.
    pub previous: Option<NodeId>,
    /// After it.
    pub next: Option<NodeId>,
    /// Its stretch of the source: of an element, from its start tag to the end of its end tag.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
    pub(super) depth: usize,
}

impl Node {
    pub(super) const fn new(kind: NodeKind, span: Span) -> Self {
        Self { parent: None, first_child: None, last_child: None, previous: None, next: None, span, kind, depth: 0 }
    }

    pub(super) const fn document() -> Self {
        Self::new(NodeKind::Document, Span::new(0, 0))
    }
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// The whole.
    Document,
    /// `<!DOCTYPE …>`.
    Doctype,
    /// An element.
    Element(Element),
    /// Text.
    Text(Decoded),
    /// A comment, with its inside.
    Comment(Span),
}

/// An element.
#[derive(Clone, Debug)]
pub struct Element {
    pub(super) name: QualName,
    /// Its attributes in order, the first of each name.
    pub attributes: Vec<Attribute>,
    /// Its start tag; empty where the parser made the element up (`<tbody>`, a second half of overlapping tags).
    pub start_tag: Span,
    /// Its end tag, where one is written.
    pub end_tag: Option<Span>,
}

impl Element {
    /// The name, in lower case for HTML.
    #[inline]
    pub fn name(&self) -> &str {
        &self.name.local
    }

    /// Whether it is HTML: not SVG, not MathML.
    pub fn is_html(&self) -> bool {
        self.name.ns == ns!(html)
    }

    /// Whether no tag of the source made it.
    pub const fn is_implied(&self) -> bool {
        self.start_tag.is_empty()
    }

    /// What stands between its tags; empty for an element without an inside.
    pub fn inside(&self, span: Span) -> Span {
        Span::new(self.start_tag.end, self.end_tag.map_or(span.end, |tag| tag.start))
    }

    /// The attribute of this name (in lower case).
    #[inline]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name == name)
    }
}

/// An attribute of an element.
#[derive(Clone, Debug)]
pub struct Attribute {
    pub(super) name: LocalName,
    /// Where its name is.
    pub name_span: Span,
    /// Its value, with its place (inside the quotes).
    pub value: Decoded,
}

impl Attribute {
    /// The name, in lower case.
    #[inline]
    pub fn name(&self) -> &str {
        &self.name
    }
}
