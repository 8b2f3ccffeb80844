//! The document as Markdown.

use super::normal::{lines, needs_blank};
use super::{Block, Document, Inline, InlineKind, Link, List, Mapped, Marks};
use crate::order;
use crate::text::Span;

/// The Markdown of a document, and where each stretch of the document is in it. `known` says which merge tags there
/// are: words that only look like one are kept apart from it.
///
/// ```
/// use countersign::markdown::{Document, from_document};
/// let json = serde_json::json!({ "type": "doc", "content": [{ "type": "paragraph", "content": [
///     { "type": "text", "text": "2 * " }, { "type": "text", "text": "3", "marks": [{ "type": "strong" }] },
/// ] }] });
/// let document = Document::from_json(&json).expect("a document");
/// assert_eq!(from_document(&document, &|_| false).0, "2 \\* **3**");
/// ```
pub fn from_document(document: &Document, known: &dyn Fn(&str) -> bool) -> (String, Vec<Mapped>) {
    let mut normal = document.clone().normal();
    let mut printed = (String::new(), Vec::new());
    // Marks beside punctuation can come apart. Then the characters beside them are spelled as references; a merge tag
    // cannot be, so punctuation right beside one may lose its marks; at the very last, all do.
    for attempt in 0..4 {
        match attempt {
            2 => lines(&mut normal.blocks, &mut |content| unmark_beside_tags(content)),
            3 => lines(&mut normal.blocks, &mut |content| content.iter_mut().for_each(unmark)),
            _ => {}
        }
        printed = print(&normal, known, attempt > 0);
        if super::parse::parse(&printed.0, known).normal().to_json() == normal.to_json() {
            break;
        }
    }
    printed
}

fn unmark(inline: &mut Inline) {
    (inline.marks.strong, inline.marks.em) = (false, false);
}

fn unmark_beside_tags(content: &mut [Inline]) {
    let is_tag = |inline: Option<&Inline>| inline.is_some_and(|inline| matches!(inline.kind, InlineKind::MergeTag(_)));
    let beside: Vec<bool> = (0..content.len())
        .map(|index| {
            is_tag(index.checked_sub(1).and_then(|index| content.get(index))) || is_tag(content.get(index + 1))
        })
        .collect();
    for (inline, beside) in content.iter_mut().zip(beside) {
        if beside && matches!(&inline.kind, InlineKind::Text(text) if !text.chars().all(char::is_alphanumeric)) {
            unmark(inline);
        }
    }
}

fn print(document: &Document, known: &dyn Fn(&str) -> bool, careful: bool) -> (String, Vec<Mapped>) {
    let mut printer =
        Printer { out: String::new(), map: Vec::new(), known, careful, indent: String::new(), fresh: true };
    printer.blocks(&document.blocks, true);
    (printer.out, printer.map)
}

struct Printer<'a> {
    out: String,
    map: Vec<Mapped>,
    known: &'a dyn Fn(&str) -> bool,
    careful: bool,
    indent: String,
    /// Nothing stands in this line yet but indents and list marks.
    fresh: bool,
}

impl Printer<'_> {
    fn line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.indent);
        self.fresh = true;
    }

    /// The blocks, with a blank line between where `apart` or where they would run together.
    fn blocks(&mut self, blocks: &[Block], apart: bool) {
        let mut lists = 0usize;
        for (index, block) in blocks.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|index| blocks.get(index));
            if let Some(before) = before {
                if apart || needs_blank(before, block) {
                    let length = self.out.trim_end_matches(' ').len();
                    self.out.truncate(length);
                    self.out.push('\n');
                }
                self.line();
            }
            match block {
                Block::Paragraph(content) => self.inlines(content),
                Block::Heading(level, content) => {
                    self.out.push_str(if *level > 2 { "### " } else { "## " });
                    self.fresh = false;
                    self.inlines(content);
                }
                Block::List(list) => {
                    // A list right after another of its kind takes the other mark, or they would be one.
                    let follows =
                        matches!(before, Some(Block::List(other)) if other.first.is_some() == list.first.is_some());
                    lists = if follows { lists + 1 } else { 0 };
                    self.list(list, lists % 2 == 1);
                }
            }
        }
    }

    fn list(&mut self, list: &List, other: bool) {
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                if !list.tight {
                    self.out.push('\n');
                }
                self.line();
            }
            let mark = match (list.first, other) {
                (Some(first), false) => format!("{}. ", first as usize + index),
                (Some(first), true) => format!("{}) ", first as usize + index),
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
            };
            let outer = self.indent.len();
            self.indent.extend(std::iter::repeat_n(' ', mark.len()));
            self.out.push_str(&mark);
            self.fresh = true;
            self.blocks(item, !list.tight);
            self.indent.truncate(outer);
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        let mut open: Vec<Mark> = Vec::new();
        for (index, inline) in content.iter().enumerate() {
            let wanted = wanted(content, index, self.careful);
            let keep = open.iter().take_while(|mark| wanted.contains(mark)).count();
            while open.len() > keep {
                if let Some(mark) = open.pop() {
                    self.close(&mark);
                }
            }
            for mark in wanted {
                if !open.contains(&mark) {
                    self.open(&mark);
                    open.push(mark);
                }
            }
            let beside = |index: Option<usize>| {
                index.and_then(|i| content.get(i)).is_none_or(|other| other.marks != inline.marks)
            };
            let edges = (beside(index.checked_sub(1)), beside(Some(index + 1)));
            let ahead = ahead(content.get(index + 1..).unwrap_or_default(), &inline.marks);
            self.inline(inline, edges, &ahead);
        }
        while let Some(mark) = open.pop() {
            self.close(&mark);
        }
    }

    fn open(&mut self, mark: &Mark) {
        match mark {
            Mark::Link(_) => {
                // `!` before a link would make it an image.
                if self.out.ends_with('!') {
                    self.out.pop();
                    self.out.push_str("\\!");
                }
                self.out.push('[');
            }
            Mark::Strong => self.out.push_str("**"),
            Mark::Em(delimiter) => self.out.push(*delimiter),
        }
        self.fresh = false;
    }

    fn close(&mut self, mark: &Mark) {
        match mark {
            Mark::Link(link) => {
                self.out.push_str("](");
                address(&link.href, &mut self.out);
                if let Some(title) = &link.title {
                    self.out.push_str(" \"");
                    for c in title.chars() {
                        match c {
                            '"' | '\\' | '&' | '<' | '`' => self.out.extend(['\\', c]),
                            '\n' | '\r' => self.out.push(' '),
                            c => self.out.push(c),
                        }
                    }
                    self.out.push('"');
                }
                self.out.push(')');
            }
            Mark::Strong => self.out.push_str("**"),
            Mark::Em(delimiter) => self.out.push(*delimiter),
        }
    }

    fn inline(&mut self, inline: &Inline, edges: (bool, bool), ahead: &str) {
        let start = self.out.len();
        match &inline.kind {
            InlineKind::Break => {
                self.out.push('\\');
                self.line();
                self.mapped(inline.at, inline.at + 1, start);
            }
            InlineKind::MergeTag(name) => {
                self.out.push_str(TAG);
                self.out.push_str(name);
                self.out.push_str(" }}");
                self.fresh = false;
                self.mapped(inline.at, inline.at + 1, start);
            }
            InlineKind::Text(text) => self.text(text, inline.at, edges, ahead),
        }
    }

    fn mapped(&mut self, from: usize, to: usize, start: usize) {
        let source = Span::new(start, self.out.len());
        match self.map.last_mut() {
            // Plain characters run together.
            Some(last)
                if last.to == from && last.source.end == start && is_linear(&self.out, last, from, to, source) =>
            {
                (last.to, last.source.end) = (to, source.end);
            }
            _ => self.map.push(Mapped { from, to, source }),
        }
    }

    fn text(&mut self, text: &str, mut at: usize, edges: (bool, bool), ahead: &str) {
        let all = format!("{text}{ahead}");
        for (index, c) in text.char_indices() {
            let end = index + c.len_utf8();
            let start = self.out.len();
            let is_edge = (index == 0 && edges.0) || (end == text.len() && edges.1);
            // A brace right before a merge tag would be read as one of its own.
            let before_tag = c == '{' && end == text.len() && ahead.starts_with(TAG);
            if before_tag || (self.careful && is_edge && c != ' ') {
                self.out.push_str(&format!("&#{};", c as u32));
            } else {
                if self.needs_escape(c, all.get(end..).unwrap_or_default()) {
                    self.out.push('\\');
                }
                self.out.push(c);
            }
            self.fresh &= c.is_ascii_digit();
            self.mapped(at, at + c.len_utf16(), start);
            at += c.len_utf16();
        }
    }

    /// Whether a character would mean something.
    fn needs_escape(&self, c: char, after: &str) -> bool {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' => true,
            '&' => is_reference(after),
            '{' => after.starts_with('{') && self.looks_known(after),
            '!' => after.starts_with('['),
            '#' => true,
            '>' | '-' | '+' | '=' | '|' | ':' => self.fresh,
            // `1.` at the start of a line.
            '.' | ')' => self.fresh && self.digits_before(),
            _ => false,
        }
    }

    fn digits_before(&self) -> bool {
        self.out.ends_with(|c: char| c.is_ascii_digit())
    }

    /// `{{ name }}` of a merge tag that there is; also where more text follows in the next stretch.
    fn looks_known(&self, rest: &str) -> bool {
        let inside = rest.trim_start_matches('{');
        match inside.split_once("}}") {
            Some((name, _)) => (self.known)(name.trim()),
            None => inside.len() < 100,
        }
    }
}

/// Whether a `&` before this would begin a character reference.
fn is_reference(after: &str) -> bool {
    let length = after.bytes().take(40).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    length > 0 && after.as_bytes().get(length) == Some(&b';')
}

/// How a merge tag begins.
const TAG: &str = "{{ ";

/// The words that follow under the same marks, as far as one must look.
fn ahead(content: &[Inline], marks: &Marks) -> String {
    let mut ahead = String::new();
    for inline in content.iter().take_while(|inline| inline.marks == *marks) {
        match &inline.kind {
            InlineKind::Text(text) if ahead.len() < 110 => ahead.push_str(text),
            InlineKind::MergeTag(_) => {
                ahead.push_str(TAG);
                break;
            }
            _ => break,
        }
    }
    ahead
}

/// Whether one more stretch keeps a mapping character by character.
fn is_linear(out: &str, last: &Mapped, from: usize, to: usize, source: Span) -> bool {
    let units = |span: Span| span.of(out).chars().map(char::len_utf16).sum::<usize>();
    units(source) == to - from && (last.to - last.from > 1 || units(last.source) == last.to - last.from)
}

/// Formatting in the order in which it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Link(Link),
    Strong,
    Em(char),
}

/// The marks of a stretch, those that go furthest first.
pub(super) fn wanted(content: &[Inline], index: usize, careful: bool) -> Vec<Mark> {
    let Some(inline) = content.get(index) else { return Vec::new() };
    let reach = |has: &dyn Fn(&Marks) -> bool| {
        let run = |inline: &&Inline| has(&inline.marks);
        let before = content.get(..index).unwrap_or_default().iter().rev().take_while(run).count();
        let after = content.get(index..).unwrap_or_default().iter().take_while(run).count();
        (before, before + after)
    };
    let mut marks = Vec::new();
    if let Some(link) = &inline.marks.link {
        marks.push((reach(&|marks| marks.link.as_ref() == Some(link)), Mark::Link(link.clone())));
    }
    if inline.marks.strong {
        marks.push((reach(&|marks| marks.strong), Mark::Strong));
    }
    if inline.marks.em {
        let (before, length) = reach(&|marks| marks.em);
        marks
            .push(((before, length), Mark::Em(if careful { '_' } else { delimiter(content, index - before, length) })));
    }
    order::sort_by_key(&mut marks, |((_, length), mark)| (std::cmp::Reverse(*length), !matches!(mark, Mark::Link(_))));
    marks.into_iter().map(|(_, mark)| mark).collect()
}

/// `_` for italics, but within a word only `*` will do.
fn delimiter(content: &[Inline], start: usize, length: usize) -> char {
    let letter = |inline: Option<&Inline>, last: bool| {
        let Some(Inline { kind: InlineKind::Text(text), .. }) = inline else {
            return inline.is_some_and(|i| i.kind != InlineKind::Break);
        };
        let c = if last { text.chars().next_back() } else { text.chars().next() };
        c.is_some_and(char::is_alphanumeric)
    };
    let before = start.checked_sub(1).and_then(|index| content.get(index));
    match letter(before, true) || letter(content.get(start + length), false) {
        true => '*',
        false => '_',
    }
}

/// A link's address as Markdown writes it.
fn address(href: &str, out: &mut String) {
    if href.is_empty() {
        out.push_str("<>");
    }
    for (at, c) in href.char_indices() {
        match c {
            '&' if is_reference(href.get(at + 1..).unwrap_or_default()) => out.push_str("\\&"),
            '(' | ')' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}
