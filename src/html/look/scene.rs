//! Where elements stand, as selectors ask: what holds them, what stands before them, the how-manieth they are. For a
//! stretch of a document that is looked at by itself, the document around it too.

use crate::html::{NodeId, NodeKind, Tree};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The document around a stretch that is looked at by itself.
#[derive(Clone, Debug)]
pub struct Outside {
    document: Arc<(Tree, OnceLock<Places>)>,
    holder: Option<NodeId>,
    hole: Span,
}

impl Outside {
    /// What is around several stretches of a document, none yet.
    pub fn of(tree: Tree) -> Self {
        Self { document: Arc::new((tree, OnceLock::new())), holder: None, hole: Span::at(0) }
    }

    /// What is around the stretch `hole` that `holder` holds.
    #[must_use]
    pub fn around(&self, holder: Option<NodeId>, hole: Span) -> Self {
        Self { document: Arc::clone(&self.document), holder, hole }
    }

    fn tree(&self) -> &Tree {
        &self.document.0
    }

    /// The elements beside the stretch, in order: those before it, those after it.
    fn beside(&self, before: bool) -> impl Iterator<Item = NodeId> + '_ {
        let tree = self.tree();
        let children = self.holder.into_iter().flat_map(|holder| tree.children(holder));
        children.filter(move |id| {
            let span = tree.node(*id).span;
            tree.element(*id).is_some()
                && if before { span.end <= self.hole.start } else { span.start >= self.hole.end }
        })
    }
}

/// An element: of the stretch that is looked at, or of the document around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'t> {
    pub(super) tree: &'t Tree,
    pub(super) id: NodeId,
    outside: bool,
}

/// The elements that selectors are held against.
#[derive(Debug)]
pub(super) struct Scene<'t> {
    tree: &'t Tree,
    outside: Option<&'t Outside>,
    places: OnceLock<Places>,
}

/// The how-manieth each node is among the elements beside it: from the start, from the end, and of its type alone.
#[derive(Debug, Default)]
struct Places(Vec<[i32; 4]>);

impl<'t> Scene<'t> {
    pub(super) const fn of(tree: &'t Tree, outside: Option<&'t Outside>) -> Self {
        Self { tree, outside, places: OnceLock::new() }
    }

    /// An element of the stretch.
    pub(super) const fn at(&self, id: NodeId) -> At<'t> {
        At { tree: self.tree, id, outside: false }
    }

    /// The element that holds one.
    pub(super) fn parent(&self, at: At<'t>) -> Option<At<'t>> {
        let parent = at.tree.node(at.id).parent?;
        let outside = self.outside.filter(|_| !at.outside && parent == at.tree.root());
        match outside {
            Some(outside) => Some(At { tree: outside.tree(), id: outside.holder?, outside: true }),
            None => at.tree.element(parent).map(|_| At { id: parent, ..at }),
        }
    }

    /// The element right before one.
    pub(super) fn previous(&self, at: At<'t>) -> Option<At<'t>> {
        let before = std::iter::successors(at.tree.node(at.id).previous, |id| at.tree.node(*id).previous);
        let own = before.into_iter().find(|id| at.tree.element(*id).is_some()).map(|id| At { id, ..at });
        own.or_else(|| {
            let outside = self.top_level(at)?;
            let id = outside.beside(true).last()?;
            Some(At { tree: outside.tree(), id, outside: true })
        })
    }

    /// The how-manieth an element is among those beside it, counted from 1.
    pub(super) fn place(&self, at: At<'t>, of_type: bool, from_end: bool) -> Option<i32> {
        let places = match (at.outside, self.outside) {
            (true, Some(outside)) => outside.document.1.get_or_init(|| Places::of(outside.tree())),
            _ => self.places.get_or_init(|| Places::of(self.tree)),
        };
        let own = places.0.get(at.id.index())?.get(usize::from(of_type) * 2 + usize::from(from_end))?;
        let name = at.tree.name(at.id);
        let counts = |outside: &&'t Outside| {
            let beside = outside.beside(!from_end);
            beside.filter(|id| !of_type || outside.tree().name(*id) == name).count()
        };
        let more = self.top_level(at).as_ref().map_or(0, counts);
        own.checked_add(i32::try_from(more).ok()?)
    }

    /// Whether an element is the whole document's.
    pub(super) fn is_root(&self, at: At) -> bool {
        let parent = at.tree.node(at.id).parent;
        parent.is_some_and(|parent| matches!(at.tree.node(parent).kind, NodeKind::Document))
    }

    /// Whether an element holds nothing but comments.
    pub(super) fn is_empty(&self, at: At) -> bool {
        at.tree.children(at.id).all(|child| matches!(at.tree.node(child).kind, NodeKind::Comment(_)))
    }

    /// What is around, for an element that nothing in the stretch holds.
    fn top_level(&self, at: At) -> Option<&'t Outside> {
        self.outside.filter(|_| !at.outside && at.tree.node(at.id).parent == Some(at.tree.root()))
    }
}

impl Places {
    fn of(tree: &Tree) -> Self {
        let mut places = vec![[0; 4]; tree.len()];
        for parent in tree.descendants(tree.root()) {
            let elements: Vec<NodeId> = tree.children(parent).filter(|id| tree.element(*id).is_some()).collect();
            count(tree, elements.iter(), &mut places, 0);
            count(tree, elements.iter().rev(), &mut places, 1);
        }
        Self(places)
    }
}

/// Numbers elements in this order: at `from` among all, at `from + 2` among those of their type.
fn count<'e>(tree: &Tree, elements: impl Iterator<Item = &'e NodeId>, places: &mut [[i32; 4]], from: usize) {
    let mut types: BTreeMap<&str, i32> = BTreeMap::new();
    for (id, nth) in elements.zip(1..) {
        let of_type = types.entry(tree.name(*id)).or_default();
        *of_type += 1;
        if let Some(own) = places.get_mut(id.index()) {
            for (at, value) in [(from, nth), (from + 2, *of_type)] {
                if let Some(slot) = own.get_mut(at) {
                    *slot = value;
                }
            }
        }
    }
}
