//! How long what a template prints may get: each output, and the whole.
//!
//! In: a template, and how long its data are expected to be (from the policy, say: the first and the last percentile). Out:
//! the shortest and the longest text of each output, through variables and filters, and whether any reader can get to
//! see it; and of the whole template over the ways through it that can be taken. What depends on data of which nobody
//! said how long they are is unknown.
//!
//! Lengths are counted in characters. A filter that this does not know makes the length unknown, never wrong.

mod bounds;

pub use bounds::Lengths;

use super::ast::{Block, BrazeTag, Expr, ExprKind, Filtered, Kind, Literal, Node, Root, Template};
use super::limits;
use super::partial::blocks;
use super::uses::{Fallback, UseKind, Way, aborts, uses, ways};
use super::value::Value;
use crate::text::Span;
use bounds::Bounds;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How long a template's text may get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// Each output, in the order of the text.
    pub outputs: Vec<Output>,
    /// The whole.
    pub whole: Lengths,
}

/// How long an output may get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Output {
    /// `{{ … }}`
    pub span: Span,
    /// In characters.
    #[serde(flatten)]
    pub lengths: Lengths,
    /// Some way through the template comes by here.
    pub reachable: bool,
}

/// How long data are expected to be where they are there; `None` where that is not known.
pub type Expected<'e> = dyn Fn(UseKind, &str) -> Option<Lengths> + 'e;

/// How long what `template` prints may get.
///
/// ```
/// use countersign::liquid::{parse, lengths::{Lengths, lengths}, uses::UseKind};
/// let template = parse("Hi {{ ${first_name} | default: 'friend' | upcase }}!").template;
/// let expected = |kind, name: &str| (kind == UseKind::Attribute && name == "first_name").then(|| Lengths::between(2, 14));
/// let printed = lengths(&template, &expected);
/// assert_eq!(printed.outputs[0].lengths, Lengths::between(2, 14));
/// assert_eq!(printed.whole, Lengths::between(6, 18));
/// ```
pub fn lengths(template: &Template, expected: &Expected<'_>) -> Printed {
    let found = uses(template).uses;
    let data = found.into_iter().map(|found| (found.span, (found.kind, found.name, found.fallback))).collect();
    let mut measure = Measure {
        template,
        expected,
        data,
        taken: taken(template),
        variables: BTreeMap::new(),
        looped: BTreeSet::new(),
        reachable: true,
        outputs: Vec::new(),
        left: limits::ANALYSIS,
    };
    measure.find_looped(&template.nodes, false);
    let whole = measure.nodes(&template.nodes);
    Printed { outputs: measure.outputs, whole }
}

/// The arms that some way can take; `None` where there are too many ways to tell.
fn taken(template: &Template) -> Option<BTreeSet<Span>> {
    let ways = ways(template, limits::WAYS);
    let heads = |way: &Way| way.taken.iter().map(|guard| guard.head).collect::<Vec<_>>();
    ways.complete.then(|| ways.ways.iter().filter(|way| way.reachable).flat_map(heads).collect())
}

struct Measure<'t> {
    template: &'t Template,
    expected: &'t Expected<'t>,
    /// What Braze's names at these places are, and what is done where they are missing.
    data: BTreeMap<Span, (UseKind, String, Fallback)>,
    taken: Option<BTreeSet<Span>>,
    variables: BTreeMap<&'t str, Bounds>,
    /// Variables that change from turn to turn of a loop.
    looped: BTreeSet<&'t str>,
    reachable: bool,
    outputs: Vec<Output>,
    /// How many more variables may be carried into an arm; then all of them are unknown.
    left: usize,
}

impl<'t> Measure<'t> {
    fn find_looped(&mut self, nodes: &'t [Node], within: bool) {
        for node in nodes {
            match &node.kind {
                Kind::Assign { name, .. } | Kind::Capture { name, .. } if within => {
                    self.looped.insert(self.template.text(*name));
                }
                _ => {}
            }
            let turns = matches!(node.kind, Kind::For(_) | Kind::TableRow(_));
            for block in blocks(node) {
                self.find_looped(block, within || turns);
            }
        }
    }

    fn nodes(&mut self, nodes: &'t [Node]) -> Lengths {
        nodes.iter().fold(Lengths::exactly(0), |sum, node| sum.then(self.node(node)))
    }

    fn node(&mut self, node: &'t Node) -> Lengths {
        let nothing = Lengths::exactly(0);
        match &node.kind {
            Kind::Text { shown } | Kind::Raw(shown) => Lengths::exactly(self.template.text(*shown).chars().count()),
            Kind::Output(filtered) => {
                let lengths = self.filtered(filtered).printed();
                self.outputs.push(Output { span: node.span, lengths, reachable: self.reachable });
                lengths
            }
            Kind::Assign { name, value } => {
                let value = self.filtered(value);
                self.bind(self.template.text(*name), value);
                nothing
            }
            Kind::Capture { name, body } => {
                let value = Bounds::of(self.nodes(&body.nodes));
                self.bind(self.template.text(*name), value);
                nothing
            }
            Kind::If(inner) => {
                let arms = inner.arms.iter().map(|arm| (arm.head, &arm.body, arm.condition.is_none()));
                self.arms(arms.collect())
            }
            Kind::Case(inner) => {
                let arms = inner.arms.iter().map(|arm| (arm.head, &arm.body, arm.values.is_none()));
                self.arms(arms.collect())
            }
            Kind::For(inner) => {
                let turns = match (&inner.over.kind, &inner.limit) {
                    (_, Some(limit)) => whole(limit),
                    (ExprKind::Range(ends), None) => {
                        whole(&ends.1).zip(whole(&ends.0)).map(|(b, a)| (b + 1).saturating_sub(a))
                    }
                    _ => None,
                };
                let fixed =
                    matches!(inner.over.kind, ExprKind::Range(_)) && inner.offset.is_none() && inner.limit.is_none();
                let outer = self.variables.remove(self.template.text(inner.name));
                let body = self.block(inner.head, &inner.body);
                if let Some(outer) = outer {
                    self.variables.insert(self.template.text(inner.name), outer);
                }
                let times = |n: Option<usize>| n.zip(turns).map(|(n, turns)| n.saturating_mul(turns));
                let shortest = if fixed { times(body.shortest) } else { Some(0) };
                let looped = Lengths { shortest, longest: times(body.longest) };
                match &inner.otherwise {
                    Some((head, block)) if !fixed => self.block(*head, block).or(looped),
                    _ => looped,
                }
            }
            Kind::TableRow(inner) => {
                self.block(inner.head, &inner.body);
                Lengths { shortest: Some(0), longest: None }
            }
            Kind::IfChanged(body) => self.nodes(&body.nodes).or(nothing),
            Kind::Liquid(nodes) => self.nodes(nodes),
            Kind::Cycle(cycle) => {
                let values = cycle.values.iter().map(|value| self.expr(value).printed());
                values.reduce(Lengths::or).unwrap_or(nothing)
            }
            Kind::Increment(_) | Kind::Decrement(_) => Lengths { shortest: Some(1), longest: None },
            Kind::Braze(braze) => {
                // Such a tag may give any variable a value.
                self.variables.clear();
                match (&braze.body, braze.tag) {
                    (Some(body), _) => self.nodes(&body.nodes),
                    (None, BrazeTag::Promotion | BrazeTag::Random | BrazeTag::LandingPageUrl) => Lengths::ANY,
                    (None, BrazeTag::MessageComponent | BrazeTag::FormFieldName | BrazeTag::ConnectedContent) => {
                        Lengths::ANY
                    }
                    _ => nothing,
                }
            }
            Kind::Partial(_) => Lengths::ANY,
            Kind::Comment | Kind::Break | Kind::Continue | Kind::Error => nothing,
        }
    }

    /// One of the arms, or none where no arm is an `else`.
    fn arms(&mut self, arms: Vec<(Span, &'t Block, bool)>) -> Lengths {
        let carried = self.variables.len() * (arms.len() + 1);
        match self.left.checked_sub(carried) {
            Some(left) => self.left = left,
            None => self.variables.clear(),
        }
        let before = self.variables.clone();
        let (mut lengths, mut after) = (None::<Lengths>, None::<BTreeMap<&'t str, Bounds>>);
        let mut add = |printed: Lengths, variables: BTreeMap<&'t str, Bounds>| {
            lengths = Some(lengths.map_or(printed, |lengths| lengths.or(printed)));
            after = Some(after.take().map_or_else(|| variables.clone(), |after| either(after, &variables)));
        };
        let mut otherwise = false;
        for (head, body, is_else) in arms {
            otherwise |= is_else;
            self.variables.clone_from(&before);
            let printed = self.block(head, body);
            if self.can_be(head) && !aborts(&body.nodes) {
                add(printed, std::mem::take(&mut self.variables));
            }
        }
        if !otherwise {
            add(Lengths::exactly(0), before);
        }
        self.variables = after.unwrap_or_default();
        lengths.unwrap_or(Lengths::exactly(0))
    }

    fn can_be(&self, head: Span) -> bool {
        self.taken.as_ref().is_none_or(|taken| taken.contains(&head))
    }

    fn block(&mut self, head: Span, block: &'t Block) -> Lengths {
        let before = self.reachable;
        self.reachable = before && self.can_be(head);
        let printed = self.nodes(&block.nodes);
        self.reachable = before;
        printed
    }

    fn bind(&mut self, name: &'t str, value: Bounds) {
        if self.variables.len() < limits::TRACKED || self.variables.contains_key(name) {
            let value = if self.looped.contains(name) { Bounds::unknown() } else { value };
            self.variables.insert(name, value);
        }
    }

    fn filtered(&self, filtered: &Filtered) -> Bounds {
        filtered.filters.iter().fold(self.expr(&filtered.base), |value, filter| {
            let args: Vec<Bounds> = filter.args.iter().map(|arg| self.expr(arg)).collect();
            bounds::filtered(&value, self.template.text(filter.name), &args, filter.named.is_empty())
        })
    }

    fn expr(&self, expr: &Expr) -> Bounds {
        match &expr.kind {
            ExprKind::Literal(literal) => {
                literal_value(self.template, literal).map_or_else(Bounds::unknown, Bounds::fixed)
            }
            ExprKind::Missing => Bounds::fixed(Value::Nil),
            ExprKind::Braces(filtered) => self.filtered(filtered),
            ExprKind::Range(_) => Bounds::unknown(),
            ExprKind::Path(path) => {
                if let (Root::Name(name), true) = (&path.root, path.steps.is_empty())
                    && let Some(value) = self.variables.get(self.template.text(*name))
                {
                    return value.clone();
                }
                let Some((kind, name, fallback)) = self.data.get(&expr.span) else { return Bounds::unknown() };
                let lengths = (self.expected)(*kind, name).unwrap_or(Lengths::ANY);
                let missing = kind.is_personal() && !matches!(fallback, Fallback::Present(_));
                Bounds { lengths, missing, fixed: None }
            }
        }
    }
}

/// What is known where one of two things has happened; a variable of one side only may be nil.
fn either<'t>(one: BTreeMap<&'t str, Bounds>, other: &BTreeMap<&'t str, Bounds>) -> BTreeMap<&'t str, Bounds> {
    let nil = Bounds::fixed(Value::Nil);
    let names: BTreeSet<&str> = one.keys().chain(other.keys()).copied().collect();
    let of = |side: &BTreeMap<&'t str, Bounds>, name: &str| side.get(name).unwrap_or(&nil).clone();
    names.into_iter().map(|name| (name, of(&one, name).or(&of(other, name)))).collect()
}

fn literal_value(template: &Template, literal: &Literal) -> Option<Value> {
    Some(match literal {
        Literal::Nil | Literal::Blank | Literal::Empty => Value::Nil,
        Literal::True => Value::Bool(true),
        Literal::False => Value::Bool(false),
        Literal::Integer(number) => Value::Int(*number),
        Literal::Float(number) => Value::Float(*number),
        Literal::Text(text) => Value::text(template.text(*text)),
        Literal::BigInteger(_) => return None,
    })
}

fn whole(expr: &Expr) -> Option<usize> {
    match &expr.kind {
        ExprKind::Literal(Literal::Integer(number)) => usize::try_from(*number).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
