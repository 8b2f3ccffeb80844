//! Words that a reader reads, with the way back from each to the HTML.

use super::{Amount, Sentence, Signs, amounts};
use crate::check::Rulebook;
use crate::html::{Attribute, MASK, NodeId, Tree};
use crate::liquid::ast::{Kind, Node};
use crate::locale::Locale;
use crate::text::{BLOCK_END, Hit, Span, Words};
use std::cell::OnceCell;

/// What kind of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseKind {
    /// Running text.
    Running,
    /// The words of an image or a control: `alt`, `title`, `aria-label`.
    Aside,
    /// The words of a link, which are in the running text too.
    Link,
    /// The subject line.
    Subject,
    /// The line after it.
    Preheader,
    /// A text message, or a push notification: its title, a line break, the rest.
    Message,
}

/// A text as a reader reads it, gathered from several stretches of HTML. Blocks end with
/// [`BLOCK_END`]; [`MASK`] stands for what Braze will print.
#[derive(Debug)]
pub struct Prose<'a> {
    /// What kind of words.
    pub kind: ProseKind,
    /// The text.
    pub text: String,
    words: OnceCell<Words>,
    signs: OnceCell<Signs>,
    terms: OnceCell<Vec<Hit>>,
    amounts: OnceCell<Vec<Amount>>,
    sentences: OnceCell<Vec<Sentence>>,
    runs: Vec<Run<'a>>,
}

/// A stretch of the text that one node or attribute gave.
#[derive(Clone, Copy, Debug)]
struct Run<'a> {
    at: usize,
    from: From<'a>,
    /// Whether a reader sees it.
    seen: bool,
    node: Option<NodeId>,
}

#[derive(Clone, Copy, Debug)]
enum From<'a> {
    Node(&'a Tree, NodeId),
    Attribute(&'a Attribute),
    /// A stretch of a plain text, byte for byte.
    Plain(usize),
    /// What stands between blocks: nothing of the HTML.
    Between(usize),
}

impl<'a> Prose<'a> {
    pub(super) fn new(kind: ProseKind) -> Self {
        Self {
            kind,
            text: String::new(),
            words: OnceCell::new(),
            signs: OnceCell::new(),
            terms: OnceCell::new(),
            amounts: OnceCell::new(),
            sentences: OnceCell::new(),
            runs: Vec::new(),
        }
    }

    /// Its words; found when they are first asked for.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(&self.text))
    }

    /// Its signs; found when they are first asked for.
    pub fn signs(&self) -> &Signs {
        self.signs.get_or_init(|| Signs::of(&self.text))
    }

    /// Words of the rulebook's lists; found once for all rules.
    pub fn terms(&self, book: &Rulebook) -> &[Hit] {
        self.terms.get_or_init(|| book.lists.terms.find(&self.text, self.words()))
    }

    /// Its prices and percentages; found when they are first asked for.
    pub fn amounts(&self) -> &[Amount] {
        self.amounts.get_or_init(|| if self.signs().has_digits() { amounts(&self.text) } else { Vec::new() })
    }

    /// Its sentences; found when they are first asked for.
    pub fn sentences(&self, language: Locale) -> &[Sentence] {
        self.sentences.get_or_init(|| Sentence::all(&self.text, self.words(), language))
    }

    /// Its blocks: paragraphs, cells, lines of a list.
    pub fn blocks(&self) -> impl Iterator<Item = Span> {
        let start = self.text.as_ptr() as usize;
        self.text.split(BLOCK_END).map(move |block| {
            let at = (block.as_ptr() as usize).saturating_sub(start) + block.len() - block.trim_start().len();
            Span::new(at, at + block.trim().len())
        })
    }

    /// Where a stretch of the text is in the HTML.
    pub fn span(&self, part: Span) -> Span {
        let (Some(first), Some(last)) = (self.run(part.start), self.run(part.end.saturating_sub(1).max(part.start)))
        else {
            return Span::at(0);
        };
        let start = self.origin(first, Span::new(part.start, part.end));
        let end = self.origin(last, part);
        Span::new(start.start, end.end.max(start.start))
    }

    /// Whether a stretch of the text stands in the HTML letter for letter, so that other letters can be put there.
    pub fn is_verbatim(&self, part: Span) -> bool {
        self.run(part.start) == self.run(part.end.saturating_sub(1)) && self.span(part).len() == part.len()
    }

    /// Whether a reader sees every part of a stretch of the text.
    pub fn is_seen(&self, part: Span) -> bool {
        self.runs_of(part).all(|run| run.seen)
    }

    /// The text nodes that gave a stretch of the text.
    pub fn nodes(&self, part: Span) -> impl Iterator<Item = NodeId> {
        self.runs_of(part).filter_map(|run| run.node)
    }

    /// Where these folded words stand one after the other, whatever stands between them.
    pub fn sequence(&self, wanted: &[&str]) -> Vec<Span> {
        let words = self.words();
        let list = words.list();
        let Some(first) = wanted.first() else { return Vec::new() };
        let mut found = Vec::new();
        for (at, word) in words.alike(first) {
            let Some(window) = list.get(at..at + wanted.len()) else { break };
            if window.iter().zip(wanted).all(|(word, wanted)| words.key(word) == *wanted) {
                found.push(Span::new(word.span.start, window.last().map_or(word.span.end, |last| last.span.end)));
            }
        }
        found
    }

    pub(super) fn push_node(&mut self, tree: &'a Tree, node: NodeId, seen: bool) {
        self.runs.push(Run { at: self.text.len(), from: From::Node(tree, node), seen, node: Some(node) });
        self.text.push_str(tree.text(node));
    }

    pub(super) fn push_attribute(&mut self, tree: &'a Tree, attribute: &'a Attribute, seen: bool) {
        self.runs.push(Run { at: self.text.len(), from: From::Attribute(attribute), seen, node: None });
        self.text.push_str(tree.value(attribute));
    }

    pub(super) fn end_block(&mut self, mark: char, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with(BLOCK_END) {
            self.runs.push(Run { at: self.text.len(), from: From::Between(at), seen: true, node: None });
            self.text.push(mark);
        }
    }

    /// A plain text with Liquid in it: what prints becomes [`MASK`], tags vanish, every branch is read.
    pub(super) fn push_line(&mut self, source: &'a str, nodes: &[Node]) {
        for node in nodes {
            match &node.kind {
                Kind::Text { shown } => self.push_plain(source, *shown),
                Kind::Raw(span) => self.push_plain(source, *span),
                Kind::Output(_) => {
                    self.runs.push(Run {
                        at: self.text.len(),
                        from: From::Between(node.span.start),
                        seen: true,
                        node: None,
                    });
                    self.text.push(MASK);
                }
                Kind::If(inner) => inner.arms.iter().for_each(|arm| self.push_line(source, &arm.body.nodes)),
                Kind::Case(inner) => inner.arms.iter().for_each(|arm| self.push_line(source, &arm.body.nodes)),
                Kind::For(inner) => self.push_line(source, &inner.body.nodes),
                Kind::IfChanged(block) | Kind::Capture { body: block, .. } => self.push_line(source, &block.nodes),
                _ => {}
            }
        }
    }

    fn push_plain(&mut self, source: &str, span: Span) {
        self.runs.push(Run { at: self.text.len(), from: From::Plain(span.start), seen: true, node: None });
        self.text.push_str(span.of(source));
    }

    /// The index of the run that holds byte `offset` of the text.
    fn run(&self, offset: usize) -> Option<usize> {
        self.runs.partition_point(|run| run.at <= offset).checked_sub(1)
    }

    fn runs_of(&self, part: Span) -> impl Iterator<Item = &Run<'a>> {
        let first = self.run(part.start).unwrap_or_default();
        self.runs.iter().skip(first).take_while(move |run| run.at < part.end)
    }

    /// Where the part of `part` that lies in a run came from.
    fn origin(&self, index: usize, part: Span) -> Span {
        let Some(run) = self.runs.get(index) else { return Span::at(0) };
        let end = self.runs.get(index + 1).map_or(self.text.len(), |next| next.at);
        let inner = Span::new(part.start.max(run.at) - run.at, part.end.min(end).max(run.at) - run.at);
        match run.from {
            From::Node(tree, node) => tree.origin(node, inner),
            From::Attribute(attribute) => attribute.value.origin(inner),
            From::Plain(start) => inner.shift(start),
            From::Between(at) => Span::at(at),
        }
    }
}
