//! `assign`: a name, `=`, a value.

use super::Parser;
use super::cursor::Cursor;
use super::expression::trimmed;
use crate::diag::Trust;
use crate::liquid::ast::{Expr, ExprKind, Filtered, Kind};
use crate::liquid::faults;
use crate::text::Span;

impl Parser<'_> {
    pub(super) fn assign(&mut self, markup: Span) -> Kind {
        let mut cursor = self.cursor(markup);
        cursor.space();
        let start = cursor.at;
        let signature = |byte: u8| super::cursor::in_name(byte) || matches!(byte, b'.' | b'[' | b']' | b'(' | b')');
        while signature(cursor.byte(0)) {
            cursor.at += 1;
        }
        let name = Span::new(start, cursor.at);
        let word = name.of(cursor.source);
        cursor.space();
        let digits = matches!(word, "" | "contains") || word.starts_with(|c: char| c.is_ascii_digit());
        if !word.bytes().all(super::cursor::in_name) || digits || word.starts_with('-') {
            let junk = cursor.junk();
            let span = if name.is_empty() { junk } else { name };
            if cursor.done() && name.is_empty() {
                let span = trimmed(cursor.source, markup);
                cursor.fault(&faults::ASSIGN_EQUALS, span);
            } else {
                let accented = span.of(cursor.source).chars().all(|c| c.is_alphanumeric() || c == '_');
                cursor.fault(if accented { &faults::NON_ASCII_NAME } else { &faults::VARIABLE_NAME }, span);
            }
        } else if cursor.byte(0) != b'=' {
            cursor.several_words(name);
        }
        let Some(equals) = cursor.rest().find('=') else {
            let at = Span::at(markup.end);
            let base = Expr { span: at, kind: ExprKind::Missing };
            return Kind::Assign { name, value: Box::new(Filtered { span: at, base, filters: Vec::new() }) };
        };
        cursor.at += equals + 1;
        if cursor.byte(0) == b'=' {
            let span = Span::new(cursor.at - 1, cursor.at + 1);
            cursor.fix(&faults::DOUBLE_EQUALS, span, "=");
            cursor.at += 1;
        }
        let value = if cursor.done() {
            let at = Span::at(cursor.at);
            cursor.fault(&faults::ASSIGN_NOTHING, at);
            Filtered { span: at, base: Expr { span: at, kind: ExprKind::Missing }, filters: Vec::new() }
        } else {
            cursor.filtered_to_end()
        };
        Kind::Assign { name, value: Box::new(value) }
    }
}

impl Cursor<'_> {
    /// What stands between `name` and `=`: letters with accents, more words, or no `=` at all.
    fn several_words(&mut self, name: Span) {
        let end = self.rest().find('=').map_or(self.at, |equals| self.at + equals);
        let whole = trimmed(self.source, Span::new(name.start, end));
        let words = whole.of(self.source);
        if words.chars().all(|c| c.is_alphanumeric() || c == '_') && !words.is_ascii() {
            return self.fault(&faults::NON_ASCII_NAME, whole);
        }
        let plain = words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ' '));
        if plain && words.contains(' ') {
            let joined = words.split_ascii_whitespace().collect::<Vec<_>>().join("_");
            return self.faults.push_fix(&faults::VARIABLE_NAME, self.source, whole, Trust::Suggestion, whole, &joined);
        }
        let junk = if self.done() { name } else { self.junk() };
        self.fault(&faults::ASSIGN_EQUALS, junk);
    }
}
