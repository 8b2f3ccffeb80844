//! Loops over what is known, unrolled.

use super::env::{Binding, Fact, LoopMode, Scope};
use super::fold::Eval;
use super::nodes::interrupts;
use super::rewrite::{Patches, Use};
use super::walk::{Flow, Stop, Texts, Walk};
use super::{Key, PartialError, Path};
use crate::liquid::ast::{Expr, For, Offset, TableRow};
use crate::liquid::filters::walk as items_of;
use crate::liquid::value::{Turn, Value, leading};
use crate::order;
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The variable of the loop that an unrolled loop is written into where `break` needs one.
const TURN: &str = "countersign_turn";

/// Items and where the first of them stands in its list.
struct Turns {
    items: Vec<Value>,
    from: i64,
    reversed: bool,
}

impl Walk<'_> {
    /// A whole number that is known; `Err` where it is not.
    fn count(&self, expr: Option<&Expr>) -> Result<Option<i64>, ()> {
        let Some(expr) = expr else { return Ok(None) };
        match self.value(expr) {
            Eval::Known(Fact { value: Value::Nil, .. }) => Ok(None),
            Eval::Known(fact) => {
                fact.value.to_whole().map_err(|_| ()).and_then(|n| i64::try_from(n).map(Some).map_err(|_| ()))
            }
            _ => Err(()),
        }
    }

    /// The same for `tablerow`, which reads what it can of a text and takes nil for 0.
    fn cell_count(&self, expr: Option<&Expr>) -> Result<Option<i64>, ()> {
        let Some(expr) = expr else { return Ok(None) };
        match self.value(expr).known().map(|fact| fact.value) {
            Some(Value::Nil) => Ok(Some(0)),
            Some(Value::Int(number)) => Ok(Some(number)),
            Some(Value::Str(text)) => i64::try_from(leading(&text)).map(Some).map_err(|_| ()),
            _ => Err(()),
        }
    }

    /// `None` where the loop has to stay.
    pub(super) fn unroll(&mut self, span: Span, inner: &For, over: &Fact) -> Result<Option<Flow>, Stop> {
        let name = self.label(inner);
        let from = match &inner.offset {
            None => Ok(0),
            Some(Offset::At(offset)) => self.count(Some(offset)).map(Option::unwrap_or_default),
            Some(Offset::Continue) => Ok(self.goes_on(&name)?),
        };
        let (Ok(from), Ok(limit)) = (from, self.count(inner.limit.as_ref())) else { return Ok(None) };
        let to = limit.map(|limit| limit.saturating_add(from));
        let Some(items) = items_of(&over.value, from, to) else {
            return Err(PartialError::TooLarge { span }.into());
        };
        self.spend(items.len() + self.env.weight() + self.offsets.len());
        self.checked()?;
        let mut items: Vec<Value> = (0..items.len()).map(|turn| items.get(turn)).collect();
        let stopped = from.saturating_add(i64::try_from(items.len()).unwrap_or(i64::MAX));
        self.stops(name.clone(), stopped)?;
        if inner.reversed {
            items.reverse();
        }
        if items.is_empty() {
            let Some((_, block)) = &inner.otherwise else { return Ok(Some(Flow::Next)) };
            return self.folded(block).map(Some);
        }
        let turns = Turns { items, from, reversed: inner.reversed };
        let (env, ops, offsets, depth) = (self.env.clone(), self.ops.len(), self.offsets.clone(), self.depth);
        match self.turns(span, inner, over, &turns, &name, false) {
            Err(Stop::Guard) => {
                self.env = env;
                self.forget(ops);
                self.offsets = offsets;
                self.depth = depth;
                self.turns(span, inner, over, &turns, &name, true)?;
            }
            other => other?,
        }
        Ok(Some(Flow::Next))
    }

    fn turns(
        &mut self,
        span: Span,
        inner: &For,
        over: &Fact,
        turns: &Turns,
        name: &str,
        guarded: bool,
    ) -> Result<(), Stop> {
        let length = turns.items.len();
        let parent = self.env.innermost().and_then(LoopMode::turn).cloned();
        let turn = Arc::new(Turn::of_loop(name.to_owned(), length, parent));
        let names = if guarded { self.assigned_in(&inner.body.nodes) } else { Vec::new() };
        let depth = self.depth + usize::from(guarded);
        let mode = match guarded {
            true => LoopMode::Guarded { depth, turn: turn.clone() },
            false => LoopMode::Unrolled { depth, turn: turn.clone() },
        };
        if guarded {
            self.before(&names, span)?;
            let end = self.snapshot(&names);
            self.after(&names, &[end]);
            let open = format!("{{% for {TURN} in (1..{length}) %}}{{% case {TURN} %}}");
            self.write(open, inner.head, true)?;
        }
        let start = self.ops.len();
        self.env.scopes.push(Scope { bindings: BTreeMap::new(), mode, table: false });
        let outer = std::mem::replace(&mut self.depth, depth);
        for (index, item) in turns.items.iter().enumerate() {
            self.spend(12 + over.path.keys.len());
            self.checked()?;
            self.bind_turn(self.template.text(inner.name), item, index, over, turns, &turn);
            if guarded {
                self.write(format!("{{% when {} %}}", index + 1), inner.head, true)?;
            }
            let flow = self.folded(&inner.body)?;
            if guarded {
                let end = self.snapshot(&names);
                self.after(&names, &[end]);
            }
            match (flow, guarded) {
                (Flow::Break, false) => break,
                // A turn before it may have been left early, by a `continue` of Braze's.
                (Flow::Break, true) => self.write("{% break %}", inner.head, false)?,
                _ => {}
            }
            turn.advance();
        }
        self.depth = outer;
        self.env.scopes.pop();
        if guarded {
            self.not_blank(start, inner.body.blank, false, span)?;
            self.write("{% endcase %}{% endfor %}", inner.end, true)?;
        }
        Ok(())
    }

    fn bind_turn(&mut self, name: &str, item: &Value, index: usize, over: &Fact, turns: &Turns, turn: &Arc<Turn>) {
        let place = if turns.reversed { turns.items.len() - 1 - index } else { index };
        let place = usize::try_from(turns.from).unwrap_or(0) + place;
        let mut fact = Fact { ours: true, ..over.clone() };
        fact.filtered |= !matches!(over.value, Value::Array(_));
        let fact = fact.step(Key::Index(place), item.clone());
        let known = |fact| Binding::Known { fact, in_residue: false };
        let path = Path { root: "forloop".to_owned(), keys: Vec::new() };
        let forloop = Fact { value: Value::Turn(turn.clone()), ours: true, path, filtered: false };
        if let Some(scope) = self.env.scopes.last_mut() {
            scope.bindings.insert(name.to_owned(), known(fact));
            scope.bindings.insert("forloop".to_owned(), known(forloop));
        }
    }

    pub(super) fn table(&mut self, span: Span, inner: &TableRow) -> Result<Flow, Stop> {
        let over = match self.value(&inner.over) {
            Eval::Known(over) => over,
            Eval::Lost => return Err(PartialError::Entangled { span }.into()),
            Eval::Dynamic => return self.residual_table(span, inner),
        };
        if !over.value.truthy() {
            return Ok(Flow::Next);
        }
        let (Ok(cols), Ok(limit), Ok(from)) = (
            self.cell_count(inner.cols.as_ref()),
            self.cell_count(inner.limit.as_ref()),
            self.cell_count(inner.offset.as_ref()),
        ) else {
            return self.residual_table(span, inner);
        };
        if interrupts(&inner.body.nodes) {
            return Err(PartialError::Entangled { span }.into());
        }
        // In a block that is blank a row of blank cells is blank too, but what we write for it is not.
        if self.blank {
            return Err(PartialError::Entangled { span }.into());
        }
        let from = from.unwrap_or(0);
        let Some(items) = items_of(&over.value, from, limit.map(|limit| limit.saturating_add(from))) else {
            return Err(PartialError::TooLarge { span }.into());
        };
        self.spend(items.len());
        self.checked()?;
        let items: Vec<Value> = (0..items.len()).map(|turn| items.get(turn)).collect();
        let length = items.len();
        let cols = cols.unwrap_or_else(|| i64::try_from(length).unwrap_or(i64::MAX));
        let turn = Arc::new(Turn::of_table(length, cols));
        let turns = Turns { items, from, reversed: false };
        self.write("<tr class=\"row1\">\n", inner.head, false)?;
        let mode = self.env.innermost().cloned().unwrap_or(LoopMode::Residual);
        self.env.scopes.push(Scope { bindings: BTreeMap::new(), mode, table: true });
        let name = self.template.text(inner.name).to_owned();
        for (index, item) in turns.items.iter().enumerate() {
            self.spend(12 + over.path.keys.len() + self.env.scopes.len());
            self.checked()?;
            let forloop = self.env.scopes.iter().rev().find_map(|scope| scope.bindings.get("forloop")).cloned();
            self.bind_turn(&name, item, index, &over, &turns, &turn);
            if let Some(scope) = self.env.scopes.last_mut() {
                let own = scope.bindings.remove("forloop");
                scope.bindings.extend(own.map(|own| ("tablerowloop".to_owned(), own)));
                scope.bindings.extend(forloop.map(|forloop| ("forloop".to_owned(), forloop)));
            }
            self.write(format!("<td class=\"col{}\">", turn.col()), inner.head, false)?;
            self.nodes(&inner.body.nodes, Texts::Shown)?;
            self.write("</td>", inner.end, false)?;
            if turn.is_col_last() && !turn.is_last() {
                self.write(format!("</tr>\n<tr class=\"row{}\">", turn.row() + 1), inner.head, false)?;
            }
            turn.advance();
        }
        self.env.scopes.pop();
        self.write("</tr>\n", inner.end, false)?;
        Ok(Flow::Next)
    }

    fn residual_table(&mut self, span: Span, inner: &TableRow) -> Result<Flow, Stop> {
        let mut patches = Patches::new();
        let options = inner.cols.iter().chain(&inner.limit).chain(&inner.offset);
        std::iter::once(&inner.over)
            .chain(options)
            .try_for_each(|expr| self.patch_expr(expr, Use::Asked, &mut patches))?;
        let names = self.assigned_in(&inner.body.nodes);
        self.before(&names, span)?;
        let end = self.snapshot(&names);
        self.after(&names, &[end]);
        let before = self.snapshot(&names);
        self.tag(inner.head, patches, true)?;
        let variables = [self.template.text(inner.name), "tablerowloop"];
        let bindings = order::map(variables.iter().map(|name| ((*name).to_owned(), Binding::Dynamic)));
        self.env.scopes.push(Scope { bindings, mode: LoopMode::Residual, table: true });
        let start = self.ops.len();
        // Where it is blank its text is printed all the same; only its errors are not.
        let blank = inner.body.nodes.iter().all(|node| node.is_blank(self.template));
        let outer = self.blank;
        self.blank |= blank;
        let walked = self.steadily(&names, |walk| walk.arm(&inner.body));
        self.blank = outer;
        walked?;
        self.env.scopes.pop();
        self.not_blank(start, blank, true, span)?;
        self.tag(inner.end, Patches::new(), true)?;
        let end = self.snapshot(&names);
        self.after(&names, &[end, before]);
        Ok(Flow::Next)
    }
}
