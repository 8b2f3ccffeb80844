//! How each element looks, as far as rules ask.

use crate::html::{NodeId, NodeKind, Step, Tree};

/// How an element looks.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Whether no reader sees it.
    pub hidden: bool,
}

/// How every element of a tree looks.
#[derive(Clone, Debug)]
pub struct Looks(Vec<Look>);

impl Looks {
    /// Computed for the whole tree at once.
    pub fn new(tree: &Tree) -> Self {
        let mut looks = vec![Look::default(); tree.len()];
        for step in tree.walk(tree.root()) {
            if let Step::Enter(id) = step
                && matches!(tree.node(id).kind, NodeKind::Element(_))
            {
                let above = tree.node(id).parent.and_then(|id| looks.get(id.index())).is_some_and(|look| look.hidden);
                let style = tree.attribute(id, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
                let hidden = above || style.contains("display:none") || tree.attribute(id, "hidden").is_some();
                if let Some(look) = looks.get_mut(id.index()) {
                    look.hidden = hidden;
                }
            }
        }
        Self(looks)
    }

    /// How this element looks.
    pub fn of(&self, id: NodeId) -> Look {
        self.0.get(id.index()).cloned().unwrap_or_default()
    }
}
