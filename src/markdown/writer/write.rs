//! Words and their formatting, as HTML and as plain text.

use super::super::lift::{LINE_START, is_private};
use super::super::notices::words;
use super::{Frame, Kind, Writer};
use crate::html::{Context, Trace, escape, is_dropped};
use crate::locale::Text;
use crate::text::Span;

impl Writer<'_> {
    pub(super) fn formatting(&mut self, allowed: bool, what: Text, name: &str, span: Span) {
        self.inline();
        let (open, close) = match self.permit(allowed, what, span) {
            true => (format!("<{name}>"), format!("</{name}>")),
            false => (String::new(), String::new()),
        };
        self.html.push_str(&open);
        self.frames.push(Frame::new(close, Kind::Inline));
    }

    pub(super) fn code(&mut self, text: &str, span: Span) {
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

    pub(super) fn push_trace(&mut self, out: Span, from: Span) {
        if !out.is_empty() {
            self.trace.push(Trace { out, from: self.lifted.shifts.span(from) });
        }
    }

    pub(super) fn plain_words(&mut self, text: &str) {
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
    pub(super) fn words(&mut self, text: &str, span: Span) {
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

    pub(super) fn run(&mut self, text: &str, part: Span, shift: usize) {
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

pub(super) fn escape_attribute(value: &str, out: &mut String) {
    for c in value.chars().filter(|c| !is_dropped(*c) || is_private(*c)) {
        match c {
            '"' => out.push_str("&quot;"),
            c => push_text(c, out),
        }
    }
}
