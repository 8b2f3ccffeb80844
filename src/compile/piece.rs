//! HTML that is looked at as one, parsed, with its origins.

use super::regions;
use super::{Origin, Trace};
use crate::diag::{Place, Source};
use crate::html::{Look, Looks, NodeId, Outside, Screen, Sheet, Tree};
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
    /// Stretches that stand elsewhere: the units of a fixed part.
    pub holes: Vec<Span>,
}

/// What surrounds a piece.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The name of the element that holds it; `None` where the piece is a whole document.
    pub element: Option<String>,
    /// How text looks there.
    pub look: Look,
    /// How it looks there to readers who prefer dark.
    pub dark: Look,
    /// How it looks there on a telephone.
    pub phone: Look,
    /// The document's style sheet; a whole document has its own.
    pub sheet: Arc<Sheet>,
    /// The document's other elements, by which its style sheet decides too.
    pub outside: Option<Outside>,
}

impl Surroundings {
    /// What surrounds the stretch `hole` of the text that `tree` was parsed from; `looks` are those on a wide screen, in
    /// the dark, and on a telephone.
    pub fn of(tree: &Tree, looks: &[Looks; 3], sheet: &Arc<Sheet>, document: Option<&Outside>, hole: Span) -> Self {
        let holds = |id: &NodeId| {
            let node = tree.node(*id);
            let element = tree.element(*id).filter(|element| !element.is_implied());
            element.is_some_and(|element| element.inside(node.span).contains(hole))
        };
        let holder = tree.descendants(tree.root()).rfind(holds);
        let [look, dark, phone] =
            looks.each_ref().map(|looks| holder.map(|id| looks.get(id).clone()).unwrap_or_default());
        Self {
            element: Some(holder.map_or("body", |id| tree.name(id)).to_owned()),
            look,
            dark,
            phone,
            sheet: Arc::clone(sheet),
            outside: document.map(|document| document.around(holder, hole)),
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
                let looks = Looks::within(&tree, &around.look, around.outside.as_ref(), &around.sheet, Screen::Wide);
                (tree, looks)
            }
            None => {
                let tree = Tree::document(&html, &masks);
                let looks = Looks::of(&tree, &around.look, &Sheet::of(&tree), Screen::Wide);
                (tree, looks)
            }
        };
        Self { html, trace, liquid, tree, looks, around, holes: holes.to_vec() }
    }

    /// A finished e-mail that stands alone, without a kit.
    pub fn finished(html: &str) -> Self {
        Self::new(html.to_owned(), Trace::default(), Arc::default(), &[])
    }

    /// Whether it is a whole e-mail, not a part of a form.
    pub fn is_alone(&self) -> bool {
        self.around.element.is_none() && self.trace.stretches().is_empty()
    }

    /// Whether some of a stretch stands in a unit.
    pub fn has_hole(&self, span: Span) -> bool {
        let next = self.holes.partition_point(|hole| hole.end <= span.start);
        self.holes.get(next).is_some_and(|hole| span.contains(*hole))
    }

    /// Whether something of the template within a stretch printed nothing: a slot that is empty.
    pub fn has_gap(&self, span: Span) -> bool {
        let stretches = self.trace.stretches();
        let first = stretches.partition_point(|stretch| stretch.out.end <= span.start);
        let within =
            stretches.get(first..).unwrap_or_default().iter().take_while(|stretch| stretch.out.start < span.end);
        let mut before = None;
        within.into_iter().any(|stretch| {
            let Origin::Template { span, .. } = stretch.origin else {
                before = None;
                return false;
            };
            let gap = before.is_some_and(|before| before < span.start);
            before = Some(span.end);
            gap
        })
    }

    /// Where a stretch of the HTML is in what somebody wrote.
    pub fn place(&self, span: Span) -> Place {
        self.trace.place(span).unwrap_or(Place { source: Source::Text, span })
    }
}
