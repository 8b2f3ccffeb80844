//! What is assumed on one way through a template, and whether that can be.

use super::presence::{key, path_of};
use crate::liquid::ast::{Comparison, Condition, Expr, ExprKind, Link, Literal, Operator, Template};
use crate::liquid::limits::TRACKED;
use std::collections::{BTreeMap, BTreeSet};

/// Assumptions about paths, each by what it says. Two ways to say the same are two assumptions: what is called
/// impossible here is impossible, what is not may still be.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    about: BTreeMap<String, About>,
    noted: usize,
}

/// What is assumed of one path.
#[derive(Clone, Debug, Default)]
struct About {
    equals: Option<String>,
    said: BTreeMap<Said, bool>,
}

/// What a comparison says of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    /// It is neither nil nor false.
    True,
    /// It equals this literal.
    Equals(String),
    /// It equals `blank`, `nil`, `empty`, `''`.
    Missing(String),
    /// Something else, in these words.
    Words(String),
}

impl Facts {
    /// Assumes that `condition` holds (or not). False where that contradicts what was assumed before.
    pub(super) fn assume(&mut self, template: &Template, condition: &Condition, holds: bool) -> bool {
        let rest = condition.rest.iter().map(|(_, comparison)| comparison);
        let certain = if holds { Link::And } else { Link::Or };
        if condition.rest.iter().all(|(link, _)| *link == certain) {
            return std::iter::once(&condition.first).chain(rest).all(|one| self.assume_one(template, one, holds));
        }
        let words = Said::Words(template.text(condition.span).split_whitespace().collect());
        self.note(String::new(), words, holds)
    }

    /// Variables were assigned anew: nothing is known of them.
    pub(super) fn forget_all(&mut self, names: &BTreeSet<&str>) {
        if names.is_empty() {
            return;
        }
        self.about.retain(|key, _| key.split(['.', '[']).next().is_none_or(|root| !names.contains(root)));
        // What was said in other words may have been about them.
        self.about.remove("");
    }

    /// Only what is said of Braze's own data still holds.
    pub(super) fn forget_variables(&mut self) {
        self.about.retain(|key, _| key.contains("${"));
    }

    fn assume_one(&mut self, template: &Template, comparison: &Comparison, holds: bool) -> bool {
        let Some((operator, right)) = &comparison.right else {
            return match path_of(&comparison.left) {
                Some(path) => self.note(key(template, path), Said::True, holds),
                None => match comparison.left.kind {
                    ExprKind::Literal(Literal::True) => holds,
                    ExprKind::Literal(Literal::False | Literal::Nil) => !holds,
                    _ => true,
                },
            };
        };
        let (path, other) = match (path_of(&comparison.left), path_of(right)) {
            (Some(path), None) => (path, right),
            (None, Some(path)) if matches!(operator, Operator::Equal | Operator::NotEqual) => (path, &comparison.left),
            _ => {
                let (left, right) = (template.text(comparison.left.span), template.text(right.span));
                return self.note(String::new(), Said::Words(format!("{left} {operator:?} {right}")), holds);
            }
        };
        let holds = if *operator == Operator::NotEqual { !holds } else { holds };
        let said = match operator {
            Operator::Equal | Operator::NotEqual => literal(template, other),
            _ => Said::Words(format!("{operator:?} {}", template.text(other.span))),
        };
        self.note(key(template, path), said, holds)
    }

    /// How many there are at most.
    pub(super) const fn len(&self) -> usize {
        self.noted
    }

    fn note(&mut self, key: String, said: Said, holds: bool) -> bool {
        if self.noted >= TRACKED {
            return true;
        }
        self.noted += 1;
        let about = self.about.entry(key).or_default();
        if about.said.insert(said.clone(), holds).is_some_and(|before| before != holds) {
            return false;
        }
        let missing = about.said.iter().any(|(said, holds)| *holds && matches!(said, Said::Missing(_)));
        match (&said, holds) {
            (Said::Equals(value), true) => {
                let other = about.equals.replace(value.clone()).is_some_and(|before| before != *value);
                !other && !missing && about.said.get(&Said::True) != Some(&false)
            }
            (Said::Missing(_), true) => about.equals.is_none(),
            (Said::True, false) => about.equals.is_none(),
            _ => true,
        }
    }
}

/// What it means to equal this. A text and a number are told apart by their quotes.
fn literal(template: &Template, expr: &Expr) -> Said {
    let words = template.text(expr.span).to_owned();
    match &expr.kind {
        ExprKind::Literal(Literal::Blank | Literal::Nil | Literal::Empty) => Said::Missing(words),
        ExprKind::Literal(Literal::Text(text)) if template.text(*text).trim().is_empty() => {
            Said::Missing(template.text(*text).to_owned())
        }
        ExprKind::Literal(Literal::Text(text)) => Said::Equals(format!("'{}'", template.text(*text))),
        ExprKind::Literal(Literal::Integer(number)) => Said::Equals(number.to_string()),
        _ => Said::Words(format!("== {words}")),
    }
}
