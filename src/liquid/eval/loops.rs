//! `for`, `tablerow`, `render` and `include`.

use super::machine::{Machine, Stop};
use super::scope::Frame;
use super::world::sample;
use super::{Fault, Refused, work};
use crate::liquid::ast::{For, Offset, Partial, PartialWith, TableRow, Template};
use crate::liquid::filters::{Walk, walk};
use crate::liquid::value::{Turn, Value, count, leading};
use crate::text::Span;
use std::fmt::Write as _;
use std::sync::Arc;

/// What it takes to begin a loop.
const LOOP: usize = 4;

/// A count that may lie beyond 64 bits.
fn clamped(whole: i128) -> i64 {
    i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
}

impl<'a> Machine<'a> {
    pub(super) fn walk(&mut self, template: &'a Template, over: &'a For) -> Result<(), Fault> {
        let name = template.text(over.name);
        let label = format!("for {name}-{}", template.text(over.over.span));
        let from = match &over.offset {
            None => 0,
            Some(Offset::Continue) => self.scope.register(&label).unwrap_or_default(),
            Some(Offset::At(offset)) => match &*self.scope.expression(template, offset)? {
                Value::Nil => 0,
                value => clamped(value.to_whole()?),
            },
        };
        let collection = self.scope.expression(template, &over.over)?.into_owned();
        let limit = match &over.limit {
            None => None,
            Some(limit) => match &*self.scope.expression(template, limit)? {
                Value::Nil => None,
                value => Some(clamped(value.to_whole()?)),
            },
        };
        let items = walk(&collection, from, limit.map(|limit| from.saturating_add(limit))).ok_or(Refused::Items)?;
        let pairs = if let Walk::Pairs(pairs) = &items { pairs.len() } else { 0 };
        self.scope.spend(LOOP + pairs + label.len() / work::READ)?;
        self.scope.set_register(&label, from.saturating_add(count(items.len())));
        if items.len() == 0 {
            return match &over.otherwise {
                Some((_, otherwise)) => self.block(template, otherwise),
                None => Ok(()),
            };
        }
        let parent = self.scope.frames.iter().rev().find_map(|frame| match &frame.turn {
            Some(("forloop", turn)) => Some(turn.clone()),
            _ => None,
        });
        let turn = Arc::new(Turn::of_loop(label.get(4..).unwrap_or_default().to_owned(), items.len(), parent));
        self.scope.frames.push(Frame { name, value: Value::Nil, turn: Some(("forloop", turn.clone())) });
        let result = self.turns(template, over, &items, &turn);
        self.scope.frames.pop();
        result
    }

    fn turns(&mut self, template: &'a Template, over: &'a For, items: &Walk<'_>, turn: &Turn) -> Result<(), Fault> {
        for index in 0..items.len() {
            self.scope.spend(1)?;
            let item = items.get(if over.reversed { items.len() - 1 - index } else { index });
            if let Some(frame) = self.scope.frames.last_mut() {
                frame.value = item;
            }
            self.block(template, &over.body)?;
            turn.advance();
            match self.stop {
                Some(Stop::Break) => {
                    self.stop = None;
                    break;
                }
                Some(Stop::Continue) => self.stop = None,
                Some(Stop::Abort) => break,
                None => {}
            }
        }
        Ok(())
    }

    pub(super) fn table(&mut self, template: &'a Template, table: &'a TableRow, span: Span) -> Result<(), Fault> {
        let collection = self.scope.expression(template, &table.over)?.into_owned();
        if !collection.truthy() {
            return Ok(());
        }
        let number = |machine: &Self, expression| -> Result<i64, Fault> {
            match &*machine.scope.expression(template, expression)? {
                Value::Nil => Ok(0),
                Value::Int(whole) => Ok(*whole),
                Value::Str(text) => Ok(clamped(leading(text))),
                #[expect(clippy::cast_possible_truncation, reason = "casts of floats saturate")]
                Value::Float(float) => Ok(*float as i64),
                _ => Err(Fault::Mistake("invalid integer".to_owned())),
            }
        };
        let from = table.offset.as_ref().map_or(Ok(0), |offset| number(self, offset))?;
        let limit = table.limit.as_ref().map(|limit| number(self, limit)).transpose()?;
        let items = walk(&collection, from, limit.map(|limit| from.saturating_add(limit))).ok_or(Refused::Items)?;
        let cols = table.cols.as_ref().map_or(Ok(count(items.len())), |cols| number(self, cols))?;
        let turn = Arc::new(Turn::of_table(items.len(), cols));
        self.scope.spend(LOOP)?;
        self.print_made("<tr class=\"row1\">\n", span)?;
        let name = template.text(table.name);
        self.scope.frames.push(Frame { name, value: Value::Nil, turn: Some(("tablerowloop", turn.clone())) });
        let result = self.cells(template, table, &items, &turn, span);
        self.scope.frames.pop();
        result?;
        self.print_made("</tr>\n", span)
    }

    fn cells(
        &mut self,
        template: &'a Template,
        table: &'a TableRow,
        items: &Walk<'_>,
        turn: &Turn,
        span: Span,
    ) -> Result<(), Fault> {
        for index in 0..items.len() {
            self.scope.spend(LOOP)?;
            if let Some(frame) = self.scope.frames.last_mut() {
                frame.value = items.get(index);
            }
            let mut tag = String::new();
            let _ = write!(tag, "<td class=\"col{}\">", turn.col());
            self.print_made(&tag, span)?;
            self.block(template, &table.body)?;
            self.print_made("</td>", span)?;
            match self.stop {
                Some(Stop::Break) => {
                    self.stop = None;
                    break;
                }
                Some(Stop::Continue) => self.stop = None,
                Some(Stop::Abort) => break,
                None => {}
            }
            if turn.is_col_last() && !turn.is_last() {
                let row = format!("</tr>\n<tr class=\"row{}\">", turn.row() + 1);
                self.print_made(&row, span)?;
            }
            turn.advance();
        }
        Ok(())
    }

    /// `render` starts with its arguments only; `include` sees all that its caller sees.
    pub(super) fn partial(&mut self, template: &'a Template, partial: &'a Partial, span: Span) -> Result<(), Fault> {
        let name = self.scope.expression(template, &partial.name)?.into_owned();
        let Value::Str(name) = name else {
            return Err(Fault::Mistake("Argument error in tag 'include' - Illegal template name".to_owned()));
        };
        let world = self.scope.world;
        let Some((known, called)) = sample(&world.partials, &name) else {
            self.done.unanswered.push(format!("partial {name}"));
            return Err(Fault::Mistake("This liquid context does not allow includes.".to_owned()));
        };
        let alias = match partial.alias {
            Some(alias) => template.text(alias),
            None => known.rsplit('/').next().unwrap_or(known),
        };
        let mut arguments = Vec::with_capacity(partial.arguments.len());
        for (name, value) in &partial.arguments {
            arguments.push((template.text(*name), self.scope.expression(template, value)?.into_owned()));
        }
        let subject = match &partial.with {
            Some((how, subject)) => Some((*how, self.scope.expression(template, subject)?.into_owned())),
            // `include` binds the variable that has the partial's name.
            None if partial.include => match self.scope.find(alias).into_owned() {
                Value::Nil => None,
                value => Some((PartialWith::With, value)),
            },
            None => None,
        };
        let each = match &subject {
            Some((PartialWith::For, value @ (Value::Array(_) | Value::Range(..)))) => Some(value),
            Some((PartialWith::With, value @ Value::Array(_))) if partial.include => Some(value),
            _ => None,
        };
        let items = match each {
            Some(value) => walk(value, 0, None).ok_or(Refused::Items)?,
            None => Walk::Pairs(vec![subject.as_ref().map(|(_, value)| value.clone()).unwrap_or_default()]),
        };
        let turn = each.is_some().then(|| Arc::new(Turn::of_loop(known.clone(), items.len(), None)));
        let fresh = (!partial.include).then(|| self.scope.fresh());
        let outer = fresh.map(|fresh| std::mem::replace(&mut self.scope, fresh));
        let floor = self.scope.frames.len();
        let mut result = Ok(());
        for index in 0..items.len() {
            let item = items.get(index);
            self.scope.spend(LOOP + arguments.len())?;
            for (name, value) in &arguments {
                self.scope.frames.push(Frame { name, value: value.clone(), turn: None });
            }
            if subject.is_some() {
                let turn = turn.clone().filter(|_| !partial.include).map(|turn| ("forloop", turn));
                self.scope.frames.push(Frame { name: alias, value: item, turn });
            }
            result = self.called(span, |machine| machine.nodes(called, &called.nodes, false));
            self.scope.frames.truncate(floor);
            if let Some(turn) = &turn {
                turn.advance();
            }
            // What `render` calls cannot break its caller's loop.
            if !partial.include && self.stop != Some(Stop::Abort) {
                self.stop = None;
            }
            if result.is_err() || self.stop.is_some() {
                break;
            }
        }
        if let Some(outer) = outer {
            outer.settle(&self.scope);
            self.scope = outer;
        }
        result
    }
}
