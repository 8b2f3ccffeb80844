//! One walk over a piece's tree.

use super::access::Access;
use super::image::urls;
use super::{Facts, Heading, Image, Ink, Link, Prose, ProseKind};
use crate::compile::Piece;
use crate::html::{Looks, MASK, NodeId, NodeKind, Step, Tree};
use crate::text::{BLOCK_END, Span};

/// Elements that stand in a line of text; all others begin and end a block.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "img"
            | "amp-img"
    )
}

/// Attributes whose words are read out or shown.
fn has_words(attribute: &str) -> bool {
    matches!(attribute, "alt" | "title" | "aria-label" | "placeholder" | "summary")
}

struct Gatherer<'a> {
    piece: &'a Piece,
    tree: &'a Tree,
    running: Prose<'a>,
    facts: Facts<'a>,
    /// The link that is open, and whether anything to see is in it.
    link: Option<Link<'a>>,
    heading: Option<(NodeId, Heading)>,
}

pub(super) fn gather(piece: &Piece) -> Facts<'_> {
    let tree = &piece.tree;
    let facts = Facts {
        html: &piece.html,
        tree,
        piece,
        tags: Default::default(),
        access: Access::of(piece),
        prose: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        headings: Vec::new(),
        looks: &piece.looks,
        inks: Vec::new(),
        styles: Default::default(),
        sheet: Default::default(),
        phone: Default::default(),
        conditional: Default::default(),
        tongues: Default::default(),
        all_tongues: Default::default(),
        ways_out: Default::default(),
        uses: Default::default(),
    };
    let running = Prose::new(ProseKind::Running);
    let mut gatherer = Gatherer { piece, tree, running, facts, link: None, heading: None };
    let mut skip = None;
    for step in tree.walk(tree.root()) {
        match step {
            Step::Enter(id) if skip.is_none() => {
                if matches!(tree.name(id), "script" | "style" | "title" | "head" | "template") {
                    gatherer.apart(id);
                    skip = (tree.name(id) != "head").then_some(id);
                } else {
                    gatherer.enter(id);
                }
            }
            Step::Enter(_) => {}
            Step::Leave(id) if skip == Some(id) => skip = None,
            Step::Leave(_) if skip.is_some() => {}
            Step::Leave(id) => gatherer.leave(id),
        }
    }
    gatherer.finish()
}

impl<'a> Gatherer<'a> {
    /// A style sheet: only its pictures are of interest.
    fn apart(&mut self, id: NodeId) {
        if self.tree.name(id) != "style" {
            return;
        }
        for inner in self.tree.children(id) {
            let sources: Vec<_> = urls(self.tree.text(inner), |part| self.tree.origin(inner, part))
                .into_iter()
                .filter(|source| !is_font(&source.url))
                .collect();
            if !sources.is_empty() {
                let tag = self.tree.element(id).map(|element| element.start_tag).unwrap_or_default();
                self.facts.images.push(Image::background(tag, None, sources));
            }
        }
    }

    fn enter(&mut self, id: NodeId) {
        match &self.tree.node(id).kind {
            NodeKind::Element(_) => self.enter_element(id),
            NodeKind::Text(_) => self.text(id),
            NodeKind::Comment(_) => {
                if let Some(inside) = self.tree.outlook_only(id) {
                    self.facts.images.extend(Image::in_comment(&self.piece.html, inside));
                }
            }
            NodeKind::Document | NodeKind::Doctype => {}
        }
    }

    fn enter_element(&mut self, id: NodeId) {
        let tree = self.tree;
        let Some(element) = tree.element(id) else { return };
        let name = element.name();
        let hidden = self.facts.looks.get(id).hidden;
        if name == "br" {
            self.running.end_block(' ', element.start_tag.end);
        } else if !is_inline(name) {
            self.running.end_block(BLOCK_END, element.start_tag.start);
        }
        if let Some(image) = Image::of_element(&self.piece.html, tree, id, hidden) {
            if let Some(link) = &mut self.link {
                link.visible |= !image.hidden && !image.tiny;
            }
            self.facts.images.push(image);
        }
        self.facts.images.extend(Image::behind(tree, id));
        for attribute in &element.attributes {
            if has_words(attribute.name()) && !tree.value(attribute).trim().is_empty() {
                let mut aside = Prose::new(ProseKind::Aside);
                aside.push_attribute(tree, attribute, !hidden);
                self.facts.prose.push(aside);
            }
        }
        if name == "a"
            && let Some(href) = element.attribute("href")
        {
            self.facts.links.extend(self.link.take());
            self.link = Some(Link {
                span: tree.node(id).span,
                href: tree.value(href),
                written: href.value.span().of(&self.piece.html),
                href_span: href.value.span(),
                words: Prose::new(ProseKind::Link),
                visible: false,
                button: is_button(tree, self.facts.looks, id),
            });
        }
        if let Some(level) = level(name) {
            let heading = Heading { level, text: tree.text_within(id), span: tree.node(id).span };
            self.heading = Some((id, heading));
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some(element) = self.tree.element(id) else { return };
        let name = element.name();
        if !is_inline(name) {
            self.running.end_block(BLOCK_END, self.tree.node(id).span.end);
        }
        if name == "a" && self.link.as_ref().is_some_and(|link| link.span == self.tree.node(id).span) {
            self.facts.links.extend(self.link.take());
        }
        if self.heading.as_ref().is_some_and(|(open, _)| *open == id) {
            self.facts.headings.extend(self.heading.take().map(|(_, heading)| heading));
        }
    }

    fn text(&mut self, id: NodeId) {
        let text = self.tree.text(id);
        let look = self.facts.looks.get(id).clone();
        let blank = text.chars().all(char::is_whitespace);
        let seen = !look.hidden;
        self.running.push_node(self.tree, id, seen);
        if let Some(link) = &mut self.link {
            link.words.push_node(self.tree, id, seen);
            link.visible |= seen && !blank;
        }
        if seen && !blank && text.chars().any(|c| !c.is_whitespace() && (c == MASK || !is_filler(c))) {
            let start = text.len() - text.trim_start().len();
            let span = self.tree.origin(id, Span::new(start, text.trim_end().len()));
            let text = text.trim();
            let length = text.split_whitespace().map(|word| word.chars().count() + 1).sum();
            self.facts.inks.push(Ink { text, span, length, tree: self.tree, node: id, look });
        }
    }

    fn finish(mut self) -> Facts<'a> {
        self.facts.links.extend(self.link.take());
        self.facts.headings.extend(self.heading.take().map(|(_, heading)| heading));
        self.facts.prose.insert(0, self.running);
        self.facts
    }
}

/// Whether a link looks like a button: it is painted, or the cell that holds nothing else, or it says so itself.
fn is_button(tree: &Tree, looks: &Looks, link: NodeId) -> bool {
    let class = tree.attribute(link, "class").unwrap_or_default().to_ascii_lowercase();
    if class.contains("button") || class.contains("btn") || tree.attribute(link, "role") == Some("button") {
        return true;
    }
    let ground = |id: Option<NodeId>| id.map(|id| looks.get(id).background);
    let holder = tree.node(link).parent;
    if tree.node(link).first_child.is_some() && ground(Some(link)) != ground(holder) {
        return true;
    }
    let Some(cell) = holder.filter(|id| tree.name(*id) == "td") else { return false };
    let alone = tree
        .children(cell)
        .all(|child| child == link || tree.text(child).trim().is_empty() && tree.element(child).is_none());
    let around = tree.ancestors(cell).find(|id| tree.name(*id) == "table");
    alone && ground(Some(cell)) != ground(around)
}

fn level(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

/// Characters that fill a preheader or a cell without being seen.
const fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2007}' | '\u{2060}' | '\u{feff}' | '\u{2800}'
    )
}

/// Whether an address in a style sheet is that of a font.
fn is_font(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".woff", ".woff2", ".ttf", ".otf", ".eot", ".css"].iter().any(|end| path.ends_with(end))
        || path.contains("fonts.googleapis.com")
}
