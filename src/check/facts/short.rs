//! A text message or a push notification.

use super::{Prose, ProseKind};
use crate::compile::{Origin, Stretch};
use crate::render::Line;
use crate::text::Span;

/// A text message or a push notification: one text; of a notification, its first line is the title.
#[derive(Debug)]
pub struct Short<'a> {
    /// The text, as a reader reads it; [`MASK`](crate::html::MASK) stands for what Braze prints.
    pub prose: Prose<'a>,
    /// The title, in the prose.
    pub title: Option<Span>,
    /// The rest, in the prose.
    pub body: Span,
    /// The line that it was made from, with Braze's Liquid in it.
    pub line: &'a Line,
}

impl<'a> Short<'a> {
    /// What an author can shorten of a stretch of the line that is too much: itself; where nobody but head office wrote
    /// it, what the author wrote last.
    pub fn to_shorten(&self, part: Span) -> Span {
        let written = |stretch: &&Stretch| matches!(stretch.origin, Origin::Slot { .. });
        let stretches = self.line.trace.stretches();
        if self.line.trace.at(part.start).as_ref().is_some_and(written) {
            return part;
        }
        stretches.iter().rev().find(written).map_or(part, |stretch| stretch.out)
    }

    /// What there is to read in `line`; `titled` where its first line is a title.
    pub fn of(line: &'a Line, titled: bool) -> Self {
        let mut prose = Prose::new(ProseKind::Running);
        prose.push_line(&line.text, &line.liquid.nodes);
        let whole = Span::new(0, prose.text.len());
        let split = prose.text.find('\n').filter(|_| titled);
        let title = match split {
            Some(end) => Some(Span::new(0, end)),
            None if titled => Some(whole),
            None => None,
        };
        let body =
            split.map_or(if titled { Span::at(prose.text.len()) } else { whole }, |at| Span::new(at + 1, whole.end));
        Self { prose, title, body, line }
    }
}
