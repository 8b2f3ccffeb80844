//! The tags of Braze's own: words and options, with Liquid inside them.

use super::Parser;
use super::block::Open;
use super::cursor::{Cursor, is_space};
use super::expression::trimmed;
use super::vocabulary;
use crate::diag::Trust;
use crate::liquid::ast::{Braze, BrazeOption, BrazeTag, ExprKind, Kind, Piece, Word};
use crate::liquid::faults;
use crate::liquid::tags::{OptionKind, TagOption};
use crate::text::Span;

impl Parser<'_> {
    pub(super) fn braze(&mut self, tag: BrazeTag, span: Span, markup: Span) {
        self.blank = false;
        let mut braze = Braze { tag, head: span, words: Vec::new(), options: Vec::new(), body: None };
        let mut cursor = self.cursor(markup);
        match tag {
            BrazeTag::AbortMessage => braze.words.extend(cursor.call(true)),
            BrazeTag::Promotion | BrazeTag::MessageComponent => braze.words.extend(cursor.call(false)),
            _ => cursor.words_and_options(&mut braze, vocabulary::options(tag)),
        }
        let least = match tag {
            BrazeTag::CatalogItems | BrazeTag::CatalogSelectionItems => 2,
            BrazeTag::ConnectedContent
            | BrazeTag::Promotion
            | BrazeTag::ShoppingCart
            | BrazeTag::LandingPageUrl
            | BrazeTag::Translation
            | BrazeTag::MessageComponent => 1,
            _ => 0,
        };
        if braze.words.len() < least {
            self.fault(&faults::TAG_WORD_MISSING, span);
        }
        self.check_options(&braze);
        if tag == BrazeTag::Translation {
            return self.open(span, Open::Translation { braze });
        }
        self.push(span, Kind::Braze(Box::new(braze)));
    }

    fn check_options(&mut self, braze: &Braze) {
        let source = self.source;
        if braze.tag == BrazeTag::MessageExtras {
            let names: Vec<&str> = braze.options.iter().map(|option| option.name.of(source)).collect();
            if names != ["key", "value"] {
                self.fault(&faults::EXTRAS_ORDER, braze.head);
            }
        }
        for option in &braze.options {
            let word = option.words.first().map(|word| word.span);
            if option.name.of(source) == "method"
                && let Some(method) = word
                && !method.of(source).eq_ignore_ascii_case("get")
                && !method.of(source).eq_ignore_ascii_case("post")
            {
                self.fault(&faults::METHOD, method);
            }
        }
    }
}

impl Cursor<'_> {
    /// `('text')`, `"text"`, `()` or nothing: the text without its quotes.
    fn call(&mut self, parentheses: bool) -> Option<Word> {
        let mut whole = self.remaining();
        let text = whole.of(self.source);
        if text.is_empty() {
            return None;
        }
        let parenthesised = text.starts_with('(');
        if parenthesised {
            let end = whole.end - usize::from(text.ends_with(')'));
            if !text.ends_with(')') {
                self.fault(&faults::ABORT_REASON, whole);
            }
            whole = trimmed(self.source, Span::new(whole.start + 1, end));
        }
        if whole.is_empty() {
            return None;
        }
        let inner = whole.of(self.source);
        let straight = ['\'', '"']
            .into_iter()
            .find(|quote| inner.len() > 1 && inner.starts_with(*quote) && inner.ends_with(*quote));
        if straight.is_none() || (parentheses && (inner.contains("{{") || inner.contains("${"))) {
            let (first, last) = (inner.chars().next(), inner.chars().next_back());
            let curly = matches!(first, Some('‘' | '’' | '“' | '”')) && matches!(last, Some('‘' | '’' | '“' | '”'));
            if curly && inner.chars().count() > 1 {
                let words = inner.trim_matches(['‘', '’', '“', '”']);
                let quote = if words.contains('\'') { '"' } else { '\'' };
                self.fix(&faults::CURLY_QUOTES, whole, &format!("{quote}{words}{quote}"));
                let start = whole.start + first.map_or(0, char::len_utf8);
                let span = Span::new(start, start + words.len());
                return Some(Word { span, pieces: vec![Piece::Text(span)] });
            }
            if parentheses {
                self.fault(&faults::ABORT_REASON, whole);
            }
        }
        let span = match straight {
            Some(_) => Span::new(whole.start + 1, whole.end - 1),
            None => whole,
        };
        Some(Word { span, pieces: vec![Piece::Text(span)] })
    }

    fn words_and_options(&mut self, braze: &mut Braze, options: &[TagOption]) {
        while !self.done() {
            let Some(name) = self.option_name() else {
                let word = self.one_word();
                match braze.options.last_mut() {
                    Some(option) => option.words.push(word),
                    None => braze.words.push(word),
                }
                continue;
            };
            let start = self.at;
            self.at = name.end;
            let known = options.iter().find(|option| option.name == name.of(self.source));
            if known.is_none() && !options.is_empty() && !self.faults.is_full() {
                let names = options.iter().map(|option| option.name);
                match vocabulary::nearest(name.of(self.source), names) {
                    Some(nearest) => self.faults.push_fix(
                        &faults::UNKNOWN_OPTION,
                        self.source,
                        name,
                        Trust::Suggestion,
                        name,
                        nearest,
                    ),
                    None => self.fault(&faults::UNKNOWN_OPTION, name),
                }
            }
            let kind = known.map_or(OptionKind::Word, |option| option.kind);
            let mut words = Vec::new();
            self.space();
            if kind == OptionKind::Text {
                words.extend(self.long_word(options));
            } else {
                while !self.done() && self.option_name().is_none() {
                    words.push(self.one_word());
                }
            }
            if words.is_empty() && kind != OptionKind::Flag && known.is_some() {
                self.fault(&faults::OPTION_VALUE, Span::new(start, name.end));
            }
            let end = words.last().map_or(name.end, |word: &Word| word.span.end);
            braze.options.push(BrazeOption { span: Span::new(start, end), name, words });
        }
    }

    /// The name of the option that begins right here, at its colon.
    fn option_name(&self) -> Option<Span> {
        if self.byte(0) != b':' || !self.byte(1).is_ascii_alphabetic() {
            return None;
        }
        let letters =
            self.rest().bytes().skip(1).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        Some(Span::new(self.at + 1, self.at + 1 + letters))
    }

    /// A word up to white space; or up to its quote.
    fn one_word(&mut self) -> Word {
        let quote = self.byte(0);
        if matches!(quote, b'\'' | b'"') {
            let inner = self.at + 1;
            let text = self.source.get(inner..self.end).unwrap_or_default();
            if let Some(length) = text.find(char::from(quote)) {
                let end = inner + length;
                let word = self.word_between(inner, end);
                self.at = end + 1;
                return word;
            }
        }
        let start = self.at;
        let pieces = self.pieces_until(is_space);
        Word { span: Span::new(start, self.at), pieces }
    }

    /// Everything up to the next known option: the JSON of `:headers`, the form of `:body`.
    fn long_word(&mut self, options: &[TagOption]) -> Option<Word> {
        let start = self.at;
        let mut pieces = Vec::new();
        let mut text = start;
        let mut spaced = false;
        while self.at < self.end {
            if spaced && self.byte(0) == b':' {
                let name = self.option_name().map(|name| name.of(self.source));
                if name.is_some_and(|name| options.iter().any(|option| option.name == name)) {
                    break;
                }
            }
            spaced = is_space(self.byte(0));
            if self.starts_with("{{") {
                self.push_text(&mut pieces, text);
                self.push_output(&mut pieces);
                text = self.at;
            } else {
                self.at += 1;
            }
        }
        let end = text + trimmed(self.source, Span::new(text, self.at)).of(self.source).len();
        let stop = self.at;
        self.at = end.max(text);
        let blank = Span::new(text, stop).of(self.source).trim_ascii().is_empty();
        if !blank {
            let span = trimmed(self.source, Span::new(text, stop));
            pieces.push(Piece::Text(Span::new(text, span.end)));
            self.at = span.end;
        } else {
            self.at = text;
        }
        let span = Span::new(start, self.at);
        self.at = stop;
        (!span.is_empty()).then_some(Word { span, pieces })
    }

    fn word_between(&mut self, start: usize, end: usize) -> Word {
        let whole = std::mem::replace(&mut self.end, end);
        self.at = start;
        let pieces = self.pieces_until(|_| false);
        self.end = whole;
        Word { span: Span::new(start, end), pieces }
    }

    /// The pieces from here on, up to a byte that ends them.
    fn pieces_until(&mut self, ends: fn(u8) -> bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut text = self.at;
        while self.at < self.end && !ends(self.byte(0)) {
            if self.starts_with("{{") {
                self.push_text(&mut pieces, text);
                self.push_output(&mut pieces);
                text = self.at;
            } else {
                self.at += 1;
            }
        }
        self.push_text(&mut pieces, text);
        pieces
    }

    fn push_text(&self, pieces: &mut Vec<Piece>, from: usize) {
        if from < self.at {
            pieces.push(Piece::Text(Span::new(from, self.at)));
        }
    }

    fn push_output(&mut self, pieces: &mut Vec<Piece>) {
        let start = self.at;
        let expr = self.expression();
        self.at = self.at.max(start + 2).min(self.end);
        let span = Span::new(start, self.at);
        match expr.kind {
            ExprKind::Braces(filtered) => pieces.push(Piece::Output(span, *filtered)),
            _ => pieces.push(Piece::Text(span)),
        }
    }
}
