//! Which elements are open. The tree builder does not tell, so it is asked after each token, at little cost.

use super::build::Sink;
use super::node::NodeId;
use html5ever::tokenizer::TokenSink;
use html5ever::tree_builder::{Tracer, TreeBuilder};
use std::cell::RefCell;

/// The stack of open elements as it was after the last token.
pub(super) struct OpenElements {
    stack: Vec<NodeId>,
    context: Option<NodeId>,
}

/// What the tree builder holds on to: the document, the open elements from the outermost in, and others.
#[derive(Default)]
struct Held(RefCell<Vec<NodeId>>);

impl Tracer for Held {
    type Handle = NodeId;

    fn trace_handle(&self, node: &NodeId) {
        self.0.borrow_mut().push(*node);
    }
}

impl OpenElements {
    pub(super) const fn new(context: Option<NodeId>) -> Self {
        Self { stack: Vec::new(), context }
    }

    pub(super) fn contains(&self, id: NodeId) -> bool {
        self.stack.iter().rev().any(|open| *open == id)
    }

    pub(super) fn close_all(&mut self) -> Vec<NodeId> {
        std::mem::take(&mut self.stack)
    }

    /// Brings the stack up to date after a token that made `created`; what is no longer open, the outermost first.
    pub(super) fn update(&mut self, builder: &TreeBuilder<NodeId, Sink<'_>>, created: &[NodeId]) -> Vec<NodeId> {
        let sink = &builder.sink;
        sink.asked.set(NodeId::new(0));
        builder.adjusted_current_node_present_but_not_in_html_namespace();
        let current = sink.asked.get();
        let top = self.stack.last().copied();
        let parent_of = |id: NodeId| sink.get(id, |node| node.parent).flatten();
        match created {
            // A void element, or nothing: all is as it was.
            [] | [_] if top == Some(current) && created.iter().all(|id| parent_of(*id) == top) => return Vec::new(),
            // One more inside the innermost.
            [one] if *one == current && parent_of(*one) == top => {
                self.stack.push(current);
                return Vec::new();
            }
            // The innermost is closed.
            [] if self.stack.iter().rev().nth(1) == Some(&current) => return self.stack.pop().into_iter().collect(),
            _ => {}
        }
        let held = Held::default();
        builder.trace_handles(&held);
        let mut stack = held.0.into_inner();
        // The first is the document; the open elements end with the current one.
        if !stack.is_empty() {
            stack.remove(0);
        }
        let count = match self.context == Some(current) {
            true => 1,
            false => stack.iter().position(|id| *id == current).map_or(0, |index| index + 1),
        };
        stack.truncate(count);
        let old = std::mem::replace(&mut self.stack, stack);
        let common = old.iter().zip(&self.stack).take_while(|(old, new)| old == new).count();
        let changed = self.stack.get(common..).unwrap_or_default();
        old.into_iter().skip(common).filter(|id| !changed.contains(id)).collect()
    }
}
