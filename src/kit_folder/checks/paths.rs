//! What a template's Liquid looks up: every path, with the loop variables and assigned names that stand for a slot
//! resolved, so that `{% for one in slot.offers %}{{ one.title }}` is `slot.offers.[].title`.

use crate::liquid::ast::{
    Block, Comparison, Condition, Expr, ExprKind, Filtered, Kind, Literal, Node, Piece, Root, Step, Template, Word,
};
use crate::text::Span;

/// A path that is looked up somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Looked {
    /// `slot`, `offers`, `[]`, `title`. Ends early where a step is known only when the message is rendered.
    pub(super) steps: Vec<String>,
    /// Where it stands.
    pub(super) span: Span,
}

/// What stands for one item of a list.
pub(super) const ITEM: &str = "[]";

/// Everything that `template` looks up by name, in order.
pub(super) fn paths(template: &Template) -> Vec<Looked> {
    let mut walker = Walker { template, names: Vec::new(), looked: Vec::new() };
    walker.nodes(&template.nodes);
    walker.looked
}

struct Walker<'t> {
    template: &'t Template,
    /// Names of the template's own, and the path that each stands for, if any. The last of a name holds.
    names: Vec<(String, Option<Vec<String>>)>,
    looked: Vec<Looked>,
}

impl Walker<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn block(&mut self, block: &Block) {
        self.nodes(&block.nodes);
    }

    fn node(&mut self, node: &Node) {
        match &node.kind {
            Kind::Output(value) => self.filtered(value),
            Kind::Assign { name, value } => {
                self.filtered(value);
                let path = if value.filters.is_empty() { self.path(&value.base) } else { None };
                self.names.push((self.template.text(*name).to_owned(), path));
            }
            Kind::Capture { name, body } => {
                self.block(body);
                self.names.push((self.template.text(*name).to_owned(), None));
            }
            Kind::If(block) => {
                for arm in &block.arms {
                    if let Some(condition) = &arm.condition {
                        self.condition(condition);
                    }
                    self.block(&arm.body);
                }
            }
            Kind::Case(case) => {
                self.expr(&case.subject);
                for arm in &case.arms {
                    arm.values.iter().flatten().for_each(|value| self.expr(value));
                    self.block(&arm.body);
                }
            }
            Kind::For(each) => {
                self.expr(&each.over);
                each.limit.iter().for_each(|limit| self.expr(limit));
                self.each(each.name, &each.over, &each.body);
                if let Some((_, otherwise)) = &each.otherwise {
                    self.block(otherwise);
                }
            }
            Kind::TableRow(each) => {
                self.expr(&each.over);
                self.each(each.name, &each.over, &each.body);
            }
            Kind::Cycle(cycle) => cycle.group.iter().chain(&cycle.values).for_each(|value| self.expr(value)),
            Kind::IfChanged(body) => self.block(body),
            Kind::Liquid(nodes) => self.nodes(nodes),
            Kind::Partial(partial) => {
                self.expr(&partial.name);
                partial.with.iter().for_each(|(_, value)| self.expr(value));
                partial.arguments.iter().for_each(|(_, value)| self.expr(value));
            }
            Kind::Braze(tag) => {
                tag.words.iter().for_each(|word| self.word(word));
                tag.options.iter().flat_map(|option| &option.words).for_each(|word| self.word(word));
                if let Some(body) = &tag.body {
                    self.block(body);
                }
            }
            Kind::Text { .. }
            | Kind::Increment(_)
            | Kind::Decrement(_)
            | Kind::Break
            | Kind::Continue
            | Kind::Raw(_)
            | Kind::Comment
            | Kind::Error => {}
        }
    }

    /// The body of a loop, in which its variable stands for an item.
    fn each(&mut self, name: Span, over: &Expr, body: &Block) {
        let item = self.path(over).map(|mut path| {
            path.push(ITEM.to_owned());
            path
        });
        let before = self.names.len();
        self.names.push((self.template.text(name).to_owned(), item));
        self.names.push(("forloop".to_owned(), None));
        self.block(body);
        // What was assigned in the loop lives on; only its own variables end.
        if self.names.len() >= before + 2 {
            self.names.drain(before..before + 2);
        }
    }

    fn word(&mut self, word: &Word) {
        for piece in &word.pieces {
            if let Piece::Output(_, value) = piece {
                self.filtered(value);
            }
        }
    }

    fn condition(&mut self, condition: &Condition) {
        self.comparison(&condition.first);
        condition.rest.iter().for_each(|(_, comparison)| self.comparison(comparison));
    }

    fn comparison(&mut self, comparison: &Comparison) {
        self.expr(&comparison.left);
        if let Some((_, right)) = &comparison.right {
            self.expr(right);
        }
    }

    fn filtered(&mut self, value: &Filtered) {
        self.expr(&value.base);
        for filter in &value.filters {
            filter.args.iter().chain(filter.named.iter().map(|(_, value)| value)).for_each(|value| self.expr(value));
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Path(path) => {
                if let Some(steps) = self.path(expr) {
                    self.looked.push(Looked { steps, span: expr.span });
                }
                if let Root::Dynamic(root) = &path.root {
                    self.expr(root);
                }
                for step in &path.steps {
                    if let Step::Index(index) = step {
                        self.expr(index);
                    }
                }
            }
            ExprKind::Range(range) => {
                self.expr(&range.0);
                self.expr(&range.1);
            }
            ExprKind::Braces(value) => self.filtered(value),
            ExprKind::Literal(_) | ExprKind::Missing => {}
        }
    }

    /// The path that an expression is, from the data down; `None` for a name of the template's own that stands for
    /// nothing that can be known here, and for customer data.
    fn path(&self, expr: &Expr) -> Option<Vec<String>> {
        let ExprKind::Path(path) = &expr.kind else {
            return match &expr.kind {
                ExprKind::Braces(value) if value.filters.is_empty() => self.path(&value.base),
                _ => None,
            };
        };
        let Root::Name(root) = path.root else { return None };
        let root = self.template.text(root);
        let mut steps = match self.names.iter().rev().find(|(name, _)| name == root) {
            Some((_, stands_for)) => stands_for.clone()?,
            None => vec![root.to_owned()],
        };
        for step in &path.steps {
            match step {
                Step::Key(key) => {
                    let key = self.template.text(*key);
                    steps.push(if matches!(key, "first" | "last") { ITEM } else { key }.to_owned());
                }
                Step::Index(Expr { kind: ExprKind::Literal(Literal::Text(key)), .. }) => {
                    steps.push(self.template.text(*key).to_owned());
                }
                Step::Index(Expr { kind: ExprKind::Literal(Literal::Integer(_)), .. }) => steps.push(ITEM.to_owned()),
                Step::Index(_) | Step::Attribute(_) => {
                    steps.push("*".to_owned());
                    break;
                }
            }
        }
        Some(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::liquid::parse;

    #[test]
    fn loops_and_assigns_are_seen_through() {
        let source = "{% for o in slot.offers %}{{ o.title | append: group.name }}{{ forloop.index }}{% endfor %}{{ o.x }}{% assign h = slot.hero %}{% if h.src != blank and slot['alt'] == slot.offers[0].a %}{{ slot[k] }}{% endif %}{{${first_name}}}{{ slot.offers.first.b }}";
        let found: Vec<String> = paths(&parse(source).template).iter().map(|looked| looked.steps.join(".")).collect();
        assert_eq!(
            found,
            [
                "slot.offers",
                "slot.offers.[].title",
                "group.name",
                "o.x",
                "slot.hero",
                "slot.hero.src",
                "slot.alt",
                "slot.offers.[].a",
                "slot.*",
                "k",
                "slot.offers.[].b"
            ]
        );
    }
}
