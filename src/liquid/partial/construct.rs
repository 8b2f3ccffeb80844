//! Which stretches of a template depend on a name: what a keystroke in a slot can change.

use super::nodes::{blocks, expressions};
use crate::liquid::ast::{self, Expr, ExprKind, Filtered, Kind, Node, Root, Step, Template};
use crate::liquid::limits;
use crate::order;
use crate::text::Span;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// A stretch that depends on a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Construct {
    /// The outermost output or block that does.
    pub span: Span,
    /// Which of the two.
    pub kind: ConstructKind,
    /// On what, in order: `slot.title`, `slot.items[].name`.
    pub paths: Vec<String>,
}

/// What a [`Construct`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConstructKind {
    /// `{{ … }}`, or a tag of Braze's own with such a value in it.
    Output,
    /// `if`, `unless`, `case`, `for`, `tablerow` that asks for the name.
    Block,
    /// `assign` (or `capture`) of a value that depends on the name. It prints nothing where it stands; the constructs
    /// that use the variable name the path too.
    Assign,
}

/// The outermost stretches of `template` that depend on `root`, through loop variables, assigns and captures too.
///
/// ```
/// let template = countersign::liquid::parse("{{ a }} {% for i in slot.items %}{{ i.name }}{% endfor %}").template;
/// let found = countersign::liquid::partial::constructs(&template, "slot");
/// assert_eq!(found[0].paths, ["slot.items", "slot.items[].name"]);
/// ```
pub fn constructs(template: &Template, root: &str) -> Vec<Construct> {
    let mut taint =
        Taint { template, root, assigned: BTreeMap::new(), scopes: Vec::new(), left: Cell::new(limits::ANALYSIS) };
    // Variables may be used in a loop before the line that assigns them: look until nothing new is found.
    for _ in 0..PASSES {
        let before = taint.assigned.clone();
        taint.assigns(&template.nodes, &BTreeSet::new());
        if taint.assigned == before {
            break;
        }
    }
    let mut found = Vec::new();
    taint.find(&template.nodes, &mut found);
    found
}

/// Chains of variables longer than this that go against the order of the text do not occur.
const PASSES: usize = 8;

/// Steps of a path that are told.
const STEPS: usize = 16;

/// Paths that a value depends on.
type Paths = BTreeSet<String>;

/// What depends on very many paths, or on a very long one, depends on the whole.
fn bounded(paths: Paths, root: &str) -> Paths {
    if paths.len() > limits::PATHS || paths.iter().any(|path| path.len() > LONG) {
        return Paths::from([root.to_owned()]);
    }
    paths
}

/// Bytes of a path that is told.
const LONG: usize = 512;

struct Taint<'t> {
    template: &'t Template,
    root: &'t str,
    assigned: BTreeMap<&'t str, Paths>,
    scopes: Vec<(&'t str, Paths)>,
    /// Of [`limits::ANALYSIS`]: what is left of them. After that, everything may depend on the name.
    left: Cell<usize>,
}

impl<'t> Taint<'t> {
    /// What it takes to make these paths; false where that is too much.
    fn spend(&self, paths: &Paths) -> bool {
        let steps = 1 + paths.iter().map(|path| 2 + path.len() / 16).sum::<usize>();
        self.left.set(self.left.get().saturating_sub(steps));
        self.left.get() > 0
    }

    fn all(&self) -> Paths {
        Paths::from([self.root.to_owned()])
    }

    /// What variables depend on. `around`: what the blocks around depend on.
    fn assigns(&mut self, nodes: &'t [Node], around: &Paths) {
        for node in nodes {
            match &node.kind {
                Kind::Assign { name, value } => {
                    let mut paths = self.filtered(value);
                    paths.extend(around.iter().cloned());
                    self.add(self.template.text(*name), paths);
                }
                Kind::Capture { name, body } => {
                    self.assigns(&body.nodes, around);
                    let mut paths = around.clone();
                    self.inside(&body.nodes, &mut paths);
                    self.add(self.template.text(*name), paths);
                }
                _ => {
                    let mut asked = self.own(node);
                    self.spend(around);
                    asked.extend(around.iter().cloned());
                    let scoped = self.enter(node);
                    for block in blocks(node) {
                        self.assigns(block, &asked);
                    }
                    self.leave(scoped);
                }
            }
        }
    }

    fn add(&mut self, name: &'t str, paths: Paths) {
        if !paths.is_empty() {
            let known = self.assigned.entry(name).or_default();
            known.extend(paths);
            *known = bounded(std::mem::take(known), self.root);
        }
    }

    fn find(&mut self, nodes: &'t [Node], found: &mut Vec<Construct>) {
        for node in nodes {
            let own = self.own(node);
            if own.is_empty() {
                let scoped = self.enter(node);
                for block in blocks(node) {
                    self.find(block, found);
                }
                self.leave(scoped);
                continue;
            }
            let kind = match &node.kind {
                Kind::If(_) | Kind::Case(_) | Kind::For(_) | Kind::TableRow(_) => ConstructKind::Block,
                Kind::Assign { .. } | Kind::Capture { .. } => ConstructKind::Assign,
                _ => ConstructKind::Output,
            };
            let mut paths = own;
            self.inside(std::slice::from_ref(node), &mut paths);
            found.push(Construct { span: node.span, kind, paths: paths.into_iter().collect() });
        }
    }

    /// All paths in `nodes`, at any depth.
    fn inside(&mut self, nodes: &'t [Node], paths: &mut Paths) {
        for node in nodes {
            let own = self.own(node);
            if !self.spend(&own) {
                paths.extend(self.all());
                return;
            }
            paths.extend(own);
            let scoped = self.enter(node);
            for block in blocks(node) {
                self.inside(block, paths);
            }
            self.leave(scoped);
        }
    }

    /// The loop variable of a node comes into view.
    fn enter(&mut self, node: &'t Node) -> bool {
        let (name, over) = match &node.kind {
            Kind::For(inner) => (inner.name, &inner.over),
            Kind::TableRow(inner) => (inner.name, &inner.over),
            _ => return false,
        };
        let paths = order::set(self.expr(over).into_iter().map(|path| format!("{path}[]")));
        let paths = bounded(paths, self.root);
        self.scopes.push((self.template.text(name), paths));
        true
    }

    fn leave(&mut self, scoped: bool) {
        if scoped {
            self.scopes.pop();
        }
    }

    /// What a node's own tags ask for.
    fn own(&self, node: &Node) -> Paths {
        let mut paths = Paths::new();
        expressions(node, &mut |expr| {
            paths.extend(self.expr(expr));
            false
        });
        paths
    }

    fn filtered(&self, filtered: &Filtered) -> Paths {
        let mut paths = self.expr(&filtered.base);
        for filter in &filtered.filters {
            let named = filter.named.iter().map(|(_, arg)| arg);
            filter.args.iter().chain(named).for_each(|arg| paths.extend(self.expr(arg)));
        }
        paths
    }

    fn expr(&self, expr: &Expr) -> Paths {
        match &expr.kind {
            ExprKind::Path(path) => self.path(path),
            ExprKind::Range(ends) => {
                let mut paths = self.expr(&ends.0);
                paths.extend(self.expr(&ends.1));
                paths
            }
            ExprKind::Braces(filtered) => self.filtered(filtered),
            _ => Paths::new(),
        }
    }

    fn path(&self, path: &ast::Path) -> Paths {
        if self.left.get() == 0 {
            return self.all();
        }
        let mut bases = match &path.root {
            Root::Name(name) => self.name(self.template.text(*name)),
            Root::Attribute(_) => Paths::new(),
            Root::Dynamic(name) => self.expr(name),
        };
        let mut indexes = Paths::new();
        for (at, step) in path.steps.iter().enumerate() {
            let key = match step {
                Step::Key(name) | Step::Attribute(name) => format!(".{}", self.template.text(*name)),
                Step::Index(index) => {
                    indexes.extend(self.expr(index));
                    match &index.kind {
                        ExprKind::Literal(ast::Literal::Text(name)) => format!(".{}", self.template.text(*name)),
                        _ => format!("[{}]", self.template.text(index.span)),
                    }
                }
            };
            if at < STEPS {
                self.spend(&bases);
                bases = order::set(bases.into_iter().map(|base| format!("{base}{key}")));
            }
        }
        self.spend(&bases);
        bases.extend(indexes);
        bounded(bases, self.root)
    }

    fn name(&self, name: &str) -> Paths {
        if let Some((_, paths)) = self.scopes.iter().rev().find(|(scoped, _)| *scoped == name) {
            return paths.clone();
        }
        if let Some(paths) = self.assigned.get(name) {
            return paths.clone();
        }
        if name == self.root { Paths::from([name.to_owned()]) } else { Paths::new() }
    }
}
