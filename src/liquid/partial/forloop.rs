//! `forloop` and its `parentloop`, where some of the loops around are ours and others are Braze's: what we unroll is no
//! loop of the residue, so a loop of Braze's may be nearer there than the template says.

use super::Path;
use super::env::{Fact, LoopMode, Scope};
use super::walk::Walk;
use crate::liquid::ast::{self, Root, Step};
use crate::liquid::value::Value;
use crate::text::Span;

/// Which loop a path that begins with `forloop` asks.
pub(super) enum Asked<'s> {
    /// One of ours (or none that there is): what `forloop` is there, and the steps from it on.
    Ours(Fact, &'s [Step]),
    /// One of Braze's: what the residue calls it, in place of what stands at the span.
    Braze(Span, String),
}

impl Walk<'_> {
    /// `None` where all loops around are Braze's, so that the path may stay as it is.
    pub(super) fn asked_loop<'s>(&self, path: &'s ast::Path) -> Option<Asked<'s>> {
        let Root::Name(root) = &path.root else { return None };
        let (name, steps) = self.rooted(path);
        if name != "forloop" || self.env.scopes.iter().all(|scope| scope.mode.turn().is_none()) {
            return None;
        }
        self.spend(self.env.scopes.len());
        let mut loops = self.env.scopes.iter().rev().filter(|scope| !scope.table);
        let (mut asked, mut parents, mut rest) = (loops.next(), 0, steps);
        while let Some((Step::Key(key), after)) = rest.split_first()
            && self.template.text(*key) == "parentloop"
        {
            // What is unrolled is no loop any more.
            parents += usize::from(asked.is_some_and(|scope| !matches!(scope.mode, LoopMode::Unrolled { .. })));
            asked = asked.and(loops.next());
            rest = after;
        }
        let chain = path.steps.len() - rest.len();
        if let Some(Scope { mode: LoopMode::Residual, .. }) = asked {
            let end = match chain.checked_sub(1).and_then(|last| path.steps.get(last)) {
                Some(Step::Key(key)) => key.end,
                _ => root.end,
            };
            return Some(Asked::Braze(Span::new(root.start, end), format!("forloop{}", ".parentloop".repeat(parents))));
        }
        let value = asked.and_then(|scope| scope.mode.turn()).map_or(Value::Nil, |turn| Value::Turn(turn.clone()));
        let path = Path { root: "forloop".to_owned(), keys: Vec::new() };
        Some(Asked::Ours(Fact { value, ours: true, path, filtered: false }, rest))
    }

    /// Whether a loop of Braze's is around us: the parent of a loop of ours may be that one.
    pub(super) fn is_in_residual_loop(&self) -> bool {
        self.env.scopes.iter().any(|scope| !scope.table && matches!(scope.mode, LoopMode::Residual))
    }
}
