//! Where the time of a check goes: who watches is told of each step when it is done. `cargo xtask bench rules` does.

use super::Rulebook;
use super::alone::{Told, of_template};
use super::facts::Facts;
use crate::diag::Finding;

/// Who watches a check: nobody, but for a profile.
#[derive(Default)]
pub(super) struct Watch<'w>(Option<&'w mut dyn FnMut(&'static str)>);

impl Watch<'_> {
    /// This step is done.
    pub(super) fn done(&mut self, step: &'static str) {
        if let Some(tell) = &mut self.0 {
            tell(step);
        }
    }

    /// Finds what rules share before the first of them asks, so that none is charged with it.
    pub(super) fn share(&mut self, facts: &Facts, book: &Rulebook) {
        if self.0.is_some() {
            facts.find_shared(book);
            self.done("facts");
        }
    }
}

/// As [`finished`](super::finished), telling `watch` of each step when it is done: the id of a rule, as often as it looks
/// or judges, or another word for what is no rule's.
pub fn watched(html: &str, book: &Rulebook, watch: &mut dyn FnMut(&'static str)) -> Vec<Finding> {
    of_template(html, book, &Told::default(), &mut Watch(Some(watch)))
}
