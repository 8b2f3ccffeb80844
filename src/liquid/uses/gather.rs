//! Walks every arm and notes what is used.

use super::names::{assigned_in, host, is_empty, is_solid, named};
use super::paths::{Guard, GuardKind, aborts};
use super::presence::{Present, find, implied, is_known, key, path_of};
use super::{Abort, Fallback, Role, Use, UseKind, Uses};
use crate::liquid::ast::{
    Block, Braze, BrazeTag, Condition, Expr, ExprKind, Filtered, Kind, Node, Offset, Path, Piece, Root, Step, Template,
    Word,
};
use crate::liquid::limits::TRACKED;
use crate::order;
use crate::text::Span;
use std::collections::BTreeMap;

pub(super) fn gather(template: &Template) -> Uses {
    let mut gather = Gather {
        template,
        uses: Uses { always_aborts: aborts(&template.nodes), ..Uses::default() },
        guards: Vec::new(),
        present: Present::new(),
        variables: BTreeMap::new(),
    };
    gather.nodes(&template.nodes);
    order::sort_by_key(&mut gather.uses.uses, |found| found.span);
    gather.uses
}

/// Where the value of a variable came from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin {
    kind: UseKind,
    name: String,
    fallback: Fallback,
}

struct Gather<'t> {
    template: &'t Template,
    uses: Uses,
    guards: Vec<Guard>,
    present: Present,
    variables: BTreeMap<&'t str, Vec<Origin>>,
}

/// How often a variable's origins are added to before they are taken for all.
const ORIGINS: usize = 16;

impl<'t> Gather<'t> {
    fn nodes(&mut self, nodes: &'t [Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &'t Node) {
        match &node.kind {
            Kind::Output(filtered) => {
                self.filtered(filtered, Role::Printed);
            }
            Kind::Assign { name, value } => {
                let origins = self.filtered(value, Role::Assigned);
                self.bind(self.template.text(*name), origins);
            }
            Kind::Capture { name, body } => {
                let head = Span::new(node.span.start, body.span.start);
                self.guarded(Guard { head, kind: GuardKind::Capture }, Present::new(), body);
                self.variables.remove(self.template.text(*name));
            }
            Kind::If(inner) => self.branches(inner),
            Kind::Case(inner) => {
                self.expr(&inner.subject, Role::Tested);
                let there = path_of(&inner.subject).map(|path| (key(self.template, path), Some(inner.subject.span)));
                for arm in &inner.arms {
                    arm.values.iter().flatten().for_each(|value| {
                        self.expr(value, Role::Tested);
                    });
                    let fixed = arm.values.as_ref().is_some_and(|values| values.iter().all(is_solid));
                    let present = there.clone().filter(|_| fixed).into_iter().collect();
                    let kind = if arm.values.is_some() { GuardKind::When } else { GuardKind::Else };
                    self.guarded(Guard { head: arm.head, kind }, present, &arm.body);
                }
            }
            Kind::For(inner) => {
                let origins = self.expr(&inner.over, Role::Walked);
                let offset = if let Some(Offset::At(offset)) = &inner.offset { Some(offset) } else { None };
                inner.limit.iter().chain(offset).for_each(|expr| {
                    self.expr(expr, Role::Given);
                });
                self.looped(inner.name, origins, inner.head, &inner.over, &inner.body);
                if let Some((head, block)) = &inner.otherwise {
                    self.guarded(Guard { head: *head, kind: GuardKind::Else }, Present::new(), block);
                }
            }
            Kind::TableRow(inner) => {
                let origins = self.expr(&inner.over, Role::Walked);
                inner.cols.iter().chain(&inner.limit).chain(&inner.offset).for_each(|expr| {
                    self.expr(expr, Role::Given);
                });
                self.looped(inner.name, origins, inner.head, &inner.over, &inner.body);
            }
            Kind::IfChanged(body) => self.nodes(&body.nodes),
            Kind::Liquid(nodes) => self.nodes(nodes),
            Kind::Cycle(cycle) => cycle.values.iter().for_each(|value| {
                self.expr(value, Role::Printed);
            }),
            Kind::Partial(partial) => {
                let with = partial.with.iter().map(|(_, with)| with);
                with.chain(partial.arguments.iter().map(|(_, value)| value)).for_each(|expr| {
                    self.expr(expr, Role::Given);
                });
            }
            Kind::Braze(braze) => self.braze(node.span, braze),
            _ => {}
        }
    }

    fn branches(&mut self, inner: &'t crate::liquid::ast::If) {
        // What is certain because the arms before were not taken.
        let mut passed = Present::new();
        let mut after = Present::new();
        let mut only_aborts = true;
        for (index, arm) in inner.arms.iter().enumerate() {
            if let Some(condition) = &arm.condition {
                self.condition(condition);
            }
            let turned = inner.unless && index == 0;
            let mut present = passed.clone();
            if let Some(condition) = &arm.condition {
                present.extend(implied(self.template, condition, !turned));
                if passed.len() < TRACKED {
                    passed.extend(implied(self.template, condition, turned));
                }
            }
            let kind = if arm.condition.is_some() { GuardKind::Condition } else { GuardKind::Else };
            self.guarded(Guard { head: arm.head, kind }, present, &arm.body);
            // `{% if x == blank %}{% abort_message %}{% endif %}`: whoever reads on has x.
            only_aborts = only_aborts && arm.condition.is_some() && aborts(&arm.body.nodes);
            if only_aborts {
                after = passed.clone();
            }
        }
        if self.present.len() < TRACKED {
            self.present.extend(after);
        }
    }

    fn condition(&mut self, condition: &'t Condition) {
        let rest = condition.rest.iter().map(|(_, comparison)| comparison);
        for comparison in std::iter::once(&condition.first).chain(rest) {
            self.expr(&comparison.left, Role::Tested);
            if let Some((_, right)) = &comparison.right {
                self.expr(right, Role::Tested);
            }
        }
    }

    /// The inside of a block, with what its tag makes certain.
    fn guarded(&mut self, guard: Guard, present: Present, body: &'t Block) {
        let before = self.present.len();
        let names = assigned_in(self.template, &body.nodes);
        let variables: Vec<_> =
            names.iter().map(|name| self.variables.get(name).cloned().unwrap_or_default()).collect();
        if before < TRACKED {
            self.present.extend(present);
        }
        self.guards.push(guard);
        self.nodes(&body.nodes);
        self.guards.pop();
        self.present.truncate(before);
        // What the block assigns may or may not have been.
        for (name, origins) in names.into_iter().zip(variables) {
            self.forget(name);
            let now = self.variables.entry(name).or_default();
            for origin in origins {
                if now.len() < ORIGINS && !now.contains(&origin) {
                    now.push(origin);
                }
            }
        }
    }

    fn looped(&mut self, name: Span, origins: Vec<Origin>, head: Span, over: &Expr, body: &'t Block) {
        let name = self.template.text(name);
        let there = path_of(over).map(|path| (key(self.template, path), Some(over.span)));
        let outer = self.variables.remove(name);
        // An item of a list is there.
        let origins = origins.into_iter().map(|origin| Origin { fallback: Fallback::Present(head), ..origin });
        self.variables.insert(name, origins.collect());
        self.guarded(Guard { head, kind: GuardKind::Loop }, there.into_iter().collect(), body);
        match outer {
            Some(outer) => self.variables.insert(name, outer),
            None => self.variables.remove(name),
        };
    }

    fn bind(&mut self, name: &'t str, origins: Vec<Origin>) {
        if self.variables.len() < TRACKED || self.variables.contains_key(name) {
            self.variables.insert(name, origins);
        }
        self.forget(name);
    }

    /// Another value is there now.
    fn forget(&mut self, name: &str) {
        if is_known(&self.present, name) {
            self.present.push((name.to_owned(), None));
        }
    }

    /// A value with its filters; where it came from.
    fn filtered(&mut self, filtered: &'t Filtered, role: Role) -> Vec<Origin> {
        let mut fallback = Fallback::None;
        for filter in &filtered.filters {
            if self.template.text(filter.name) == "default" && !fallback.is_safe() {
                fallback = match filter.args.first() {
                    Some(arg) if is_empty(self.template, arg) => Fallback::EmptyDefault(filter.span),
                    Some(_) => Fallback::Default(filter.span),
                    None => Fallback::EmptyDefault(filter.span),
                };
            }
            filter.args.iter().chain(filter.named.iter().map(|(_, arg)| arg)).for_each(|arg| {
                self.expr(arg, Role::Given);
            });
        }
        self.base(&filtered.base, role, fallback)
    }

    fn expr(&mut self, expr: &'t Expr, role: Role) -> Vec<Origin> {
        self.base(expr, role, Fallback::None)
    }

    fn base(&mut self, expr: &'t Expr, role: Role, fallback: Fallback) -> Vec<Origin> {
        match &expr.kind {
            ExprKind::Path(path) => self.path(path, expr.span, role, fallback),
            ExprKind::Range(ends) => {
                let mut origins = self.expr(&ends.0, role);
                origins.extend(self.expr(&ends.1, role));
                origins
            }
            ExprKind::Braces(filtered) => {
                let before = self.uses.uses.len();
                let mut origins = self.filtered(filtered, role);
                if fallback.is_safe() {
                    // A default outside of the braces holds for what is inside.
                    let own = self.uses.uses.iter_mut().skip(before).filter(|found| found.role == role);
                    own.filter(|found| !found.fallback.is_safe()).for_each(|found| found.fallback = fallback);
                    origins.iter_mut().filter(|origin| !origin.fallback.is_safe()).for_each(|o| o.fallback = fallback);
                }
                origins
            }
            _ => Vec::new(),
        }
    }

    fn path(&mut self, path: &'t Path, span: Span, role: Role, fallback: Fallback) -> Vec<Origin> {
        for step in &path.steps {
            if let Step::Index(index) = step {
                self.expr(index, Role::Given);
            }
        }
        if let Root::Dynamic(name) = &path.root {
            self.expr(name, Role::Given);
        }
        let fallback = if fallback.is_safe() { fallback } else { self.presence(path).unwrap_or(fallback) };
        let origins = match named(self.template, path) {
            Some((kind, name)) => vec![Origin { kind, name, fallback }],
            None => self.through_variable(path, fallback),
        };
        for Origin { kind, name, fallback } in &origins {
            let guards = self.guards.clone();
            let name = name.clone();
            self.uses.uses.push(Use { kind: *kind, name, span, role, fallback: *fallback, guards });
        }
        origins
    }

    /// Whether a condition around us has seen to it that `path` is there.
    fn presence(&self, path: &Path) -> Option<Fallback> {
        if self.present.is_empty() {
            return None;
        }
        find(&self.present, &key(self.template, path)).map(Fallback::Present)
    }

    /// A variable stands for what it was given.
    fn through_variable(&self, path: &Path, fallback: Fallback) -> Vec<Origin> {
        let Root::Name(name) = &path.root else { return Vec::new() };
        let origins = self.variables.get(self.template.text(*name)).cloned().unwrap_or_default();
        let safer =
            |origin: Origin| Origin { fallback: if fallback.is_safe() { fallback } else { origin.fallback }, ..origin };
        origins.into_iter().map(safer).collect()
    }

    fn braze(&mut self, span: Span, braze: &'t Braze) {
        let role = if braze.tag == BrazeTag::ConnectedContent { Role::Sent } else { Role::Given };
        let words = braze.words.iter().chain(braze.options.iter().flat_map(|option| &option.words));
        for word in words {
            for piece in &word.pieces {
                if let Piece::Output(_, filtered) = piece {
                    self.filtered(filtered, role);
                }
            }
        }
        let text = |word: Option<&Word>| word.map(|word| self.template.text(word.span)).unwrap_or_default();
        let first = braze.words.first();
        let called = match braze.tag {
            BrazeTag::AbortMessage => {
                let reason = first.map(|word| word.span).filter(|reason| !reason.is_empty());
                self.uses.aborts.push(Abort { span: braze.head, reason, guards: self.guards.clone() });
                None
            }
            BrazeTag::CatalogItems => Some((UseKind::Catalog, text(first).to_owned())),
            BrazeTag::CatalogSelectionItems => {
                Some((UseKind::Selection, format!("{}/{}", text(first), text(braze.words.get(1)))))
            }
            BrazeTag::ConnectedContent => Some((UseKind::Host, host(text(first)).to_owned())),
            BrazeTag::Promotion => Some((UseKind::Promotion, text(first).to_owned())),
            _ => None,
        };
        if let Some((kind, name)) = called {
            let span = first.map_or(span, |word| word.span);
            let guards = self.guards.clone();
            self.uses.uses.push(Use { kind, name, span, role: Role::Called, fallback: Fallback::None, guards });
        }
        if let Some(body) = &braze.body {
            self.nodes(&body.nodes);
        }
    }
}
