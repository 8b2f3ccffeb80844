//! Markdown's events, filtered by what the slot allows, written as the sanitiser prints them, and as plain text.

mod blocks;
mod links;
mod write;

use super::allowed::Allowed;
use super::lift::{LINE_START, Lifted, is_private};
use super::notices::{self, NOT_ALLOWED, RAW_HTML, words};
use super::plain::Plain;
use crate::diag::Finding;
use crate::html::Trace;
use crate::locale::Text;
use crate::text::Span;
use pulldown_cmark::Event;

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
