//! Nodes: what of them is folded, what stays, and what that does to the variables.

use super::branches::placed;
use super::env::{Binding, Env, Fact, LoopMode};
use super::fold::Eval;
use super::nodes::{each, interrupts, may_fail};
use super::offsets::Stopped;
use super::rewrite::{Patches, Use};
use super::{Emit, Knowledge, Known, PartialError, Path};
use crate::liquid::ast::{Filtered, Kind, Node, Template};
use crate::liquid::dates::Moment;
use crate::liquid::eval::work;
use crate::liquid::limits;
use crate::liquid::value::Value;
use crate::text::Span;
use std::cell::Cell;
use std::collections::BTreeMap;

/// A piece of the residue, before white-space control is settled.
#[derive(Clone, Debug)]
pub(super) enum Op {
    /// Liquid as it is.
    Source { span: Span, blank: bool },
    /// Plain text; `shown` is what white-space control leaves of it.
    Text { span: Span, shown: Span },
    /// A known output.
    Value { span: Span, value: Value, path: Path, filtered: bool },
    /// Liquid written anew. `tag`: it stands for the tag at `from`, with its white-space control.
    Written { text: String, from: Span, blank: bool, tag: bool },
}

/// What some variables are at a place.
pub(super) type Snapshot = Vec<Option<Binding>>;

/// Where a sequence of nodes stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Next,
    Break,
    Continue,
}

/// How the text of a block is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texts {
    /// What white-space control leaves of it is printed.
    Shown,
    /// It is not printed, and its block was folded away.
    Silent,
    /// It is not printed, but Braze will see to that.
    Whole,
}

/// Why walking stopped.
#[derive(Debug)]
pub(super) enum Stop {
    /// A `break` that only Braze can decide on stands in a loop that we unroll: unroll it inside a loop.
    Guard,
    Error(PartialError),
}

impl From<PartialError> for Stop {
    fn from(error: PartialError) -> Self {
        Self::Error(error)
    }
}

pub(super) struct Walk<'w> {
    pub(super) template: &'w Template,
    pub(super) known: &'w dyn Known,
    pub(super) emit: &'w dyn Emit,
    pub(super) env: Env,
    pub(super) ops: Vec<Op>,
    /// How many residual blocks are around us.
    pub(super) depth: usize,
    /// One of them prints nothing of its text because it is blank; what we write into it must be blank too.
    pub(super) blank: bool,
    /// A moment for the filters that ask for one; what depends on it is never folded.
    pub(super) epoch: Option<Moment>,
    /// Braze may come by more than once.
    pub(super) repeats: bool,
    /// Where the loops of a name stopped.
    pub(super) offsets: BTreeMap<String, Stopped>,
    /// Inside `{% liquid %}`: the tags have no delimiters.
    pub(super) lines: bool,
    /// Other templates may read our variables.
    watched: bool,
    /// Pieces that stand in a `capture`, from and to.
    pub(super) captured: Vec<(usize, usize)>,
    /// The tag at hand.
    pub(super) here: Span,
    /// What is left of [`limits::STEPS`].
    left: Cell<usize>,
}

impl<'w> Walk<'w> {
    pub(super) fn run(
        template: &'w Template,
        known: &'w dyn Known,
        emit: &'w dyn Emit,
    ) -> Result<Vec<Op>, PartialError> {
        let watched = template.source.contains("content_blocks");
        let mut walk = Self {
            template,
            known,
            emit,
            env: Env::default(),
            ops: Vec::new(),
            depth: 0,
            blank: false,
            repeats: false,
            epoch: Moment::of_seconds(0),
            offsets: BTreeMap::new(),
            lines: false,
            watched,
            captured: Vec::new(),
            here: Span::default(),
            left: Cell::new(limits::STEPS),
        };
        match walk.nodes(&template.nodes, Texts::Shown).and_then(|_| walk.checked()) {
            Ok(()) => Ok(walk.ops),
            Err(Stop::Error(error)) => Err(error),
            Err(Stop::Guard) => Err(PartialError::Entangled { span: walk.here }),
        }
    }

    /// So many steps more. Whoever has none left knows nothing any more, and is stopped at the next node.
    pub(super) fn spend(&self, steps: usize) {
        self.left.set(self.left.get().saturating_sub(steps));
    }

    /// Whether no steps are left.
    pub(super) const fn tired(&self) -> bool {
        self.left.get() == 0
    }

    /// Stops where no steps are left.
    pub(super) fn checked(&self) -> Result<(), Stop> {
        if self.tired() { Err(PartialError::TooLarge { span: self.here }.into()) } else { Ok(()) }
    }

    pub(super) fn push(&mut self, op: Op) -> Result<(), Stop> {
        if let Op::Written { text, .. } = &op {
            self.spend(2 + text.len() / work::READ);
        }
        if self.ops.len() >= limits::RESIDUE {
            return Err(PartialError::TooLarge { span: self.here }.into());
        }
        self.ops.push(op);
        Ok(())
    }

    /// Bytes of the template that stay.
    pub(super) fn source(&mut self, span: Span, blank: bool) -> Result<(), Stop> {
        if span.is_empty() {
            return Ok(());
        }
        if self.lines {
            let text = format!("{{% liquid\n{}\n%}}", self.template.text(span));
            return self.push(Op::Written { text, from: span, blank, tag: false });
        }
        self.push(Op::Source { span, blank })
    }

    /// A tag that stays, with `patches`.
    pub(super) fn tag(&mut self, span: Span, mut patches: Patches, blank: bool) -> Result<(), Stop> {
        if span.is_empty() {
            return Ok(());
        }
        if patches.is_empty() && !self.lines {
            return self.source(span, blank);
        }
        let text = self.patched(span, &mut patches);
        let text = if self.lines { format!("{{% {text} %}}") } else { text };
        self.push(Op::Written { text, from: span, blank, tag: !self.lines })
    }

    /// Liquid of ours.
    pub(super) fn write(&mut self, text: impl Into<String>, from: Span, blank: bool) -> Result<(), Stop> {
        self.push(Op::Written { text: text.into(), from, blank, tag: false })
    }

    pub(super) fn nodes(&mut self, nodes: &[Node], texts: Texts) -> Result<Flow, Stop> {
        for node in nodes {
            let flow = self.node(node, texts)?;
            if flow != Flow::Next {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    pub(super) fn node(&mut self, node: &Node, texts: Texts) -> Result<Flow, Stop> {
        let span = node.span;
        if !matches!(node.kind, Kind::Text { .. }) {
            self.here = span;
        }
        self.spend(1);
        self.checked()?;
        match &node.kind {
            Kind::Text { shown } => match texts {
                Texts::Shown => self.push(Op::Text { span, shown: *shown })?,
                Texts::Whole => self.push(Op::Text { span, shown: span })?,
                Texts::Silent => {}
            },
            Kind::Break | Kind::Continue => return self.interrupt(node),
            Kind::Increment(name) | Kind::Decrement(name) => {
                let name = self.template.text(*name).to_owned();
                if matches!(self.known.root(&name), Knowledge::Value(_)) {
                    return Err(PartialError::Entangled { span }.into());
                }
                self.source(span, false)?;
                self.spend(self.env.counters.len());
                if !self.env.counters.contains(&name) {
                    self.env.counters.push(name);
                }
            }
            Kind::Comment | Kind::Error | Kind::Raw(_) if self.lines => {}
            _ if !self.touches(node) => self.keep(node)?,
            Kind::Output(filtered) => self.output(span, filtered)?,
            Kind::Assign { name, value } => self.assign(span, *name, value)?,
            Kind::Capture { name, body } => {
                let start = self.ops.len();
                let outer = std::mem::replace(&mut self.blank, false);
                let flow = self.around(span, Patches::new(), body, true);
                self.blank = outer;
                let flow = flow?;
                self.spend(self.captured.len());
                self.captured.retain(|(from, _)| *from < start);
                self.captured.push((start, self.ops.len()));
                let name = self.template.text(*name).to_owned();
                self.env.assigned.insert(name, Binding::Dynamic);
                return Ok(flow);
            }
            Kind::IfChanged(body) => return self.around(span, Patches::new(), body, false),
            Kind::If(inner) => return self.branches(span, inner),
            Kind::Case(inner) => return self.case(span, inner),
            Kind::For(inner) => return self.looped(span, inner),
            Kind::TableRow(inner) => return self.table(span, inner),
            Kind::Liquid(nodes) => {
                let outer = std::mem::replace(&mut self.lines, true);
                let flow = self.nodes(nodes, texts);
                self.lines = outer;
                return flow;
            }
            Kind::Cycle(cycle) => self.cycle(span, cycle)?,
            Kind::Partial(partial) => {
                let mut patches = Patches::new();
                self.patch_expr(&partial.name, Use::Printed, &mut patches)?;
                partial.with.iter().try_for_each(|(_, with)| self.patch_expr(with, Use::Printed, &mut patches))?;
                partial
                    .arguments
                    .iter()
                    .try_for_each(|(_, value)| self.patch_expr(value, Use::Printed, &mut patches))?;
                self.tag(span, patches, false)?;
            }
            Kind::Braze(braze) => {
                let mut patches = Patches::new();
                let words = braze.words.iter().chain(braze.options.iter().flat_map(|option| &option.words));
                words.clone().try_for_each(|word| self.patch_word(word, &mut patches))?;
                match &braze.body {
                    Some(body) => return self.around(span, patches, body, false),
                    None => self.bound(braze, span, |walk| walk.tag(span, patches, false))?,
                }
            }
            Kind::Comment | Kind::Error | Kind::Raw(_) => self.source(span, true)?,
        }
        Ok(Flow::Next)
    }

    /// `break` and `continue`: by us where the loop is ours and nothing of Braze's stands between.
    fn interrupt(&mut self, node: &Node) -> Result<Flow, Stop> {
        let flow = if matches!(node.kind, Kind::Break) { Flow::Break } else { Flow::Continue };
        match self.env.innermost() {
            Some(LoopMode::Unrolled { depth, .. } | LoopMode::Guarded { depth, .. }) if *depth == self.depth => {
                Ok(flow)
            }
            Some(LoopMode::Unrolled { .. }) => Err(Stop::Guard),
            _ => {
                self.tag(node.span, Patches::new(), false)?;
                Ok(Flow::Next)
            }
        }
    }

    /// A node in which nothing is ours.
    pub(super) fn keep(&mut self, node: &Node) -> Result<(), Stop> {
        if let Some(LoopMode::Unrolled { .. }) = self.env.innermost()
            && interrupts(std::slice::from_ref(node))
        {
            return Err(Stop::Guard);
        }
        if self.env.scopes.iter().any(|scope| scope.mode.turn().is_some()) {
            if let Kind::Cycle(cycle) = &node.kind {
                return self.cycle(node.span, cycle);
            }
            let mut lost = false;
            each(std::slice::from_ref(node), &mut |node| {
                lost |= matches!(&node.kind, Kind::Cycle(cycle) if placed(cycle))
            });
            if lost {
                return Err(PartialError::Entangled { span: node.span }.into());
            }
        }
        self.loops_in(node)?;
        match &node.kind {
            Kind::Assign { name, value } => {
                let name = self.template.text(*name).to_owned();
                match self.filtered(value) {
                    Eval::Known(fact) => {
                        self.source(node.span, true)?;
                        self.env.assigned.insert(name, Binding::Known { fact, in_residue: true });
                    }
                    _ => {
                        self.attempt(&name, may_fail(value), node.span, |walk| walk.source(node.span, true))?;
                    }
                }
            }
            Kind::Braze(braze) if braze.body.is_none() => {
                self.bound(braze, node.span, |walk| walk.source(node.span, false))?;
            }
            _ => {
                let names = self.assigned_in(std::slice::from_ref(node));
                self.before(&names, node.span)?;
                self.source(node.span, node.is_blank(self.template))?;
                let end = self.snapshot(&names);
                self.after(&names, &[end]);
                if let Kind::Capture { name, .. } = &node.kind {
                    self.env.assigned.insert(self.template.text(*name).to_owned(), Binding::Dynamic);
                }
            }
        }
        Ok(())
    }

    pub(super) fn output(&mut self, span: Span, filtered: &Filtered) -> Result<(), Stop> {
        match self.filtered(filtered) {
            Eval::Known(Fact { ours: true, value, path, filtered }) => {
                self.push(Op::Value { span, value, path, filtered })
            }
            Eval::Known(_) => self.tag(span, Patches::new(), false),
            _ => {
                let mut patches = Patches::new();
                self.patch_filtered(filtered, Use::Printed, &mut patches)?;
                self.tag(span, patches, false)
            }
        }
    }

    pub(super) fn assign(&mut self, span: Span, name: Span, value: &Filtered) -> Result<(), Stop> {
        let name = self.template.text(name).to_owned();
        let binding = match self.filtered(value) {
            Eval::Known(fact) => {
                let use_ = if fact.ours { Use::Printed } else { Use::Asked };
                let written =
                    self.literal_for(&fact.value, use_).filter(|_| self.depth > 0 || self.watched || !fact.ours);
                let in_residue = written.is_some();
                if let Some(text) = written {
                    self.tag(span, vec![(value.span, text)], true)?;
                }
                Binding::Known { fact, in_residue }
            }
            Eval::Lost => return Err(PartialError::Entangled { span }.into()),
            Eval::Dynamic => {
                let mut patches = Patches::new();
                self.patch_filtered(value, Use::Printed, &mut patches)?;
                return self.attempt(&name, may_fail(value), span, |walk| walk.tag(span, patches, true));
            }
        };
        self.env.assigned.insert(name, binding);
        Ok(())
    }
}
