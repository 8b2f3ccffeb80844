//! Blocks: an arm that is taken, arms that are dropped, what stays.

use super::PartialError;
use super::env::{Binding, LoopMode, Scope};
use super::fold::Eval;
use super::nodes::{condition_may_fail, expression_may_fail};
use super::rewrite::{Patches, Use};
use super::variables::is_lost;
use crate::liquid::ast::{Block, Case, Cycle, Expr, ExprKind, For, If, Offset};
use crate::liquid::eval::work;
use crate::liquid::value::{Value, equals};
use crate::order;
use crate::text::Span;

use super::walk::{Flow, Op, Stop, Texts, Walk};

impl Walk<'_> {
    /// A block that stays, whose inside is carried out once: `capture`, `ifchanged`, `translation`.
    pub(super) fn around(&mut self, span: Span, patches: Patches, body: &Block, blank: bool) -> Result<Flow, Stop> {
        self.tag(Span::new(span.start, body.span.start), patches, blank)?;
        let start = self.ops.len();
        let flow = self.nodes(&body.nodes, Texts::Shown)?;
        self.not_blank(start, body.blank, false, span)?;
        self.tag(Span::new(body.span.end, span.end), Patches::new(), blank)?;
        Ok(flow)
    }

    pub(super) fn branches(&mut self, span: Span, inner: &If) -> Result<Flow, Stop> {
        let mut kept = Vec::new();
        for (index, arm) in inner.arms.iter().enumerate() {
            let holds = match &arm.condition {
                None => Some(true),
                Some(condition) => self.condition(condition).map(|holds| holds != (inner.unless && index == 0)),
            };
            if holds != Some(false) {
                kept.push((index, holds.is_some(), arm));
            }
            if holds == Some(true) {
                break;
            }
        }
        let Some((first, sure, arm)) = kept.first().copied() else { return Ok(Flow::Next) };
        if sure {
            return self.folded(&arm.body);
        }
        let bodies: Vec<&Block> = kept.iter().map(|(_, _, arm)| &arm.body).collect();
        let names: Vec<String> = bodies.iter().flat_map(|body| self.assigned_in(&body.nodes)).collect();
        self.before(&names, span)?;
        let before = self.snapshot(&names);
        let mut ends = vec![before.clone()];
        let start = self.ops.len();
        for (index, sure, arm) in &kept {
            let (name, inside) = self.head_parts(arm.head);
            let mut patches = Patches::new();
            match &arm.condition {
                Some(_) if *sure => patches.push((inside, "else".to_owned())),
                Some(condition) => {
                    self.patch_condition(condition, &mut patches)?;
                    if *index == first && first > 0 {
                        let spaced = self.template.text(Span::new(name.end, name.end + 1)).trim_ascii().is_empty();
                        patches.push((name, if spaced { "if".to_owned() } else { "if ".to_owned() }));
                    }
                }
                None => {}
            }
            self.tag(arm.head, patches, true)?;
            self.arm(&arm.body)?;
            ends.push(self.snapshot(&names));
            self.restore(&names, &before);
        }
        let fails = kept.iter().filter_map(|(_, _, arm)| arm.condition.as_ref()).any(condition_may_fail);
        self.not_blank(start, arm.body.blank, fails, span)?;
        let (name, _) = self.head_parts(inner.end);
        let renamed = inner.unless && first > 0 && !inner.end.is_empty();
        let patches = if renamed { vec![(name, "endif".to_owned())] } else { Patches::new() };
        self.tag(inner.end, patches, true)?;
        self.after(&names, &ends);
        Ok(Flow::Next)
    }

    pub(super) fn case(&mut self, span: Span, inner: &Case) -> Result<Flow, Stop> {
        let names: Vec<String> = inner.arms.iter().flat_map(|arm| self.assigned_in(&arm.body.nodes)).collect();
        // What one arm assigns, the next may compare with.
        let fixed = names.is_empty() || {
            let values = inner.arms.iter().flat_map(|arm| arm.values.iter().flatten());
            !std::iter::once(&inner.subject).chain(values).any(|value| self.mentions(value, &names))
        };
        if let Some(chosen) = self.chosen(inner).filter(|_| fixed) {
            for body in chosen {
                let flow = self.folded(body)?;
                if flow != Flow::Next {
                    return Ok(flow);
                }
            }
            return Ok(Flow::Next);
        }
        self.before(&names, span)?;
        let mut ends = vec![self.snapshot(&names)];
        if !fixed {
            self.after(&names, &ends);
        }
        let mut patches = Patches::new();
        self.patch_expr(&inner.subject, Use::Asked, &mut patches)?;
        self.tag(inner.head, patches, true)?;
        let gap = Span::new(inner.head.end, inner.arms.first().map_or(inner.end.start, |arm| arm.head.start));
        if !self.lines {
            self.source(gap, true)?;
        }
        let start = self.ops.len();
        for arm in &inner.arms {
            let mut patches = Patches::new();
            arm.values.iter().flatten().try_for_each(|value| self.patch_expr(value, Use::Asked, &mut patches))?;
            self.tag(arm.head, patches, true)?;
            // An arm is carried out once for each of its values that is equal.
            if arm.values.as_ref().is_some_and(|values| values.len() > 1) {
                self.after(&names, &ends);
                self.steadily(&names, |walk| walk.arm(&arm.body))?;
            } else {
                self.arm(&arm.body)?;
            }
            // Several arms may be carried out, so each begins with what any before it may have left.
            let end = self.snapshot(&names);
            ends.push(end);
            self.after(&names, &ends);
        }
        if !fixed && ends.iter().flatten().any(|end| is_lost(end.as_ref())) {
            return Err(PartialError::Entangled { span }.into());
        }
        let blank = inner.arms.first().is_none_or(|arm| arm.body.blank);
        let values = inner.arms.iter().flat_map(|arm| arm.values.iter().flatten());
        let fails = std::iter::once(&inner.subject).chain(values).any(expression_may_fail);
        self.not_blank(start, blank, fails, span)?;
        self.tag(inner.end, Patches::new(), true)?;
        self.after(&names, &ends);
        Ok(Flow::Next)
    }

    /// A cycle stays. One without a name that has variables in it is known by its place, which it may lose: it gets a name.
    pub(super) fn cycle(&mut self, span: Span, cycle: &Cycle) -> Result<(), Stop> {
        let mut patches = Patches::new();
        cycle.values.iter().try_for_each(|value| self.patch_expr(value, Use::Printed, &mut patches))?;
        for (_, text) in &mut patches {
            // A nil that is written out is left out.
            if text == "nil" {
                *text = "''".to_owned();
            }
        }
        cycle.group.iter().try_for_each(|group| self.patch_expr(group, Use::Asked, &mut patches))?;
        if placed(cycle)
            && let Some(first) = cycle.values.first()
        {
            let name = format!("'countersign {}': ", span.start);
            match patches.iter_mut().find(|(place, _)| place.start == first.span.start) {
                Some((_, text)) => text.insert_str(0, &name),
                None => patches.push((Span::at(first.span.start), name)),
            }
        }
        self.tag(span, patches, false)
    }

    /// Whether `expr` asks for one of `names`.
    pub(super) fn mentions(&self, expr: &Expr, names: &[String]) -> bool {
        use crate::liquid::ast::Root;
        match &expr.kind {
            ExprKind::Path(path) => match &path.root {
                Root::Name(_) => names.iter().any(|name| name == self.rooted(path).0),
                Root::Attribute(_) => false,
                Root::Dynamic(_) => true,
            },
            ExprKind::Range(ends) => self.mentions(&ends.0, names) || self.mentions(&ends.1, names),
            ExprKind::Braces(filtered) => self.mentions(&filtered.base, names),
            _ => false,
        }
    }

    /// The bodies that a `case` prints, where subject and values are known.
    pub(super) fn chosen<'c>(&self, inner: &'c Case) -> Option<Vec<&'c Block>> {
        let subject = self.value(&inner.subject).known()?;
        let mut chosen = Vec::new();
        let mut found = false;
        for arm in &inner.arms {
            match &arm.values {
                None if !found => chosen.push(&arm.body),
                None => {}
                Some(values) => {
                    for value in values {
                        if equals(&subject.value, &self.operand(value)?) {
                            found = true;
                            chosen.push(&arm.body);
                        }
                    }
                }
            }
        }
        Some(chosen)
    }

    pub(super) fn looped(&mut self, span: Span, inner: &For) -> Result<Flow, Stop> {
        match self.value(&inner.over) {
            Eval::Known(over) => {
                if let Some(flow) = self.unroll(span, inner, &over)? {
                    return Ok(flow);
                }
            }
            Eval::Lost => return Err(PartialError::Entangled { span }.into()),
            Eval::Dynamic => {}
        }
        let mut patches = Patches::new();
        self.patch_expr(&inner.over, Use::Asked, &mut patches)?;
        let over = self.patched(inner.over.span, &mut patches);
        self.left_to_braze(inner, &over)?;
        inner.limit.iter().try_for_each(|limit| self.patch_expr(limit, Use::Asked, &mut patches))?;
        if let Some(Offset::At(offset)) = &inner.offset {
            self.patch_expr(offset, Use::Asked, &mut patches)?;
        }
        let mut names = self.assigned_in(&inner.body.nodes);
        names.extend(inner.otherwise.iter().flat_map(|(_, block)| self.assigned_in(&block.nodes)));
        self.before(&names, span)?;
        let end = self.snapshot(&names);
        self.after(&names, &[end]);
        let before = self.snapshot(&names);
        self.tag(inner.head, patches, true)?;
        let start = self.ops.len();
        let variables = [self.template.text(inner.name), "forloop"];
        let bindings = order::map(variables.iter().map(|name| ((*name).to_owned(), Binding::Dynamic)));
        self.env.scopes.push(Scope { bindings, mode: LoopMode::Residual, table: false });
        self.steadily(&names, |walk| walk.arm(&inner.body))?;
        self.env.scopes.pop();
        let mut ends = vec![self.snapshot(&names), before.clone()];
        self.restore(&names, &before);
        if let Some((head, block)) = &inner.otherwise {
            self.tag(*head, Patches::new(), true)?;
            self.arm(block)?;
            ends.push(self.snapshot(&names));
        }
        let fails = inner.limit.is_some() || inner.offset.is_some() || expression_may_fail(&inner.over);
        self.not_blank(start, inner.body.blank, fails, span)?;
        self.tag(inner.end, Patches::new(), true)?;
        self.after(&names, &ends);
        Ok(Flow::Next)
    }

    /// A block whose tags are gone.
    pub(super) fn folded(&mut self, body: &Block) -> Result<Flow, Stop> {
        self.nodes(&body.nodes, if body.blank { Texts::Silent } else { Texts::Shown })
    }

    /// A block whose tags stay.
    pub(super) fn arm(&mut self, body: &Block) -> Result<(), Stop> {
        let outer = self.blank;
        self.depth += 1;
        self.blank |= body.blank;
        let flow = self.nodes(&body.nodes, if body.blank { Texts::Whole } else { Texts::Shown });
        self.blank = outer;
        self.depth -= 1;
        flow.map(|_| ())
    }

    /// Liquid does not print white space in a block that holds nothing else, and no error of its tag, which may come
    /// where it `fails`. Where it held more before, it gets an output of nothing.
    pub(super) fn not_blank(&mut self, start: usize, blank: bool, fails: bool, span: Span) -> Result<(), Stop> {
        if blank {
            return Ok(());
        }
        let mut prints = fails;
        let mut captured = self.captured.iter().skip(self.captured.partition_point(|(_, to)| *to <= start));
        let mut hidden = captured.next();
        self.spend(self.captured.len() / 4);
        for (at, op) in self.ops.iter().enumerate().skip(start) {
            self.spend(1);
            while hidden.is_some_and(|(_, to)| *to <= at) {
                hidden = captured.next();
            }
            if hidden.is_some_and(|(from, _)| *from <= at) {
                continue;
            }
            let text = match op {
                Op::Source { blank, .. } | Op::Written { blank, .. } => {
                    if *blank {
                        continue;
                    }
                    return Ok(());
                }
                Op::Text { shown, .. } => self.template.text(*shown).to_owned(),
                Op::Value { value, .. } => {
                    self.spend(work::compared(value, &Value::Nil, true));
                    value.to_output()
                }
            };
            if !text.bytes().all(|byte| byte.is_ascii_whitespace() || byte == 0x0b) {
                return Ok(());
            }
            prints |= !text.is_empty();
        }
        if prints { self.write("{{ '' }}", Span::at(span.end), false) } else { Ok(()) }
    }
}

/// Whether a cycle is known by its place: it has no name, and more than literals in it.
pub(super) fn placed(cycle: &Cycle) -> bool {
    cycle.group.is_none() && cycle.values.iter().any(|value| !matches!(value.kind, ExprKind::Literal(_)))
}
