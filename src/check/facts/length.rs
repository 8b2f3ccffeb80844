//! How long a line is that Braze still has to fill in: the shortest and the longest that a reader may see.

use crate::check::Rulebook;
use crate::liquid::ast::{Kind, Node};
use crate::policy::Attribute;
use crate::render::Line;
use crate::text::Span;
use unicode_segmentation::UnicodeSegmentation;

/// The longest value of something of which the policy says nothing: a long first name.
const LONGEST: usize = 15;

/// The fewest and the most characters that a reader may see of a line, whichever way its conditions turn out.
pub fn length(line: &Line, book: &Rulebook) -> (usize, usize) {
    nodes(&line.text, &line.liquid.nodes, book)
}

fn nodes(source: &str, list: &[Node], book: &Rulebook) -> (usize, usize) {
    list.iter().map(|one| node(source, one, book)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
}

fn node(source: &str, node: &Node, book: &Rulebook) -> (usize, usize) {
    let arms = |all: Vec<(usize, usize)>, always: bool| {
        let least = if always { all.iter().map(|one| one.0).min().unwrap_or(0) } else { 0 };
        (least, all.iter().map(|one| one.1).max().unwrap_or(0))
    };
    match &node.kind {
        Kind::Text { shown } => same(count(*shown, source)),
        Kind::Raw(span) => same(count(*span, source)),
        Kind::Output(_) => (1, printed(node.span.of(source), book)),
        Kind::If(inner) => {
            let always = inner.arms.iter().any(|arm| arm.condition.is_none());
            arms(inner.arms.iter().map(|arm| nodes(source, &arm.body.nodes, book)).collect(), always)
        }
        Kind::Case(inner) => {
            let always = inner.arms.iter().any(|arm| arm.values.is_none());
            arms(inner.arms.iter().map(|arm| nodes(source, &arm.body.nodes, book)).collect(), always)
        }
        _ => (0, 0),
    }
}

const fn same(count: usize) -> (usize, usize) {
    (count, count)
}

fn count(span: Span, source: &str) -> usize {
    span.of(source).graphemes(true).count()
}

/// The most characters that an output prints, by the attribute that it names.
pub(super) fn printed(output: &str, book: &Rulebook) -> usize {
    let squeezed: String = output.chars().filter(|c| !c.is_whitespace()).collect();
    let named = |attribute: &&Attribute| {
        let liquid: String = attribute.liquid.chars().filter(|c| !c.is_whitespace()).collect();
        !liquid.is_empty() && squeezed.contains(&liquid)
    };
    let attribute = book.policy.data.attributes.values().find(named);
    attribute.and_then(|attribute| attribute.longest).unwrap_or(LONGEST)
}
