//! Where names are looked up: loop variables, then what was assigned, then counters, then the recipient's data.

use super::{Fault, Refused, World};
use crate::liquid::limits;
use crate::liquid::value::{Turn, Value};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Names and what they stand for.
#[derive(Debug)]
pub struct Scope<'a> {
    data: &'a Value,
    pub(super) world: &'a World,
    assigned: BTreeMap<Arc<str>, Value>,
    /// Counters by name; where loops stopped and cycles stand, under names with a space in them, which no counter has.
    registers: BTreeMap<Arc<str>, i64>,
    pub(super) frames: Vec<Frame<'a>>,
    steps: Cell<usize>,
}

/// Names that hold inside one block only.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The loop variable or the argument.
    pub(super) name: &'a str,
    /// What it is now.
    pub(super) value: Value,
    /// Where the loop stands, under `forloop` or `tablerowloop`.
    pub(super) turn: Option<(&'static str, Arc<Turn>)>,
}

impl<'a> Scope<'a> {
    /// Nothing assigned yet.
    pub const fn new(data: &'a Value, world: &'a World) -> Self {
        Self {
            data,
            world,
            assigned: BTreeMap::new(),
            registers: BTreeMap::new(),
            frames: Vec::new(),
            steps: Cell::new(limits::STEPS),
        }
    }

    /// What `name` stands for.
    pub fn find(&self, name: &str) -> Cow<'_, Value> {
        for frame in self.frames.iter().rev() {
            if frame.name == name {
                return Cow::Borrowed(&frame.value);
            }
            if let Some((loop_name, turn)) = &frame.turn
                && *loop_name == name
            {
                return Cow::Owned(Value::Turn(turn.clone()));
            }
        }
        if let Some(value) = self.assigned.get(name) {
            return Cow::Borrowed(value);
        }
        if let Some(counter) = self.registers.get(name).filter(|_| !name.contains(' ')) {
            return Cow::Owned(Value::Int(*counter));
        }
        match self.data {
            Value::Object(object) => object.get(name).map_or(Cow::Owned(Value::Nil), Cow::Borrowed),
            _ => Cow::Owned(Value::Nil),
        }
    }

    /// What the recipient's data holds.
    pub(super) const fn data(&self) -> &'a Value {
        self.data
    }

    /// `name` is `value` from here on, in the whole template.
    pub fn assign(&mut self, name: &str, value: Value) {
        match self.assigned.get_mut(name) {
            Some(place) => *place = value,
            None => {
                self.assigned.insert(Arc::from(name), value);
            }
        }
    }

    /// The counter of this name, which starts where the data says, or at 0.
    pub(super) fn counter(&mut self, name: &str) -> &mut i64 {
        let start = match self.data {
            Value::Object(object) => object.get(name),
            _ => None,
        };
        let start = if let Some(Value::Int(start)) = start { *start } else { 0 };
        self.registers.entry(Arc::from(name)).or_insert(start)
    }

    /// What was kept under `name`.
    pub(super) fn register(&self, name: &str) -> Option<i64> {
        self.registers.get(name).copied()
    }

    /// Keeps a number under `name`.
    pub(super) fn set_register(&mut self, name: &str, number: i64) {
        match self.registers.get_mut(name) {
            Some(place) => *place = number,
            None => {
                self.registers.insert(Arc::from(name), number);
            }
        }
    }

    /// How many steps were taken.
    pub(super) fn spent(&self) -> usize {
        limits::STEPS - self.steps.get()
    }

    /// So many steps more.
    pub(super) fn spend(&self, steps: usize) -> Result<(), Fault> {
        let left = self.steps.get().checked_sub(steps).ok_or(Refused::Steps)?;
        self.steps.set(left);
        Ok(())
    }

    /// A scope for `render`: the same data and world, nothing assigned, the same purse.
    pub(super) fn fresh(&self) -> Self {
        Self {
            data: &Value::Nil,
            world: self.world,
            assigned: BTreeMap::new(),
            registers: BTreeMap::new(),
            frames: Vec::new(),
            steps: self.steps.clone(),
        }
    }

    /// Takes what a fresh scope left in the purse.
    pub(super) fn settle(&self, other: &Scope<'_>) {
        self.steps.set(other.steps.get());
    }
}
