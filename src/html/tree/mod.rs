//! A parsed e-mail: the tree that a browser would build, with the place of everything in the source.
//!
//! In: HTML, and the stretches of Liquid in it that are not to be looked into. Out: a [`Tree`].
//!
//! The tokeniser is ours, because html5ever's knows no places; the tree builder is html5ever's, which the sanitiser
//! carries anyway. A test holds the one against html5ever's own tokeniser.

mod build;
mod charref;
mod decoded;
mod drive;
mod lexer;
mod mask;
mod node;
mod open;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod token_tests;
mod walk;

pub use decoded::{Decoded, MASK, Segment};
pub use node::{Attribute, Element, Node, NodeId, NodeKind};
pub use walk::{Children, Descendants, Step, Walk};

use crate::text::Span;

/// How deep elements may nest. Real mails stay below 100; the tree builder is quadratic in it.
pub const MAX_DEPTH: usize = 400;

/// A document or a fragment, parsed.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The source with its masks filled; as long as the source.
    source: String,
    nodes: Vec<Node>,
    order: walk::Order,
    root: NodeId,
    disordered: bool,
    stopped: Option<Span>,
}

impl Tree {
    /// A whole document. `masks` are stretches of Liquid.
    ///
    /// ```
    /// use countersign::html::Tree;
    /// let tree = Tree::document("<p>Hello <a href='https://a.example/'>you</a></p>", &[]);
    /// let link = tree.elements("a").next().expect("one link");
    /// assert_eq!(tree.attribute(link, "href"), Some("https://a.example/"));
    /// assert_eq!(tree.node(link).span.start, 9);
    /// ```
    pub fn document(source: &str, masks: &[Span]) -> Self {
        drive::parse(source, None, masks)
    }

    /// What would stand inside a `context` element (`body`, `td`, `tbody` …). The root is a stand-in for it.
    pub fn fragment(source: &str, context: &str, masks: &[Span]) -> Self {
        drive::parse(source, Some(context), masks)
    }

    /// The document, or the stand-in for the context of a fragment.
    pub const fn root(&self) -> NodeId {
        self.root
    }

    /// A node; the document for an id of another tree.
    #[inline]
    pub fn node(&self, id: NodeId) -> &Node {
        static NOWHERE: Node = Node::document();
        self.nodes.get(id.index()).or(self.nodes.first()).unwrap_or(&NOWHERE)
    }

    /// How many nodes there are; ids count up to it.
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether nothing but the root is there.
    pub fn is_empty(&self) -> bool {
        self.node(self.root).first_child.is_none()
    }

    /// The element, where the node is one.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.node(id).kind {
            NodeKind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The name of an element, in lower case; empty for everything else.
    #[inline]
    pub fn name(&self, id: NodeId) -> &str {
        self.element(id).map_or("", Element::name)
    }

    /// The decoded value of an attribute.
    #[inline]
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.element(id)?.attribute(name).map(|attribute| self.value(attribute))
    }

    /// The decoded value of an attribute: empty where it has none.
    pub fn value<'a>(&'a self, attribute: &'a Attribute) -> &'a str {
        attribute.value.text(&self.source)
    }

    /// A text node's text, or an attribute's value, in pieces with the Liquid between them.
    pub fn segments<'a>(&'a self, decoded: &'a Decoded) -> Vec<Segment<'a>> {
        decoded.segments(&self.source)
    }

    /// The decoded text of a text node; empty for everything else.
    #[inline]
    pub fn text(&self, id: NodeId) -> &str {
        match &self.node(id).kind {
            NodeKind::Text(text) => text.text(&self.source),
            _ => "",
        }
    }

    /// Where a stretch of a text node's decoded text came from.
    pub fn origin(&self, id: NodeId, part: Span) -> Span {
        match &self.node(id).kind {
            NodeKind::Text(text) => text.origin(part),
            _ => self.node(id).span,
        }
    }

    /// All text within a node, as it stands, scripts and styles left out.
    pub fn text_within(&self, id: NodeId) -> String {
        let mut all = String::new();
        for inner in self.descendants(id) {
            if let NodeKind::Text(text) = &self.node(inner).kind {
                let holder = self.node(inner).parent.map_or("", |parent| self.name(parent));
                if !matches!(holder, "script" | "style" | "title") || self.name(id) == holder {
                    all.push_str(text.text(&self.source));
                }
            }
        }
        all
    }

    /// Whether Liquid stands in the text within a node, and prints something.
    pub fn prints_within(&self, id: NodeId) -> bool {
        self.descendants(id).any(|inner| self.text(inner).contains(MASK))
    }

    /// Every element of this name, in document order.
    pub fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        self.descendants(self.root).filter(move |id| self.name(*id) == name)
    }

    /// The innermost node that holds byte `offset` of the source.
    pub fn at(&self, offset: usize) -> NodeId {
        let holds = |id: &NodeId| {
            let span = self.node(*id).span;
            span.start <= offset && offset < span.end
        };
        self.descendants(self.root).rfind(holds).unwrap_or(self.root)
    }

    /// The inside of a comment that only old Outlook reads (`<!--[if mso]> … <![endif]-->`).
    pub fn outlook_only(&self, id: NodeId) -> Option<Span> {
        let NodeKind::Comment(inside) = &self.node(id).kind else { return None };
        let text = inside.of(&self.source);
        let condition = text.strip_prefix("[if ")?;
        let (_, rest) = condition.split_once("]>")?;
        let content = rest.strip_suffix("<![endif]")?;
        let start = inside.start + text.len() - rest.len();
        Some(Span::new(start, start + content.len()))
    }

    /// Whether the source's order is not the tree's: text pushed out of a table, tags that overlap.
    pub const fn is_disordered(&self) -> bool {
        self.disordered
    }

    /// Where parsing was given up, because of [`MAX_DEPTH`] or of too many made-up elements.
    pub const fn stopped(&self) -> Option<Span> {
        self.stopped
    }
}
