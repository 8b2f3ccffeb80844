//! Values with their filters: `x | default: 'y' | upcase`.

use super::cursor::{Cursor, push, starts_name};
use super::vocabulary;
use crate::diag::Trust;
use crate::liquid::ast::{Expr, ExprKind, Filter, Filtered};
use crate::liquid::faults;
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
            if filter.name.of(self.source) == "time_zone" {
                vocabulary::zone(&filter, &filters, self.source, self.faults);
            }
            push(&mut filters, filter);
        }
        Filtered { span: Span::new(start, end.max(start)), base, filters }
    }

    pub(super) fn filter(&mut self, pipe: usize) -> Option<Filter> {
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

    pub(super) fn arguments(&mut self, filter: &mut Filter) {
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
                push(&mut filter.named, (name, value));
            } else {
                let value = self.expression();
                push(&mut filter.args, value);
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
}

fn filter_end(filter: &Filter) -> usize {
    let last = filter.args.last().map(|arg| arg.span.end).max(filter.named.last().map(|(_, arg)| arg.span.end));
    last.unwrap_or(filter.name.end)
}
