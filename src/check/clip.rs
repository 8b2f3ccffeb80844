//! How many bytes a message has when it is sent, and where mail programs cut it off.
//!
//! Gmail shows about the first 100 KB of the HTML. What is sent is longer than what was written: click tracking makes
//! each link longer.

use super::Rulebook;
use super::rule::Whole;
use crate::text::Span;

/// What Gmail shows, in bytes.
const CLIP: usize = 102_400;

/// What Braze's click tracking adds to a link, in bytes.
const LINK: usize = 180;

/// What Braze's open tracking adds to the message, in bytes.
const PIXEL: usize = 250;

/// The bytes of a message, in the order in which they are sent.
pub(super) struct Sent {
    /// Part, place in it, bytes up to there.
    links: Vec<(usize, Span)>,
    /// For each part its hole's start and its length; the fixed part has none.
    parts: Vec<(Option<Span>, usize)>,
    link: usize,
    /// Where it is cut off.
    pub(super) clip: usize,
}

impl Sent {
    /// Measures a message whose links are these, in order.
    pub(super) fn of(whole: &Whole, links: impl Iterator<Item = (usize, Span)>, book: &Rulebook) -> Self {
        let inbox = &book.policy.inbox;
        Self {
            links: links.collect(),
            parts: whole.all_parts().iter().map(|part| (part.hole, part.piece.html.len())).collect(),
            link: inbox.link_overhead.unwrap_or(LINK),
            clip: inbox.clip_bytes.unwrap_or(CLIP),
        }
    }

    /// All of it.
    pub(super) fn size(&self) -> usize {
        let holes: usize = self.parts.iter().filter_map(|(hole, _)| hole.map(Span::len)).sum();
        let written: usize = self.parts.iter().map(|(_, length)| length).sum();
        (written + self.links.len() * self.link + PIXEL).saturating_sub(holes)
    }

    /// How many bytes are sent before a place.
    pub(super) fn before(&self, part: usize, at: usize) -> usize {
        let Some((hole, _)) = self.parts.get(part) else { return 0 };
        let fixed = hole.map_or(at, |hole| hole.start);
        // Units before it stand in for their holes.
        let units = self.parts.iter().filter_map(|(hole, length)| Some(((*hole)?, *length)));
        let (longer, shorter) = units
            .filter(|(other, _)| other.end <= fixed && Some(*other) != *hole)
            .fold((0, 0), |(longer, shorter), (other, length)| (longer + length, shorter + other.len()));
        let links = self.links.iter().filter(|(other, span)| match self.parts.get(*other) {
            Some((Some(outer), _)) if *other != part => outer.start < fixed,
            Some((None, _)) if *other != part => span.start < fixed,
            _ => *other == part && span.start < at,
        });
        (fixed + longer + links.count() * self.link + if hole.is_some() { at } else { 0 }).saturating_sub(shorter)
    }

    /// The place in the fixed part at which it is cut off; where that is in a unit, the unit's place.
    pub(super) fn cut(&self, html: &str) -> usize {
        let part = self.parts.iter().position(|(hole, _)| hole.is_none()).unwrap_or_default();
        let (mut low, mut high) = (0, html.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.before(part, middle) < self.clip { low = middle + 1 } else { high = middle }
        }
        (0..=low.min(html.len())).rev().find(|at| html.is_char_boundary(*at)).unwrap_or_default()
    }
}
