//! A line of an e-mail as it is rendered now (a subject, a preheader), and what the rules said of it.

use crate::check::{self, Looked, Rulebook};
use crate::compile::{Form, Text};
use crate::diag::Finding;
use crate::render::{self, Line, Slots};
use std::sync::Arc;

#[derive(Debug)]
pub(super) struct Words {
    pub(super) line: Line,
    /// What was wrong with what the author wrote there.
    pub(super) problems: Vec<Finding>,
    pub(super) looked: Arc<Looked>,
}

impl Words {
    pub(super) fn new(form: &Form, book: &Rulebook, text: &Text, slots: &Slots) -> Self {
        let (line, problems) = render::line(form, text, slots);
        let looked = Arc::new(check::line(&line, book));
        Self { line, problems, looked }
    }
}
