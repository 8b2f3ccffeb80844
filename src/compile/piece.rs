use super::Trace;
use super::regions;
use crate::diag::{Place, Source};
use crate::html::Tree;
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
    /// What surrounds it.
    pub around: Arc<Surroundings>,
}

/// What surrounds a piece: the element that holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Surroundings {
    /// The element's name; `None` where the piece is a whole document.
    pub element: Option<String>,
}

impl Piece {
    /// A stretch of HTML. `holes` are stretches that are not looked into, besides the Liquid.
    pub fn new(html: String, trace: Trace, around: Arc<Surroundings>, holes: &[Span]) -> Self {
        let liquid = liquid::parse(&html).template;
        let mut masks = regions::masks(&liquid.nodes);
        masks.retain(|mask| !holes.iter().any(|hole| hole.overlaps(*mask)));
        masks.extend(holes);
        let tree = match &around.element {
            Some(element) => Tree::fragment(&html, element, &masks),
            None => Tree::document(&html, &masks),
        };
        Self { html, trace, liquid, tree, around }
    }

    /// A finished e-mail that stands alone, without a kit.
    pub fn finished(html: &str) -> Self {
        let around = Surroundings { element: None };
        Self::new(html.to_owned(), Trace::default(), Arc::new(around), &[])
    }

    /// Where a stretch of the HTML is in what somebody wrote.
    pub fn place(&self, span: Span) -> Place {
        self.trace.place(span).unwrap_or(Place { source: Source::Text, span })
    }
}
