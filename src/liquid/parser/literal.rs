//! The smallest values: text, numbers, `${…}`, and what stands where a value should.

use super::cursor::{Cursor, starts_name};
use super::expression::trimmed;
use crate::diag::{Fix, Trust};
use crate::liquid::ast::{ExprKind, Literal};
use crate::liquid::faults;
use crate::text::{Edit, Span};

impl Cursor<'_> {
    /// `${name}`: the name without spaces at its ends.
    pub(super) fn attribute(&mut self) -> Option<Span> {
        let start = self.at;
        if self.byte(1) != b'{' {
            self.at += 1;
            match self.name_here() {
                Some(name) => {
                    self.at = name.end;
                    let instead = format!("${{{}}}", name.of(self.source));
                    // `$name}}}` already has the brace that closes it.
                    let closed = self.starts_with("}}}") || (self.starts_with("}") && !self.starts_with("}}"));
                    let instead = if closed { instead.trim_end_matches('}') } else { instead.as_str() };
                    self.fix(&faults::ATTRIBUTE_BRACES, Span::new(start, name.end), instead);
                    self.at += usize::from(closed);
                    return Some(name);
                }
                None => self.fault(&faults::ATTRIBUTE_BRACES, Span::new(start, start + 1)),
            }
            return None;
        }
        self.at += 2;
        let rest = self.rest();
        let length = rest.find(['}', '|', '{', '$']).unwrap_or(rest.len());
        let name = trimmed(self.source, Span::new(self.at, self.at + length));
        self.at += length;
        match self.byte(0) {
            b'}' => self.at += 1,
            b'|' => {
                let span = Span::new(start, self.at + 1);
                let mut outer = None;
                // `${name | filter} }}`: the brace stands at the end, where nothing needs it.
                let inside = self.rest().trim_ascii_end();
                if self.depth == 0 && inside.ends_with('}') && !inside.ends_with("}}") {
                    self.end = self.at + inside.len() - 1;
                    outer = Some(Edit::replace(Span::new(self.end, self.end + 1), ""));
                }
                if let Some(finding) = self.faults.push(&faults::ATTRIBUTE_FILTER, self.source, span) {
                    let instead = format!("${{{}}}", name.of(self.source));
                    let mut fix = Fix::new(faults::FIX_REPLACE, Trust::Safe, Edit::insert(name.end, "}"));
                    fix.edits.extend(outer);
                    finding.fixes.push(fix.with("instead", instead));
                }
                return Some(name);
            }
            0 => {
                self.faults.push_fix(
                    &faults::ATTRIBUTE_OPEN,
                    self.source,
                    Span::new(start, self.at),
                    Trust::Suggestion,
                    Span::at(name.end),
                    "}",
                );
                return Some(name);
            }
            _ => {
                let close = self.rest().find('}').map_or(self.end, |close| self.at + close + 1);
                self.fault(&faults::ATTRIBUTE_NAME, Span::new(start, close));
                self.at = close;
                return Some(name);
            }
        }
        let odd = name.of(self.source).ends_with('.') || name.of(self.source).starts_with('.');
        if name.is_empty() || odd {
            self.fault(&faults::ATTRIBUTE_NAME, Span::new(start, self.at));
        }
        Some(name)
    }

    pub(super) fn string(&mut self) -> ExprKind {
        let quote = char::from(self.byte(0));
        let open = self.at;
        self.at += 1;
        let Some(length) = self.rest().find(quote) else {
            // The rest is what the text would have been; nothing more can be read.
            self.fault(&faults::STRING_OPEN, Span::new(open, self.remaining().end.max(open + 1)));
            self.at = self.end;
            return ExprKind::Missing;
        };
        let text = Span::new(self.at, self.at + length);
        self.at = text.end + 1;
        ExprKind::Literal(Literal::Text(text))
    }

    pub(super) fn number(&mut self) -> ExprKind {
        let start = self.at;
        self.at += usize::from(self.byte(0) == b'-');
        while self.byte(0).is_ascii_digit() {
            self.at += 1;
        }
        let whole = Span::new(start, self.at);
        if self.byte(0) == b'.' && self.byte(1).is_ascii_digit() {
            self.at += 1;
            while self.byte(0).is_ascii_digit() {
                self.at += 1;
            }
            let digits = Span::new(start, self.at).of(self.source);
            return ExprKind::Literal(Literal::Float(digits.parse().unwrap_or(0.0)));
        }
        ExprKind::Literal(whole.of(self.source).parse().map_or(Literal::BigInteger(whole), Literal::Integer))
    }

    /// No value begins here: says why, as well as that can be said.
    pub(super) fn nothing(&mut self) -> ExprKind {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            let at = Span::at(self.at);
            self.fault(&faults::EXPECTED_VALUE, at);
            return ExprKind::Missing;
        };
        if let Some((close, straight)) = curly(first) {
            let inner = self.at + first.len_utf8();
            let text = self.source.get(inner..self.end).unwrap_or_default();
            let length = text.find([close, first]).or_else(|| text.find(straight));
            let Some(length) = length else {
                self.fault(&faults::CURLY_QUOTES, self.junk());
                self.at = self.end;
                return ExprKind::Missing;
            };
            let text = Span::new(inner, inner + length);
            let closing = self.source.get(text.end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            self.at = text.end + closing;
            let words = text.of(self.source);
            let quote = if words.contains(straight) { if straight == '"' { '\'' } else { '"' } } else { straight };
            let whole = Span::new(inner - first.len_utf8(), self.at);
            self.fix(&faults::CURLY_QUOTES, whole, &format!("{quote}{words}{quote}"));
            return ExprKind::Literal(Literal::Text(text));
        }
        let junk = self.junk();
        if first.is_alphabetic() {
            let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let word = Span::new(self.at, self.at + length);
            self.fault(&faults::NON_ASCII_NAME, word);
            self.at = word.end;
            return ExprKind::Missing;
        }
        if first == '-' && starts_name(self.byte(1)) {
            // Lax Liquid reads `-name` as a name.
            self.fault(&faults::UNEXPECTED, Span::new(self.at, self.at + 1));
            self.at += 1;
            return self.named();
        }
        self.fault(&faults::EXPECTED_VALUE, junk);
        ExprKind::Missing
    }
}

pub(super) fn literal(word: &str) -> Option<Literal> {
    Some(match word {
        "nil" | "null" => Literal::Nil,
        "true" => Literal::True,
        "false" => Literal::False,
        "blank" => Literal::Blank,
        "empty" => Literal::Empty,
        _ => return None,
    })
}

/// What closes this curly quote, and the straight one that is meant.
fn curly(open: char) -> Option<(char, char)> {
    Some(match open {
        '“' | '”' | '„' => ('”', '"'),
        '‘' | '’' | '‚' => ('’', '\''),
        '«' => ('»', '"'),
        _ => return None,
    })
}
