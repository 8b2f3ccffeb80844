//! Expressions: literals, paths, ranges, filters, conditions.

use super::{Fault, Scope, work};
use crate::liquid::ast::{
    Comparison, Condition, Expr, ExprKind, Filtered, Link, Literal, Operator, Path, Root, Step, Template,
};
use crate::liquid::filters::{self, FilterError};
use crate::liquid::limits;
use crate::liquid::value::{Mismatch, NumberError, Value, at, contains, equals, less};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

impl From<Mismatch> for Fault {
    fn from(mismatch: Mismatch) -> Self {
        Self::Mistake(mismatch.0)
    }
}

impl From<NumberError> for Fault {
    fn from(error: NumberError) -> Self {
        Self::Mistake(error.to_string())
    }
}

impl Scope<'_> {
    /// A value with its filters.
    pub(super) fn filtered(&self, template: &Template, filtered: &Filtered) -> Result<Cow<'_, Value>, Fault> {
        let value = self.expression(template, &filtered.base)?;
        self.through(template, filtered, value)
    }

    /// `value` through the filters.
    pub(super) fn through<'v>(
        &'v self,
        template: &Template,
        filtered: &Filtered,
        value: Cow<'v, Value>,
    ) -> Result<Cow<'v, Value>, Fault> {
        let mut value = value;
        for filter in &filtered.filters {
            // Ruby's Liquid passes a value by a filter that it does not know.
            let Some(known) = filters::find(template.text(filter.name)) else { continue };
            let args = filter.args.iter().map(|arg| Ok(self.expression(template, arg)?.into_owned()));
            let args = args.collect::<Result<Vec<Value>, Fault>>()?;
            let named = filter
                .named
                .iter()
                .map(|(name, arg)| Ok((template.text(*name), self.expression(template, arg)?.into_owned())));
            let named = named.collect::<Result<Vec<(&str, Value)>, Fault>>()?;
            self.spend(work::before(known, &value, &args) + work::named(&named))?;
            let result = match known.apply(&value, &args, &named, &self.world.now) {
                Ok(result) => result,
                Err(error) => {
                    // It had got as far as a value may.
                    self.spend(if error == FilterError::TooLarge { limits::VALUE / work::READ } else { 0 })?;
                    return Err(Fault::Mistake(error.to_string()));
                }
            };
            self.spend(work::after(known, &result))?;
            value = Cow::Owned(result);
        }
        Ok(value)
    }

    /// A value.
    pub(super) fn expression(&self, template: &Template, expression: &Expr) -> Result<Cow<'_, Value>, Fault> {
        self.spend(1 + expression.span.len() / work::COPIED)?;
        match &expression.kind {
            ExprKind::Literal(literal) => Ok(Cow::Owned(self::literal(template, *literal))),
            ExprKind::Path(path) => self.path(template, path),
            ExprKind::Range(ends) => {
                let (first, last) = &**ends;
                let literal = |end: &Expr| matches!(end.kind, ExprKind::Literal(_));
                let cut = literal(first) && literal(last);
                Ok(Cow::Owned(Value::Range(self.end(template, first, cut)?, self.end(template, last, cut)?)))
            }
            ExprKind::Braces(filtered) => self.filtered(template, filtered),
            ExprKind::Missing => Ok(Cow::Owned(Value::Nil)),
        }
    }

    /// An end of a range: text is read as far as it is a number; floats are cut where both ends are written out.
    fn end(&self, template: &Template, expression: &Expr, cut: bool) -> Result<i64, Fault> {
        let value = self.expression(template, expression)?;
        let whole = match &*value {
            Value::Int(whole) => return Ok(*whole),
            Value::Nil => 0,
            Value::Str(text) => crate::liquid::value::leading(text),
            #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
            Value::Float(float) if cut => *float as i128,
            other => other.to_whole()?,
        };
        Ok(i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX }))
    }

    fn path(&self, template: &Template, path: &Path) -> Result<Cow<'_, Value>, Fault> {
        // A name is looked for from the innermost loop outwards.
        self.spend(self.frames.len() / 4)?;
        let mut steps = path.steps.iter();
        let mut value = match &path.root {
            Root::Name(name) => match (template.text(*name), self.find(template.text(*name))) {
                ("self", value) if value.is_nil() => match steps.next() {
                    Some(Step::Key(key)) => self.find(template.text(*key)),
                    Some(Step::Index(index)) => {
                        let name = self.expression(template, index)?;
                        self.spend(work::weight(&name) / work::READ)?;
                        self.find(&name.to_text())
                    }
                    _ => Cow::Owned(Value::Named("Liquid::SelfDrop")),
                },
                (_, value) => value,
            },
            Root::Attribute(name) => {
                self.spend(work::attribute(template.text(*name)))?;
                attribute(Cow::Borrowed(self.data()), template.text(*name))
            }
            Root::Dynamic(name) => {
                let name = self.expression(template, name)?;
                self.spend(2 + work::weight(&name) / work::READ)?;
                self.find(&name.to_text())
            }
        };
        for step in steps {
            if value.is_nil() {
                return Ok(value);
            }
            self.spend(1)?;
            value = match step {
                Step::Key(name) => {
                    let name = template.text(*name);
                    // The size of a text is counted.
                    if let (Value::Str(text), "size") = (&*value, name) {
                        self.spend(text.len() / (4 * work::COPIED))?;
                    }
                    member(value, name, true)
                }
                Step::Attribute(name) => {
                    self.spend(work::attribute(template.text(*name)))?;
                    attribute(value, template.text(*name))
                }
                Step::Index(index) => {
                    let key = self.expression(template, index)?.into_owned();
                    if let Value::Str(name) = &key {
                        self.spend(work::key(name))?;
                    }
                    index_of(value, &key)
                }
            };
        }
        Ok(value)
    }

    /// Whether a condition holds: comparisons are worked from the left, each link stops where it is decided.
    pub(super) fn condition(&self, template: &Template, condition: &Condition) -> Result<bool, Fault> {
        let mut holds = self.comparison(template, &condition.first)?;
        for (link, comparison) in &condition.rest {
            match link {
                Link::And if !holds => return Ok(false),
                Link::Or if holds => return Ok(true),
                _ => {}
            }
            self.spend(1)?;
            holds = self.comparison(template, comparison)?;
        }
        Ok(holds)
    }

    /// A side of a comparison, where `blank` and `empty` stand for all that is so.
    pub(super) fn operand(&self, template: &Template, expression: &Expr) -> Result<Cow<'_, Value>, Fault> {
        match expression.kind {
            ExprKind::Literal(Literal::Blank) => Ok(Cow::Owned(Value::Blank)),
            ExprKind::Literal(Literal::Empty) => Ok(Cow::Owned(Value::Empty)),
            _ => self.expression(template, expression),
        }
    }

    fn comparison(&self, template: &Template, comparison: &Comparison) -> Result<bool, Fault> {
        let left = self.operand(template, &comparison.left)?;
        let Some((operator, right)) = &comparison.right else { return Ok(left.truthy()) };
        // The commonest comparisons, with a text that is written out, without making a value of the text.
        if let ExprKind::Literal(Literal::Text(span)) = &right.kind {
            let text = template.text(*span);
            let (holds, read) = match (operator, &*left) {
                (Operator::Equal, left) => (is_text(left, text), 0),
                (Operator::NotEqual, left) => (is_text(left, text).map(|same| !same), 0),
                (Operator::Contains, Value::Array(items)) => {
                    (one_is_text(items, text), work::weight(&left) + text.len())
                }
                _ => (None, 0),
            };
            if let Some(holds) = holds {
                self.spend(1 + span.len() / work::COPIED + read / work::READ)?;
                return Ok(holds);
            }
        }
        let right = self.operand(template, right)?;
        self.spend(work::compared(&left, &right, *operator == Operator::Contains))?;
        Ok(match operator {
            Operator::Equal => equals(&left, &right),
            Operator::NotEqual => !equals(&left, &right),
            Operator::Contains => contains(&left, &right),
            Operator::Less => less(&left, &right)? == Some(Ordering::Less),
            Operator::Greater => less(&left, &right)? == Some(Ordering::Greater),
            Operator::LessOrEqual => matches!(less(&left, &right)?, Some(Ordering::Less | Ordering::Equal)),
            Operator::GreaterOrEqual => matches!(less(&left, &right)?, Some(Ordering::Greater | Ordering::Equal)),
        })
    }
}

/// Whether a value equals a text; `None` where that takes more than a look.
pub(super) fn is_text(value: &Value, text: &str) -> Option<bool> {
    match value {
        Value::Str(own) => Some(**own == *text),
        Value::Nil | Value::Bool(_) | Value::Int(_) | Value::Float(_) => Some(false),
        _ => None,
    }
}

/// Whether one of these equals a text; `None` where that takes more than a look.
fn one_is_text(items: &[Value], text: &str) -> Option<bool> {
    items.iter().map(|item| is_text(item, text)).try_fold(false, |found, same| Some(found | same?))
}

/// The value that a literal stands for.
pub(super) fn literal(template: &Template, literal: Literal) -> Value {
    match literal {
        Literal::Nil => Value::Nil,
        Literal::True => Value::Bool(true),
        Literal::False => Value::Bool(false),
        // Only in a comparison are they more than an empty text.
        Literal::Blank | Literal::Empty => Value::text(""),
        Literal::Integer(whole) => Value::Int(whole),
        Literal::BigInteger(span) => match template.text(span).parse() {
            Ok(whole) => Value::Big(Arc::new(whole)),
            Err(_) => Value::Float(template.text(span).parse().unwrap_or_default()),
        },
        Literal::Float(float) => Value::Float(float),
        Literal::Text(span) => Value::text(template.text(span)),
    }
}

fn member<'v>(value: Cow<'v, Value>, name: &str, command: bool) -> Cow<'v, Value> {
    match value {
        Cow::Borrowed(Value::Object(object)) if object.get(name).is_some() => {
            object.get(name).map_or(Cow::Owned(Value::Nil), Cow::Borrowed)
        }
        other => Cow::Owned(other.member(name, command)),
    }
}

fn index_of<'v>(value: Cow<'v, Value>, key: &Value) -> Cow<'v, Value> {
    match (value, key) {
        (Cow::Borrowed(Value::Array(items)), Value::Int(index)) => {
            items.get(at(*index, items.len())).map_or(Cow::Owned(Value::Nil), Cow::Borrowed)
        }
        (value, Value::Str(name)) => member(value, name, false),
        (value, key) => Cow::Owned(value.get(key, false)),
    }
}

/// `${name}`: the entry of this very name; where there is none, the name is read as a path (`address.city`, `items[0]`).
fn attribute<'v>(value: Cow<'v, Value>, name: &str) -> Cow<'v, Value> {
    let known = matches!(&*value, Value::Object(object) if object.get(name).is_some());
    if known || !name.contains(['.', '[']) {
        return member(value, name, false);
    }
    let mut value = value;
    for part in name.split(['.', '[']).map(|part| part.trim_end_matches(']').trim_matches(['"', '\'', ' '])) {
        value = match part.parse::<i64>() {
            Ok(index) if matches!(&*value, Value::Array(_)) => index_of(value, &Value::Int(index)),
            _ => member(value, part, true),
        };
    }
    value
}
