//! Conditions: `a == b and c contains d`.

use super::cursor::Cursor;
use crate::diag::Trust;
use crate::liquid::ast::{Comparison, Condition, Expr, ExprKind, Link, Operator};
use crate::liquid::faults::{self, Fault};
use crate::text::Span;

impl Cursor<'_> {
    /// The condition of an `if`, `unless` or `elsif`, to the end of the markup.
    pub(super) fn condition(&mut self) -> Condition {
        self.space();
        let start = self.at;
        if self.at >= self.end {
            self.fault(&faults::CONDITION_MISSING, Span::at(start));
        }
        self.condition = true;
        let first = self.comparison(start >= self.end);
        let mut rest: Vec<(Link, Comparison)> = Vec::new();
        let mut mixed = None;
        while let Some(link) = self.link() {
            if rest.last().is_some_and(|(before, _)| *before != link) {
                mixed.get_or_insert(self.at);
            }
            let comparison = self.comparison(false);
            rest.push((link, comparison));
        }
        self.condition = false;
        if !self.done() {
            let span = self.remaining();
            self.at = self.end;
            self.fault(&faults::UNEXPECTED, span);
        }
        let last = rest.last().map_or(&first, |(_, comparison)| comparison);
        let end = last.right.as_ref().map_or(last.left.span.end, |(_, right)| right.span.end);
        let span = Span::new(start, end);
        if mixed.is_some() {
            self.fault(&faults::MIXED_AND_OR, span);
        }
        Condition { span, first, rest }
    }

    fn link(&mut self) -> Option<Link> {
        if self.word("and") {
            return Some(Link::And);
        }
        if self.word("or") {
            return Some(Link::Or);
        }
        None
    }

    /// `&&`, `||`: Liquid does not see them, nor what follows them up to the next `and` or `or`.
    fn signs(&mut self) -> bool {
        let word = match (self.byte(0), self.byte(1)) {
            (b'&', b'&') => "and",
            (b'|', b'|') => "or",
            _ => return false,
        };
        self.fix(&faults::AND_OR_SIGNS, Span::new(self.at, self.at + 2), word);
        self.next_link();
        true
    }

    fn comparison(&mut self, silent: bool) -> Comparison {
        self.space();
        self.negation();
        let start = self.at;
        if silent {
            return Comparison { left: Expr { span: Span::at(start), kind: ExprKind::Missing }, right: None };
        }
        let left = self.expression();
        if left.is_missing() {
            self.next_link();
            return Comparison { left, right: None };
        }
        self.filter_in_condition(left.span, matches!(left.kind, ExprKind::Braces(_)));
        self.space();
        let sign = self.at;
        let Some(operator) = self.operator() else {
            self.misplaced_word();
            return Comparison { left, right: None };
        };
        self.spaced(&left, Span::new(sign, self.at), operator);
        let right = self.expression();
        if right.is_missing() {
            self.next_link();
        } else {
            self.filter_in_condition(right.span, matches!(right.kind, ExprKind::Braces(_)));
            self.misplaced_word();
        }
        Comparison { left, right: Some((operator, right)) }
    }

    /// Ruby’s lax mode takes `x==` for a name, and `==x` for an operator.
    fn spaced(&mut self, left: &Expr, sign: Span, operator: Operator) {
        let bare = matches!(left.kind, ExprKind::Path(_) | ExprKind::Literal(_))
            && !left.span.of(self.source).ends_with(['\'', '"', '}']);
        let before = bare && sign.start == left.span.end;
        let after = matches!(self.byte(0), b'a'..=b'z' | b'_');
        if (before || after) && operator != Operator::Contains {
            let (before, after) = (if before { " " } else { "" }, if after { " " } else { "" });
            self.fix(&faults::OPERATOR_SPACE, sign, &format!("{before}{}{after}", sign.of(self.source)));
        }
    }

    fn operator(&mut self) -> Option<Operator> {
        if self.word("contains") {
            return Some(Operator::Contains);
        }
        let (operator, length, fault): (_, _, Option<(&'static Fault, &str)>) = match (self.byte(0), self.byte(1)) {
            (b'=', b'=') if self.byte(2) == b'=' => (Operator::Equal, 3, Some((&faults::UNKNOWN_OPERATOR, "=="))),
            (b'!', b'=') if self.byte(2) == b'=' => (Operator::NotEqual, 3, Some((&faults::UNKNOWN_OPERATOR, "!="))),
            (b'=', b'=') => (Operator::Equal, 2, None),
            (b'!', b'=') | (b'<', b'>') => (Operator::NotEqual, 2, None),
            (b'<', b'=') => (Operator::LessOrEqual, 2, None),
            (b'>', b'=') => (Operator::GreaterOrEqual, 2, None),
            (b'=', b'<') => (Operator::LessOrEqual, 2, Some((&faults::TURNED_OPERATOR, "<="))),
            (b'=', b'>') => (Operator::GreaterOrEqual, 2, Some((&faults::TURNED_OPERATOR, ">="))),
            (b'<', _) => (Operator::Less, 1, None),
            (b'>', _) => (Operator::Greater, 1, None),
            (b'=', _) => (Operator::Equal, 1, Some((&faults::SINGLE_EQUALS, "=="))),
            _ => return None,
        };
        if let Some((fault, instead)) = fault {
            self.fix(fault, Span::new(self.at, self.at + length), instead);
        }
        self.at += length;
        Some(operator)
    }

    /// `not x`, `!x`
    fn negation(&mut self) {
        let start = self.at;
        let signed = self.byte(0) == b'!' && self.byte(1) != b'=';
        let worded = self.name_here().filter(|name| name.of(self.source) == "not");
        if signed {
            self.at += 1;
        } else if let Some(word) = worded {
            let after = self.source.get(word.end..self.end).unwrap_or_default().trim_ascii_start();
            let operand =
                after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '\'' | '"' | '$' | '{' | '('));
            let links = ["and ", "or ", "contains "].iter().any(|link| after.starts_with(link));
            if !operand || links {
                return;
            }
            self.at = word.end;
        } else {
            return;
        }
        self.fault(&faults::NOT_WORD, Span::new(start, self.at));
    }

    /// `x startswith y`, `x 42`: what stands where an operator should is noted and passed, up to the next link.
    fn misplaced_word(&mut self) {
        self.space();
        if self.at >= self.end || self.signs() {
            return;
        }
        let here = self.name_here();
        match here.map(|name| name.of(self.source)) {
            Some("and" | "or") => {}
            Some(_) => {
                let word = here.unwrap_or_default();
                let after = self.source.get(word.end..self.end).unwrap_or_default();
                let fault = if after.trim_ascii().is_empty() { &faults::UNEXPECTED } else { &faults::UNKNOWN_OPERATOR };
                self.fault(fault, word);
                self.next_link();
            }
            None => {
                let junk = self.junk();
                self.fault(&faults::UNEXPECTED, junk);
                self.next_link();
            }
        }
    }

    /// `x | size > 3`: Liquid ignores the filter, and all up to the next `and` or `or`.
    fn filter_in_condition(&mut self, value: Span, braces: bool) {
        self.space();
        if self.byte(0) != b'|' || self.byte(1) == b'|' {
            return;
        }
        let pipe = self.at;
        self.next_link();
        let end = super::expression::trimmed(self.source, Span::new(pipe, self.at)).end;
        let fault = if braces { &faults::FILTER_IN_BRACES_CONDITION } else { &faults::FILTER_IN_CONDITION };
        let (whole, filter) = (Span::new(value.start, end), Span::new(value.end, end));
        self.faults.push_fix(fault, self.source, whole, Trust::Suggestion, filter, "");
    }

    /// To the next `and` or `or` outside of quotes, or the end.
    fn next_link(&mut self) {
        let mut quote = 0;
        let mut before = b' ';
        let rest = self.rest();
        for (index, byte) in rest.bytes().enumerate() {
            match byte {
                b'\'' | b'"' if quote == 0 => quote = byte,
                _ if byte == quote => quote = 0,
                b'a' | b'o' if quote == 0 && before.is_ascii_whitespace() => {
                    let tail = rest.get(index..).unwrap_or_default();
                    if tail.starts_with("and ") || tail.starts_with("or ") {
                        self.at += index;
                        return;
                    }
                }
                _ => {}
            }
            before = byte;
        }
        self.at = self.end;
    }
}
