//! The machine: walks the nodes and prints.

use super::expression::is_text;
use super::world::sample;
use super::{Fault, Mistake, Refused, Rendered, Scope, Stretch, work};
use crate::liquid::ast::{
    Block, Case, Cycle, Expr, ExprKind, Filtered, If, Kind, Literal, Node, Path, Root, Step, Template,
};
use crate::liquid::limits;
use crate::liquid::value::{Value, count, equals, write_quoted};
use crate::text::Span;

/// A rendering under way.
pub(super) struct Machine<'a> {
    template: &'a Template,
    pub(super) scope: Scope<'a>,
    pub(super) done: Rendered,
    /// Set by `break`, `continue` and `abort_message`: what comes after is not printed.
    pub(super) stop: Option<Stop>,
    changed: Option<String>,
    depth: usize,
    /// Blocks within blocks, over all templates under way.
    nested: usize,
    /// Inside a content block or partial: the span of the tag that called it.
    called: Option<Span>,
    /// Inside a capture nothing is traced.
    captured: bool,
}

/// Why printing stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Break,
    Continue,
    Abort,
}

impl<'a> Machine<'a> {
    pub(super) fn new(template: &'a Template, scope: Scope<'a>) -> Self {
        let mut done = Rendered::default();
        done.output.reserve(template.source.len());
        Self { template, scope, done, stop: None, changed: None, depth: 0, nested: 0, called: None, captured: false }
    }

    pub(super) fn run(mut self) -> Result<Rendered, Refused> {
        match self.nodes(self.template, &self.template.nodes, false) {
            Ok(()) => {}
            Err(Fault::Refused(refused)) => return Err(refused),
            Err(Fault::Mistake(message)) => {
                self.done.errors.push(Mistake { message, span: self.template.span() });
            }
        }
        self.done.steps = self.scope.spent();
        Ok(self.done)
    }

    pub(super) fn block(&mut self, template: &'a Template, block: &'a Block) -> Result<(), Fault> {
        if self.nested >= limits::RENDER_NESTING {
            return Err(Refused::Depth.into());
        }
        self.nested += 1;
        let result = self.nodes(template, &block.nodes, block.blank);
        self.nested -= 1;
        result
    }

    /// Prints nodes; in a `blank` block, text is only white space and is left out.
    pub(super) fn nodes(&mut self, template: &'a Template, nodes: &'a [Node], blank: bool) -> Result<(), Fault> {
        for node in nodes {
            self.scope.spend(1)?;
            match &node.kind {
                Kind::Text { shown } | Kind::Raw(shown) => {
                    if !(blank && matches!(node.kind, Kind::Text { .. })) {
                        self.print(template.text(*shown), *shown)?;
                    }
                }
                // Ruby looks for a `break` after tags only: where a `when` follows the one that broke, text before its
                // first tag is still printed.
                _ => {
                    match self.node(template, node) {
                        Err(Fault::Mistake(message)) => {
                            self.scope.spend(node.span.len() / work::READ)?;
                            self.mistake(message, node.span, node.is_blank(template))?;
                        }
                        other => other?,
                    }
                    if self.stop.is_some() {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    fn node(&mut self, template: &'a Template, node: &'a Node) -> Result<(), Fault> {
        match &node.kind {
            Kind::Text { .. } | Kind::Raw(_) | Kind::Comment | Kind::Error => Ok(()),
            Kind::Output(filtered) => self.output(template, filtered, node.span),
            Kind::Assign { name, value } => {
                let (name, value) = (template.text(*name), self.valued(template, value)?);
                self.scope.spend(1 + work::key(name))?;
                self.scope.assign(name, value);
                Ok(())
            }
            Kind::Capture { name, body } => {
                let caught = self.caught(|machine| machine.block(template, body))?;
                self.scope.spend(caught.len() / work::READ)?;
                self.scope.assign(template.text(*name), Value::from(caught));
                Ok(())
            }
            Kind::Increment(name) => {
                self.scope.spend(2)?;
                let counter = self.scope.counter(template.text(*name));
                let shown = *counter;
                *counter = counter.wrapping_add(1);
                self.write(&Value::Int(shown), node.span)
            }
            Kind::Decrement(name) => {
                self.scope.spend(2)?;
                let counter = self.scope.counter(template.text(*name));
                *counter = counter.wrapping_sub(1);
                let shown = *counter;
                self.write(&Value::Int(shown), node.span)
            }
            Kind::If(branches) => self.branch(template, branches),
            Kind::Case(case) => self.case(template, case),
            Kind::For(over) => self.walk(template, over),
            Kind::TableRow(table) => self.table(template, table, node.span),
            Kind::Cycle(cycle) => self.cycle(template, cycle, node.span),
            Kind::Break => {
                self.stop = Some(Stop::Break);
                Ok(())
            }
            Kind::Continue => {
                self.stop = Some(Stop::Continue);
                Ok(())
            }
            Kind::IfChanged(body) => {
                let shown = self.caught(|machine| machine.block(template, body))?;
                if self.changed.as_deref() != Some(&*shown) {
                    self.print_made(&shown, node.span)?;
                    self.changed = Some(shown);
                }
                Ok(())
            }
            Kind::Liquid(nodes) => self.nodes(template, nodes, false),
            Kind::Partial(partial) => self.partial(template, partial, node.span),
            Kind::Braze(tag) => self.braze(template, tag, node.span),
        }
    }

    fn output(&mut self, template: &'a Template, filtered: &'a Filtered, span: Span) -> Result<(), Fault> {
        if let Some(name) = content_block(template, &filtered.base) {
            if filtered.filters.is_empty() {
                return self.content_block(name, span);
            }
            let value = self.valued(template, filtered)?;
            return self.write(&value, span);
        }
        // Straight into the output, without a copy of the value.
        let value = self.scope.filtered(template, filtered)?;
        self.scope.spend(lists(&value))?;
        let start = self.done.output.len();
        value.write_output(&mut self.done.output);
        self.traced(start, span, false)
    }

    /// A value with its filters; a content block is rendered first.
    fn valued(&mut self, template: &'a Template, filtered: &'a Filtered) -> Result<Value, Fault> {
        if let Some(name) = content_block(template, &filtered.base) {
            let shown = self.caught(|machine| machine.content_block(name, filtered.span))?;
            return Ok(self
                .scope
                .through(template, filtered, std::borrow::Cow::Owned(Value::from(shown)))?
                .into_owned());
        }
        Ok(self.scope.filtered(template, filtered)?.into_owned())
    }

    fn content_block(&mut self, name: &str, span: Span) -> Result<(), Fault> {
        let world = self.scope.world;
        self.scope.spend(1 + work::key(name))?;
        match sample(&world.content_blocks, name) {
            Some((_, block)) => self.called(span, |machine| machine.nodes(block, &block.nodes, false)),
            None => {
                let sample = self.scope.find("content_blocks").member(name, false);
                if sample.is_nil() {
                    self.done.unanswered.push(format!("content_blocks.{name}"));
                }
                self.write(&sample, span)
            }
        }
    }

    /// Runs a template that `span` calls, one level deeper.
    pub(super) fn called(&mut self, span: Span, run: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        if self.depth >= limits::RENDER_DEPTH {
            return Err(Refused::Depth.into());
        }
        let before = self.called;
        self.called = before.or(Some(span));
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        self.called = before;
        result
    }

    fn branch(&mut self, template: &'a Template, branches: &'a If) -> Result<(), Fault> {
        for (index, arm) in branches.arms.iter().enumerate() {
            let holds = match &arm.condition {
                Some(condition) => self.scope.condition(template, condition)? != (branches.unless && index == 0),
                None => true,
            };
            if holds {
                return self.block(template, &arm.body);
            }
        }
        Ok(())
    }

    fn case(&mut self, template: &'a Template, case: &'a Case) -> Result<(), Fault> {
        let mut none = true;
        for arm in &case.arms {
            match &arm.values {
                None if none => self.block(template, &arm.body)?,
                None => {}
                Some(values) => {
                    for value in values {
                        self.scope.spend(1)?;
                        // What a `when` before this one assigned may have changed the subject.
                        let subject = self.scope.expression(template, &case.subject)?;
                        let same = written(template, value).and_then(|text| is_text(&subject, text));
                        let same = match same {
                            Some(same) => {
                                self.scope.spend(1 + value.span.len() / work::COPIED)?;
                                same
                            }
                            None => {
                                let value = self.scope.operand(template, value)?;
                                self.scope.spend(work::compared(&subject, &value, false))?;
                                equals(&subject, &value)
                            }
                        };
                        if same {
                            none = false;
                            self.block(template, &arm.body)?;
                        }
                        if self.stop == Some(Stop::Abort) {
                            return Ok(());
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn cycle(&mut self, template: &'a Template, cycle: &'a Cycle, span: Span) -> Result<(), Fault> {
        let key = match &cycle.group {
            Some(group) => {
                let group = self.scope.expression(template, group)?;
                self.scope.spend(work::weight(&group) / work::READ)?;
                let mut key = format!("cycle group {} ", group.kind());
                group.write_inspected(&mut key);
                key
            }
            // Lists of literals share their place; a list with a variable has its own.
            None if cycle.values.iter().all(|value| matches!(value.kind, ExprKind::Literal(_))) => {
                let mut key = String::from("cycle list ");
                for value in &cycle.values {
                    match written(template, value) {
                        Some(text) => write_quoted(text, &mut key),
                        None => self.scope.expression(template, value)?.write_inspected(&mut key),
                    }
                    key.push(',');
                }
                key
            }
            None => format!("cycle place {} {}", span.start, self.depth),
        };
        let turn = self.scope.register(&key).and_then(|turn| usize::try_from(turn).ok()).unwrap_or_default();
        self.scope.spend(4 + (key.len() + cycle.values.len()) / work::READ)?;
        // Ruby leaves out a nil that is written out.
        let nil = |value: &&Expr| matches!(value.kind, ExprKind::Literal(Literal::Nil));
        let mut values = cycle.values.iter().filter(|value| !nil(value));
        let length = values.clone().count();
        let next = if turn + 1 >= length { 0 } else { count(turn + 1) };
        let value = values.nth(turn);
        if let Some(text) = value.and_then(|value| written(template, value)) {
            self.scope.set_register(&key, next);
            return self.print_made(text, span);
        }
        let value = match value {
            Some(value) => self.scope.expression(template, value)?.into_owned(),
            None => Value::Nil,
        };
        self.scope.set_register(&key, next);
        self.write(&value, span)
    }

    /// Prints a value.
    pub(super) fn write(&mut self, value: &Value, span: Span) -> Result<(), Fault> {
        self.scope.spend(lists(value))?;
        let start = self.done.output.len();
        value.write_output(&mut self.done.output);
        self.traced(start, span, false)
    }

    /// Prints the template's own text.
    fn print(&mut self, text: &str, span: Span) -> Result<(), Fault> {
        let start = self.done.output.len();
        self.done.output.push_str(text);
        self.traced(start, span, true)
    }

    /// Prints text that `span` made.
    pub(super) fn print_made(&mut self, text: &str, span: Span) -> Result<(), Fault> {
        let start = self.done.output.len();
        self.done.output.push_str(text);
        self.traced(start, span, false)
    }

    /// A tag did not work. One that prints nothing anyway (`assign`, a blank block) fails in silence, as in Ruby.
    fn mistake(&mut self, message: String, span: Span, silent: bool) -> Result<(), Fault> {
        self.scope.spend(4 + message.len() / work::READ)?;
        if !silent {
            self.print_made(&format!("Liquid error: {message}"), span)?;
        }
        self.done.errors.push(Mistake { message, span: self.called.unwrap_or(span) });
        Ok(())
    }

    fn traced(&mut self, start: usize, span: Span, verbatim: bool) -> Result<(), Fault> {
        let end = self.done.output.len();
        if end == start {
            return Ok(());
        }
        if end > limits::OUTPUT {
            return Err(Refused::Output.into());
        }
        self.scope.spend((end - start) / work::COPIED)?;
        if !self.captured {
            let source = self.called.unwrap_or(span);
            let verbatim = verbatim && self.called.is_none();
            self.done.trace.push(Stretch { output: Span::new(start, end), source, verbatim });
        }
        Ok(())
    }

    /// What `run` prints, caught.
    pub(super) fn caught(&mut self, run: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<String, Fault> {
        self.scope.spend(2)?;
        let outer = std::mem::take(&mut self.done.output);
        let captured = std::mem::replace(&mut self.captured, true);
        let result = run(self);
        self.captured = captured;
        let caught = std::mem::replace(&mut self.done.output, outer);
        result.map(|()| caught)
    }
}

/// What writing a list or hash out costs beyond its bytes, which are counted when they are there.
fn lists(value: &Value) -> usize {
    if matches!(value, Value::Array(_) | Value::Object(_)) { work::weight(value) / work::READ } else { 0 }
}

/// The text, where an expression is one that is written out.
fn written<'t>(template: &'t Template, expression: &Expr) -> Option<&'t str> {
    match &expression.kind {
        ExprKind::Literal(Literal::Text(text)) => Some(template.text(*text)),
        _ => None,
    }
}

/// The name, where an expression is `content_blocks.${name}`.
fn content_block<'t>(template: &'t Template, expression: &Expr) -> Option<&'t str> {
    match &expression.kind {
        ExprKind::Path(Path { root: Root::Name(root), steps }) if template.text(*root) == "content_blocks" => {
            match steps.as_slice() {
                [Step::Attribute(name)] => Some(template.text(*name)),
                _ => None,
            }
        }
        ExprKind::Braces(inner) if inner.filters.is_empty() => content_block(template, &inner.base),
        _ => None,
    }
}
