//! Variables that a block assigns: what is known of them before, within and after it.

use super::Knowledge;
use super::env::{Binding, Fact};
use super::fold::Eval;
use super::nodes::{each, expressions};
use super::rewrite::Use;
use super::walk::{Snapshot, Stop, Walk};
use crate::liquid::ast::{Braze, BrazeTag, Expr, Kind, Node};
use crate::liquid::value::Value;
use crate::order;
use crate::text::Span;

impl Walk<'_> {
    /// Back to when there were `ops` pieces.
    pub(super) fn forget(&mut self, ops: usize) {
        self.ops.truncate(ops);
        self.captured.retain(|(_, to)| *to <= ops);
    }

    /// Before a block that Braze will decide on and that assigns `names`: what they are now is written down.
    pub(super) fn before(&mut self, names: &[String], span: Span) -> Result<(), Stop> {
        self.spend(2 * names.len());
        for name in names {
            let fact = match self.env.assigned.get(name) {
                Some(Binding::Known { fact, in_residue: false }) => fact.clone(),
                None if !self.env.counters.contains(name) => match self.known.root(name) {
                    Knowledge::Value(value) => Fact::root(name, value),
                    Knowledge::Foreign | Knowledge::Later => continue,
                },
                _ => continue,
            };
            let use_ = if fact.ours { Use::Printed } else { Use::Asked };
            let written = self.literal_for(&fact.value, use_);
            let in_residue = written.is_some();
            if let Some(text) = written {
                self.write(format!("{{% assign {name} = {text} %}}"), Span::at(span.start), true)?;
            }
            self.env.assigned.insert(name.clone(), Binding::Known { fact, in_residue });
        }
        Ok(())
    }

    /// Writes a tag with which Braze gives `name` a value. Where that may fail, `name` stays what it was.
    pub(super) fn attempt(
        &mut self,
        name: &str,
        fails: bool,
        span: Span,
        write: impl FnOnce(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let names = [name.to_owned()];
        if fails {
            self.before(&names, span)?;
        }
        write(self)?;
        let end = if fails { self.snapshot(&names) } else { Snapshot::new() };
        self.after(&names, &[end]);
        Ok(())
    }

    /// After it: only Braze knows what they are. `ends`: what they may be.
    pub(super) fn after(&mut self, names: &[String], ends: &[Snapshot]) {
        self.spend(2 * names.len() * (1 + ends.len()));
        for (index, name) in names.iter().enumerate() {
            let lost = ends.iter().any(|end| is_lost(end.get(index).and_then(Option::as_ref)));
            self.env.assigned.insert(name.clone(), if lost { Binding::Lost } else { Binding::Dynamic });
        }
    }

    /// A tag of Braze's own that `write`s itself, and may give a name a value.
    pub(super) fn bound(
        &mut self,
        braze: &Braze,
        span: Span,
        write: impl FnOnce(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let (name, fails) = match braze.tag {
            BrazeTag::CatalogItems | BrazeTag::CatalogSelectionItems => ("items", false),
            BrazeTag::ShoppingCart => ("shopping_cart", false),
            BrazeTag::ConnectedContent => {
                let save = braze.options.iter().find(|option| self.template.text(option.name) == "save");
                let word = save.and_then(|option| option.words.first());
                (word.map_or("connected", |word| self.template.text(word.span)), true)
            }
            _ => return write(self),
        };
        self.attempt(name, fails, span, write)
    }

    /// Walks what Braze may carry out more than once, which then finds `names` as it left them the time before: where
    /// that may be a value of ours that the residue has no way to write down, they are lost from its start.
    pub(super) fn steadily(
        &mut self,
        names: &[String],
        walk: impl Fn(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        loop {
            self.spend(self.env.weight() + self.offsets.len());
            self.checked()?;
            let (env, ops, offsets) = (self.env.clone(), self.ops.len(), self.offsets.clone());
            let outer = std::mem::replace(&mut self.repeats, true);
            let walked = walk(self);
            self.repeats = outer;
            walked?;
            let end = self.snapshot(names);
            let unknown = |name: &String| !matches!(env.assigned.get(name), Some(Binding::Lost));
            let lost = names.iter().zip(&end).filter(|(name, end)| is_lost(end.as_ref()) && unknown(name));
            let lost: Vec<&String> = lost.map(|(name, _)| name).collect();
            if lost.is_empty() {
                return Ok(());
            }
            (self.env, self.offsets) = (env, offsets);
            self.forget(ops);
            self.env.assigned.extend(lost.into_iter().map(|name| (name.clone(), Binding::Lost)));
        }
    }

    /// What `names` are now.
    pub(super) fn snapshot(&self, names: &[String]) -> Snapshot {
        self.spend(4 * names.len());
        names.iter().map(|name| self.env.assigned.get(name).cloned()).collect()
    }

    /// What they were.
    pub(super) fn restore(&mut self, names: &[String], snapshot: &Snapshot) {
        self.spend(4 * names.len());
        for (name, binding) in names.iter().zip(snapshot) {
            match binding {
                Some(binding) => self.env.assigned.insert(name.clone(), binding.clone()),
                None => self.env.assigned.remove(name),
            };
        }
    }

    /// The name in a tag, and all of its inside.
    pub(super) fn head_parts(&self, head: Span) -> (Span, Span) {
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
        each(nodes, &mut |node| {
            self.spend(1);
            if let Kind::Assign { name, .. } | Kind::Capture { name, .. } = &node.kind {
                self.spend(2);
                names.push(self.template.text(*name).to_owned());
            }
        });
        order::sort(&mut names);
        names.dedup();
        names
    }

    /// Whether something in `node` is ours.
    pub(super) fn touches(&self, node: &Node) -> bool {
        let mut found = false;
        each(std::slice::from_ref(node), &mut |node| {
            self.spend(1);
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
        self.spend(1 + self.env.scopes.len() / 4 + self.env.counters.len() / 8);
        match self.env.get(name) {
            Some(Binding::Known { fact, .. }) => fact.ours,
            Some(Binding::Lost) => true,
            Some(Binding::Dynamic) => false,
            None => matches!(self.known.root(name), Knowledge::Value(_)),
        }
    }
}

/// Whether it is a value that the residue does not have.
pub(super) const fn is_lost(binding: Option<&Binding>) -> bool {
    matches!(binding, Some(Binding::Lost | Binding::Known { in_residue: false, .. }))
}
