//! `forloop` and `tablerowloop`: where a loop stands.

use super::{Value, count};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Where a loop stands; it moves on while templates hold it.
#[derive(Debug)]
pub struct Turn {
    name: String,
    length: usize,
    index: AtomicUsize,
    /// `tablerow`: cells in a row.
    cols: Option<i64>,
    parent: Option<Arc<Turn>>,
}

impl Turn {
    /// A `for` loop of `length` turns, before its first.
    pub fn of_loop(name: String, length: usize, parent: Option<Arc<Self>>) -> Self {
        Self { name, length, index: AtomicUsize::new(0), cols: None, parent }
    }

    /// A `tablerow` of `length` cells in rows of `cols`.
    pub fn of_table(length: usize, cols: i64) -> Self {
        Self { name: String::new(), length, index: AtomicUsize::new(0), cols: Some(cols), parent: None }
    }

    /// One turn on.
    pub fn advance(&self) {
        self.index.fetch_add(1, Ordering::Relaxed);
    }

    /// The turn, counted from 0.
    pub fn index(&self) -> usize {
        self.index.load(Ordering::Relaxed)
    }

    /// Whether it is the last turn.
    pub fn is_last(&self) -> bool {
        self.index() + 1 == self.length
    }

    /// The column of the cell, from 1.
    pub fn col(&self) -> i64 {
        match self.cols {
            Some(cols) if cols > 0 => count(self.index()) % cols + 1,
            _ => count(self.index()) + 1,
        }
    }

    /// The row of the cell, from 1.
    pub fn row(&self) -> i64 {
        match self.cols {
            Some(cols) if cols > 0 => count(self.index()) / cols + 1,
            _ => 1,
        }
    }

    /// Whether the cell ends its row.
    pub fn is_col_last(&self) -> bool {
        self.cols.is_some_and(|cols| self.col() == cols)
    }

    /// `forloop.name`: one of the loop's own members.
    pub fn member(&self, name: &str) -> Value {
        let index = self.index();
        match name {
            "length" => Value::Int(count(self.length)),
            "index" => Value::Int(count(index) + 1),
            "index0" => Value::Int(count(index)),
            "rindex" => Value::Int(count(self.length) - count(index)),
            "rindex0" => Value::Int(count(self.length) - count(index) - 1),
            "first" => Value::Bool(index == 0),
            "last" => Value::Bool(self.is_last()),
            "name" if self.cols.is_none() => Value::text(&self.name),
            "parentloop" => self.parent.clone().map_or(Value::Nil, Value::Turn),
            "col" if self.cols.is_some() => Value::Int(self.col()),
            "col0" if self.cols.is_some() => Value::Int(self.col() - 1),
            "row" if self.cols.is_some() => Value::Int(self.row()),
            "col_first" if self.cols.is_some() => Value::Bool(self.col() == 1),
            "col_last" if self.cols.is_some() => Value::Bool(self.is_col_last()),
            _ => Value::Nil,
        }
    }

    /// What it prints as.
    pub const fn shown(&self) -> &'static str {
        match self.cols {
            Some(_) => "Liquid::TablerowloopDrop",
            None => "Liquid::ForloopDrop",
        }
    }
}
