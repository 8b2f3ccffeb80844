//! What rules look at, gathered from a piece in one walk over its tree.
//!
//! In: a [`Piece`] or a [`Line`]. Out: [`Facts`]: running text with its words, links, images, headings, inks. All
//! positions that rules see are stretches of the piece's HTML; [`Findings`](super::rule::Findings) maps them to what
//! somebody wrote.

pub mod access;
mod addresses;
mod amounts;
pub mod button;
mod gather;
mod image;
mod language_tags;
mod length;
mod lines;
mod looks;
mod nearness;
mod outlook;
mod plan;
mod prose;
mod reading;
mod reductions;
mod short;
mod signs;
mod spelled;
mod styles;
pub mod table;
mod tags;
pub mod tongue;
pub mod typography;
mod unit_price;
mod way_out;

pub use access::Access;
pub use addresses::Address;
pub use amounts::{Amount, AmountKind, amounts};
pub use image::{Image, ImageKind, ImageSource};
pub use language_tags::is_language;
pub use length::length;
pub use lines::Lines;
pub use nearness::nearness;
pub use outlook::{Conditional, End};
pub use plan::{Delivery, Hours, Plan};
pub use prose::{Prose, ProseKind};
pub use reading::{Sentence, emoji};
pub use reductions::{Reduction, reductions};
pub use short::Short;
pub use signs::Signs;
pub use spelled::{Reader, Spelled};
pub use styles::{Style, StyleSheet, Styles, Written};
pub use tags::{Reference, Tag};
pub use unit_price::{Unit, UnitPrice, unit_price, unit_prices};
pub use way_out::WayOut;

use super::Rulebook;
use super::clients::{Families, WORD};
use crate::compile::{Piece, Surroundings};
use crate::html::{Look, Looks, NodeId, NodeKind, Screen, Sheet, Tree};
use crate::liquid::Parsed;
use crate::liquid::uses::{Uses, uses};
use crate::render::Line;
use crate::text::{Span, places};
use std::cell::OnceCell;
use tongue::Tongues;

/// All that rules look at in one piece.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The HTML.
    pub html: &'a str,
    /// Its elements.
    pub tree: &'a Tree,
    /// The running text first, then the words of images and controls.
    pub prose: Vec<Prose<'a>>,
    /// Every link, in order.
    pub links: Vec<Link<'a>>,
    /// Every image and every picture behind something, in order.
    pub images: Vec<Image<'a>>,
    /// Every heading, in order.
    pub headings: Vec<Heading>,
    /// How each node looks.
    pub looks: &'a Looks,
    /// Every stretch of text with its colour and its ground, in order.
    pub inks: Vec<Ink<'a>>,
    /// What a screen reader makes of it.
    pub access: Access<'a>,
    piece: &'a Piece,
    tags: tags::Tags,
    styles: OnceCell<Styles<'a>>,
    /// Its own style sheet, where it is a document.
    sheet: OnceCell<Sheet>,
    phone: OnceCell<Option<Looks>>,
    conditional: OnceCell<Conditional>,
    tongues: OnceCell<Vec<Tongues>>,
    all_tongues: OnceCell<Tongues>,
    ways_out: OnceCell<Vec<WayOut>>,
    uses: OnceCell<Uses>,
}

/// A link.
#[derive(Debug)]
pub struct Link<'a> {
    /// The whole element.
    pub span: Span,
    /// The address, decoded; [`MASK`](crate::html::MASK) stands for Liquid that prints.
    pub href: &'a str,
    /// The address as it stands in the HTML, with its Liquid.
    pub written: &'a str,
    /// Where it stands in the HTML.
    pub href_span: Span,
    /// Its words.
    pub words: Prose<'a>,
    /// Whether a reader sees it: it has words or an image, and is not hidden.
    pub visible: bool,
    /// Whether it looks like a button.
    pub button: bool,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// The whole element.
    pub span: Span,
}

/// A stretch of text in its colour on its ground.
#[derive(Clone, Debug)]
pub struct Ink<'a> {
    /// The words.
    pub text: &'a str,
    /// Where they stand in the HTML.
    pub span: Span,
    /// How many characters its words have, each with a space.
    pub length: usize,
    pub(super) tree: &'a Tree,
    /// The text node.
    pub node: NodeId,
    /// How it looks.
    pub look: Look,
}

/// The Liquid of a text.
#[derive(Debug)]
pub struct LiquidPart<'a> {
    /// The text.
    pub source: &'a str,
    /// What it says, and what is wrong with it.
    pub parsed: &'a Parsed,
    pub(super) uses: OnceCell<Uses>,
}

impl LiquidPart<'_> {
    /// The data that it uses; found when it is first asked for.
    pub fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| uses(&self.parsed.template))
    }
}

/// Below this size, in pixels, text is hidden rather than small.
const LEAST_VISIBLE: f32 = 6.0;
/// Below this contrast text is hidden in the colour of its ground.
const LEAST_CONTRAST: f64 = 1.3;

impl<'a> Facts<'a> {
    /// What there is to look at in `piece`.
    pub fn of(piece: &'a Piece) -> Self {
        gather::gather(piece)
    }

    /// Finds all that is found when it is first asked for.
    pub(super) fn find_shared(&self, book: &Rulebook) {
        for prose in self.prose.iter().chain(self.links.iter().map(|link| &link.words)) {
            prose.terms(book);
            prose.signs();
            prose.amounts();
            prose.sentences(book.language.unwrap_or_default());
        }
        self.styles();
        self.conditional();
        self.references().count();
        self.access.exposed().count();
        self.access.by_id("");
        self.tongues_within(self.document().unwrap_or(self.tree.root()));
        self.ways_out(book);
        self.uses();
    }

    /// The document's element, where the piece is a document or its fixed part.
    pub fn document(&self) -> Option<NodeId> {
        let is_document = self.piece.around.element.is_none();
        self.tree.children(self.tree.root()).find(|id| self.tree.name(*id) == "html").filter(|_| is_document)
    }

    /// How it looks to readers who prefer dark, where its style sheet has rules for them.
    pub fn dark_looks(&self) -> Option<Looks> {
        self.looks_on(Screen::Dark, Sheet::knows_dark, &self.piece.around.dark)
    }

    /// How it looks on telephones, where its style sheet has rules for the size of text there; computed when it is first
    /// asked for.
    pub fn phone_looks(&self) -> Option<&Looks> {
        let on_phones = || self.looks_on(Screen::Phone, Sheet::sizes_on_phones, &self.piece.around.phone);
        self.phone.get_or_init(on_phones).as_ref()
    }

    fn looks_on(&self, screen: Screen, has_rules: fn(&Sheet) -> bool, around: &Look) -> Option<Looks> {
        let Surroundings { element, sheet, outside, .. } = &*self.piece.around;
        let sheet = match element {
            Some(_) => sheet,
            None => self.sheet.get_or_init(|| Sheet::of(self.tree)),
        };
        has_rules(sheet).then(|| Looks::within(self.tree, around, outside.as_ref(), sheet, screen))
    }

    /// Whether some of a stretch is not here, but in a unit of the form.
    pub fn has_hole(&self, span: Span) -> bool {
        self.piece.has_hole(span)
    }

    /// The start tag of an element; of one that no tag made, where it begins.
    pub fn tag(&self, id: NodeId) -> Span {
        let tag = self.tree.element(id).map(|element| element.start_tag).unwrap_or_default();
        if tag.is_empty() { Span::at(self.tree.node(id).span.start) } else { tag }
    }

    /// The document's element, where somebody wrote a whole document: with `<html>`, `<head>`, `<body>` or a doctype.
    /// A snippet has no head to put something into.
    pub fn written_document(&self) -> Option<NodeId> {
        let document = self.document()?;
        let tree = self.tree;
        let written = |id: NodeId| tree.element(id).is_some_and(|element| !element.is_implied());
        let doctype = tree.children(tree.root()).any(|id| matches!(tree.node(id).kind, NodeKind::Doctype));
        (doctype || written(document) || tree.children(document).any(written)).then_some(document)
    }

    /// Every declaration of the piece; found when they are first asked for.
    pub fn styles(&self) -> &Styles<'a> {
        self.styles.get_or_init(|| Styles::of(self))
    }

    /// What the words of a text node are written in.
    pub fn tongues(&self, node: NodeId) -> Tongues {
        let all = self.tongues.get_or_init(|| {
            let mut all = vec![Tongues::default(); self.tree.len()];
            for id in self.tree.descendants(self.tree.root()) {
                if let (NodeKind::Text(_), Some(tongues)) = (&self.tree.node(id).kind, all.get_mut(id.index())) {
                    *tongues = Tongues::of(self.tree.text(id));
                }
            }
            all
        });
        all.get(node.index()).copied().unwrap_or_default()
    }

    /// The links by which people unsubscribe; found when they are first asked for.
    pub fn ways_out(&self, book: &Rulebook) -> &[WayOut] {
        self.ways_out.get_or_init(|| way_out::ways_out(self, &book.policy.links.unsubscribe_hosts))
    }

    /// The data that the Liquid of the piece uses; found when it is first asked for.
    pub fn uses(&self) -> &Uses {
        self.uses.get_or_init(|| uses(&self.piece.liquid))
    }

    /// The comments with conditions; found when they are first asked for.
    pub fn conditional(&self) -> &Conditional {
        self.conditional.get_or_init(|| Conditional::of(self))
    }

    /// Which mail programs never read what stands here, because it is kept from them.
    pub fn unread(&self, place: Span) -> Families {
        if self.conditional().is_kept_from_outlook(place) { WORD } else { 0 }
    }

    /// Where Braze prints something of this name.
    pub fn printed(&self, name: &str) -> Vec<Span> {
        places(self.html, name).map(|at| Span::new(at, at + name.len())).collect()
    }

    /// Whether a reader sees every word of a stretch of a prose: it is neither hidden nor too small nor in the colour of
    /// its ground.
    pub fn is_visible(&self, prose: &Prose, part: Span) -> bool {
        prose.is_seen(part)
            && prose.nodes(part).map(|node| self.looks.get(node)).all(|look| {
                look.font_size >= LEAST_VISIBLE && look.contrast().is_none_or(|contrast| contrast >= LEAST_CONTRAST)
            })
    }

    /// Whether a reader can read every word of it without effort: in at least `size` pixels and with good contrast, on a
    /// telephone too. What is not shown there may have its like that is.
    pub fn is_legible(&self, prose: &Prose, part: Span, size: f32) -> bool {
        let legible = |look: &Look| {
            let enough = if look.is_large() { 3.0 } else { 4.5 };
            look.font_size >= size && look.contrast().is_none_or(|contrast| contrast >= enough)
        };
        let on_phones =
            |node| self.phone_looks().map(|looks| looks.get(node)).is_none_or(|look| look.hidden || legible(look));
        self.is_visible(prose, part) && prose.nodes(part).all(|node| legible(self.looks.get(node)) && on_phones(node))
    }

    /// Whether a stretch of a prose, or part of it, is struck through.
    pub fn is_struck(&self, prose: &Prose, part: Span) -> bool {
        let line_through = |id| {
            let style = self.tree.attribute(id, "style").unwrap_or_default();
            matches!(self.tree.name(id), "s" | "del" | "strike") || style.to_ascii_lowercase().contains("line-through")
        };
        prose.nodes(part).any(|node| self.tree.ancestors(node).any(line_through))
    }
}

/// The element that a text stands in as a block: the innermost that is not part of a line.
pub fn block_of(tree: &Tree, text: NodeId) -> NodeId {
    tree.ancestors(text).find(|id| !gather::is_inline(tree.name(*id))).unwrap_or(text)
}

impl Ink<'_> {
    /// Whether there is something to read: a separator or a bullet only decorates.
    pub fn says_something(&self) -> bool {
        self.text.contains(|c: char| c.is_alphanumeric() || c == crate::html::MASK)
    }

    /// Whether Braze's Liquid has a say in its colours.
    pub fn liquid_decides(&self) -> bool {
        looks::liquid_decides(self.tree, self.node)
    }

    /// Where its colour was written, in the HTML; see [`looks::colour_written`].
    pub fn colour_written(&self) -> Option<Span> {
        looks::colour_written(self.tree, self.node)
    }
}

impl<'a> Prose<'a> {
    /// What there is to read in `line`.
    pub fn of_line(line: &'a Line) -> Self {
        let kind = match line.part {
            crate::compile::Part::Subject => ProseKind::Subject,
            crate::compile::Part::Preheader => ProseKind::Preheader,
            crate::compile::Part::Html | crate::compile::Part::Text => ProseKind::Running,
            _ => ProseKind::Message,
        };
        let mut prose = Self::new(kind);
        prose.push_line(&line.text, &line.liquid.nodes);
        prose
    }
}
