//! A whole message as rules look at it: texts, slots and pieces in one place.

use super::Line;
use crate::compile::{Part, Piece, slots};
use crate::diag::{Place, Source};
use crate::draft::Draft;
use crate::group::Office;
use crate::kit::Kit;
use crate::liquid;
use crate::locale::Locale;
use crate::template::Template;
use crate::text::Span;
use jiff::Timestamp;

/// A whole message as rules look at it: an e-mail, or what goes out on another channel, which is nothing but a text.
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
    /// The subject line; on other channels, the text.
    pub subject: &'a Line,
    /// The line after it.
    pub preheader: Option<&'a Line>,
    /// The fixed part, and then each unit; nothing where it is no e-mail.
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

    /// Where something that is missing belongs: at the end of the locked text.
    pub fn end(&self) -> Place {
        let part = if self.parts.is_empty() { self.subject.part } else { Part::Html };
        let text = part.of(self.template).unwrap_or_default();
        let end = text.rfind("</body>").unwrap_or(text.len());
        Place { source: Source::Template(part.name().to_owned()), span: Span::at(end) }
    }

    /// Whether a recipient meets one of these stretches whichever way Braze's conditions turn out. Each is the index of
    /// a part and a stretch of that part's HTML.
    pub fn on_every_path(&self, found: &[(usize, Span)]) -> bool {
        let mut fixed = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            let here: Vec<Span> = found.iter().filter(|(part, _)| *part == index).map(|(_, span)| *span).collect();
            match part.hole {
                None => fixed.extend(here),
                Some(hole) if liquid::uses::on_every_path(&part.piece.liquid, &here) => fixed.push(hole),
                Some(_) => {}
            }
        }
        let whole = self.parts.iter().find(|part| part.hole.is_none());
        whole.is_some_and(|part| liquid::uses::on_every_path(&part.piece.liquid, &fixed))
    }

    /// Where a place stands among the others: parts are listed fixed first, readers meet them by this.
    pub fn order(&self, part: usize, span: Span) -> (usize, usize) {
        match self.parts.get(part).and_then(|part| part.hole) {
            Some(hole) => (hole.start, span.start + 1),
            None => (span.start, 0),
        }
    }
}
