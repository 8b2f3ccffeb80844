//! What units may not cut through: the elements of the tree and the blocks of the Liquid.

use super::units::Region;
use crate::html::{NodeKind, Tree};
use crate::liquid::ast::{Block, Kind, Node};
use crate::text::Span;

/// Read as one: what stands in them is judged together.
const ONE: &[&str] = &["a", "button", "h1", "h2", "h3", "h4", "h5", "h6", "p", "title", "style", "script", "svg"];

/// The elements and comments of `tree`.
pub(super) fn of_tree(tree: &Tree) -> Vec<Region> {
    let mut regions = Vec::new();
    for id in tree.descendants(tree.root()) {
        let node = tree.node(id);
        match &node.kind {
            NodeKind::Element(element) if !element.is_implied() => {
                let inside = element.inside(node.span);
                let one = ONE.contains(&element.name());
                regions.push(Region { whole: node.span, inner: vec![inside], one });
            }
            NodeKind::Comment(_) | NodeKind::Doctype => {
                regions.push(Region { whole: node.span, inner: Vec::new(), one: true });
            }
            _ => {}
        }
    }
    regions
}

/// The blocks of a template, however deep.
pub(super) fn of_liquid(nodes: &[Node]) -> Vec<Region> {
    let mut regions = Vec::new();
    blocks(nodes, &mut regions);
    regions
}

fn blocks(nodes: &[Node], regions: &mut Vec<Region>) {
    for node in nodes {
        let inner = blocks_of(&node.kind);
        if !inner.is_empty() {
            regions.push(Region {
                whole: node.span,
                inner: inner.iter().map(|block| block.span).collect(),
                one: false,
            });
            inner.into_iter().for_each(|block| blocks(&block.nodes, regions));
        }
    }
}

/// Every node of a template, however deep, in order.
pub(crate) fn each(nodes: &[Node], visit: &mut dyn FnMut(&Node)) {
    for node in nodes {
        visit(node);
        blocks_of(&node.kind).into_iter().for_each(|block| each(&block.nodes, visit));
    }
}

/// The blocks that a node holds.
pub(crate) fn blocks_of(kind: &Kind) -> Vec<&Block> {
    match kind {
        Kind::If(node) => node.arms.iter().map(|arm| &arm.body).collect(),
        Kind::Case(node) => node.arms.iter().map(|arm| &arm.body).collect(),
        Kind::For(node) => std::iter::once(&node.body).chain(node.otherwise.iter().map(|(_, block)| block)).collect(),
        Kind::TableRow(node) => vec![&node.body],
        Kind::Capture { body, .. } | Kind::IfChanged(body) => vec![body],
        Kind::Braze(node) => node.body.iter().collect(),
        _ => Vec::new(),
    }
}

/// The Liquid of a template that is markup, not text: what the HTML parser must not look into.
pub(crate) fn masks(nodes: &[Node]) -> Vec<Span> {
    let mut found = Vec::new();
    mask(nodes, &mut found);
    found
}

fn mask(nodes: &[Node], found: &mut Vec<Span>) {
    for node in nodes {
        let inner = blocks_of(&node.kind);
        if inner.is_empty() {
            match node.kind {
                Kind::Text { .. } => {}
                Kind::Raw(text) => found.extend(around(node.span, [text])),
                _ => found.push(node.span),
            }
            continue;
        }
        found.extend(around(node.span, inner.iter().map(|block| block.span)));
        inner.into_iter().for_each(|block| mask(&block.nodes, found));
    }
}

/// What is left of `whole` when the `kept` stretches in it are taken out: its tags.
fn around(whole: Span, kept: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut tags = Vec::new();
    let mut start = whole.start;
    for span in kept {
        tags.push(Span::new(start, span.start));
        start = span.end.max(start);
    }
    tags.push(Span::new(start, whole.end));
    tags.retain(|tag| !tag.is_empty());
    tags
}
