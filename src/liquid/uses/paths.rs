//! The ways through a template.

use super::ways::all_meet;
use crate::liquid::ast::{BrazeTag, Kind, Node, Template};
use crate::liquid::limits;
use crate::order;
use crate::text::Span;
use serde::Serialize;

/// A tag that decides whether, or how often, what is in it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Guard {
    /// Its tag: the `if`, the `elsif`, the `else`, the `for`.
    pub head: Span,
    /// What it is.
    pub kind: GuardKind,
}

/// What a [`Guard`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GuardKind {
    /// `if`, `elsif`, `unless`
    Condition,
    /// `else`
    Else,
    /// `when`
    When,
    /// `for`, `tablerow`: any number of times, or none.
    Loop,
    /// `capture`: printed elsewhere, if at all.
    Capture,
}

/// Whether every way through `template` meets at least one of `spans`. A loop may run no time at all; a way that calls
/// the message off meets nothing and needs to meet nothing; a way that assumes a thing and its opposite is none.
///
/// ```
/// use countersign::liquid::{parse, uses::on_every_path};
/// use countersign::text::Span;
/// let source = "{% if vip %}<a>{% else %}<b>{% endif %}";
/// let template = parse(source).template;
/// let at = |word| { let start = source.find(word).unwrap(); Span::new(start, start + 3) };
/// assert!(on_every_path(&template, &[at("<a>"), at("<b>")]));
/// assert!(!on_every_path(&template, &[at("<a>")]));
/// ```
pub fn on_every_path(template: &Template, spans: &[Span]) -> bool {
    let mut sorted = spans.to_vec();
    order::sort(&mut sorted);
    met(&template.nodes, &sorted) || all_meet(template, &sorted, limits::WAYS)
}

/// Whether a node without arms prints one of the sorted `spans`.
pub(super) fn place_meets(node: &Node, spans: &[Span]) -> bool {
    match &node.kind {
        Kind::Text { shown } => holds_one(*shown, spans),
        Kind::Output(_) | Kind::Raw(_) | Kind::Error | Kind::Cycle(_) | Kind::Partial(_) => holds_one(node.span, spans),
        Kind::Braze(braze) => braze.body.is_none() && holds_one(node.span, spans),
        _ => false,
    }
}

fn met(nodes: &[Node], spans: &[Span]) -> bool {
    nodes.iter().any(|node| match &node.kind {
        Kind::If(inner) => {
            inner.arms.iter().any(|arm| arm.condition.is_none())
                && inner.arms.iter().all(|arm| met(&arm.body.nodes, spans))
        }
        Kind::Case(inner) => {
            inner.arms.iter().any(|arm| arm.values.is_none())
                && inner.arms.iter().all(|arm| met(&arm.body.nodes, spans))
        }
        // Once or more, or else.
        Kind::For(inner) => match &inner.otherwise {
            Some((_, block)) => met(&inner.body.nodes, spans) && met(&block.nodes, spans),
            None => false,
        },
        Kind::Liquid(nodes) => met(nodes, spans),
        Kind::Braze(braze) => match (&braze.body, braze.tag) {
            (_, BrazeTag::AbortMessage) => true,
            (Some(body), _) => met(&body.nodes, spans),
            (None, _) => place_meets(node, spans),
        },
        _ => place_meets(node, spans),
    })
}

/// Whether one of the sorted `spans` begins in `place`.
fn holds_one(place: Span, spans: &[Span]) -> bool {
    let first = spans.partition_point(|span| span.start < place.start);
    spans.get(first).is_some_and(|span| span.start < place.end)
}

/// Whether every way through `nodes` calls the message off.
pub(in crate::liquid) fn aborts(nodes: &[Node]) -> bool {
    met(nodes, &[])
}

/// The tags that `span` stands under, the outermost first.
pub fn conditions_of(template: &Template, span: Span) -> Vec<Guard> {
    let mut guards = Vec::new();
    let mut nodes = template.nodes.as_slice();
    while let Some((guard, inside)) =
        nodes.iter().find(|node| node.span.contains(span)).and_then(|node| into(node, span))
    {
        guards.extend(guard);
        nodes = inside;
    }
    guards
}

/// The block of `node` that holds `span`, and the tag that guards it.
fn into(node: &Node, span: Span) -> Option<(Option<Guard>, &[Node])> {
    let guard = |head, kind| Some(Guard { head, kind });
    Some(match &node.kind {
        Kind::If(inner) => {
            let arm = inner.arms.iter().find(|arm| arm.body.span.contains(span))?;
            let kind = if arm.condition.is_some() { GuardKind::Condition } else { GuardKind::Else };
            (guard(arm.head, kind), &arm.body.nodes)
        }
        Kind::Case(inner) => {
            let arm = inner.arms.iter().find(|arm| arm.body.span.contains(span))?;
            let kind = if arm.values.is_some() { GuardKind::When } else { GuardKind::Else };
            (guard(arm.head, kind), &arm.body.nodes)
        }
        Kind::For(inner) if inner.body.span.contains(span) => (guard(inner.head, GuardKind::Loop), &inner.body.nodes),
        Kind::For(inner) => {
            let (head, block) = inner.otherwise.as_ref().filter(|(_, block)| block.span.contains(span))?;
            (guard(*head, GuardKind::Else), &block.nodes)
        }
        Kind::TableRow(inner) => (guard(inner.head, GuardKind::Loop), &inner.body.nodes),
        Kind::Capture { body, .. } => {
            (guard(Span::new(node.span.start, body.span.start), GuardKind::Capture), &body.nodes)
        }
        Kind::IfChanged(body) => (None, &body.nodes),
        Kind::Liquid(nodes) => (None, nodes),
        Kind::Braze(braze) => (None, &braze.body.as_ref()?.nodes),
        _ => return None,
    })
}
