//! A place in the markup of one tag or output: white space, words, quotes, and where things end.

use crate::liquid::faults::{Fault, Faults};
use crate::text::Span;

/// Reads the bytes from `at` up to `end` of `source`, and never beyond.
pub(super) struct Cursor<'p> {
    pub(super) source: &'p str,
    pub(super) at: usize,
    pub(super) end: usize,
    /// How many brackets, ranges and braces we are in.
    pub(super) depth: usize,
    /// Inside a condition, where a parenthesis groups for people who think so.
    pub(super) condition: bool,
    pub(super) faults: &'p mut Faults,
    /// From where on `]`, `)` and `}}` were looked for, and where they are.
    ahead: [Option<(usize, Option<usize>)>; 3],
}

/// Signs that close something.
const CLOSES: [&str; 3] = ["]", ")", "}}"];

/// The letters of a name after its first: `[A-Za-z0-9_-]`.
pub(super) const fn in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// The first letter of a name.
pub(super) const fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

/// White space as Liquid's `\s`.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// Adds to a list that mostly stays at one: room for four, as `Vec` makes it, is memory that parsing would pay for.
pub(super) fn push<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}

impl<'p> Cursor<'p> {
    pub(super) fn new(source: &'p str, span: Span, faults: &'p mut Faults) -> Self {
        Self {
            source,
            at: span.start,
            end: span.end.min(source.len()),
            depth: 0,
            condition: false,
            faults,
            ahead: [None; 3],
        }
    }

    /// The byte `ahead` of here; 0 beyond the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        let at = self.at + ahead;
        if at < self.end { self.source.as_bytes().get(at).copied().unwrap_or(0) } else { 0 }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'p str {
        self.source.get(self.at..self.end).unwrap_or_default()
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Past white space. A no-break space, which Liquid does not know, is noted and passed too.
    pub(super) fn space(&mut self) {
        loop {
            while is_space(self.byte(0)) {
                self.at += 1;
            }
            if self.byte(0).is_ascii() {
                return;
            }
            let Some(odd) = self.rest().chars().next().filter(|c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}'))
            else {
                return;
            };
            let span = Span::new(self.at, self.at + odd.len_utf8());
            self.fix(&crate::liquid::faults::NO_BREAK_SPACE, span, " ");
            self.at = span.end;
        }
    }

    /// Nothing but white space is left.
    pub(super) fn done(&mut self) -> bool {
        self.space();
        self.at >= self.end
    }

    /// Past `text`, after white space, if it is there.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        self.space();
        let there = self.starts_with(text);
        if there {
            self.at += text.len();
        }
        there
    }

    /// A name, after white space: `[A-Za-z_][\w-]*\??`
    pub(super) fn name(&mut self) -> Option<Span> {
        self.space();
        let span = self.name_here()?;
        self.at = span.end;
        Some(span)
    }

    /// The name that begins right here.
    pub(super) fn name_here(&self) -> Option<Span> {
        if !starts_name(self.byte(0)) {
            return None;
        }
        let mut length = 1;
        while in_name(self.byte(length)) {
            length += 1;
        }
        if self.byte(length) == b'?' {
            length += 1;
        }
        Some(Span::new(self.at, self.at + length))
    }

    /// Past the word `word`, after white space, if it is there as a whole word.
    pub(super) fn word(&mut self, word: &str) -> bool {
        self.space();
        let there = self.name_here().is_some_and(|span| span.of(self.source) == word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// Where the next of [`CLOSES`] begins. What was looked for once is not looked for again.
    pub(super) fn ahead(&mut self, close: &str) -> Option<usize> {
        let slot = CLOSES.iter().position(|known| *known == close)?;
        let known = self.ahead.get(slot).copied().flatten();
        if let Some((from, found)) = known
            && from <= self.at
            && found.is_none_or(|found| found >= self.at)
        {
            return found.filter(|found| found + close.len() <= self.end);
        }
        let found = self.rest().find(close).map(|found| self.at + found);
        if let Some(place) = self.ahead.get_mut(slot) {
            *place = Some((self.at, found));
        }
        found
    }

    /// From here to the end, without the white space around it.
    pub(super) fn remaining(&self) -> Span {
        let rest = self.rest();
        let start = self.at + (rest.len() - rest.trim_ascii_start().len());
        Span::new(start, start + rest.trim_ascii().len())
    }

    /// The stretch that cannot be read, from here to the next white space or sign that ends a value.
    pub(super) fn junk(&self) -> Span {
        let rest = self.rest();
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '|' | ',' | ')' | ']' | '}' | '"' | '\'');
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let more = rest.get(first..).unwrap_or_default();
        Span::new(self.at, self.at + first + more.find(ends).unwrap_or(more.len()))
    }

    pub(super) fn fault(&mut self, fault: &'static Fault, span: Span) {
        self.faults.push(fault, self.source, span);
    }

    /// A fault that is surely mended by writing `instead` at its place.
    pub(super) fn fix(&mut self, fault: &'static Fault, span: Span, instead: &str) {
        self.faults.push_fix(fault, self.source, span, crate::diag::Trust::Safe, span, instead);
    }
}
