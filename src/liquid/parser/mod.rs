//! From source to tree, once through, with a stack of open blocks instead of recursion.
//!
//! ```text
//! scan        where an output or a tag ends
//! cursor      a place in its markup
//! expression  values, paths                 condition   comparisons
//! filter      values with their filters     literal     text, numbers, `${…}`
//! markup      the standard tags             braze       Braze's words and options
//! block       opening, arms, closing        verbatim    comment, raw, doc
//! closing     what only the whole template shows
//! vocabulary  names that Braze has, and the nearest one to a misspelt name
//! ```

mod assign;
mod block;
mod braze;
mod closing;
mod condition;
mod cursor;
mod expression;
mod filter;
mod lines;
mod literal;
mod markup;
mod scan;
#[cfg(test)]
mod tests;
mod verbatim;
mod vocabulary;

use super::ast::{Kind, Node, Template};
use super::faults::{self, Fault, Faults};
use super::{Parsed, limits};
use crate::diag::Trust;
use crate::text::Span;
use block::Frame;
use cursor::Cursor;
use scan::{OutputEnd, Scan, TagEnd};

/// Reads a template. It always answers with a tree: what is broken is a [`Kind::Error`] that keeps its bytes, and the
/// diagnostics say what is wrong with it, each at its exact bytes.
///
/// ```
/// let parsed = countersign::liquid::parse("Hi {{ ${first_name} | default: ‘you’ }}");
/// assert_eq!(parsed.diagnostics.len(), 1);
/// assert_eq!(parsed.template.text(parsed.diagnostics[0].place.span), "‘you’");
/// ```
pub fn parse(source: &str) -> Parsed {
    let mut parser = Parser::new(source);
    if source.len() > limits::SOURCE {
        parser.faults.push(&faults::TOO_LONG, source, Span::at(0));
        parser.push(Span::new(0, source.len()), Kind::Error);
    } else {
        parser.run();
        parser.look_back();
    }
    let template = Template { source: source.into(), nodes: parser.nodes };
    Parsed { template, diagnostics: parser.faults.into_findings() }
}

struct Parser<'p> {
    source: &'p str,
    at: usize,
    scan: Scan<'p>,
    /// The nodes of the innermost open block (or of the template).
    nodes: Vec<Node>,
    /// Whether the innermost open tag could print nothing but white space so far.
    blank: bool,
    frames: Vec<Frame>,
    /// Openings beyond the depth limit whose closings are still to come.
    beyond: usize,
    /// The last markup ended with `-`: the next text loses the white space at its start.
    trim: bool,
    /// Unknown tags met so far, so that their closings are not told twice.
    unknown: Vec<&'p str>,
    faults: Faults,
}

impl<'p> Parser<'p> {
    fn new(source: &'p str) -> Self {
        Self {
            source,
            at: 0,
            scan: Scan::new(source),
            nodes: Vec::new(),
            blank: true,
            frames: Vec::new(),
            beyond: 0,
            trim: false,
            unknown: Vec::new(),
            faults: Faults::default(),
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.source.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn push(&mut self, span: Span, kind: Kind) {
        self.nodes.push(Node { span, kind });
    }

    fn fault(&mut self, fault: &'static Fault, span: Span) {
        self.faults.push(fault, self.source, span);
    }

    fn cursor(&mut self, span: Span) -> Cursor<'_> {
        Cursor::new(self.source, span, &mut self.faults)
    }

    fn run(&mut self) {
        while self.at < self.source.len() {
            let start = self.next_markup();
            if start > self.at {
                self.text(Span::new(self.at, start));
            }
            self.at = start;
            if start >= self.source.len() {
                break;
            }
            match self.byte(start + 1) {
                b'%' => self.tag(),
                _ => self.output(),
            }
        }
        self.close_all(self.source.len());
    }

    /// The next `{{` or `{%` at or after here, or the end.
    fn next_markup(&self) -> usize {
        let mut at = self.at;
        while let Some(found) = self.source.get(at..).and_then(|rest| rest.find('{')) {
            at += found;
            if matches!(self.byte(at + 1), b'{' | b'%') {
                return at;
            }
            at += 1;
        }
        self.source.len()
    }

    fn text(&mut self, span: Span) {
        let text = span.of(self.source);
        let kept = if self.trim { text.trim_start_matches(TRIMMED) } else { text };
        self.trim = false;
        let shown = Span::new(span.end - kept.len(), span.end);
        self.blank = self.blank && text.bytes().all(cursor::is_space);
        self.push(span, Kind::Text { shown });
    }

    /// `{{-`, `{%-`: the text just before loses the white space at its end.
    fn trim_before(&mut self) {
        // A `liquid` tag without anything in it leaves nothing behind.
        let mut before = self.nodes.iter_mut().rev();
        let last = before.find(|node| !matches!(&node.kind, Kind::Liquid(inside) if inside.is_empty()));
        if let Some(Node { kind: Kind::Text { shown }, .. }) = last {
            let kept = shown.of(self.source).trim_end_matches(TRIMMED);
            *shown = Span::new(shown.start, shown.start + kept.len());
        }
    }

    /// The inside of a `{{ … }}` or `{% … %}` that ends before `close`, without the hyphens of white-space control.
    fn inside(&mut self, open: usize, close: usize) -> Span {
        let (mut start, mut end) = (open + 2, close);
        if self.byte(start) == b'-' && start < end {
            start += 1;
            // `{{{-` is broken markup; Liquid sees no hyphen there.
            if open == 0 || self.byte(open - 1) != b'{' {
                self.trim_before();
            }
        }
        self.trim = end > start && self.byte(end - 1) == b'-';
        if self.trim {
            end -= 1;
        }
        Span::new(start, end)
    }

    fn output(&mut self) {
        let open = self.at;
        let row = self.source.as_bytes().iter().skip(open).take_while(|byte| **byte == b'{').count();
        if row > 4 {
            let span = Span::new(open, open + row);
            self.fault(&faults::TOO_MANY_BRACES, span);
            return self.broken(span);
        }
        let triple = row == 3;
        let start = open + if triple { 3 } else { 2 };
        match self.scan.output(start) {
            OutputEnd::Closed(close, quoted) => {
                let third = triple && self.byte(close + 2) == b'}';
                let end = close + if third { 3 } else { 2 };
                let span = Span::new(open, end);
                if triple {
                    self.triple(span, third);
                }
                if let Some(brace) = quoted {
                    self.fault(&faults::OUTPUT_BRACE, Span::new(brace, brace + 1));
                }
                self.output_node(span, start - 2, close);
            }
            OutputEnd::Single(close) => {
                let span = Span::new(open, close + 1);
                self.faults.push_fix(
                    &faults::OUTPUT_OPEN,
                    self.source,
                    span,
                    Trust::Safe,
                    Span::new(close, close + 1),
                    "}}",
                );
                self.output_node(span, start - 2, close);
                // `-}` is no white-space control.
                self.trim = false;
            }
            OutputEnd::Tag(close) => {
                let span = Span::new(open, close + 2);
                let wrong = Span::new(close, close + 2);
                self.faults.push_fix(&faults::OUTPUT_CLOSED_AS_TAG, self.source, span, Trust::Safe, wrong, "}}");
                self.output_node(span, start - 2, close);
            }
            OutputEnd::Open(end) => {
                let span = Span::new(open, end.max(start));
                self.fault(&faults::OUTPUT_OPEN, span);
                self.broken(span);
            }
        }
    }

    fn triple(&mut self, span: Span, third: bool) {
        let source = self.source;
        if let Some(finding) = self.faults.push(&faults::TRIPLE_BRACES, source, span)
            && third
        {
            let inner = Span::new(span.start + 1, span.end - 1).of(source);
            let fix = crate::diag::Fix::new(faults::FIX_REPLACE, Trust::Safe, crate::text::Edit::replace(span, inner));
            finding.fixes.push(fix.with("instead", inner));
        }
    }

    fn output_node(&mut self, span: Span, open: usize, close: usize) {
        self.at = span.end;
        let inside = self.inside(open, close);
        self.blank = false;
        let filtered = self.value(inside);
        self.check_after_output(span, &filtered);
        self.push(span, Kind::Output(Box::new(filtered)));
    }

    /// `{{a.${x}}} | plus: 1`: the filters stand outside of the braces.
    fn check_after_output(&mut self, span: Span, filtered: &super::ast::Filtered) {
        let rest = self.source.get(span.end..).unwrap_or_default();
        let Some(after) = rest.strip_prefix(" | ") else { return };
        let length = after.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        let name = after.get(..length).unwrap_or_default();
        let followed = after.get(length..).is_some_and(|rest| rest.starts_with(':'));
        if followed && filtered.filters.is_empty() && vocabulary::is_filter(name) {
            let outside = Span::new(span.end, span.end + 3 + length + 1);
            self.fault(&faults::OUTPUT_OUTSIDE, outside);
        }
    }

    /// The value of an output or of `echo`; nothing at all is a value too.
    fn value(&mut self, inside: Span) -> super::ast::Filtered {
        let mut cursor = self.cursor(inside);
        if cursor.done() {
            let at = Span::at(inside.end);
            let base = super::ast::Expr { span: at, kind: super::ast::ExprKind::Missing };
            return super::ast::Filtered { span: at, base, filters: Vec::new() };
        }
        cursor.filtered_to_end()
    }

    /// Markup that cannot be read: kept as it is.
    fn broken(&mut self, span: Span) {
        self.at = span.end;
        self.blank = false;
        self.trim = false;
        self.push(span, Kind::Error);
    }

    fn tag(&mut self) {
        let open = self.at;
        let (close, end) = match self.scan.tag(open + 2) {
            TagEnd::Closed(close) => (close, close + 2),
            TagEnd::Output(close) => {
                let wrong = Span::new(close, close + 2);
                let span = Span::new(open, close + 2);
                self.faults.push_fix(&faults::TAG_CLOSED_AS_OUTPUT, self.source, span, Trust::Safe, wrong, "%}");
                (close, close + 2)
            }
            TagEnd::Open(end) => {
                let span = Span::new(open, end.max(open + 2));
                self.fault(&faults::TAG_OPEN, span);
                return self.broken(span);
            }
        };
        let span = Span::new(open, end);
        self.at = end;
        let inside = self.inside(open, close);
        let mut cursor = self.cursor(inside);
        cursor.space();
        let start = cursor.at;
        let name = match cursor.byte(0) {
            b'#' => Span::new(start, start + 1),
            _ => {
                let rest = cursor.rest().bytes();
                let length = rest.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
                Span::new(start, start + length)
            }
        };
        if name.is_empty() {
            self.fault(&faults::TAG_WITHOUT_NAME, span);
            return self.broken(span);
        }
        self.named_tag(span, name, Span::new(name.end, inside.end));
    }
}

/// What white-space control takes away: Ruby's `strip`.
const TRIMMED: [char; 7] = [' ', '\t', '\n', '\r', '\u{b}', '\u{c}', '\0'];
