//! HTML that is looked at as one, parsed, with its origins.

use super::Trace;
use super::regions;
use crate::diag::{Place, Source};
use crate::html::{Look, Looks, NodeId, Sheet, Tree};
use crate::liquid;
use crate::text::Span;
use std::sync::Arc;

/// A stretch of HTML that is looked at as one: the fixed part of a template, a unit, or a whole finished e-mail.
#[derive(Clone, Debug)]
pub struct Piece {
    /// The HTML, with Braze's Liquid in it.
    pub html: String,
    /// Where each stretch of it came from.
    pub trace: Trace,
    /// Its Liquid, parsed.
    pub liquid: liquid::ast::Template,
    /// Its elements, with the Liquid (and, in the fixed part, the units) masked.
    pub tree: Tree,
    /// How each of them looks.
    pub looks: Looks,
    /// What surrounds it.
    pub around: Arc<Surroundings>,
}

/// What surrounds a piece.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The name of the element that holds it; `None` where the piece is a whole document.
    pub element: Option<String>,
    /// How text looks there.
    pub look: Look,
    /// The document's style sheet; a whole document has its own.
    pub sheet: Arc<Sheet>,
}

impl Surroundings {
    /// What surrounds the stretch `hole` of the text that `tree` was parsed from.
    pub fn of(tree: &Tree, looks: &Looks, sheet: &Arc<Sheet>, hole: Span) -> Self {
        let holds = |id: &NodeId| {
            let node = tree.node(*id);
            let element = tree.element(*id).filter(|element| !element.is_implied());
            element.is_some_and(|element| element.inside(node.span).contains(hole))
        };
        let holder = tree.descendants(tree.root()).filter(holds).last();
        Self {
            element: Some(holder.map_or("body", |id| tree.name(id)).to_owned()),
            look: holder.map(|id| looks.get(id).clone()).unwrap_or_default(),
            sheet: Arc::clone(sheet),
        }
    }
}

impl Piece {
    /// A stretch of HTML. `holes` are stretches that are not looked into, besides the Liquid.
    pub fn new(html: String, trace: Trace, around: Arc<Surroundings>, holes: &[Span]) -> Self {
        let liquid = liquid::parse(&html).template;
        let mut masks = regions::masks(&liquid.nodes);
        masks.retain(|mask| !holes.iter().any(|hole| hole.overlaps(*mask)));
        masks.extend(holes);
        let (tree, looks) = match &around.element {
            Some(element) => {
                let tree = Tree::fragment(&html, element, &masks);
                let looks = Looks::of(&tree, &around.look, &around.sheet, false);
                (tree, looks)
            }
            None => {
                let tree = Tree::document(&html, &masks);
                let looks = Looks::of(&tree, &around.look, &Sheet::of(&tree), false);
                (tree, looks)
            }
        };
        Self { html, trace, liquid, tree, looks, around }
    }

    /// A finished e-mail that stands alone, without a kit.
    pub fn finished(html: &str) -> Self {
        Self::new(html.to_owned(), Trace::default(), Arc::default(), &[])
    }

    /// Where a stretch of the HTML is in what somebody wrote.
    pub fn place(&self, span: Span) -> Place {
        self.trace.place(span).unwrap_or(Place { source: Source::Text, span })
    }
}
