//! Markdown as a document.

use super::{Block, Document, Inline, InlineKind, Link, List, Mapped, Marks};
use crate::html::normalise;
use crate::markdown::lift::{Lifted, is_private, lift};
use crate::markdown::{MergeTag, MergeTags};
use crate::order;
use crate::text::Span;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// More is not read: the pipeline refuses it.
const MAX_EVENTS: usize = 20_000;
const MAX_DEPTH: usize = 32;

/// The document of an author's Markdown, and where each stretch of it is. `known` says which merge tags there are.
///
/// What the editor does not have (tables, quotations, HTML) comes as words.
pub fn to_document(markdown: &str, known: &dyn Fn(&str) -> bool) -> (Document, Vec<Mapped>) {
    let mut document = parse(markdown, known).normal();
    let map = document.place();
    (document, map)
}

/// As it is written; see [`Document::normal`].
pub(super) fn parse(markdown: &str, known: &dyn Fn(&str) -> bool) -> Document {
    let tags = tags(markdown, known);
    let lifted = lift(markdown, &tags, false);
    let mut reader = Reader { lifted: &lifted, stack: vec![Open::new(Kind::Document)], marks: Vec::new(), depth: 0 };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(&lifted.text, options).into_offset_iter();
    for (event, range) in events.take(MAX_EVENTS) {
        reader.event(event, range.into());
    }
    while reader.stack.len() > 1 {
        reader.close();
    }
    Document { blocks: reader.stack.pop().map(|document| document.blocks).unwrap_or_default() }
}

/// Every name in the text that `known` says is a merge tag.
fn tags(markdown: &str, known: &dyn Fn(&str) -> bool) -> MergeTags {
    let names = markdown.split("{{").skip(1).filter_map(|part| part.split_once("}}")).map(|(name, _)| name.trim());
    let known = names.filter(|name| known(name));
    order::map(known.map(|name| (name.to_owned(), MergeTag { text: String::new(), url: None })))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Document,
    Paragraph,
    Heading(u8),
    List(Option<u32>),
    Item,
    /// Not in the editor: what it holds comes in its place.
    Through,
}

/// An open block.
struct Open {
    kind: Kind,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    items: Vec<Vec<Block>>,
    /// A paragraph stood in an item: the list is loose.
    loose: bool,
}

impl Open {
    const fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new(), items: Vec::new(), loose: false }
    }

    /// Words that no block holds are a paragraph.
    fn settle(&mut self) {
        let words = std::mem::take(&mut self.inlines);
        if !words.is_empty() {
            self.blocks.push(Block::Paragraph(words));
        }
    }
}

struct Reader<'a> {
    lifted: &'a Lifted<'a>,
    stack: Vec<Open>,
    marks: Vec<Marks>,
    depth: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.depth <= MAX_DEPTH {
                    self.start(tag);
                }
            }
            Event::End(tag) => {
                if self.depth <= MAX_DEPTH {
                    self.end(tag);
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) => self.words(&text, span),
            Event::Code(text) => {
                let inside = span.of(&self.lifted.text).find(&*text);
                let start = inside.map_or(span, |at| Span::new(span.start + at, span.start + at + text.len()));
                self.words(&text, start);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.words(&text, span),
            Event::SoftBreak => self.push(InlineKind::Text(" ".to_owned()), span),
            Event::HardBreak => self.push(InlineKind::Break, span),
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind) {
        if let Some(holder) = self.stack.last_mut() {
            if kind == Kind::Paragraph && holder.kind == Kind::Item {
                holder.loose = true;
            }
            holder.settle();
        }
        self.stack.push(Open::new(kind));
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.open(Kind::Paragraph),
            Tag::Heading { level, .. } => self.open(Kind::Heading(if level > HeadingLevel::H2 { 3 } else { 2 })),
            Tag::List(first) => {
                self.open(Kind::List(first.map(|first| u32::try_from(first).unwrap_or(1))));
            }
            Tag::Item => self.open(Kind::Item),
            Tag::CodeBlock(_) | Tag::TableRow | Tag::TableHead => self.open(Kind::Paragraph),
            Tag::TableCell => {
                if self.stack.last().is_some_and(|row| !row.inlines.is_empty()) {
                    self.push(InlineKind::Text(" | ".to_owned()), Span::at(0));
                }
            }
            Tag::Emphasis => self.mark(|marks| marks.em = true),
            Tag::Strong => self.mark(|marks| marks.strong = true),
            Tag::Link { link_type, dest_url, title, .. } => {
                let href = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let href = self.written(&href);
                let title = Some(self.written(&title)).filter(|title| !title.is_empty());
                self.mark(|marks| marks.link = Some(Link { href, title }));
            }
            Tag::Strikethrough | Tag::Image { .. } => self.mark(|_| {}),
            _ => self.open(Kind::Through),
        }
    }

    fn mark(&mut self, change: impl FnOnce(&mut Marks)) {
        let mut marks = self.marks.last().cloned().unwrap_or_default();
        change(&mut marks);
        self.marks.push(marks);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Strikethrough | TagEnd::Image => {
                self.marks.pop();
            }
            TagEnd::TableCell => {}
            _ => self.close(),
        }
    }

    fn close(&mut self) {
        let Some(mut done) = self.stack.pop() else { return };
        let Some(holder) = self.stack.last_mut() else {
            self.stack.push(done);
            return;
        };
        match done.kind {
            Kind::Paragraph => holder.blocks.push(Block::Paragraph(done.inlines)),
            Kind::Heading(level) => holder.blocks.push(Block::Heading(level, done.inlines)),
            Kind::List(first) => {
                holder.blocks.push(Block::List(List { first, tight: !done.loose, items: done.items }));
            }
            Kind::Item => {
                done.settle();
                holder.loose |= done.loose;
                holder.items.push(done.blocks);
            }
            Kind::Through | Kind::Document => {
                done.settle();
                holder.blocks.append(&mut done.blocks);
            }
        }
    }

    fn push(&mut self, kind: InlineKind, span: Span) {
        let marks = self.marks.last().cloned().unwrap_or_default();
        let source = self.lifted.shifts.span(span);
        if let Some(open) = self.stack.last_mut() {
            open.inlines.push(Inline { kind, marks, at: 0, source });
        }
    }

    /// Words, with the merge tags in them.
    fn words(&mut self, text: &str, span: Span) {
        let linear = span.of(&self.lifted.text) == text;
        let mut at = 0;
        for (start, c) in text.char_indices().filter(|(_, c)| is_private(*c)) {
            let part = |from: usize, to: usize| if linear { Span::new(from, to).shift(span.start) } else { span };
            self.plain(text.get(at..start).unwrap_or_default(), part(at, start));
            at = start + c.len_utf8();
            if let Some((name, _)) = self.lifted.tag(c) {
                self.push(InlineKind::MergeTag(name.to_owned()), part(start, at));
            }
        }
        let rest = if linear { Span::new(at, text.len()).shift(span.start) } else { span };
        self.plain(text.get(at..).unwrap_or_default(), rest);
    }

    fn plain(&mut self, text: &str, span: Span) {
        let clean = normalise(text);
        if !clean.is_empty() {
            self.push(InlineKind::Text(clean.into_owned()), span);
        }
    }

    /// An address or a title with its merge tags as they are written.
    fn written(&self, text: &str) -> String {
        if !text.contains(is_private) {
            return text.to_owned();
        }
        let mut written = String::new();
        for c in text.chars() {
            match self.lifted.tag(c) {
                Some((name, _)) => written.push_str(&format!("{{{{{name}}}}}")),
                None => written.push(c),
            }
        }
        written
    }
}
