//! Markdown's events, filtered by what the slot allows, written as the sanitiser prints them, and as plain text.

use super::allowed::Allowed;
use super::lift::{LINE_START, Lifted, is_private};
use super::notices::{self, BAD_LINK, MERGE_TAG_PLACE, NOT_ALLOWED, RAW_HTML, words};
use super::plain::Plain;
use crate::diag::Finding;
use crate::html::{Address, Context, Trace, escape, is_dropped, is_url_safe, percent};
use crate::locale::Text;
use crate::text::Span;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

/// Nobody reads more.
const MOST_PROBLEMS: usize = 50;

/// What was written so far; its places are those of the lifted text.
pub(super) struct Writer<'a> {
    lifted: &'a Lifted<'a>,
    allowed: &'a Allowed,
    line: bool,
    pub(super) html: String,
    pub(super) trace: Vec<Trace>,
    pub(super) plain: Plain,
    pub(super) problems: Vec<Finding>,
    frames: Vec<Frame>,
    /// A paragraph that no tag of the author's began.
    implied: bool,
    image: Option<Image>,
    /// How deep inside the image's own text.
    image_depth: usize,
    cells: usize,
}

/// An open construct.
struct Frame {
    close: String,
    kind: Kind,
    /// Of a link: where it leads, and how long the plain text was before it.
    link: Option<(String, usize)>,
}

impl Frame {
    fn new(close: impl Into<String>, kind: Kind) -> Self {
        Self { close: close.into(), kind, link: None }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Formatting: belongs to what holds it.
    Inline,
    /// Holds words.
    Words,
    /// Holds blocks; words in it need a paragraph.
    Blocks,
    /// A list, with the number of its next item.
    List(Option<u64>),
    /// An item; holds both.
    Item,
    /// A quotation.
    Quote,
    /// The row of a table's head.
    HeadRow,
    /// Another row of it.
    Row,
}

struct Image {
    address: String,
    title: String,
    alt: String,
    span: Span,
}

impl<'a> Writer<'a> {
    pub(super) fn new(lifted: &'a Lifted<'a>, allowed: &'a Allowed, line: bool) -> Self {
        Self {
            lifted,
            allowed,
            line,
            html: String::with_capacity(lifted.text.len() + lifted.text.len() / 4 + 16),
            trace: Vec::new(),
            plain: Plain::default(),
            problems: Vec::new(),
            frames: Vec::new(),
            implied: false,
            image: None,
            image_depth: 0,
            cells: 0,
        }
    }

    /// One event, at a stretch of the lifted text.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span) {
        if let Some(image) = &mut self.image {
            match event {
                Event::Start(_) => self.image_depth += 1,
                Event::End(_) if self.image_depth > 0 => self.image_depth -= 1,
                Event::End(_) => self.end_image(),
                Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                    image.alt.push_str(&text);
                }
                Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.inline();
                self.words(&text, span);
            }
            Event::Code(text) => self.code(&text, span),
            Event::Html(text) | Event::InlineHtml(text) => {
                self.problem(notices::at(&RAW_HTML, span).with("html", excerpt(text.trim_end())), span);
                self.inline();
                self.words(&text, span);
            }
            Event::SoftBreak => {
                self.inline();
                self.html.push(if self.line { ' ' } else { '\n' });
                self.plain.words(" ");
            }
            Event::HardBreak if self.line => self.html.push(' '),
            Event::HardBreak => {
                self.inline();
                self.html.push_str("<br>\n");
                self.plain.lines(1);
            }
            Event::Rule => {
                self.block();
                if self.permit(self.allowed.rules, words::RULES, span) {
                    self.html.push_str("<hr>\n");
                    self.plain.lines(2);
                    self.plain.words("---");
                    self.plain.lines(2);
                }
            }
            // None of these is switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn problem(&mut self, mut finding: Finding, span: Span) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        finding.place.span = self.lifted.shifts.span(span);
        self.problems.push(finding);
    }

    /// Whether the slot takes this; says so where it does not.
    fn permit(&mut self, allowed: bool, what: Text, span: Span) -> bool {
        let allowed = allowed && !(self.line && is_block(what));
        if !allowed {
            self.problem(notices::at(&NOT_ALLOWED, span).with("what", what), span);
        }
        allowed
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph => self.paragraph(),
            Tag::Heading { level, .. } => {
                let permitted = self.permit(self.allowed.headings.is_some(), words::HEADINGS, span);
                match self.allowed.headings.filter(|_| permitted) {
                    Some((highest, lowest)) => {
                        let level = number(level).clamp(highest, lowest.max(highest)).clamp(1, 6);
                        self.open_block(&format!("<h{level}>"), &format!("</h{level}>\n"), Kind::Words);
                    }
                    None => self.paragraph(),
                }
            }
            Tag::BlockQuote(_) => match self.permit(self.allowed.quotes, words::QUOTES, span) {
                true => {
                    self.open_block("<blockquote>\n", "</blockquote>\n", Kind::Quote);
                    self.plain.enter(None, "> ");
                }
                false => self.open_block("", "", Kind::Blocks),
            },
            Tag::CodeBlock(_) => match self.permit(self.allowed.code, words::CODE, span) {
                true => self.open_block("<pre><code>", "</code></pre>\n", Kind::Words),
                false => self.paragraph(),
            },
            Tag::List(first) => match self.permit(self.allowed.lists, words::LISTS, span) {
                true => {
                    let nested = self.frames.iter().any(|frame| frame.kind == Kind::Item);
                    let (open, close) = match first {
                        None => ("<ul>\n".to_owned(), "</ul>\n"),
                        Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
                        Some(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
                    };
                    self.open_block(&open, close, Kind::List(first));
                    self.plain.lines(if nested { 1 } else { 2 });
                }
                false => self.open_block("", "", Kind::Blocks),
            },
            Tag::Item => self.item(),
            Tag::HtmlBlock => self.open_block("", "", Kind::Blocks),
            Tag::Table(_) => {
                let permitted = self.permit(self.allowed.tables, words::TABLES, span);
                match permitted {
                    true => self.open_block("<table>", "</table>\n", Kind::Blocks),
                    false => self.open_block("", "", Kind::Blocks),
                }
            }
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.formatting(self.allowed.italic, words::ITALIC, "em", span),
            Tag::Strong => self.formatting(self.allowed.bold, words::BOLD, "strong", span),
            Tag::Strikethrough => self.formatting(self.allowed.strike, words::STRIKE, "del", span),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title, span),
            Tag::Image { dest_url, title, .. } => {
                self.inline();
                let (address, title) = (dest_url.into_string(), title.into_string());
                (self.image, self.image_depth) = (Some(Image { address, title, alt: String::new(), span }), 0);
            }
            _ => self.open_block("", "", Kind::Blocks),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let is_block = !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link);
        if is_block {
            self.close_implied();
        }
        let Some(frame) = self.frames.pop() else { return };
        self.html.push_str(&frame.close);
        match frame.kind {
            Kind::Inline => {
                // In plain text, a link's address follows its words.
                if let Some((address, _)) = frame.link.filter(|(address, start)| self.plain.since(*start) != address) {
                    self.plain_words(&format!(" ({address})"));
                }
            }
            Kind::Quote | Kind::Item => {
                self.plain.leave();
                self.plain.lines(1);
            }
            Kind::Words | Kind::Blocks | Kind::List(_) | Kind::HeadRow | Kind::Row => {
                let in_item = self.frames.iter().any(|frame| frame.kind == Kind::Item);
                self.plain.lines(match tag {
                    TagEnd::TableCell => 0,
                    TagEnd::TableRow | TagEnd::TableHead => 1,
                    _ if in_item => 1,
                    _ => 2,
                });
            }
        }
    }

    fn open_block(&mut self, open: &str, close: &str, kind: Kind) {
        self.block();
        self.html.push_str(open);
        self.frames.push(Frame::new(close, kind));
    }

    fn paragraph(&mut self) {
        match self.line {
            true => self.open_block("", "", Kind::Words),
            false => self.open_block("<p>", "</p>\n", Kind::Words),
        }
    }

    fn item(&mut self) {
        self.close_implied();
        let Some(Frame { kind: Kind::List(next), .. }) = self.frames.last_mut() else {
            return self.open_block("", "", Kind::Blocks);
        };
        let mark = match next {
            Some(number) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            None => "- ".to_owned(),
        };
        self.plain.lines(1);
        self.plain.enter(Some(mark), "  ");
        self.html.push_str("<li>");
        self.frames.push(Frame::new("</li>\n", Kind::Item));
    }

    fn row(&mut self, head: bool) {
        self.cells = 0;
        if self.frames.last().is_none_or(|table| table.close.is_empty()) {
            return self.paragraph();
        }
        if !head {
            return self.open_block("<tr>", "</tr>\n", Kind::Row);
        }
        if let Some(table) = self.frames.last_mut() {
            table.close = "</tbody></table>\n".to_owned();
        }
        self.open_block("<thead><tr>", "</tr></thead><tbody>\n", Kind::HeadRow);
    }

    fn cell(&mut self) {
        let separator = self.cells > 0;
        self.cells += 1;
        let (open, close) = match self.frames.last().map(|row| row.kind) {
            Some(Kind::HeadRow) => ("<th>", "</th>"),
            Some(Kind::Row) => ("<td>", "</td>"),
            _ => (if separator { " | " } else { "" }, ""),
        };
        if separator {
            self.plain.words(" | ");
        }
        self.html.push_str(open);
        self.frames.push(Frame::new(close, Kind::Words));
    }

    fn formatting(&mut self, allowed: bool, what: Text, name: &str, span: Span) {
        self.inline();
        let (open, close) = match self.permit(allowed, what, span) {
            true => (format!("<{name}>"), format!("</{name}>")),
            false => (String::new(), String::new()),
        };
        self.html.push_str(&open);
        self.frames.push(Frame::new(close, Kind::Inline));
    }

    fn code(&mut self, text: &str, span: Span) {
        self.inline();
        let permitted = self.permit(self.allowed.code, words::CODE, span);
        let marks = if permitted { ("<code>", "</code>") } else { ("", "") };
        self.html.push_str(marks.0);
        let inside = span.of(&self.lifted.text);
        let start =
            inside.find(text).map_or(span, |found| Span::new(span.start + found, span.start + found + text.len()));
        self.words(text, start);
        self.html.push_str(marks.1);
    }

    fn link(&mut self, kind: LinkType, address: &str, title: &str, span: Span) {
        self.inline();
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let mut frame = Frame::new("", Kind::Inline);
        if self.permit(self.allowed.links, words::LINKS, span) && self.check_address(&address, true, span) {
            self.html.push_str("<a href=\"");
            self.write_address(&address, span);
            self.html.push('"');
            self.write_attribute("title", title, span);
            self.html.push('>');
            frame.close.push_str("</a>");
            frame.link = Some((address, self.plain.len()));
        }
        self.frames.push(frame);
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let permitted = self.permit(self.allowed.images, words::IMAGES, image.span);
        if permitted && self.check_address(&image.address, false, image.span) {
            self.html.push_str("<img src=\"");
            self.write_address(&image.address, image.span);
            self.html.push_str("\" alt=\"");
            let start = self.html.len();
            escape_attribute(&image.alt, &mut self.html);
            self.push_trace(Span::new(start, self.html.len()), image.span);
            self.html.push('"');
            self.write_attribute("title", &image.title, image.span);
            self.html.push('>');
            self.plain_words(&image.alt);
        } else {
            self.words(&image.alt, image.span);
        }
    }

    /// Whether a link may lead there, and no merge tag says where.
    fn check_address(&mut self, address: &str, tags: bool, span: Span) -> bool {
        let open = address.find(['?', '#']).unwrap_or(address.len());
        for (at, c) in address.char_indices() {
            let Some((name, tag)) = self.lifted.tag(c) else { continue };
            if !tags || at < open || tag.url.is_none() {
                self.problem(notices::at(&MERGE_TAG_PLACE, span).with("name", name), span);
                return false;
            }
        }
        let encoded: String = address.chars().map(|c| if is_private(c) { 'x' } else { c }).collect();
        let encoded = encoded_address(&encoded);
        let fine = Address::parse(&encoded).is_ok();
        if !fine {
            self.problem(notices::at(&BAD_LINK, span).with("address", excerpt(address)), span);
        }
        fine
    }

    fn write_address(&mut self, address: &str, span: Span) {
        let start = self.html.len();
        self.html.push_str(&encoded_address(address).replace('&', "&amp;"));
        let inside = span.of(&self.lifted.text);
        let from = inside
            .rfind(address)
            .filter(|_| !address.is_empty())
            .map_or(span, |found| Span::new(span.start + found, span.start + found + address.len()));
        self.push_trace(Span::new(start, self.html.len()), from);
    }

    fn write_attribute(&mut self, name: &str, value: &str, span: Span) {
        if value.is_empty() {
            return;
        }
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        let start = self.html.len();
        escape_attribute(value, &mut self.html);
        self.push_trace(Span::new(start, self.html.len()), span);
        self.html.push('"');
    }

    /// Before a block: what nobody closed is closed.
    fn block(&mut self) {
        self.close_implied();
        if self.line && !self.html.is_empty() {
            self.html.push(' ');
        }
    }

    fn close_implied(&mut self) {
        if std::mem::take(&mut self.implied) {
            self.html.push_str("</p>\n");
            self.plain.lines(2);
        }
    }

    /// Before words: where only blocks can stand, a paragraph begins.
    fn inline(&mut self) {
        if self.line || self.implied {
            return;
        }
        let holder = self.frames.iter().rev().map(|frame| frame.kind).find(|kind| *kind != Kind::Inline);
        if !matches!(holder, Some(Kind::Words | Kind::Item)) {
            self.html.push_str("<p>");
            self.implied = true;
        }
    }

    fn push_trace(&mut self, out: Span, from: Span) {
        if !out.is_empty() {
            self.trace.push(Trace { out, from: self.lifted.shifts.span(from) });
        }
    }

    fn plain_words(&mut self, text: &str) {
        if !text.contains(|c| c == '{' || c == LINE_START || is_private(c)) {
            return self.plain.words(text);
        }
        for part in text.split_inclusive(|c| c == LINE_START || is_private(c)) {
            let last = part.chars().next_back().filter(|c| *c == LINE_START || is_private(*c));
            let words = last.map_or(part, |last| part.strip_suffix(last).unwrap_or(part));
            self.plain.words(&escape(words, Context::PlainText));
            if let Some((_, tag)) = last.and_then(|c| self.lifted.tag(c)) {
                self.plain.words(&tag.text);
            }
        }
    }

    /// Words as text, traced: byte for byte where they stand as they were written.
    fn words(&mut self, text: &str, span: Span) {
        self.plain_words(text);
        if span.of(&self.lifted.text) != text {
            let start = self.html.len();
            // What a character reference spells was not looked at when the text came in.
            for c in text.chars().filter(|c| !is_dropped(*c)) {
                push_text(c, &mut self.html);
            }
            return self.push_trace(Span::new(start, self.html.len()), span);
        }
        let mut run = 0;
        for (at, c) in text.char_indices() {
            if !matches!(c, '&' | '<' | '>' | '{' | '}' | '\u{a0}' | LINE_START) && !is_private(c) {
                continue;
            }
            self.run(text, Span::new(run, at), span.start);
            run = at + c.len_utf8();
            if c != LINE_START {
                let start = self.html.len();
                push_text(c, &mut self.html);
                self.push_trace(Span::new(start, self.html.len()), Span::new(at, run).shift(span.start));
            }
        }
        self.run(text, Span::new(run, text.len()), span.start);
    }

    fn run(&mut self, text: &str, part: Span, shift: usize) {
        let start = self.html.len();
        self.html.push_str(part.of(text));
        self.push_trace(Span::new(start, self.html.len()), part.shift(shift));
    }
}

/// A character of text as the sanitiser prints it. Braces are encoded after it.
fn push_text(c: char, out: &mut String) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '\u{a0}' => out.push_str("&nbsp;"),
        '\r' => out.push('\n'),
        c => out.push(c),
    }
}

fn escape_attribute(value: &str, out: &mut String) {
    for c in value.chars().filter(|c| !is_dropped(*c) || is_private(*c)) {
        match c {
            '"' => out.push_str("&quot;"),
            c => push_text(c, out),
        }
    }
}

/// What a URL cannot hold, as `%XX`; merge tags stay.
fn encoded_address(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.chars() {
        match is_url_safe(c) || matches!(c, '&' | '\'') || is_private(c) {
            true => encoded.push(c),
            false => percent(c, &mut encoded),
        }
    }
    encoded
}

const fn number(level: HeadingLevel) -> u8 {
    level as u8
}

fn is_block(what: Text) -> bool {
    [words::LISTS, words::QUOTES, words::TABLES, words::RULES, words::HEADINGS].contains(&what)
}

/// The beginning of somebody's words, short enough for a sentence.
fn excerpt(text: &str) -> String {
    let clean = |c: char| if is_private(c) || c == LINE_START { '…' } else { c };
    let mut short: String = text.chars().map(clean).take(60).collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}
