//! Ways through a parsed e-mail.

use super::{NodeId, Tree};

/// One step of a walk: into a node, or out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before what it holds.
    Enter(NodeId),
    /// After what it holds.
    Leave(NodeId),
}

/// What a node holds, in order.
#[derive(Clone, Debug)]
pub struct Children<'t> {
    tree: &'t Tree,
    next: Option<NodeId>,
}

/// Everything within a node, itself first, in document order.
#[derive(Clone, Debug)]
pub struct Descendants<'t>(Walk<'t>);

/// Into and out of everything within a node, itself first and last.
#[derive(Clone, Debug)]
pub struct Walk<'t> {
    tree: &'t Tree,
    top: NodeId,
    next: Option<Step>,
}

impl Tree {
    /// What a node holds, in order.
    pub fn children(&self, id: NodeId) -> Children<'_> {
        Children { tree: self, next: self.node(id).first_child }
    }

    /// What holds a node, innermost first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).parent, |id| self.node(*id).parent)
    }

    /// Everything within a node, itself first, in document order.
    pub fn descendants(&self, id: NodeId) -> Descendants<'_> {
        Descendants(self.walk(id))
    }

    /// Into and out of everything within a node, itself first and last.
    pub fn walk(&self, id: NodeId) -> Walk<'_> {
        Walk { tree: self, top: id, next: Some(Step::Enter(id)) }
    }
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = self.tree.node(id).next;
        Some(id)
    }
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        self.0.find_map(|step| match step {
            Step::Enter(id) => Some(id),
            Step::Leave(_) => None,
        })
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.next = match step {
            Step::Enter(id) => Some(self.tree.node(id).first_child.map_or(Step::Leave(id), Step::Enter)),
            Step::Leave(id) if id == self.top => None,
            Step::Leave(id) => match (self.tree.node(id).next, self.tree.node(id).parent) {
                (Some(next), _) => Some(Step::Enter(next)),
                (None, parent) => parent.map(Step::Leave),
            },
        };
        Some(step)
    }
}
