//! A unit of an e-mail as it is rendered now, and what the rules said of it.

use crate::check::{self, Looked, Rulebook};
use crate::compile::{Form, Piece};
use crate::diag::Finding;
use crate::render::{self, Slots};
use std::sync::Arc;

#[derive(Debug)]
pub(super) struct Unit {
    pub(super) piece: Piece,
    /// What was wrong with what the author wrote there.
    pub(super) problems: Vec<Finding>,
    pub(super) looked: Arc<Looked>,
}

impl Unit {
    pub(super) fn new(form: &Form, book: &Rulebook, index: usize, slots: &Slots) -> Option<Self> {
        let (piece, problems) = render::unit(form, index, slots)?;
        let looked = Arc::new(check::piece(&piece, book));
        Some(Self { piece, problems, looked })
    }
}
