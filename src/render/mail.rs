use super::Line;
use crate::compile::{Piece, slots};
use crate::draft::Draft;
use crate::group::Office;
use crate::kit::Kit;
use crate::locale::Locale;
use crate::template::Template;
use crate::text::Span;
use jiff::Timestamp;

/// A whole e-mail as rules look at it.
#[derive(Clone, Debug)]
pub struct Mail<'a> {
    /// The brand's kit.
    pub kit: &'a Kit,
    /// Who sends it.
    pub office: &'a Office,
    /// From which template.
    pub template: &'a Template,
    /// What the author made.
    pub draft: &'a Draft,
    /// The language that the message is written in.
    pub language: Locale,
    /// Now: what is dated is judged by it.
    pub now: Timestamp,
    /// The subject line.
    pub subject: &'a Line,
    /// The line after it.
    pub preheader: Option<&'a Line>,
    /// The fixed part, and then each unit.
    pub parts: Vec<MailPart<'a>>,
}

/// A piece of a mail and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct MailPart<'a> {
    /// The piece.
    pub piece: &'a Piece,
    /// For a unit, its place in the HTML of the fixed part (where it is a hole); `None` for the fixed part itself.
    pub hole: Option<Span>,
}

impl<'a> Mail<'a> {
    /// The slots in the order of the form, with what stands in them.
    pub fn slots(&self) -> Vec<slots::Filled<'a>> {
        slots::all(self.template, &self.draft.slots)
    }

    /// Where a place stands among the others: parts are listed fixed first, readers meet them by this.
    pub fn order(&self, part: usize, span: Span) -> (usize, usize) {
        match self.parts.get(part).and_then(|part| part.hole) {
            Some(hole) => (hole.start, span.start + 1),
            None => (span.start, 0),
        }
    }
}
