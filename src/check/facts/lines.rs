//! What goes out on a channel other than e-mail, text by text.

use super::{Reader, Spelled};
use crate::check::Rulebook;
use crate::compile::{Origin, Part, Stretch, Trace, slots};
use crate::diag::{Place, Source};
use crate::liquid::{self, partial};
use crate::render::{Line, OpenPlace, open_places};
use crate::template::Template;
use crate::text::Span;

/// The texts of a message that is no e-mail: what is read, and the addresses.
#[derive(Debug)]
pub struct Lines<'a> {
    lines: Vec<&'a Line>,
    template: &'a Template,
}

/// What is filled into an open place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// It, as whoever gets the least of it sees it.
    pub text: String,
    /// Where it comes from, or belongs; nothing where a slot is empty that must be filled, which another rule tells.
    pub place: Option<Place>,
}

impl<'a> Lines<'a> {
    /// The rendered lines of a template's channel.
    pub fn new(lines: impl IntoIterator<Item = &'a Line>, template: &'a Template) -> Self {
        Self { lines: lines.into_iter().collect(), template }
    }

    /// The line of a part.
    pub fn get(&self, part: Part) -> Option<&'a Line> {
        self.lines.iter().copied().find(|line| line.part == part)
    }

    /// Whether a part says something.
    pub fn says(&self, part: Part) -> bool {
        self.get(part).is_some_and(|line| !line.text.trim().is_empty())
    }

    /// Where what a part does not say belongs: the slot that it prints, else the part itself. Nothing where that slot
    /// must be filled, which another rule tells.
    pub fn gap(&self, part: Part) -> Option<Place> {
        let source = part.of(self.template).unwrap_or_default();
        self.gap_in(part, source, Span::at(source.len()))
    }

    /// The same for a stretch of the part that prints nothing.
    fn gap_in(&self, part: Part, source: &str, span: Span) -> Option<Place> {
        let parsed = liquid::parse(source).template;
        let constructs = partial::constructs(&parsed, "slot");
        let paths = || constructs.iter().flat_map(|construct| &construct.paths);
        let ids = || paths().filter_map(|name| slots::printed(name));
        if ids().filter_map(|id| self.template.slot(id)).any(|slot| slot.required) {
            return None;
        }
        let of_template = Place { source: Source::Template(part.name().to_owned()), span };
        Some(ids().next().map_or(of_template, |id| Place { source: Source::Slot(id.to_owned()), span: Span::at(0) }))
    }

    /// What is filled into the open places of a part, in order.
    pub fn filled(&self, part: Part, book: &Rulebook) -> Vec<Filled> {
        let Some(line) = self.get(part) else { return Vec::new() };
        let source = part.of(self.template).unwrap_or(&line.text);
        let of_place = |place: OpenPlace| {
            let text = place.filled.of(&line.text).to_owned();
            let liquid = liquid::parse(&text).template;
            let own = Line { part, text, trace: Trace::default(), liquid };
            let text = Spelled::of(&own, Reader::Least, book).text;
            let place = match place.filled.is_empty() {
                true => self.gap_in(part, place.source.of(source), place.source),
                false => Some(line.place(place.filled)),
            };
            Filled { text, place }
        };
        open_places(line, source).into_iter().map(of_place).collect()
    }

    /// A part as whoever gets the most of it sees it.
    pub fn longest(&self, part: Part, book: &Rulebook) -> Option<String> {
        let text = Spelled::of(self.get(part)?, Reader::Most, book).text;
        (!text.is_empty()).then_some(text)
    }

    /// What an author can shorten of these parts: the longest that he wrote; where he wrote none, the longest part.
    pub fn to_shorten(&self, parts: &[Part]) -> Option<Place> {
        let lines = || parts.iter().filter_map(|part| self.get(*part));
        let written = |stretch: &&Stretch| matches!(stretch.origin, Origin::Slot { .. });
        let all =
            lines().flat_map(|line| line.trace.stretches().iter().filter(written).map(move |one| (line, one.out)));
        let longest = all.max_by_key(|(_, span)| span.len());
        let (line, span) = longest.or_else(|| {
            let whole = |line: &'a Line| (line, Span::new(0, line.text.len()));
            lines().map(whole).max_by_key(|(_, span)| span.len())
        })?;
        Some(line.place(span))
    }
}
