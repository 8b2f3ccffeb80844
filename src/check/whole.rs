//! A whole message as the rules about it see it: what each piece has of something that a message must have.
//!
//! In: the message, and for one rule the [`Sight`] of each of its pieces. What a judgement reads besides is noted, so that
//! a judgement is kept for as long as all that it read stays as it was.

use super::rule::{Place, Source, Text};
use crate::compile::Piece;
use crate::compile::slots::Filled;
use crate::draft::Draft;
use crate::kit::Kit;
use crate::order;
use crate::render::{Line, Mail, MailPart};
use crate::template::Template;
use crate::text::Span;
use std::cell::Cell;

/// What a piece has of something required, in stretches of its HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Where it is as it must be.
    pub there: Vec<Span>,
    /// Where it is, but not as it must be, and what is wrong with it.
    pub faulty: Option<(Span, Text)>,
    /// What else it has, each with a number to which the rule gives a meaning: a kind, an amount.
    pub marks: Vec<(Span, u32)>,
    /// What is to be held against what other pieces have.
    pub compared: Vec<Mark>,
}

/// A thing of a piece that is to be held against the same of other pieces: a heading with its level, a link with its
/// words and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it is.
    pub span: Span,
    /// By what it is compared.
    pub name: String,
    /// What is compared.
    pub value: String,
}

impl Sight {
    /// Whether the piece has nothing of it.
    pub(super) const fn is_nothing(&self) -> bool {
        self.there.is_empty() && self.faulty.is_none() && self.marks.is_empty() && self.compared.is_empty()
    }
}

/// What a judgement read besides the pieces that have something of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Read {
    /// The subject or the preheader.
    pub lines: bool,
    /// The author's choices.
    pub draft: bool,
    /// Pieces that have nothing of it.
    pub others: bool,
}

/// A stretch of a piece: where that is in what somebody wrote is looked up when it is told.
#[derive(Clone, Copy, Debug)]
pub struct At<'a> {
    piece: &'a Piece,
    span: Span,
}

impl From<At<'_>> for Place {
    fn from(at: At) -> Self {
        at.piece.place(at.span)
    }
}

/// A whole message, and what its pieces have of something required.
#[derive(Debug)]
pub struct Whole<'a> {
    mail: &'a Mail<'a>,
    sights: &'a [&'a Sight],
    read: Cell<Read>,
}

impl<'a> Whole<'a> {
    /// `mail`, of which each part has what `sights` says, in the same order.
    pub(super) fn new(mail: &'a Mail<'a>, sights: &'a [&'a Sight]) -> Self {
        Self { mail, sights, read: Cell::default() }
    }

    /// What was read so far.
    pub(super) const fn read(&self) -> Read {
        self.read.get()
    }

    fn note(&self, note: impl Fn(&mut Read)) {
        let mut read = self.read.get();
        note(&mut read);
        self.read.set(read);
    }

    /// The brand's kit.
    pub const fn kit(&self) -> &'a Kit {
        self.mail.kit
    }

    /// The template.
    pub const fn template(&self) -> &'a Template {
        self.mail.template
    }

    /// The template's name in the kit.
    pub const fn template_name(&self) -> &'a str {
        self.mail.draft.template.as_str()
    }

    /// What the author made.
    pub fn draft(&self) -> &'a Draft {
        self.note(|read| read.draft = true);
        self.mail.draft
    }

    /// The slots in the order of the form, with what stands in them.
    pub fn slots(&self) -> Vec<Filled<'a>> {
        self.note(|read| read.draft = true);
        self.mail.slots()
    }

    /// The subject line.
    pub fn subject(&self) -> &'a Line {
        self.note(|read| read.lines = true);
        self.mail.subject
    }

    /// The line after it.
    pub fn preheader(&self) -> Option<&'a Line> {
        self.note(|read| read.lines = true);
        self.mail.preheader
    }

    /// All parts of the message, whether they have something of it or not.
    pub fn all_parts(&self) -> &'a [MailPart<'a>] {
        self.note(|read| read.others = true);
        &self.mail.parts
    }

    /// The parts that have something of it, each with its number.
    pub fn parts(&self) -> impl Iterator<Item = (usize, &'a MailPart<'a>, &'a Sight)> {
        let parts = self.mail.parts.iter().zip(self.sights).enumerate();
        parts.filter(|(_, (_, sight))| !sight.is_nothing()).map(|(index, (part, sight))| (index, part, *sight))
    }

    /// The part of this number.
    pub fn part(&self, index: usize) -> Option<&'a MailPart<'a>> {
        if self.sights.get(index).is_none_or(|sight| sight.is_nothing()) {
            self.note(|read| read.others = true);
        }
        self.mail.parts.get(index)
    }

    /// Whether a recipient meets one of these stretches of parts that have something of it, whichever way Braze's
    /// conditions turn out.
    pub fn on_every_path(&self, found: &[(usize, Span)]) -> bool {
        self.mail.on_every_path(found)
    }

    /// Whether every recipient meets it, whichever way Braze's conditions turn out.
    pub fn always_there(&self) -> bool {
        let there: Vec<(usize, Span)> = (self.sights.iter().enumerate())
            .flat_map(|(part, sight)| sight.there.iter().map(move |span| (part, *span)))
            .collect();
        !there.is_empty() && self.on_every_path(&there)
    }

    /// Where it is as it must be, first.
    pub fn first(&self) -> Option<Place> {
        self.parts().flat_map(|(_, part, sight)| sight.there.iter().map(|span| part.piece.place(*span))).next()
    }

    /// What is to be compared, in the order in which a reader meets it.
    pub fn compared(&self) -> Vec<(At<'a>, &'a Mark)> {
        let all = self.in_order(|sight| &sight.compared, |mark| mark.span);
        all.into_iter().map(|(_, at, mark)| (at, mark)).collect()
    }

    /// Where it is but not as it must be, and what is wrong with it, first.
    pub fn fault(&self) -> Option<(Place, Text)> {
        self.parts().find_map(|(_, part, sight)| sight.faulty.map(|(span, wrong)| (part.piece.place(span), wrong)))
    }

    /// All marks as readers meet them: the part, the stretch of its HTML, the number.
    pub fn marks(&self) -> Vec<(usize, Span, u32)> {
        let all = self.in_order(|sight| &sight.marks, |(span, _)| *span);
        all.into_iter().map(|(part, at, (_, number))| (part, at.span, *number)).collect()
    }

    /// What all parts have in a list, in the order in which a reader meets it.
    fn in_order<T>(&self, list: fn(&Sight) -> &Vec<T>, span: fn(&T) -> Span) -> Vec<(usize, At<'a>, &'a T)> {
        let mut all: Vec<(usize, At, &T)> = Vec::new();
        let each = |(index, part, sight): (usize, &'a MailPart<'a>, &'a Sight)| {
            list(sight).iter().map(move |one| (index, At { piece: part.piece, span: span(one) }, one))
        };
        let (mut units, fixed): (Vec<_>, Vec<_>) = self.parts().partition(|(_, part, _)| part.hole.is_some());
        order::sort_by_key(&mut units, |(index, part, _)| (part.hole, *index));
        let mut fixed = fixed.into_iter().flat_map(each).peekable();
        // Nearly always this is the order already.
        for (index, part, sight) in units {
            let before = |at: &At| part.hole.is_none_or(|hole| at.span.start <= hole.start);
            while let Some(one) = fixed.next_if(|(_, at, _)| before(at)) {
                all.push(one);
            }
            all.extend(each((index, part, sight)));
        }
        all.extend(fixed);
        order::sort_by_key(&mut all, |(part, at, _)| (self.mail.order(*part, at.span), *part));
        all
    }

    /// Where a stretch of a part's HTML is in what somebody wrote.
    pub fn place(&self, part: usize, span: Span) -> Place {
        match self.part(part) {
            Some(part) => part.piece.place(span),
            None => self.end(),
        }
    }

    /// All marks as readers meet them, each with its place.
    pub fn placed(&self) -> Vec<(At<'a>, u32)> {
        let all = self.in_order(|sight| &sight.marks, |(span, _)| *span);
        all.into_iter().map(|(_, at, (_, number))| (at, *number)).collect()
    }

    /// Where a stretch of a line is in what somebody wrote.
    pub fn place_in(&self, line: &Line, span: Span) -> Place {
        let alone = || Place { source: Source::Template(line.part.name().to_owned()), span };
        line.trace.place(span).unwrap_or_else(alone)
    }

    /// Where something that is missing belongs.
    pub fn end(&self) -> Place {
        self.mail.end()
    }
}
