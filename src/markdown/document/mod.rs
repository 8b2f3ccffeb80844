//! The editor's document: what an author sees, as ProseMirror keeps it, and the Markdown that it stands for.
//!
//! In: Markdown, or the JSON of a document. Out: the other one, with the way between their positions. Printing and
//! parsing again gives the same document, but for what Markdown cannot say (empty paragraphs, spaces at the edges).

mod json;
mod normal;
mod parse;
mod paste;
mod print;
#[cfg(test)]
mod tests;

pub use json::DocumentError;
pub use parse::to_document;
pub use paste::clean_paste;
pub use print::from_document;

use crate::text::Span;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading of level 2 or 3.
    Heading(u8, Vec<Inline>),
    /// A list.
    List(List),
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The number of its first item, where it is numbered.
    pub first: Option<u32>,
    /// Whether its items stand close together.
    pub tight: bool,
    /// Its items.
    pub items: Vec<Vec<Block>>,
}

/// A stretch of words, a line break, or a merge tag.
#[derive(Clone, Debug)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// How it is formatted.
    pub marks: Marks,
    /// Its position in the document, as ProseMirror counts.
    at: usize,
    /// Its place in the Markdown.
    source: Span,
}

/// What stands in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InlineKind {
    /// Words.
    Text(String),
    /// A line break.
    Break,
    /// A merge tag, by name.
    MergeTag(String),
}

/// Formatting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Bold.
    pub strong: bool,
    /// Italic.
    pub em: bool,
    /// A link.
    pub link: Option<Link>,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its title.
    pub title: Option<String>,
}

/// A stretch of the document and of the Markdown. Of equal length (in UTF-16), they agree character by character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    /// ProseMirror's position before it.
    pub from: usize,
    /// ProseMirror's position after it.
    pub to: usize,
    /// In the Markdown, in bytes.
    pub source: Span,
}

/// Positions do not make two stretches different.
impl PartialEq for Inline {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.marks == other.marks
    }
}

impl Eq for Inline {}

impl Inline {
    /// Somewhere yet to be found out.
    pub(super) fn new(kind: InlineKind, marks: Marks) -> Self {
        Self { kind, marks, at: 0, source: Span::at(0) }
    }

    /// How many positions it takes.
    fn size(&self) -> usize {
        match &self.kind {
            InlineKind::Text(text) => text.chars().map(char::len_utf16).sum(),
            InlineKind::Break | InlineKind::MergeTag(_) => 1,
        }
    }
}

impl Document {
    /// Numbers everything as ProseMirror does, and tells where each stretch is in the Markdown.
    fn place(&mut self) -> Vec<Mapped> {
        let mut map = Vec::new();
        let mut at = 0;
        place(&mut self.blocks, &mut at, &mut map);
        map
    }
}

/// Levels of lists in lists; the pipeline refuses twice as many.
const MAX_LEVEL: usize = 12;

fn place(blocks: &mut [Block], at: &mut usize, map: &mut Vec<Mapped>) {
    for block in blocks {
        *at += 1;
        match block {
            Block::Paragraph(content) | Block::Heading(_, content) => {
                for inline in content {
                    inline.at = *at;
                    *at += inline.size();
                    map.push(Mapped { from: inline.at, to: *at, source: inline.source });
                }
            }
            Block::List(list) => {
                for item in &mut list.items {
                    *at += 1;
                    if item.is_empty() {
                        // ProseMirror puts an empty paragraph there.
                        *at += 2;
                    }
                    place(item, at, map);
                    *at += 1;
                }
            }
        }
        *at += 1;
    }
}
