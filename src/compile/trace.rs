//! Where each stretch of an output came from, and so where in somebody's own words a finding is.

use super::Part;
use crate::diag::{Place, Source};
use crate::text::Span;
use std::sync::Arc;

/// Where a stretch of output came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The locked template, byte for byte: text, or Liquid that Braze will evaluate.
    Template {
        /// Which of its texts.
        part: Part,
        /// Where in it.
        span: Span,
    },
    /// A slot: `span` are the bytes of what the author wrote there.
    Slot {
        /// `intro`, `hero.alt`, `offers[2].title`.
        path: Arc<str>,
        /// Where in it.
        span: Span,
    },
    /// The group's profile.
    Group {
        /// `address`, `fields.notice`.
        field: Arc<str>,
    },
    /// The brand.
    Brand {
        /// Which of the template's texts printed it.
        part: Part,
        /// Where.
        span: Span,
    },
}

/// A stretch of output and its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where in the output.
    pub out: Span,
    /// Where it came from.
    pub origin: Origin,
}

/// Every stretch of an output with its origin, in order and without gaps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace(Vec<Stretch>);

impl Trace {
    /// The next stretch. Stretches come in order; one that continues the last is joined to it.
    pub fn push(&mut self, out: Span, origin: Origin) {
        if out.is_empty() {
            return;
        }
        if let Some(last) = self.0.last_mut()
            && last.out.end == out.start
            && let (Origin::Template { part, span }, Origin::Template { part: next, span: more }) =
                (&mut last.origin, &origin)
            && part == next
            && span.end == more.start
            && span.len() == last.out.len()
            && more.len() == out.len()
        {
            last.out.end = out.end;
            span.end = more.end;
            return;
        }
        self.0.push(Stretch { out, origin });
    }

    /// The stretches in order.
    pub fn stretches(&self) -> &[Stretch] {
        &self.0
    }

    /// The stretch that holds the byte at `offset`.
    pub fn at(&self, offset: usize) -> Option<&Stretch> {
        let index = self.0.partition_point(|stretch| stretch.out.end <= offset);
        self.0.get(index).filter(|stretch| stretch.out.start <= offset)
    }

    /// Where `span` of the output is in what somebody wrote: in the text that its first byte came from, up to the last
    /// byte that came from there.
    pub fn place(&self, span: Span) -> Option<Place> {
        let first = self.at(span.start).or_else(|| self.0.last())?;
        let last = self.at(span.end.saturating_sub(1).max(span.start)).unwrap_or(first);
        let start = first.origin.span_at(first.out, span.start, Edge::Start);
        let same = first.origin.source() == last.origin.source();
        let end = match same {
            true => last.origin.span_at(last.out, span.end, Edge::End),
            false => first.origin.span_at(first.out, first.out.end, Edge::End),
        };
        Some(Place { source: first.origin.source(), span: Span::new(start, end.max(start)) })
    }

    /// Adds what `span` of the text that `other` traces came from; the stretch stands at `at` in this output.
    pub fn push_part(&mut self, at: usize, other: &Self, span: Span) {
        let first = other.0.partition_point(|stretch| stretch.out.end <= span.start);
        for stretch in
            other.0.get(first..).unwrap_or_default().iter().take_while(|stretch| stretch.out.start < span.end)
        {
            let part = Span::new(stretch.out.start.max(span.start), stretch.out.end.min(span.end));
            let start = at + part.start - span.start;
            self.push(Span::new(start, start + part.len()), stretch.origin.part(stretch.out, part));
        }
    }
}

enum Edge {
    Start,
    End,
}

impl Origin {
    /// The text that it is in, as findings name it.
    pub fn source(&self) -> Source {
        match self {
            Self::Template { part, .. } | Self::Brand { part, .. } => Source::Template(part.name().to_owned()),
            Self::Slot { path, .. } => Source::Slot(path.to_string()),
            Self::Group { field } => Source::Group(field.to_string()),
        }
    }

    /// The origin of `part` of a stretch whose whole is `out`.
    fn part(&self, out: Span, part: Span) -> Self {
        let span = Span::new(self.span_at(out, part.start, Edge::Start), self.span_at(out, part.end, Edge::End));
        match self {
            Self::Template { part, .. } => Self::Template { part: *part, span },
            Self::Slot { path, .. } => Self::Slot { path: path.clone(), span },
            other => other.clone(),
        }
    }

    /// The position in the origin's text of `offset` in the output. A stretch that is as long as its origin maps byte
    /// for byte; one that is not (an escaped or computed text) is taken whole.
    fn span_at(&self, out: Span, offset: usize, edge: Edge) -> usize {
        match self {
            Self::Template { span, .. } | Self::Slot { span, .. } if span.len() == out.len() => {
                span.start + offset.clamp(out.start, out.end) - out.start
            }
            Self::Template { span, .. } | Self::Slot { span, .. } | Self::Brand { span, .. } => match edge {
                Edge::Start => span.start,
                Edge::End => span.end,
            },
            Self::Group { .. } => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(start: usize, end: usize) -> Origin {
        Origin::Slot { path: "intro".into(), span: Span::new(start, end) }
    }

    #[test]
    fn a_stretch_of_output_is_found_in_what_its_author_wrote() {
        let mut trace = Trace::default();
        trace.push(Span::new(0, 3), Origin::Template { part: Part::Html, span: Span::new(0, 3) });
        trace.push(Span::new(3, 8), slot(2, 7));
        trace.push(Span::new(8, 13), slot(8, 9));
        let place = trace.place(Span::new(4, 6)).unwrap();
        assert_eq!((place.source, place.span), (Source::Slot("intro".into()), Span::new(3, 5)));
        assert_eq!(trace.place(Span::new(9, 10)).unwrap().span, Span::new(8, 9), "an escaped byte is taken whole");
        assert_eq!(trace.place(Span::new(4, 10)).unwrap().span, Span::new(3, 9), "over two stretches of one slot");
        assert_eq!(trace.place(Span::new(1, 5)).unwrap().span, Span::new(1, 3), "cut where the template ends");
    }

    #[test]
    fn a_part_of_an_output_keeps_its_origins() {
        let mut whole = Trace::default();
        whole.push(Span::new(0, 5), Origin::Template { part: Part::Html, span: Span::new(10, 15) });
        whole.push(Span::new(5, 9), slot(0, 4));
        let mut part = Trace::default();
        part.push_part(100, &whole, Span::new(3, 7));
        assert_eq!(part.place(Span::new(100, 102)).unwrap().span, Span::new(13, 15));
        assert_eq!(part.place(Span::new(103, 104)).unwrap().span, Span::new(1, 2));
    }

    #[test]
    fn what_continues_is_joined() {
        let mut trace = Trace::default();
        trace.push(Span::new(0, 3), Origin::Template { part: Part::Html, span: Span::new(5, 8) });
        trace.push(Span::new(3, 4), Origin::Template { part: Part::Html, span: Span::new(8, 9) });
        assert_eq!(trace.stretches().len(), 1);
    }
}
