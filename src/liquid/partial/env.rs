//! Variables, and what is known of each while we walk.

use super::{Key, Path};
use crate::liquid::value::{Turn, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known of a variable of the template's own.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// It is this. `in_residue`: the residue assigns it too, so that Braze knows it as well.
    Known { fact: Fact, in_residue: bool },
    /// Braze will know.
    Dynamic,
    /// It may be a value of ours that the residue has no way to write down.
    Lost,
}

/// A known value.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) value: Value,
    /// It comes from a known name, not only from what the template says itself.
    pub(super) ours: bool,
    /// What it is called, where a path leads to it.
    pub(super) path: Path,
    /// It is not what stands at the path, but was made from it.
    pub(super) filtered: bool,
}

impl Fact {
    /// A value that the template itself says.
    pub(super) fn said(value: Value) -> Self {
        Self { value, ours: false, path: Path::default(), filtered: false }
    }

    /// What a known name stands for.
    pub(super) fn root(name: &str, value: &Value) -> Self {
        let path = Path { root: name.to_owned(), keys: Vec::new() };
        Self { value: value.clone(), ours: true, path, filtered: false }
    }

    /// What stands at `key` of it.
    pub(super) fn step(mut self, key: Key, value: Value) -> Self {
        if !self.filtered && !self.path.root.is_empty() {
            self.path.keys.push(key);
        }
        self.value = value;
        self
    }
}

/// How a loop around us is carried out.
#[derive(Clone, Debug)]
pub(super) enum LoopMode {
    /// By Braze.
    Residual,
    /// By us: its turns are written one after the other. `depth` is how deep in residual blocks they stand.
    Unrolled { depth: usize, turn: Arc<Turn> },
    /// By us, inside a loop of Braze's, so that `break` under a condition of Braze's can leave it.
    Guarded { depth: usize, turn: Arc<Turn> },
}

impl LoopMode {
    /// `forloop`, where we know it.
    pub(super) fn turn(&self) -> Option<&Arc<Turn>> {
        match self {
            Self::Residual => None,
            Self::Unrolled { turn, .. } | Self::Guarded { turn, .. } => Some(turn),
        }
    }
}

/// The variables of one loop.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) bindings: BTreeMap<String, Binding>,
    pub(super) mode: LoopMode,
    /// It is a `tablerow`, which is no `forloop`.
    pub(super) table: bool,
}

/// All variables. Cloned before an arm that Braze may or may not take.
#[derive(Clone, Debug, Default)]
pub(super) struct Env {
    /// `assign` and `capture` write here wherever they stand.
    pub(super) assigned: BTreeMap<String, Binding>,
    /// Loops, the innermost last.
    pub(super) scopes: Vec<Scope>,
    /// Names that `increment` and `decrement` count.
    pub(super) counters: Vec<String>,
}

impl Env {
    /// What is known of a variable of the template's own; `None` where it has none of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Binding> {
        let scoped = self.scopes.iter().rev().find_map(|scope| scope.bindings.get(name));
        let counted = || self.counters.iter().any(|counter| counter == name).then_some(&Binding::Dynamic);
        scoped.or_else(|| self.assigned.get(name)).or_else(counted)
    }

    /// What it takes to copy them.
    pub(super) fn weight(&self) -> usize {
        2 * self.assigned.len() + 4 * self.scopes.len() + self.counters.len()
    }

    /// The innermost loop.
    pub(super) fn innermost(&self) -> Option<&LoopMode> {
        self.scopes.last().map(|scope| &scope.mode)
    }
}
