//! Blocks: what is open, the arms of it, and how it closes.

use super::Parser;
use crate::diag::Trust;
use crate::liquid::ast::{Arm, Block, Braze, Case, Condition, Expr, For, If, Kind, Node, Offset, TableRow, When};
use crate::liquid::{faults, limits};
use crate::text::{Edit, Span};

/// An open block.
pub(super) struct Frame {
    pub(super) open: Open,
    /// Its opening tag.
    head: Span,
    /// The tag that began the arm we are in.
    arm: Span,
    /// What the block around it held before.
    outer: Vec<Node>,
    outer_blank: bool,
}

/// Which block is open, with what is known of it.
pub(super) enum Open {
    If { unless: bool, arms: Vec<Arm>, condition: Option<Condition> },
    Case { subject: Expr, arms: Vec<When>, values: Option<Option<Vec<Expr>>> },
    For { name: Span, over: Expr, reversed: bool, limit: Option<Expr>, offset: Option<Offset>, body: Option<Block> },
    TableRow { name: Span, over: Expr, cols: Option<Expr>, limit: Option<Expr>, offset: Option<Expr> },
    Capture { name: Span },
    IfChanged,
    Translation { braze: Braze },
    Liquid,
}

impl Open {
    /// The name of the closing tag without its `end`.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::If { unless: false, .. } => "if",
            Self::If { unless: true, .. } => "unless",
            Self::Case { .. } => "case",
            Self::For { .. } => "for",
            Self::TableRow { .. } => "tablerow",
            Self::Capture { .. } => "capture",
            Self::IfChanged => "ifchanged",
            Self::Translation { .. } => "translation",
            Self::Liquid => "liquid",
        }
    }
}

/// Blocks that have a closing tag of their own.
pub(super) const BLOCKS: [&str; 8] = ["if", "unless", "case", "for", "tablerow", "capture", "ifchanged", "translation"];

impl Parser<'_> {
    pub(super) fn open(&mut self, head: Span, open: Open) {
        if self.frames.len() >= limits::DEPTH {
            if self.beyond == 0 {
                self.fault(&faults::TOO_DEEP, head);
            }
            self.beyond += 1;
            self.blank = false;
            return self.push(head, Kind::Error);
        }
        let outer = std::mem::take(&mut self.nodes);
        let outer_blank = std::mem::replace(&mut self.blank, true);
        self.frames.push(Frame { open, head, arm: head, outer, outer_blank });
    }

    /// What stands between the last arm's tag and `end`, as a block.
    fn take_block(&mut self, from: Span, end: usize) -> Block {
        Block { span: Span::new(from.end, end), nodes: std::mem::take(&mut self.nodes), blank: false }
    }

    /// `elsif`, `else`, `when`.
    pub(super) fn arm(&mut self, span: Span, name: &str, markup: Span) {
        let index = self.frames.iter().rposition(|frame| takes_arm(&frame.open, name));
        let floor = self.frames.iter().rposition(|frame| matches!(frame.open, Open::Liquid));
        if self.beyond > 0 {
            return self.push(span, Kind::Error);
        }
        let Some(index) = index.filter(|index| floor.is_none_or(|floor| floor < *index)) else {
            self.fault(&faults::STRAY_ARM, span);
            return self.broken_at(span);
        };
        // An arm belongs to the innermost block; blocks inside that cannot have it were not closed.
        if self.frames.len() > index + 1 {
            if !self.frames.iter().skip(index + 1).all(|frame| !has_arms(&frame.open)) {
                self.fault(&faults::STRAY_ARM, span);
                return self.broken_at(span);
            }
            while self.frames.len() > index + 1 {
                self.close_unclosed(span.start);
            }
        }
        if let Some(Frame { open: Open::Case { .. }, .. }) = self.frames.last()
            && name == "else"
        {
            self.nothing_after(markup);
        }
        self.arm_advice(span, name, markup);
        let condition = (name == "elsif").then(|| self.cursor(markup).condition());
        let values = (name == "when").then(|| self.cursor(markup).when());
        let Some(mut frame) = self.frames.pop() else { return };
        let body = self.take_block(frame.arm, span.start);
        match &mut frame.open {
            Open::If { arms, condition: current, .. } => {
                arms.push(Arm { head: frame.arm, condition: current.take(), body });
                *current = condition;
            }
            Open::Case { arms, values: current, .. } => {
                if let Some(values) = current.take() {
                    arms.push(When { head: frame.arm, values, body });
                }
                *current = Some(values);
            }
            Open::For { body: first, .. } if first.is_none() => {
                *first = Some(body);
            }
            _ => {}
        }
        frame.arm = span;
        self.frames.push(frame);
    }

    /// What Liquid takes without a word, and an author did not mean: `else if`, a second `else`.
    fn arm_advice(&mut self, span: Span, name: &str, markup: Span) {
        let Some(Frame { open: Open::If { condition, .. }, .. }) = self.frames.last() else { return };
        if condition.is_none() {
            return self.fault(&faults::ARM_UNREACHED, span);
        }
        let rest = super::expression::trimmed(self.source, markup);
        if name == "else" && !rest.is_empty() {
            let Some(after) = rest.of(self.source).strip_prefix("if ") else {
                return self.fault(&faults::ELSE_IF, rest);
            };
            // From `else` to `if`.
            let word = Span::new(markup.start - "else".len(), rest.end - after.len() - 1);
            self.faults.push_fix(&faults::ELSE_IF, self.source, word, Trust::Suggestion, word, "elsif");
        }
    }

    fn broken_at(&mut self, span: Span) {
        self.blank = false;
        self.push(span, Kind::Error);
    }

    /// `endif`, `endfor` … (`name` without `end`).
    pub(super) fn end(&mut self, span: Span, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return self.push(span, Kind::Error);
        }
        let floor = self.frames.iter().rposition(|frame| matches!(frame.open, Open::Liquid));
        let found = self.frames.iter().rposition(|frame| frame.open.name() == name);
        let Some(index) = found.filter(|index| floor.is_none_or(|floor| floor < *index)) else {
            if let Some(finding) = self.faults.push(&faults::STRAY_END, self.source, span) {
                let fix = crate::diag::Fix::new(faults::FIX_REMOVE, Trust::Suggestion, Edit::replace(span, ""));
                finding.fixes.push(fix);
            }
            return self.broken_at(span);
        };
        while self.frames.len() > index + 1 {
            self.close_unclosed(span.start);
        }
        self.close(span);
    }

    /// Closes every open block above the innermost `liquid` tag, or all of them.
    pub(super) fn close_all(&mut self, at: usize) {
        while self.frames.last().is_some_and(|frame| !matches!(frame.open, Open::Liquid)) {
            self.close_unclosed(at);
        }
    }

    fn close_unclosed(&mut self, at: usize) {
        if let Some(frame) = self.frames.last() {
            let head = frame.head;
            let name = frame.open.name();
            let delimited = head.of(self.source).starts_with("{%");
            if let Some(finding) = self.faults.push(&faults::BLOCK_OPEN, self.source, head)
                && delimited
            {
                let closing = format!("{{% end{name} %}}");
                let fix =
                    crate::diag::Fix::new(faults::FIX_REPLACE, Trust::Suggestion, Edit::insert(at, closing.as_str()));
                finding.fixes.push(fix.with("instead", closing.as_str()));
            }
        }
        self.close(Span::at(at));
    }

    /// Closes the innermost block with the tag at `end`.
    pub(super) fn close(&mut self, end: Span) {
        let Some(frame) = self.frames.pop() else { return };
        let mut last = self.take_block(frame.arm, end.start);
        let blank = self.blank;
        self.nodes = frame.outer;
        self.blank = frame.outer_blank && blank;
        let head = frame.head;
        let kind = match frame.open {
            Open::If { unless, mut arms, condition } => {
                arms.push(Arm { head: frame.arm, condition, body: last });
                if blank {
                    arms.iter_mut().for_each(|arm| silence(&mut arm.body));
                }
                Kind::If(Box::new(If { unless, arms, end }))
            }
            Open::Case { subject, mut arms, values } => {
                if let Some(values) = values {
                    arms.push(When { head: frame.arm, values, body: last });
                }
                if blank {
                    arms.iter_mut().for_each(|arm| silence(&mut arm.body));
                }
                Kind::Case(Box::new(Case { head, subject, arms, end }))
            }
            Open::For { name, over, reversed, limit, offset, body } => {
                let (mut body, mut otherwise) = match body {
                    Some(body) => (body, Some((frame.arm, last))),
                    None => (last, None),
                };
                if blank {
                    silence(&mut body);
                    if let Some((_, block)) = &mut otherwise {
                        silence(block);
                    }
                }
                Kind::For(Box::new(For { head, name, over, reversed, limit, offset, body, otherwise, end }))
            }
            Open::TableRow { name, over, cols, limit, offset } => {
                Kind::TableRow(Box::new(TableRow { head, name, over, cols, limit, offset, body: last, end }))
            }
            Open::Capture { name } => {
                self.blank = frame.outer_blank;
                Kind::Capture { name, body: last }
            }
            Open::IfChanged => Kind::IfChanged(last),
            Open::Translation { mut braze } => {
                self.blank = false;
                braze.body = Some(last);
                Kind::Braze(Box::new(braze))
            }
            Open::Liquid => Kind::Liquid(std::mem::take(&mut last.nodes)),
        };
        self.push(Span::new(head.start, end.end), kind);
    }
}

/// A block that can print nothing but white space prints nothing: its text is not shown.
fn silence(block: &mut Block) {
    block.blank = true;
    for node in &mut block.nodes {
        if let Kind::Text { shown } = &mut node.kind {
            *shown = Span::at(node.span.start);
        }
    }
}

fn takes_arm(open: &Open, name: &str) -> bool {
    match open {
        Open::If { .. } => name != "when",
        Open::Case { .. } => name != "elsif",
        Open::For { .. } => name == "else",
        _ => false,
    }
}

fn has_arms(open: &Open) -> bool {
    matches!(open, Open::If { .. } | Open::Case { .. } | Open::For { .. })
}
