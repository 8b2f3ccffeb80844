//! Nodes: what of them is folded, what stays, and what that does to the variables.

use super::env::{Binding, Env, Fact, LoopMode, Scope};
use super::fold::Eval;
use super::rewrite::{Patches, literal};
use super::{Knowledge, Known, PartialError, Path};
use crate::liquid::ast::{Block, BrazeTag, Case, Expr, Filtered, For, If, Kind, Node, Offset, Piece, Template, Word};
use crate::liquid::dates::Moment;
use crate::liquid::limits;
use crate::liquid::value::{Value, equals};
use crate::text::Span;
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
    pub(super) env: Env,
    pub(super) ops: Vec<Op>,
    /// How many residual blocks are around us.
    pub(super) depth: usize,
    /// A moment for the filters that ask for one; what depends on it is never folded.
    pub(super) epoch: Option<Moment>,
    /// Where the loop of a name stopped; `None` where only Braze will know.
    pub(super) offsets: BTreeMap<String, Option<i64>>,
    /// Inside `{% liquid %}`: the tags have no delimiters.
    lines: bool,
    /// Other templates may read our variables.
    watched: bool,
    /// Pieces that stand in a `capture`, from and to.
    captured: Vec<(usize, usize)>,
    /// The tag at hand.
    pub(super) here: Span,
}

impl<'w> Walk<'w> {
    pub(super) fn run(template: &'w Template, known: &'w dyn Known) -> Result<Vec<Op>, PartialError> {
        let watched = template.source.contains("content_blocks");
        let mut walk = Self {
            template,
            known,
            env: Env::default(),
            ops: Vec::new(),
            depth: 0,
            epoch: Moment::of_seconds(0),
            offsets: BTreeMap::new(),
            lines: false,
            watched,
            captured: Vec::new(),
            here: Span::default(),
        };
        match walk.nodes(&template.nodes, Texts::Shown) {
            Ok(_) => Ok(walk.ops),
            Err(Stop::Error(error)) => Err(error),
            Err(Stop::Guard) => Err(PartialError::Entangled { span: walk.here }),
        }
    }

    pub(super) fn push(&mut self, op: Op) -> Result<(), Stop> {
        if self.ops.len() >= limits::RESIDUE {
            return Err(PartialError::TooLarge { span: self.here }.into());
        }
        self.ops.push(op);
        Ok(())
    }

    /// Bytes of the template that stay.
    fn source(&mut self, span: Span, blank: bool) -> Result<(), Stop> {
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

    fn node(&mut self, node: &Node, texts: Texts) -> Result<Flow, Stop> {
        let span = node.span;
        if !matches!(node.kind, Kind::Text { .. }) {
            self.here = span;
        }
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
                self.env.counters.push(name);
            }
            Kind::Comment | Kind::Error | Kind::Raw(_) if self.lines => {}
            _ if !self.touches(node) => self.keep(node)?,
            Kind::Output(filtered) => self.output(span, filtered)?,
            Kind::Assign { name, value } => self.assign(span, *name, value)?,
            Kind::Capture { name, body } => {
                let start = self.ops.len();
                let flow = self.around(span, Patches::new(), body, true)?;
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
            Kind::Cycle(cycle) => {
                let mut patches = Patches::new();
                cycle.group.iter().chain(&cycle.values).try_for_each(|value| self.patch_expr(value, &mut patches))?;
                self.tag(span, patches, false)?;
            }
            Kind::Partial(partial) => {
                let mut patches = Patches::new();
                self.patch_expr(&partial.name, &mut patches)?;
                partial.with.iter().try_for_each(|(_, with)| self.patch_expr(with, &mut patches))?;
                partial.arguments.iter().try_for_each(|(_, value)| self.patch_expr(value, &mut patches))?;
                self.tag(span, patches, false)?;
            }
            Kind::Braze(braze) => {
                let mut patches = Patches::new();
                let words = braze.words.iter().chain(braze.options.iter().flat_map(|option| &option.words));
                words.clone().try_for_each(|word| self.patch_word(word, &mut patches))?;
                match &braze.body {
                    Some(body) => return self.around(span, patches, body, false),
                    None => self.tag(span, patches, false)?,
                }
                self.bound(node);
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
    fn keep(&mut self, node: &Node) -> Result<(), Stop> {
        if let Some(LoopMode::Unrolled { .. }) = self.env.innermost()
            && interrupts(std::slice::from_ref(node))
        {
            return Err(Stop::Guard);
        }
        match &node.kind {
            Kind::Assign { name, value } => {
                self.source(node.span, true)?;
                let binding = match self.filtered(value) {
                    Eval::Known(fact) => Binding::Known { fact, in_residue: true },
                    _ => Binding::Dynamic,
                };
                self.env.assigned.insert(self.template.text(*name).to_owned(), binding);
            }
            _ => {
                let names = self.assigned_in(std::slice::from_ref(node));
                self.before(&names, node.span)?;
                self.source(node.span, is_blank(node))?;
                let end = self.snapshot(&names);
                self.after(&names, &[end]);
                if let Kind::Capture { name, .. } = &node.kind {
                    self.env.assigned.insert(self.template.text(*name).to_owned(), Binding::Dynamic);
                }
                self.bound(node);
            }
        }
        Ok(())
    }

    /// Names that a tag of Braze's own gives a value.
    fn bound(&mut self, node: &Node) {
        let Kind::Braze(braze) = &node.kind else { return };
        let name = match braze.tag {
            BrazeTag::CatalogItems | BrazeTag::CatalogSelectionItems => "items",
            BrazeTag::ShoppingCart => "shopping_cart",
            BrazeTag::ConnectedContent => {
                let save = braze.options.iter().find(|option| self.template.text(option.name) == "save");
                save.and_then(|option| option.words.first()).map_or("connected", |word| self.template.text(word.span))
            }
            _ => return,
        };
        self.env.assigned.insert(name.to_owned(), Binding::Dynamic);
    }

    fn output(&mut self, span: Span, filtered: &Filtered) -> Result<(), Stop> {
        match self.filtered(filtered) {
            Eval::Known(Fact { ours: true, value, path, filtered }) => {
                self.push(Op::Value { span, value, path, filtered })
            }
            Eval::Known(_) => self.tag(span, Patches::new(), false),
            _ => {
                let mut patches = Patches::new();
                self.patch_filtered(filtered, &mut patches)?;
                self.tag(span, patches, false)
            }
        }
    }

    fn assign(&mut self, span: Span, name: Span, value: &Filtered) -> Result<(), Stop> {
        let name = self.template.text(name).to_owned();
        let binding = match self.filtered(value) {
            Eval::Known(fact) => {
                let written = literal(&fact.value).filter(|_| self.depth > 0 || self.watched || !fact.ours);
                let in_residue = written.is_some();
                if let Some(text) = written {
                    self.tag(span, vec![(value.span, text)], true)?;
                }
                Binding::Known { fact, in_residue }
            }
            Eval::Lost => return Err(PartialError::Entangled { span }.into()),
            Eval::Dynamic => {
                let mut patches = Patches::new();
                self.patch_filtered(value, &mut patches)?;
                self.tag(span, patches, true)?;
                Binding::Dynamic
            }
        };
        self.env.assigned.insert(name, binding);
        Ok(())
    }

    /// A block that stays, whose inside is carried out once: `capture`, `ifchanged`, `translation`.
    fn around(&mut self, span: Span, patches: Patches, body: &Block, blank: bool) -> Result<Flow, Stop> {
        self.tag(Span::new(span.start, body.span.start), patches, blank)?;
        let flow = self.nodes(&body.nodes, if body.blank { Texts::Whole } else { Texts::Shown })?;
        self.tag(Span::new(body.span.end, span.end), Patches::new(), blank)?;
        Ok(flow)
    }

    fn branches(&mut self, span: Span, inner: &If) -> Result<Flow, Stop> {
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
        self.not_blank(start, arm.body.blank, span)?;
        let (name, _) = self.head_parts(inner.end);
        let renamed = inner.unless && first > 0 && !inner.end.is_empty();
        let patches = if renamed { vec![(name, "endif".to_owned())] } else { Patches::new() };
        self.tag(inner.end, patches, true)?;
        self.after(&names, &ends);
        Ok(Flow::Next)
    }

    fn case(&mut self, span: Span, inner: &Case) -> Result<Flow, Stop> {
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
        self.patch_expr(&inner.subject, &mut patches)?;
        self.tag(inner.head, patches, true)?;
        let gap = Span::new(inner.head.end, inner.arms.first().map_or(inner.end.start, |arm| arm.head.start));
        if !self.lines {
            self.source(gap, true)?;
        }
        let start = self.ops.len();
        for arm in &inner.arms {
            let mut patches = Patches::new();
            arm.values.iter().flatten().try_for_each(|value| self.patch_expr(value, &mut patches))?;
            self.tag(arm.head, patches, true)?;
            // An arm is carried out once for each of its values that is equal.
            if arm.values.as_ref().is_some_and(|values| values.len() > 1) {
                self.after(&names, &ends);
            }
            self.arm(&arm.body)?;
            // Several arms may be carried out, so each begins with what any before it may have left.
            let end = self.snapshot(&names);
            ends.push(end);
            self.after(&names, &ends);
        }
        self.not_blank(start, inner.arms.first().is_none_or(|arm| arm.body.blank), span)?;
        self.tag(inner.end, Patches::new(), true)?;
        self.after(&names, &ends);
        Ok(Flow::Next)
    }

    /// Whether `expr` asks for one of `names`.
    fn mentions(&self, expr: &Expr, names: &[String]) -> bool {
        use crate::liquid::ast::{ExprKind, Root};
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
    fn chosen<'c>(&self, inner: &'c Case) -> Option<Vec<&'c Block>> {
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

    fn looped(&mut self, span: Span, inner: &For) -> Result<Flow, Stop> {
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
        self.patch_expr(&inner.over, &mut patches)?;
        inner.limit.iter().try_for_each(|limit| self.patch_expr(limit, &mut patches))?;
        if let Some(Offset::At(offset)) = &inner.offset {
            self.patch_expr(offset, &mut patches)?;
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
        let bindings = variables.iter().map(|name| ((*name).to_owned(), Binding::Dynamic)).collect();
        self.env.scopes.push(Scope { bindings, mode: LoopMode::Residual });
        self.arm(&inner.body)?;
        self.env.scopes.pop();
        let mut ends = vec![self.snapshot(&names), before.clone()];
        self.restore(&names, &before);
        if let Some((head, block)) = &inner.otherwise {
            self.tag(*head, Patches::new(), true)?;
            self.arm(block)?;
            ends.push(self.snapshot(&names));
        }
        self.not_blank(start, inner.body.blank, span)?;
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
        self.depth += 1;
        let flow = self.nodes(&body.nodes, if body.blank { Texts::Whole } else { Texts::Shown });
        self.depth -= 1;
        flow.map(|_| ())
    }

    /// Liquid does not print white space in a block that holds nothing else. Where it held more before, it gets an
    /// output of nothing.
    pub(super) fn not_blank(&mut self, start: usize, blank: bool, span: Span) -> Result<(), Stop> {
        if blank {
            return Ok(());
        }
        let mut prints = false;
        let mut captured = self.captured.iter().skip(self.captured.partition_point(|(_, to)| *to <= start));
        let mut hidden = captured.next();
        for (at, op) in self.ops.iter().enumerate().skip(start) {
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
                Op::Value { value, .. } => value.to_output(),
            };
            if !text.bytes().all(|byte| byte.is_ascii_whitespace() || byte == 0x0b) {
                return Ok(());
            }
            prints |= !text.is_empty();
        }
        if prints { self.write("{{ '' }}", Span::at(span.end), false) } else { Ok(()) }
    }

    /// Back to when there were `ops` pieces.
    pub(super) fn forget(&mut self, ops: usize) {
        self.ops.truncate(ops);
        self.captured.retain(|(_, to)| *to <= ops);
    }

    /// Before a block that Braze will decide on and that assigns `names`: what they are now is written down.
    pub(super) fn before(&mut self, names: &[String], span: Span) -> Result<(), Stop> {
        for name in names {
            let Some(Binding::Known { fact, in_residue: false }) = self.env.assigned.get(name) else { continue };
            let Some(text) = literal(&fact.value) else { continue };
            let fact = fact.clone();
            self.write(format!("{{% assign {name} = {text} %}}"), Span::at(span.start), true)?;
            self.env.assigned.insert(name.clone(), Binding::Known { fact, in_residue: true });
        }
        Ok(())
    }

    /// After it: only Braze knows what they are. `ends`: what they may be.
    pub(super) fn after(&mut self, names: &[String], ends: &[Snapshot]) {
        for (index, name) in names.iter().enumerate() {
            let lost = ends.iter().any(|end| {
                let binding = end.get(index).and_then(Option::as_ref);
                matches!(binding, Some(Binding::Lost | Binding::Known { in_residue: false, .. }))
            });
            self.env.assigned.insert(name.clone(), if lost { Binding::Lost } else { Binding::Dynamic });
        }
    }

    /// What `names` are now.
    pub(super) fn snapshot(&self, names: &[String]) -> Snapshot {
        names.iter().map(|name| self.env.assigned.get(name).cloned()).collect()
    }

    /// What they were.
    fn restore(&mut self, names: &[String], snapshot: &Snapshot) {
        for (name, binding) in names.iter().zip(snapshot) {
            match binding {
                Some(binding) => self.env.assigned.insert(name.clone(), binding.clone()),
                None => self.env.assigned.remove(name),
            };
        }
    }

    /// The name in a tag, and all of its inside.
    fn head_parts(&self, head: Span) -> (Span, Span) {
        let text = self.template.text(head);
        let open = text.strip_prefix("{%-").or_else(|| text.strip_prefix("{%")).unwrap_or(text);
        let start = head.start + text.len() - open.trim_ascii_start().len();
        let close = text.strip_suffix("-%}").or_else(|| text.strip_suffix("%}")).unwrap_or(text);
        let end = head.start + close.trim_ascii_end().len();
        let length =
            Span::new(start, end).of(&self.template.source).bytes().take_while(u8::is_ascii_alphanumeric).count();
        (Span::new(start, start + length), Span::new(start, end.max(start)))
    }

    /// Variables that `nodes` assign, at any depth.
    pub(super) fn assigned_in(&self, nodes: &[Node]) -> Vec<String> {
        let mut names = Vec::new();
        each(nodes, &mut |node| match &node.kind {
            Kind::Assign { name, .. } | Kind::Capture { name, .. } => names.push(self.template.text(*name).to_owned()),
            _ => {}
        });
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether something in `node` is ours.
    fn touches(&self, node: &Node) -> bool {
        let mut found = false;
        each(std::slice::from_ref(node), &mut |node| {
            found = found || expressions(node, &mut |expr| self.touches_expr(expr));
        });
        found
    }

    fn touches_expr(&self, expr: &Expr) -> bool {
        use crate::liquid::ast::{ExprKind, Root, Step};
        match &expr.kind {
            ExprKind::Path(path) => {
                let root = match &path.root {
                    Root::Name(_) => self.ours(self.rooted(path).0),
                    Root::Attribute(_) => false,
                    Root::Dynamic(name) => {
                        let sure = matches!(self.value(name), Eval::Known(_));
                        self.touches_expr(name)
                            || (!sure && self.known.any())
                            || matches!(self.value(name), Eval::Known(Fact { value: Value::Str(name), .. }) if self.ours(&name))
                    }
                };
                root || path.steps.iter().any(|step| matches!(step, Step::Index(index) if self.touches_expr(index)))
            }
            ExprKind::Range(ends) => self.touches_expr(&ends.0) || self.touches_expr(&ends.1),
            ExprKind::Braces(filtered) => {
                self.touches_expr(&filtered.base)
                    || filtered.filters.iter().any(|filter| {
                        let named = filter.named.iter().map(|(_, arg)| arg);
                        filter.args.iter().chain(named).any(|arg| self.touches_expr(arg))
                    })
            }
            _ => false,
        }
    }

    /// Whether a name stands for something of ours.
    pub(super) fn ours(&self, name: &str) -> bool {
        if name == "forloop" && self.env.scopes.iter().any(|scope| scope.mode.turn().is_some()) {
            return true;
        }
        match self.name(name) {
            Eval::Known(fact) => fact.ours,
            Eval::Lost => true,
            Eval::Dynamic => false,
        }
    }
}

/// Calls `see` for every node, outer ones first.
pub(in crate::liquid) fn each<'n>(nodes: &'n [Node], see: &mut dyn FnMut(&'n Node)) {
    for node in nodes {
        see(node);
        for block in blocks(node) {
            each(block, see);
        }
    }
}

/// The insides of a node.
pub(super) fn blocks(node: &Node) -> Vec<&[Node]> {
    match &node.kind {
        Kind::Capture { body, .. } | Kind::IfChanged(body) => vec![&body.nodes],
        Kind::If(inner) => inner.arms.iter().map(|arm| arm.body.nodes.as_slice()).collect(),
        Kind::Case(inner) => inner.arms.iter().map(|arm| arm.body.nodes.as_slice()).collect(),
        Kind::For(inner) => std::iter::once(&inner.body)
            .chain(inner.otherwise.iter().map(|(_, block)| block))
            .map(|b| b.nodes.as_slice())
            .collect(),
        Kind::TableRow(inner) => vec![&inner.body.nodes],
        Kind::Braze(braze) => braze.body.iter().map(|body| body.nodes.as_slice()).collect(),
        Kind::Liquid(nodes) => vec![nodes],
        _ => Vec::new(),
    }
}

/// Whether `test` holds for one of the expressions of a node's own tags (not of the nodes inside it).
pub(super) fn expressions(node: &Node, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
    match &node.kind {
        Kind::Output(filtered) | Kind::Assign { value: filtered, .. } => in_filtered(filtered, test),
        Kind::If(inner) => inner.arms.iter().filter_map(|arm| arm.condition.as_ref()).any(|condition| {
            let rest = condition.rest.iter().map(|(_, comparison)| comparison);
            std::iter::once(&condition.first).chain(rest).any(|comparison| {
                test(&comparison.left) || comparison.right.as_ref().is_some_and(|(_, right)| test(right))
            })
        }),
        Kind::Case(inner) => {
            test(&inner.subject) || inner.arms.iter().flat_map(|arm| arm.values.iter().flatten()).any(test)
        }
        Kind::For(inner) => {
            let offset = match &inner.offset {
                Some(Offset::At(offset)) => Some(offset),
                _ => None,
            };
            test(&inner.over) || inner.limit.iter().chain(offset).any(test)
        }
        Kind::TableRow(inner) => {
            test(&inner.over) || inner.cols.iter().chain(&inner.limit).chain(&inner.offset).any(test)
        }
        Kind::Cycle(cycle) => cycle.group.iter().chain(&cycle.values).any(test),
        Kind::Partial(partial) => {
            test(&partial.name)
                || partial
                    .with
                    .iter()
                    .map(|(_, with)| with)
                    .chain(partial.arguments.iter().map(|(_, value)| value))
                    .any(test)
        }
        Kind::Braze(braze) => {
            let mut words = braze.words.iter().chain(braze.options.iter().flat_map(|option| &option.words));
            words.any(|word: &Word| {
                word.pieces
                    .iter()
                    .any(|piece| matches!(piece, Piece::Output(_, filtered) if in_filtered(filtered, test)))
            })
        }
        _ => false,
    }
}

fn in_filtered(filtered: &Filtered, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
    test(&filtered.base)
        || filtered.filters.iter().any(|filter| {
            let named = filter.named.iter().map(|(_, arg)| arg);
            filter.args.iter().chain(named).any(&mut *test)
        })
}

/// Whether a node can print nothing but white space, as Liquid sees it.
pub(super) fn is_blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Text { shown } => shown.is_empty(),
        Kind::Assign { .. } | Kind::Capture { .. } | Kind::Comment => true,
        Kind::If(inner) => inner.arms.first().is_none_or(|arm| arm.body.blank),
        Kind::Case(inner) => inner.arms.first().is_none_or(|arm| arm.body.blank),
        Kind::For(inner) => inner.body.blank,
        Kind::Raw(body) => body.is_empty(),
        Kind::IfChanged(body) => body.nodes.iter().all(is_blank),
        Kind::TableRow(inner) => inner.body.nodes.iter().all(is_blank),
        Kind::Liquid(nodes) => nodes.iter().all(is_blank),
        _ => false,
    }
}

/// Whether `nodes` hold a `break` or `continue` that leaves the loop around them.
pub(super) fn interrupts(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match &node.kind {
        Kind::Break | Kind::Continue => true,
        Kind::For(inner) => inner.otherwise.iter().any(|(_, block)| interrupts(&block.nodes)),
        Kind::TableRow(_) => false,
        _ => blocks(node).into_iter().any(interrupts),
    })
}
