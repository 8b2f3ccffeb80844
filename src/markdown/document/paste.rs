//! What was pasted, as a document: cleaned before anything looks at it.

use super::{Block, Document, Inline, InlineKind, Link, List, Marks};
use crate::html::{Address, NodeId, NodeKind, Tree, normalise, sanitise};
use crate::markdown::allowed::Allowed;

/// More pasted HTML than this is cut: twice what a slot holds, and what word processors add.
const MAX_PASTE: usize = 512 * 1024;

/// Pasted HTML as a document of what the slot allows. Whatever it held, only words, formatting and links are left.
///
/// ```
/// use countersign::markdown::{Allowed, clean_paste, from_document};
/// let html = "<b style='x'>a</b><script>b</script><ul><li>c <a href='javascript:d'>e</a></ul>";
/// assert_eq!(from_document(&clean_paste(html, &Allowed::EDITOR), &|_| false).0, "**a**\n\n- c e");
/// ```
pub fn clean_paste(html: &str, allowed: &Allowed) -> Document {
    let cut = html.char_indices().take_while(|(at, _)| *at < MAX_PASTE).last().map_or(0, |(at, c)| at + c.len_utf8());
    // `b` and `i` are not on the list of what goes out, but they are what people paste.
    let renamed = renamed(html.get(..cut).unwrap_or_default());
    let clean = sanitise(&renamed);
    let tree = Tree::fragment(&clean, "body", &[]);
    let mut reader = Reader { tree: &tree, allowed };
    Document { blocks: reader.blocks(tree.root(), &Marks::default(), 0) }.normal()
}

/// `<b>` and `<i>` as `<strong>` and `<em>`. Whatever comes of it is sanitised.
fn renamed(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push('<');
        let (slash, name) = after.strip_prefix('/').map_or(("", after), |name| ("/", name));
        out.push_str(slash);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, tail) = name.split_at_checked(length).unwrap_or((name, ""));
        out.push_str(match name.to_ascii_lowercase().as_str() {
            "b" => "strong",
            "i" => "em",
            _ => name,
        });
        rest = tail;
    }
    out.push_str(rest);
    out
}

struct Reader<'a> {
    tree: &'a Tree,
    allowed: &'a Allowed,
}

/// Levels that a paste is followed into.
const MAX_LEVEL: usize = 40;

impl Reader<'_> {
    /// The blocks within a node; words between them are paragraphs.
    fn blocks(&mut self, holder: NodeId, marks: &Marks, level: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut words: Vec<Inline> = Vec::new();
        for id in self.tree.children(holder) {
            let name = self.tree.name(id);
            if is_inline(name) && !self.holds_blocks(id) {
                self.inlines(id, marks, level + 1, &mut words);
                continue;
            }
            settle(&mut words, &mut blocks);
            if level < MAX_LEVEL {
                self.block(id, name, marks, level, &mut blocks);
            }
        }
        settle(&mut words, &mut blocks);
        blocks
    }

    fn block(&mut self, id: NodeId, name: &str, marks: &Marks, level: usize, blocks: &mut Vec<Block>) {
        let heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        if heading || name == "p" {
            let mut words = Vec::new();
            self.inlines(id, marks, level + 1, &mut words);
            blocks.push(match heading && self.allowed.headings.is_some() {
                true => Block::Heading(if matches!(name, "h1" | "h2") { 2 } else { 3 }, words),
                false => Block::Paragraph(words),
            });
            return;
        }
        if matches!(name, "ul" | "ol") && self.allowed.lists {
            let is_item = |id: &NodeId| self.tree.name(*id) == "li";
            let items: Vec<NodeId> = self.tree.children(id).filter(is_item).collect();
            let items = items.into_iter().map(|item| self.blocks(item, marks, level + 1)).collect();
            blocks.push(Block::List(List { first: (name == "ol").then_some(1), tight: true, items }));
            return;
        }
        let mut marks = marks.clone();
        self.add(id, &mut marks);
        blocks.append(&mut self.blocks(id, &marks, level + 1));
    }

    fn inlines(&mut self, id: NodeId, marks: &Marks, level: usize, words: &mut Vec<Inline>) {
        match &self.tree.node(id).kind {
            NodeKind::Text(_) => {
                let text = normalise(self.tree.text(id)).replace(['\n', '\r', '\t'], " ");
                // White space in HTML is one space.
                let mut one = String::with_capacity(text.len());
                for c in text.chars() {
                    if c != ' ' || !one.ends_with(' ') {
                        one.push(c);
                    }
                }
                words.push(Inline::new(InlineKind::Text(one), marks.clone()));
            }
            NodeKind::Element(element) if element.name() == "br" => {
                words.push(Inline::new(InlineKind::Break, Marks::default()))
            }
            NodeKind::Element(element) if element.name() == "img" => {
                let alt = self.tree.attribute(id, "alt").unwrap_or_default().to_owned();
                words.push(Inline::new(InlineKind::Text(normalise(&alt).into_owned()), marks.clone()));
            }
            NodeKind::Element(_) if level < MAX_LEVEL => {
                let mut marks = marks.clone();
                self.add(id, &mut marks);
                let inner: Vec<NodeId> = self.tree.children(id).collect();
                for child in inner {
                    self.inlines(child, &marks, level + 1, words);
                }
            }
            _ => {}
        }
    }

    fn add(&self, id: NodeId, marks: &mut Marks) {
        match self.tree.name(id) {
            "strong" => marks.strong |= self.allowed.bold,
            "em" => marks.em |= self.allowed.italic,
            "a" if self.allowed.links => {
                let href = self.tree.attribute(id, "href").filter(|href| Address::parse(href).is_ok());
                let title = self.tree.attribute(id, "title").map(|title| normalise(title).into_owned());
                marks.link =
                    href.map(|href| Link { href: href.to_owned(), title: title.filter(|title| !title.is_empty()) });
            }
            _ => {}
        }
    }

    /// Word processors put whole paragraphs into `<b>`.
    fn holds_blocks(&self, id: NodeId) -> bool {
        self.tree.element(id).is_some() && self.tree.children(id).any(|child| !is_inline(self.tree.name(child)))
    }
}

fn settle(words: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !words.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(words)));
    }
}

/// Text has no name.
fn is_inline(name: &str) -> bool {
    matches!(name, "" | "a" | "strong" | "em" | "del" | "code" | "br" | "img")
}
