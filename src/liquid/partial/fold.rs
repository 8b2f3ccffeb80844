//! Values of expressions, as far as they are known.

use super::env::{Binding, Fact};
use super::forloop::Asked;
use super::walk::Walk;
use super::{Key, Knowledge, Path};
use crate::liquid::ast::{
    self, Comparison, Condition, Expr, ExprKind, Filter, Filtered, Link, Literal, Operator, Root, Step,
};
use crate::liquid::eval::work;
use crate::liquid::filters::{self, Family, FilterError};
use crate::liquid::limits;
use crate::liquid::value::{Number, Value, contains, equals, leading, less};
use std::cmp::Ordering;

/// What we know of an expression.
#[derive(Clone, Debug)]
pub(super) enum Eval {
    /// Its value.
    Known(Fact),
    /// Nothing; Braze will.
    Dynamic,
    /// A value of ours that is out of reach.
    Lost,
}

impl Eval {
    pub(super) fn known(self) -> Option<Fact> {
        match self {
            Self::Known(fact) => Some(fact),
            _ => None,
        }
    }
}

impl Walk<'_> {
    /// What is known of the name `name`.
    pub(super) fn name(&self, name: &str) -> Eval {
        self.spend(1 + self.env.scopes.len() / 4 + self.env.counters.len() / 8);
        match self.env.get(name) {
            Some(Binding::Known { fact, .. }) => {
                self.spend(fact.path.keys.len());
                return Eval::Known(fact.clone());
            }
            Some(Binding::Dynamic) => return Eval::Dynamic,
            Some(Binding::Lost) => return Eval::Lost,
            None => {}
        }
        match self.known.root(name) {
            Knowledge::Value(value) => Eval::Known(Fact::root(name, value)),
            Knowledge::Foreign | Knowledge::Later => Eval::Dynamic,
        }
    }

    /// The value of `expr`.
    pub(super) fn value(&self, expr: &Expr) -> Eval {
        self.spend(2 + expr.span.len() / work::COPIED);
        if self.tired() {
            return Eval::Dynamic;
        }
        let said = |value| Eval::Known(Fact::said(value));
        match &expr.kind {
            ExprKind::Literal(literal) => match self.literal(*literal) {
                Some(value) => said(value),
                None => Eval::Dynamic,
            },
            ExprKind::Missing => said(Value::Nil),
            ExprKind::Braces(filtered) => self.filtered(filtered),
            ExprKind::Range(ends) => {
                let (first, last) = match (self.value(&ends.0), self.value(&ends.1)) {
                    (Eval::Known(first), Eval::Known(last)) => (first, last),
                    (Eval::Lost, _) | (_, Eval::Lost) => return Eval::Lost,
                    _ => return Eval::Dynamic,
                };
                let cut = [&ends.0, &ends.1].iter().all(|end| matches!(end.kind, ExprKind::Literal(_)));
                match (end_of_range(&first.value, cut), end_of_range(&last.value, cut)) {
                    (Some(from), Some(to)) => Eval::Known(Fact {
                        value: Value::Range(from, to),
                        ours: first.ours || last.ours,
                        path: Path::default(),
                        filtered: true,
                    }),
                    _ => Eval::Dynamic,
                }
            }
            ExprKind::Path(path) => self.path(path),
        }
    }

    fn literal(&self, literal: Literal) -> Option<Value> {
        Some(match literal {
            Literal::Nil => Value::Nil,
            Literal::True => Value::Bool(true),
            Literal::False => Value::Bool(false),
            // Outside of comparisons they are empty texts.
            Literal::Blank | Literal::Empty => Value::text(""),
            Literal::Integer(number) => Value::Int(number),
            Literal::Float(number) => Value::Float(number),
            Literal::Text(span) => Value::text(self.template.text(span)),
            Literal::BigInteger(_) => return None,
        })
    }

    fn path(&self, path: &ast::Path) -> Eval {
        let (mut fact, steps) = match &path.root {
            Root::Attribute(_) => return Eval::Dynamic,
            Root::Name(_) => {
                let (name, steps) = self.rooted(path);
                match self.asked_loop(path) {
                    Some(Asked::Ours(fact, steps)) => (fact, steps),
                    Some(Asked::Braze(..)) => return Eval::Dynamic,
                    None => match self.name(name) {
                        Eval::Known(fact) => (fact, steps),
                        other => return other,
                    },
                }
            }
            Root::Dynamic(name) => match self.value(name) {
                Eval::Known(Fact { value: Value::Str(name), .. }) => match self.name(&name) {
                    Eval::Known(fact) => (fact, path.steps.as_slice()),
                    other => return other,
                },
                Eval::Lost => return Eval::Lost,
                _ => return Eval::Dynamic,
            },
        };
        for step in steps {
            self.spend(2);
            let turn = matches!(fact.value, Value::Turn(_));
            if let (Value::Str(text), Step::Key(_)) = (&fact.value, step) {
                self.spend(text.len() / (4 * work::COPIED));
            }
            fact = match step {
                Step::Key(name) | Step::Attribute(name) => {
                    let name = self.template.text(*name);
                    let value = fact.value.member(name, matches!(step, Step::Key(_)));
                    fact.step(Key::Name(name.to_owned()), value)
                }
                Step::Index(index) => {
                    let key = match self.value(index) {
                        Eval::Known(key) => key,
                        other => return other,
                    };
                    self.spend(work::compared(&key.value, &Value::Nil, true));
                    let value = fact.value.get(&key.value, false);
                    let ours = fact.ours || key.ours;
                    let mut next = match &key.value {
                        Value::Int(index) => {
                            let length = if let Value::Array(items) = &fact.value { items.len() } else { 0 };
                            let at = crate::liquid::value::at(*index, length);
                            fact.step(Key::Index(at), value)
                        }
                        Value::Str(name) => fact.step(Key::Name(name.to_string()), value),
                        _ => {
                            fact.filtered = true;
                            fact.step(Key::Index(0), value)
                        }
                    };
                    next.ours = ours;
                    next
                }
            };
            if turn && fact.value.is_nil() && self.is_in_residual_loop() {
                return Eval::Lost;
            }
        }
        Eval::Known(fact)
    }

    /// The name at the root of a path, and its steps: `self.x` is `x`.
    pub(super) fn rooted<'s>(&self, path: &'s ast::Path) -> (&str, &'s [Step]) {
        let Root::Name(span) = &path.root else { return ("", &path.steps) };
        let name = self.template.text(*span);
        if name == "self"
            && matches!(self.name(name), Eval::Dynamic)
            && let Some((Step::Key(key), rest)) = path.steps.split_first()
        {
            return (self.template.text(*key), rest);
        }
        (name, &path.steps)
    }

    /// A value and its filters.
    pub(super) fn filtered(&self, filtered: &Filtered) -> Eval {
        let mut fact = match self.value(&filtered.base) {
            Eval::Known(fact) => fact,
            other => return other,
        };
        for filter in &filtered.filters {
            fact = match self.filter(fact, filter) {
                Eval::Known(fact) => fact,
                other => return other,
            };
        }
        Eval::Known(fact)
    }

    /// One filter on a known value. What depends on the clock, and what fails, is left to Braze.
    pub(super) fn filter(&self, fact: Fact, filter: &Filter) -> Eval {
        let Some(known) = filters::find(self.template.text(filter.name)) else { return Eval::Dynamic };
        let mut ours = fact.ours;
        let mut args = Vec::with_capacity(filter.args.len());
        let mut named = Vec::with_capacity(filter.named.len());
        for arg in &filter.args {
            match self.value(arg) {
                Eval::Known(arg) => {
                    ours |= arg.ours;
                    args.push(arg.value);
                }
                other => return other,
            }
        }
        for (name, arg) in &filter.named {
            match self.value(arg) {
                Eval::Known(arg) => {
                    ours |= arg.ours;
                    named.push((self.template.text(*name), arg.value));
                }
                other => return other,
            }
        }
        let clock = |value: &Value| {
            value.as_str().is_some_and(|text| matches!(text.trim().to_ascii_lowercase().as_str(), "now" | "today"))
        };
        if known.family == Family::Date && (clock(&fact.value) || args.iter().any(clock)) {
            return Eval::Dynamic;
        }
        let Some(now) = &self.epoch else { return Eval::Dynamic };
        self.spend(work::before(known, &fact.value, &args) + work::named(&named));
        if self.tired() {
            return Eval::Dynamic;
        }
        match known.apply(&fact.value, &args, &named, now) {
            Ok(value) => {
                self.spend(work::after(known, &value));
                Eval::Known(Fact { value, ours, path: fact.path, filtered: true })
            }
            Err(error) => {
                // It had got as far as a value may.
                self.spend(if error == FilterError::TooLarge { limits::VALUE / work::READ } else { 0 });
                Eval::Dynamic
            }
        }
    }

    /// Whether a condition holds; `Err` where that is Braze's to find out.
    pub(super) fn condition(&self, condition: &Condition) -> Option<bool> {
        let comparisons = condition.rest.iter().rev();
        let mut link_after: Option<(Link, Option<bool>)> = None;
        for (link, comparison) in comparisons {
            let holds = joined(self.comparison(comparison), link_after);
            link_after = Some((*link, holds));
        }
        joined(self.comparison(&condition.first), link_after)
    }

    /// A side of a comparison, where `blank` and `empty` stand for all that is so.
    pub(super) fn operand(&self, expr: &Expr) -> Option<Value> {
        match expr.kind {
            ExprKind::Literal(Literal::Blank) => Some(Value::Blank),
            ExprKind::Literal(Literal::Empty) => Some(Value::Empty),
            _ => self.value(expr).known().map(|fact| fact.value),
        }
    }

    /// Whether a comparison holds, where both sides are known.
    pub(super) fn comparison(&self, comparison: &Comparison) -> Option<bool> {
        let left = self.operand(&comparison.left)?;
        let Some((operator, right)) = &comparison.right else { return Some(left.truthy()) };
        let right = self.operand(right)?;
        self.spend(work::compared(&left, &right, *operator == Operator::Contains));
        let ordered = |holds: fn(Ordering) -> bool| less(&left, &right).ok().map(|order| order.is_some_and(holds));
        match operator {
            Operator::Equal => Some(equals(&left, &right)),
            Operator::NotEqual => Some(!equals(&left, &right)),
            Operator::Contains => Some(contains(&left, &right)),
            Operator::Less => ordered(Ordering::is_lt),
            Operator::LessOrEqual => ordered(Ordering::is_le),
            Operator::Greater => ordered(Ordering::is_gt),
            Operator::GreaterOrEqual => ordered(Ordering::is_ge),
        }
    }
}

/// An end of a range as a whole number; `None` where that is an error, which is left to Braze.
fn end_of_range(value: &Value, cut: bool) -> Option<i64> {
    let whole = match value {
        Value::Nil => 0,
        Value::Str(text) => leading(text),
        Value::Float(_) if cut => match Number::read(value).whole(false).ok()? {
            Number::Whole(whole) => whole,
            _ => return None,
        },
        other => other.to_whole().ok()?,
    };
    i64::try_from(whole).ok()
}

/// `holds link after`, worked from the right.
fn joined(holds: Option<bool>, after: Option<(Link, Option<bool>)>) -> Option<bool> {
    match (holds, after) {
        (holds, None) => holds,
        (Some(false), Some((Link::And, _))) => Some(false),
        (Some(true), Some((Link::Or, _))) => Some(true),
        (Some(_), Some((_, after))) => after,
        (None, Some(_)) => None,
    }
}
