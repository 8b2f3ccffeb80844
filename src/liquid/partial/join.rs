//! White-space control where things were cut out.
//!
//! A hyphen (`{%-`) takes the white space of the template's own text beside it, and of nothing else. In the residue a
//! value may have come to stand there, or text from elsewhere. Then the hyphen goes, and the text is written without
//! the white space that it would have lost.

use super::Emit;
use super::walk::Op;
use crate::liquid::ast::Template;
use crate::text::Span;

/// Gives `ops` to `emit`, with neighbouring bytes of the template in one piece.
pub(super) fn join(template: &Template, ops: &[Op], emit: &mut dyn Emit) {
    let kept: Vec<(bool, bool)> =
        (0..ops.len()).map(|at| (keeps_left(template, ops, at), keeps_right(template, ops, at))).collect();
    let mut out = Out { template, emit, pending: None, brace: None };
    for (at, op) in ops.iter().enumerate() {
        let own = kept.get(at).copied().unwrap_or((true, true));
        match op {
            Op::Text { span, shown } => {
                let before = at.checked_sub(1).and_then(|before| Some((ops.get(before)?, kept.get(before)?)));
                let after = ops.get(at + 1).zip(kept.get(at + 1));
                let whole_left = before.is_some_and(|(op, (_, right))| {
                    *right && tag(op).is_some_and(|tag| tag.end == span.start) && has_right(template, op)
                });
                let whole_right = after.is_some_and(|(op, (left, _))| {
                    *left && tag(op).is_some_and(|tag| tag.start == span.end) && has_left(template, op)
                });
                let start = if whole_left { span.start } else { shown.start };
                let end = if whole_right { span.end } else { shown.end };
                // Where nothing is shown, the white space belongs to the one hyphen that is still there.
                let shown = match (whole_left, whole_right) {
                    (true, false) if shown.is_empty() => *span,
                    (false, true) if shown.is_empty() => *span,
                    _ => Span::new(start, end),
                };
                out.source(shown);
            }
            Op::Source { span, .. } => {
                let left = !own.0 && has_left(template, op);
                let right = !own.1 && has_right(template, op);
                let inner = Span::new(span.start + if left { 3 } else { 0 }, span.end - if right { 3 } else { 0 });
                if left {
                    out.written(opening(template.text(*span)), Span::new(span.start, span.start + 3));
                }
                out.source(inner);
                if right {
                    out.written(closing(template.text(*span)), Span::new(span.end - 3, span.end));
                }
            }
            Op::Written { text, from, tag, .. } => {
                let mut text = text.as_str();
                let mut whole = String::new();
                if *tag && !own.0 && has_left(template, op) {
                    whole.push_str(opening(text));
                    text = text.get(3..).unwrap_or_default();
                }
                let cut = *tag && !own.1 && has_right(template, op);
                whole.push_str(if cut { text.get(..text.len().saturating_sub(3)).unwrap_or_default() } else { text });
                if cut {
                    whole.push_str(closing(text));
                }
                out.written(&whole, *from);
            }
            Op::Value { span, value, path, filtered } => {
                out.value(|emit| emit.value(*span, value, path, *filtered));
            }
        }
    }
    out.finish();
}

/// Bytes of the template that follow each other go out in one piece.
struct Out<'e> {
    template: &'e Template,
    emit: &'e mut dyn Emit,
    pending: Option<Span>,
    /// Braces of the text that have not gone out yet: with what comes to stand behind them, they might open a tag.
    brace: Option<Span>,
}

/// A brace that opens nothing, whatever stands behind it.
const MERE_BRACE: &str = "{{ '{' }}";

impl Out<'_> {
    fn source(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        match &mut self.pending {
            Some(pending) if pending.end == span.start => pending.end = span.end,
            _ => {
                self.flush();
                self.pending = Some(span);
            }
        }
    }

    fn written(&mut self, text: &str, from: Span) {
        self.flush();
        self.brace(text);
        self.emit.written(text, from);
    }

    /// A value of ours goes out; nobody knows what it begins with.
    fn value(&mut self, give: impl FnOnce(&mut dyn Emit)) {
        self.flush();
        self.brace("{");
        give(self.emit);
    }

    fn flush(&mut self) {
        let Some(span) = self.pending.take() else { return };
        let text = self.template.text(span);
        self.brace(text);
        let rest = Span::new(span.start, span.start + text.trim_end_matches('{').len());
        self.brace = (rest.end < span.end).then_some(Span::new(rest.end, span.end));
        if !rest.is_empty() {
            self.emit.source(rest);
        }
    }

    /// Nothing stands behind what is left.
    fn finish(&mut self) {
        match self.pending.take() {
            Some(span) => {
                self.brace(self.template.text(span));
                self.emit.source(span);
            }
            None => self.brace(""),
        }
    }

    /// Lets the braces go that wait, now that it is known what stands behind them.
    fn brace(&mut self, behind: &str) {
        match self.brace.take() {
            Some(span) if behind.starts_with(['{', '%']) => self.emit.written(&MERE_BRACE.repeat(span.len()), span),
            Some(span) => self.emit.source(span),
            None => {}
        }
    }
}

/// Where a tag of the residue stands in the template.
fn tag(op: &Op) -> Option<Span> {
    match op {
        Op::Source { span, .. } => Some(*span),
        Op::Written { from, tag: true, .. } => Some(*from),
        _ => None,
    }
}

fn text_of<'o>(template: &'o Template, op: &'o Op) -> &'o str {
    match op {
        Op::Source { span, .. } => template.text(*span),
        Op::Written { text, tag: true, .. } => text,
        _ => "",
    }
}

fn has_left(template: &Template, op: &Op) -> bool {
    let text = text_of(template, op);
    text.starts_with("{%-") || text.starts_with("{{-")
}

fn has_right(template: &Template, op: &Op) -> bool {
    let text = text_of(template, op);
    text.len() > 5 && (text.ends_with("-%}") || text.ends_with("-}}"))
}

fn opening(text: &str) -> &'static str {
    if text.starts_with("{%") { "{%" } else { "{{" }
}

fn closing(text: &str) -> &'static str {
    if text.ends_with("%}") { "%}" } else { "}}" }
}

/// Whether a hyphen at the end of the op would still take what it took in the template.
fn keeps_right(template: &Template, ops: &[Op], at: usize) -> bool {
    let Some(end) = ops.get(at).and_then(tag).map(|tag| tag.end) else { return true };
    match ops.get(at + 1) {
        None => true,
        Some(Op::Text { span, .. }) if span.start == end => {
            !swallowed(template, ops, at + 1) || !printed(ops.get(at + 2))
        }
        Some(Op::Written { tag: false, .. }) => false,
        Some(op) => tag(op).is_some_and(|tag| tag.start == end),
    }
}

/// The same for its start.
fn keeps_left(template: &Template, ops: &[Op], at: usize) -> bool {
    let Some(start) = ops.get(at).and_then(tag).map(|tag| tag.start) else { return true };
    let before = |back: usize| at.checked_sub(back).and_then(|before| ops.get(before));
    match before(1) {
        None => true,
        Some(Op::Text { span, .. }) if span.end == start => !swallowed(template, ops, at - 1) || !printed(before(2)),
        // What we wrote is none of the template's text.
        Some(Op::Written { text, tag: false, .. }) => !text.ends_with(char::is_whitespace),
        Some(op) => tag(op).is_some_and(|tag| tag.end == start),
    }
}

/// Whether white-space control leaves nothing of the text at `at`.
fn swallowed(template: &Template, ops: &[Op], at: usize) -> bool {
    matches!(ops.get(at), Some(Op::Text { shown, .. }) if template.text(*shown).trim().is_empty())
}

/// Whether an op may print text.
fn printed(op: Option<&Op>) -> bool {
    matches!(op, Some(Op::Text { .. } | Op::Value { .. } | Op::Written { tag: false, .. }))
}
