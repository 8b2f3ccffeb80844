//! Applying a fix of a finding to its slot.

use super::Review;
use crate::compile::slots::{self, SlotError};
use crate::diag::Source;
use crate::text;
use serde_json::Value;

/// Why a fix was not applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FixError {
    /// There is no such finding or fix (any more).
    #[error("finding {finding} has no fix {fix}; the findings may have changed since they were read")]
    Gone {
        /// The finding's place in the report.
        finding: usize,
        /// The fix's place in the finding.
        fix: usize,
    },
    /// It is not in a slot, so the author cannot change it.
    #[error("this is in a locked part; the author cannot change it")]
    Locked,
    /// The slot does not take what the fix makes of it.
    #[error(transparent)]
    Slot(#[from] SlotError),
}

impl FixError {
    /// A stable name for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Gone { .. } => "fix-gone",
            Self::Locked => "fix-locked",
            Self::Slot(error) => error.code(),
        }
    }
}

impl Review {
    /// What fix `fix` of finding `finding` would make of the slot: its path and its new text.
    pub fn fixed(&mut self, finding: usize, fix: usize) -> Result<(String, String), FixError> {
        let gone = FixError::Gone { finding, fix };
        let found = self.report().findings().get(finding).ok_or_else(|| gone.clone())?;
        let fix = found.fixes.get(fix).ok_or(gone)?;
        let Source::Slot(path) = &found.place.source else { return Err(FixError::Locked) };
        let (path, edits) = (path.clone(), fix.edits.clone());
        let value = slots::get(&self.draft().slots, &path).and_then(Value::as_str).unwrap_or_default();
        Ok((path, text::apply(value, &edits)))
    }

    /// Applies fix `fix` of finding `finding` to its slot; says which, and its new text.
    pub fn apply_fix(&mut self, finding: usize, fix: usize) -> Result<(String, String), FixError> {
        let (path, text) = self.fixed(finding, fix)?;
        self.set_slot(&path, Value::String(text.clone()))?;
        Ok((path, text))
    }
}
