//! Values, paths, filters: what stands in an output, after `assign … =`, on either side of `==`.
//!
//! The grammar is that of Ruby's strict mode. Where it is broken the fault is noted, and what could be read is kept, as
//! Ruby's lax mode does.

use super::cursor::{Cursor, push, starts_name};
use super::literal::literal;
use super::vocabulary;
use crate::liquid::ast::{Expr, ExprKind, Path, Root, Step};
use crate::liquid::faults;
use crate::liquid::limits::EXPRESSION_DEPTH;
use crate::text::Span;

impl Cursor<'_> {
    /// One value. Where none can be read, the fault is noted, nothing is passed and the value is `Missing`.
    pub(super) fn expression(&mut self) -> Expr {
        self.space();
        let start = self.at;
        if self.depth >= EXPRESSION_DEPTH {
            self.fault(&faults::TOO_DEEP, self.remaining());
            self.at = self.end;
            return Expr { span: Span::at(start), kind: ExprKind::Missing };
        }
        let kind = match self.byte(0) {
            b'\'' | b'"' => self.string(),
            byte if byte.is_ascii_digit() => self.number(),
            b'-' if self.byte(1).is_ascii_digit() => self.number(),
            b'(' => self.range(),
            b'[' => {
                let open = Span::new(start, start + 1);
                self.fault(&faults::BARE_BRACKET, open);
                let key = self.bracket();
                self.path(Root::Dynamic(Box::new(key)))
            }
            b'{' if self.byte(1) == b'{' => self.braces(),
            b'$' => match self.attribute() {
                Some(name) => {
                    vocabulary::attribute(name, self.source, self.faults);
                    self.path(Root::Attribute(name))
                }
                None => ExprKind::Missing,
            },
            byte if starts_name(byte) => self.named(),
            _ => self.nothing(),
        };
        Expr { span: Span::new(start, self.at.max(start)), kind }
    }

    pub(super) fn named(&mut self) -> ExprKind {
        let Some(name) = self.name() else { return ExprKind::Missing };
        let word = name.of(self.source);
        let continued = matches!(self.byte(0), b'[') || (self.byte(0) == b'.' && self.byte(1) != b'.');
        if !continued && let Some(literal) = literal(word) {
            return ExprKind::Literal(literal);
        }
        if word == "contains" {
            self.fault(&faults::EXPECTED_VALUE, name);
        }
        // A word with accents is one word to whoever wrote it.
        if !self.byte(0).is_ascii() {
            let more = self.rest().find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest().len());
            if more > 0 {
                self.at += more;
                self.fault(&faults::NON_ASCII_NAME, Span::new(name.start, self.at));
                return ExprKind::Missing;
            }
        }
        let path = self.path(Root::Name(name));
        vocabulary::path(&path, self.source, self.faults);
        path
    }

    fn path(&mut self, root: Root) -> ExprKind {
        let mut steps = Vec::new();
        loop {
            let before = self.at;
            self.space();
            match self.byte(0) {
                b'.' if self.byte(1) == b'.' => {
                    self.at = before;
                    break;
                }
                b'.' => {
                    let dot = self.at;
                    self.at += 1;
                    self.space();
                    if self.byte(0) == b'$' {
                        match self.attribute() {
                            Some(name) => push(&mut steps, Step::Attribute(name)),
                            None => break,
                        }
                    } else if let Some(name) = self.name_here() {
                        self.at = name.end;
                        push(&mut steps, Step::Key(name));
                    } else if self.byte(0) == b'[' {
                        self.fix(&faults::EMPTY_STEP, Span::new(dot, dot + 1), "");
                    } else {
                        let junk = Span::new(dot, self.junk().end.max(dot + 1));
                        let index = self.rest().bytes().take_while(u8::is_ascii_digit).count();
                        if index > 0 {
                            let number = Span::new(self.at, self.at + index);
                            let instead = format!("[{}]", number.of(self.source));
                            self.fix(&faults::EMPTY_STEP, Span::new(dot, number.end), &instead);
                            self.at = number.end;
                        } else {
                            self.fault(&faults::EMPTY_STEP, junk);
                            break;
                        }
                    }
                }
                b'[' => {
                    let key = self.bracket();
                    push(&mut steps, Step::Index(key));
                    if starts_name(self.byte(0)) {
                        let at = Span::at(self.at);
                        self.fix(&faults::EMPTY_STEP, at, ".");
                        if let Some(name) = self.name_here() {
                            self.at = name.end;
                            push(&mut steps, Step::Key(name));
                        }
                    }
                }
                b'$' if self.byte(1) == b'{' && before == self.at && !steps.is_empty() => break,
                _ => {
                    self.at = before;
                    break;
                }
            }
        }
        ExprKind::Path(Path { root, steps })
    }

    /// `[…]`
    fn bracket(&mut self) -> Expr {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        let key = self.expression();
        self.depth -= 1;
        if !self.eat("]") {
            if !key.is_missing() {
                self.fault(&faults::BRACKET_OPEN, Span::new(open, open + 1));
            }
            if let Some(close) = self.ahead("]") {
                self.at = close + 1;
            }
        }
        key
    }

    fn range(&mut self) -> ExprKind {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        let first = self.expression();
        let kind = if !first.is_missing() && self.eat("..") {
            // Ruby's lax mode takes `(1...5)` for `(1..5)`.
            if self.byte(0) == b'.' {
                self.fault(&faults::RANGE, Span::new(open, self.at + 1));
                self.at += 1;
            }
            let last = self.expression();
            if !self.eat(")") && !last.is_missing() {
                self.fault(&faults::RANGE, Span::new(open, self.at));
            }
            ExprKind::Range(Box::new((first, last)))
        } else {
            self.space();
            let groups = self.condition && !first.is_missing();
            let fault = if groups { &faults::PARENTHESES } else { &faults::RANGE };
            self.fault(fault, Span::new(open, self.at.max(open + 1)));
            self.at = self.ahead(")").map_or(self.end, |close| close + 1);
            first.kind
        };
        self.depth -= 1;
        kind
    }

    /// Braze's `{{ … }}` within a tag, an argument or another output.
    fn braces(&mut self) -> ExprKind {
        let open = Span::new(self.at, self.at + 2);
        self.at += 2;
        self.depth += 1;
        let filtered = self.filtered();
        self.depth -= 1;
        self.space();
        if self.starts_with("}}") {
            self.at += 2;
        } else if let Some(close) = self.ahead("}}") {
            let junk = self.junk();
            if !filtered.base.is_missing() {
                self.fault(&faults::UNEXPECTED, junk);
            }
            self.at = close + 2;
        } else {
            self.fault(&faults::BRACES_OPEN, open);
        }
        ExprKind::Braces(Box::new(filtered))
    }
}

impl Expr {
    /// Whether nothing could be read.
    pub(crate) const fn is_missing(&self) -> bool {
        matches!(self.kind, ExprKind::Missing)
    }
}

/// Without the white space at its ends.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_ascii_start().len());
    Span::new(start, start + text.trim_ascii().len())
}
