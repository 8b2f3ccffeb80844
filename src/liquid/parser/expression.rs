//! Values, paths, filters: what stands in an output, after `assign … =`, on either side of `==`.
//!
//! The grammar is that of Ruby's strict mode. Where it is broken the fault is noted, and what could be read is kept, as
//! Ruby's lax mode does.

use super::cursor::{Cursor, starts_name};
use super::vocabulary;
use crate::diag::Trust;
use crate::liquid::ast::{Expr, ExprKind, Filter, Filtered, Literal, Path, Root, Step};
use crate::liquid::faults;
use crate::liquid::limits::EXPRESSION_DEPTH;
use crate::text::Span;

impl Cursor<'_> {
    /// A value and its filters up to the end of the markup; what is left over is a fault.
    pub(super) fn filtered_to_end(&mut self) -> Filtered {
        let filtered = self.filtered();
        if !self.done() {
            self.left_over(filtered.base.is_missing());
        }
        filtered
    }

    /// What nobody asked for, from here to the end.
    pub(super) fn left_over(&mut self, silent: bool) {
        let span = self.remaining();
        self.at = self.end;
        if silent {
            return;
        }
        let first = span.of(self.source).as_bytes().first().copied().unwrap_or(0);
        let second = span.of(self.source).as_bytes().get(1).copied().unwrap_or(0);
        let fault = match (first, second) {
            (b'=' | b'<' | b'>', _) | (b'!', b'=') => &faults::OPERATOR_IN_VALUE,
            (b'+' | b'*' | b'/', _) => &faults::OPERATOR_IN_VALUE,
            (b'-', byte) if byte == b' ' || byte.is_ascii_digit() => &faults::OPERATOR_IN_VALUE,
            (b'[', _) => &faults::BRACKET_OPEN,
            _ => &faults::UNEXPECTED,
        };
        self.fault(fault, span);
    }

    /// A value and its filters.
    pub(super) fn filtered(&mut self) -> Filtered {
        self.space();
        let start = self.at;
        let base = if self.byte(0) == b'|' {
            let span = Span::new(self.at, self.at + 1);
            self.fault(&faults::EXPECTED_VALUE, span);
            Expr { span: Span::at(start), kind: ExprKind::Missing }
        } else {
            self.expression()
        };
        let mut end = base.span.end;
        let mut filters = Vec::new();
        while self.eat("|") {
            let pipe = self.at - 1;
            let Some(filter) = self.filter(pipe) else { continue };
            end = filter.span.end;
            filters.push(filter);
        }
        Filtered { span: Span::new(start, end.max(start)), base, filters }
    }

    fn filter(&mut self, pipe: usize) -> Option<Filter> {
        let Some(name) = self.name() else {
            let junk = self.junk();
            if self.done() || matches!(self.byte(0), b'|' | b'}') {
                self.faults.push_fix(
                    &faults::FILTER_NAME,
                    self.source,
                    Span::new(pipe, pipe + 1),
                    Trust::Suggestion,
                    Span::new(pipe, pipe + 1),
                    "",
                );
            } else {
                self.fault(&faults::FILTER_NAME, junk);
                self.at = self.next_filter();
            }
            return None;
        };
        let mut filter = Filter { span: name, name, args: Vec::new(), named: Vec::new() };
        let known = self.faults.len();
        self.space();
        match self.byte(0) {
            b':' => {
                self.at += 1;
                self.arguments(&mut filter);
            }
            b',' => {
                let comma = Span::new(self.at, self.at + 1);
                self.fix(&faults::FILTER_COLON, comma, ":");
                self.at += 1;
                self.arguments(&mut filter);
            }
            byte if starts_name(byte) || byte.is_ascii_digit() || matches!(byte, b'\'' | b'"' | b'$' | b'{') => {
                self.fix(&faults::FILTER_COLON, Span::at(name.end), ":");
                // Ruby's lax mode does not see an argument that has no colon.
                self.at = self.next_filter();
            }
            _ => {}
        }
        let last = filter.args.last().map(|arg| arg.span.end).max(filter.named.last().map(|(_, arg)| arg.span.end));
        filter.span.end = last.unwrap_or(name.end).max(name.end);
        if self.faults.len() == known {
            vocabulary::filter(&filter, self.source, self.faults);
        }
        Some(filter)
    }

    fn arguments(&mut self, filter: &mut Filter) {
        loop {
            self.space();
            if self.at >= self.end || self.byte(0) == b'|' || self.starts_with("}}") {
                return;
            }
            let before = self.at;
            let named = self.name_here().filter(|name| {
                let after = self.source.get(name.end..self.end).unwrap_or_default().trim_ascii_start();
                after.starts_with(':')
            });
            let known = self.faults.len();
            if let Some(name) = named {
                self.at = name.end;
                self.eat(":");
                let value = self.expression();
                filter.named.push((name, value));
            } else {
                let value = self.expression();
                filter.args.push(value);
            }
            self.space();
            match self.byte(0) {
                b',' => self.at += 1,
                b'|' => return,
                _ if self.at >= self.end || self.starts_with("}}") => return,
                byte if self.at > before && (starts_name(byte) || matches!(byte, b'\'' | b'"' | b'$')) => {
                    let junk = self.junk();
                    self.faults.push_fix(
                        &faults::FILTER_COMMA,
                        self.source,
                        junk,
                        Trust::Suggestion,
                        Span::at(filter_end(filter)),
                        ",",
                    );
                    self.at = self.next_filter();
                    return;
                }
                _ => {
                    if self.faults.len() == known {
                        let junk = self.junk();
                        self.fault(&faults::UNEXPECTED, junk);
                    }
                    self.at = self.next_filter();
                    return;
                }
            }
        }
    }

    /// The next `|` or `}}` outside of quotes, or the end.
    fn next_filter(&self) -> usize {
        let mut quote = 0;
        for (index, byte) in self.rest().bytes().enumerate() {
            match byte {
                b'\'' | b'"' if quote == 0 => quote = byte,
                _ if byte == quote => quote = 0,
                b'|' if quote == 0 => return self.at + index,
                b'}' if quote == 0 && self.source.as_bytes().get(self.at + index + 1) == Some(&b'}') => {
                    return self.at + index;
                }
                _ => {}
            }
        }
        self.end
    }

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

    fn named(&mut self) -> ExprKind {
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
                            Some(name) => steps.push(Step::Attribute(name)),
                            None => break,
                        }
                    } else if let Some(name) = self.name_here() {
                        self.at = name.end;
                        steps.push(Step::Key(name));
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
                    steps.push(Step::Index(key));
                    if starts_name(self.byte(0)) {
                        let at = Span::at(self.at);
                        self.fix(&faults::EMPTY_STEP, at, ".");
                        if let Some(name) = self.name_here() {
                            self.at = name.end;
                            steps.push(Step::Key(name));
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

    /// `${name}`: the name without spaces at its ends.
    fn attribute(&mut self) -> Option<Span> {
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
                self.faults.push_fix(
                    &faults::ATTRIBUTE_FILTER,
                    self.source,
                    Span::new(start, self.at + 1),
                    Trust::Safe,
                    Span::at(name.end),
                    "}",
                );
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

    fn string(&mut self) -> ExprKind {
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

    fn number(&mut self) -> ExprKind {
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
    fn nothing(&mut self) -> ExprKind {
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

impl Expr {
    /// Whether nothing could be read.
    pub(crate) const fn is_missing(&self) -> bool {
        matches!(self.kind, ExprKind::Missing)
    }
}

fn filter_end(filter: &Filter) -> usize {
    let last = filter.args.last().map(|arg| arg.span.end).max(filter.named.last().map(|(_, arg)| arg.span.end));
    last.unwrap_or(filter.name.end)
}

/// Without the white space at its ends.
pub(super) fn trimmed(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_ascii_start().len());
    Span::new(start, start + text.trim_ascii().len())
}

fn literal(word: &str) -> Option<Literal> {
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
