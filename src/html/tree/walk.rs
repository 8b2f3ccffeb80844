//! Ways through a parsed e-mail.

use super::{Node, NodeId, Tree};

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
pub type Descendants<'t> = std::iter::Copied<std::slice::Iter<'t, NodeId>>;

/// All nodes in document order, so that what a node holds stands in one stretch.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    nodes: Vec<NodeId>,
    /// By the index of a node: its stretch of `nodes`.
    within: Vec<(u32, u32)>,
}

impl Order {
    /// The order of these nodes.
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut order = Self { nodes: Vec::with_capacity(nodes.len()), within: vec![(0, 0); nodes.len()] };
        for top in (0..nodes.len()).map(NodeId::new) {
            if nodes.get(top.index()).is_some_and(|node| node.parent.is_none()) {
                order.add(nodes, top);
            }
        }
        order
    }

    /// A node with all that it holds.
    fn add(&mut self, nodes: &[Node], top: NodeId) {
        let mut next = Some(Step::Enter(top));
        while let Some(step) = next {
            let (Step::Enter(id) | Step::Leave(id)) = step;
            let (Some(node), Some(within)) = (nodes.get(id.index()), self.within.get_mut(id.index())) else { return };
            let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            next = match step {
                Step::Enter(_) => {
                    within.0 = at;
                    self.nodes.push(id);
                    Some(node.first_child.map_or(Step::Leave(id), Step::Enter))
                }
                Step::Leave(_) => {
                    within.1 = at;
                    let up = node.parent.filter(|_| id != top).map(Step::Leave);
                    node.next.filter(|_| id != top).map(Step::Enter).or(up)
                }
            };
        }
    }

    #[inline]
    fn within(&self, id: NodeId) -> &[NodeId] {
        let (start, end) = self.within.get(id.index()).copied().unwrap_or_default();
        self.nodes.get(start as usize..end as usize).unwrap_or_default()
    }
}

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
        self.order.within(id).iter().copied()
    }

    /// Into and out of everything within a node, itself first and last.
    pub fn walk(&self, id: NodeId) -> Walk<'_> {
        Walk { tree: self, top: id, next: Some(Step::Enter(id)) }
    }
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    #[inline]
    fn next(&mut self) -> Option<NodeId> {
        let id = self.next?;
        self.next = self.tree.node(id).next;
        Some(id)
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    #[inline]
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
