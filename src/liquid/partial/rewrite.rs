//! Tags of the residue with literals where the values are known.

use super::PartialError;
use super::env::Fact;
use super::fold::Eval;
use super::forloop::Asked;
use super::walk::Walk;
use crate::liquid::ast::{Comparison, Condition, Expr, ExprKind, Filter, Filtered, Piece, Root, Step, Word};
use crate::liquid::value::Value;
use crate::order;
use crate::text::Span;

/// What Braze will do with a value of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Compare it, count with it, call something by it.
    Asked,
    /// Print it, or keep it in a variable that may be printed.
    Printed,
}

/// Changes to the source of one tag, in no order.
pub(super) type Patches = Vec<(Span, String)>;

impl Walk<'_> {
    fn entangled(&self) -> PartialError {
        PartialError::Entangled { span: self.here }
    }

    /// A value as Liquid writes it, for what Braze will do with it.
    pub(super) fn literal_for(&self, value: &Value, use_: Use) -> Option<String> {
        match (value, use_) {
            (Value::Str(text), Use::Printed) => literal(&Value::text(&self.emit.literal(text, self.here)?)),
            _ => literal(value),
        }
    }

    /// `expr` as a literal, or its parts.
    pub(super) fn patch_expr(&self, expr: &Expr, use_: Use, patches: &mut Patches) -> Result<(), PartialError> {
        match self.value(expr) {
            Eval::Known(fact) if !fact.ours => Ok(()),
            Eval::Known(fact) => match self.literal_for(&fact.value, use_) {
                Some(text) => {
                    patches.push((expr.span, text));
                    Ok(())
                }
                None => Err(self.entangled()),
            },
            Eval::Lost => Err(self.entangled()),
            Eval::Dynamic => match &expr.kind {
                ExprKind::Braces(filtered) => self.patch_filtered(filtered, use_, patches),
                ExprKind::Range(ends) => {
                    // A fraction is an error as an end, but is cut where it is written out.
                    let fraction =
                        |end: &Expr| matches!(self.value(end).known(), Some(Fact { value: Value::Float(_), .. }));
                    if fraction(&ends.0) || fraction(&ends.1) {
                        return Err(self.entangled());
                    }
                    self.patch_expr(&ends.0, use_, patches)?;
                    self.patch_expr(&ends.1, use_, patches)
                }
                ExprKind::Path(path) => {
                    if let Root::Dynamic(name) = &path.root {
                        if self.known.any() {
                            // It may turn out to be any name, one of ours too.
                            return Err(self.entangled());
                        }
                        self.patch_expr(name, Use::Asked, patches)?;
                    }
                    match self.asked_loop(path) {
                        Some(Asked::Braze(span, name)) if self.template.text(span) != name => {
                            patches.push((span, name));
                        }
                        Some(Asked::Braze(..)) => {}
                        // A known value, but at a key that only Braze knows.
                        _ if matches!(path.root, Root::Name(_)) && self.ours(self.rooted(path).0) => {
                            return Err(self.entangled());
                        }
                        _ => {}
                    }
                    path.steps.iter().try_for_each(|step| match step {
                        Step::Index(index) => self.patch_expr(index, Use::Asked, patches),
                        _ => Ok(()),
                    })
                }
                _ => Ok(()),
            },
        }
    }

    /// As much of `filtered` from its start as can be written as a literal; in the rest, the arguments.
    pub(super) fn patch_filtered(
        &self,
        filtered: &Filtered,
        use_: Use,
        patches: &mut Patches,
    ) -> Result<(), PartialError> {
        let mut fact: Option<Fact> = match self.value(&filtered.base) {
            Eval::Known(fact) => Some(fact),
            Eval::Lost => return Err(self.entangled()),
            Eval::Dynamic => None,
        };
        let needed = fact.as_ref().is_some_and(|fact| fact.ours);
        let mut best: Option<(usize, usize, String)> = None;
        let mut consider = |fact: &Fact, done: usize, end: usize| {
            if fact.ours
                && let Some(text) = self.literal_for(&fact.value, use_)
            {
                best = Some((done, end, text));
            }
        };
        if let Some(fact) = &fact {
            consider(fact, 0, filtered.base.span.end);
        }
        for (index, filter) in filtered.filters.iter().enumerate() {
            fact = fact.and_then(|fact| self.filter(fact, filter).known());
            match &fact {
                Some(fact) => consider(fact, index + 1, filter.span.end),
                None => break,
            }
        }
        let done = match best {
            Some((done, end, text)) => {
                patches.push((Span::new(filtered.base.span.start, end), text));
                done
            }
            None if needed => return Err(self.entangled()),
            None => {
                self.patch_expr(&filtered.base, use_, patches)?;
                0
            }
        };
        filtered.filters.iter().skip(done).try_for_each(|filter| self.patch_filter(filter, use_, patches))
    }

    fn patch_filter(&self, filter: &Filter, use_: Use, patches: &mut Patches) -> Result<(), PartialError> {
        filter.args.iter().try_for_each(|arg| self.patch_expr(arg, use_, patches))?;
        filter.named.iter().try_for_each(|(_, arg)| self.patch_expr(arg, use_, patches))
    }

    /// A condition with `true` and `false` for the comparisons that are known.
    pub(super) fn patch_condition(&self, condition: &Condition, patches: &mut Patches) -> Result<(), PartialError> {
        self.patch_comparison(&condition.first, patches)?;
        condition.rest.iter().try_for_each(|(_, comparison)| self.patch_comparison(comparison, patches))
    }

    fn patch_comparison(&self, comparison: &Comparison, patches: &mut Patches) -> Result<(), PartialError> {
        let right = comparison.right.as_ref().map(|(_, right)| right);
        let ours = |expr: &Expr| self.value(expr).known().is_some_and(|fact| fact.ours);
        if (ours(&comparison.left) || right.is_some_and(ours))
            && let Some(holds) = self.comparison(comparison)
        {
            let end = right.map_or(comparison.left.span.end, |right| right.span.end);
            patches.push((Span::new(comparison.left.span.start, end), holds.to_string()));
            return Ok(());
        }
        self.patch_expr(&comparison.left, Use::Asked, patches)?;
        right.map_or(Ok(()), |right| self.patch_expr(right, Use::Asked, patches))
    }

    /// The Liquid inside a word of a Braze tag: a known output becomes its text.
    pub(super) fn patch_word(&self, word: &Word, patches: &mut Patches) -> Result<(), PartialError> {
        for piece in &word.pieces {
            let Piece::Output(span, filtered) = piece else { continue };
            match self.filtered(filtered) {
                Eval::Known(fact) if fact.ours => {
                    let text = fact.value.to_output();
                    // A word ends at white space, and Liquid must not come out of data.
                    if text.is_empty()
                        || text.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '%' | '\'' | '"'))
                    {
                        self.patch_filtered(filtered, Use::Asked, patches)?;
                    } else {
                        patches.push((*span, text));
                    }
                }
                Eval::Known(_) => {}
                _ => self.patch_filtered(filtered, Use::Asked, patches)?,
            }
        }
        Ok(())
    }

    /// The source at `span` with `patches`.
    pub(super) fn patched(&self, span: Span, patches: &mut Patches) -> String {
        order::sort_by_key(patches, |(span, _)| *span);
        let mut text = String::new();
        let mut at = span.start;
        for (place, instead) in patches.iter() {
            if place.start < at {
                continue;
            }
            text.push_str(self.template.text(Span::new(at, place.start)));
            text.push_str(instead);
            at = place.end;
        }
        text.push_str(self.template.text(Span::new(at, span.end)));
        text
    }
}

/// A value as Liquid writes it; `None` where it has no way to.
pub(super) fn literal(value: &Value) -> Option<String> {
    Some(match value {
        Value::Nil => "nil".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => {
            let text = format!("{number:?}");
            let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
            plain.then_some(text)?
        }
        Value::Range(first, last) => format!("({first}..{last})"),
        Value::Empty => "empty".to_owned(),
        Value::Blank => "blank".to_owned(),
        Value::Str(text) => {
            // A single `}` ends an output, in quotes too.
            if ["{{", "}", "{%", "${"].iter().any(|sign| text.contains(sign)) || text.ends_with(['{', '%']) {
                return None;
            }
            match (text.contains('\''), text.contains('"')) {
                (false, _) => format!("'{text}'"),
                (true, false) => format!("\"{text}\""),
                (true, true) => return None,
            }
        }
        _ => return None,
    })
}
