//! Text with its character references resolved, and where each stretch of it stood.

use crate::text::Span;

/// What stands in the decoded text for a masked stretch that prints something (`{{ … }}`): the Unicode object
/// replacement character. A masked tag (`{% … %}`) prints nothing and so decodes to nothing.
pub const MASK: char = '\u{FFFC}';

/// A stretch of source whose character references are resolved, with the way back from each character.
///
/// Where nothing was resolved it is only a span, and the text is the source's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoded {
    span: Span,
    changed: Option<Box<Changed>>,
}

/// A part of a decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Text.
    Text(&'a str),
    /// A stretch of Liquid.
    Mask(Span),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Changed {
    text: String,
    pieces: Vec<Piece>,
}

/// From `at` on, up to the next piece, the text comes from `from`: byte by byte where the lengths agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    at: usize,
    from: Span,
    mask: bool,
}

impl Decoded {
    /// The source as it stands.
    pub(super) const fn verbatim(span: Span) -> Self {
        Self { span, changed: None }
    }

    /// A text that is not written at `at`, but made up there.
    pub(super) fn made_up(at: usize, text: &str) -> Self {
        let pieces = vec![Piece { at: 0, from: Span::at(at), mask: false }];
        Self { span: Span::at(at), changed: Some(Box::new(Changed { text: text.to_owned(), pieces })) }
    }

    /// The whole stretch of source.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The text; `source` is the text that the tree was parsed from.
    #[inline]
    pub fn text<'a>(&'a self, source: &'a str) -> &'a str {
        match &self.changed {
            Some(changed) => &changed.text,
            None => self.span.of(source),
        }
    }

    /// The stretches of Liquid in it.
    pub fn masks(&self) -> impl Iterator<Item = Span> {
        self.changed.iter().flat_map(|changed| &changed.pieces).filter(|piece| piece.mask).map(|piece| piece.from)
    }

    /// Whether Liquid is in it.
    pub fn is_masked(&self) -> bool {
        self.masks().next().is_some()
    }

    /// The text in pieces, with the masks between them (also those that print nothing).
    pub fn segments<'a>(&'a self, source: &'a str) -> Vec<Segment<'a>> {
        let Some(changed) = &self.changed else { return vec![Segment::Text(self.span.of(source))] };
        let mut segments = Vec::new();
        let mut start = 0;
        for (index, piece) in changed.pieces.iter().enumerate().filter(|(_, piece)| piece.mask) {
            segments.push(Segment::Text(Span::new(start, piece.at).of(&changed.text)));
            segments.push(Segment::Mask(piece.from));
            start = changed.end_of(index);
        }
        segments.push(Segment::Text(Span::new(start, changed.text.len()).of(&changed.text)));
        segments
    }

    /// Where a stretch of the decoded text came from. What was one character reference or one mask stays whole.
    pub fn origin(&self, part: Span) -> Span {
        let Some(changed) = &self.changed else {
            let limit = |offset: usize| (self.span.start + offset).min(self.span.end);
            return Span::new(limit(part.start), limit(part.end));
        };
        let start = changed.locate(part.start, false).unwrap_or(self.span.end);
        if part.is_empty() {
            return Span::at(start);
        }
        Span::new(start, changed.locate(part.end, true).unwrap_or(self.span.end))
    }

    /// A part of it, in decoded bytes.
    pub(super) fn part(&self, source: &str, part: Span) -> Self {
        if part.start == 0 && part.end == self.text(source).len() {
            return self.clone();
        }
        let Some(changed) = &self.changed else { return Self::verbatim(self.origin(part)) };
        let mut kept = Changed { text: part.of(&changed.text).to_owned(), pieces: Vec::new() };
        for (index, piece) in changed.pieces.iter().enumerate() {
            let end = changed.end_of(index);
            let printed = Span::new(piece.at, end);
            let touches = printed.overlaps(part) || (printed.is_empty() && part.start <= end && end <= part.end);
            if !touches {
                continue;
            }
            let cut = Span::new(printed.start.max(part.start), printed.end.min(part.end));
            let linear = printed.len() == piece.from.len();
            let from = if linear {
                Span::new(piece.from.start + cut.start - printed.start, piece.from.end + cut.end - printed.end)
            } else {
                piece.from
            };
            kept.pieces.push(Piece { at: cut.start - part.start, from, mask: piece.mask });
        }
        Self { span: self.origin(part), changed: Some(Box::new(kept)) }
    }

    /// This and then `next`, as one text.
    pub(super) fn join(&mut self, next: &Self, source: &str) {
        if self.changed.is_none() && next.changed.is_none() && self.span.end == next.span.start {
            self.span.end = next.span.end;
            return;
        }
        let mut joined = Changed::default();
        for part in [&*self, next] {
            let at = joined.text.len();
            match &part.changed {
                Some(changed) => {
                    joined.pieces.extend(changed.pieces.iter().map(|piece| Piece { at: piece.at + at, ..*piece }));
                    joined.text.push_str(&changed.text);
                }
                None => {
                    joined.pieces.push(Piece { at, from: part.span, mask: false });
                    joined.text.push_str(part.span.of(source));
                }
            }
        }
        let span = Span::new(self.span.start.min(next.span.start), self.span.end.max(next.span.end));
        *self = Self { span, changed: Some(Box::new(joined)) };
    }

    /// The fillers become [`MASK`]. Until the tree stands they are white space, which is inert everywhere.
    pub(super) fn reveal(&mut self) {
        let Some(changed) = &mut self.changed else { return };
        if !changed.pieces.iter().any(|piece| piece.mask) {
            return;
        }
        let mut revealed = Changed { text: String::with_capacity(changed.text.len() + 2), pieces: Vec::new() };
        for (index, piece) in changed.pieces.iter().enumerate() {
            let printed = Span::new(piece.at, changed.end_of(index));
            revealed.pieces.push(Piece { at: revealed.text.len(), ..*piece });
            match piece.mask {
                true if !printed.is_empty() => revealed.text.push(MASK),
                true => {}
                false => revealed.text.push_str(printed.of(&changed.text)),
            }
        }
        **changed = revealed;
    }
}

impl Changed {
    fn end_of(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at)
    }

    /// Where decoded byte `offset` is in the source; as an end, the byte before it decides.
    fn locate(&self, offset: usize, as_end: bool) -> Option<usize> {
        let before = match as_end {
            true => self.pieces.partition_point(|piece| piece.at < offset),
            false => self.pieces.partition_point(|piece| piece.at <= offset),
        };
        let index = before.checked_sub(1)?;
        let piece = self.pieces.get(index)?;
        let printed = Span::new(piece.at, self.end_of(index));
        Some(match (printed.len() == piece.from.len(), as_end) {
            (true, _) => (piece.from.start + offset - printed.start).min(piece.from.end),
            (false, _) if !as_end && offset >= printed.end => piece.from.end,
            (false, false) => piece.from.start,
            (false, true) => piece.from.end,
        })
    }
}

/// Puts a [`Decoded`] together from left to right.
pub(super) struct Decoder<'s> {
    source: &'s str,
    span: Span,
    /// Where the verbatim stretch that is not yet written begins.
    pending: usize,
    changed: Option<Changed>,
}

impl<'s> Decoder<'s> {
    pub(super) fn new(source: &'s str, span: Span) -> Self {
        Self { source, span, pending: span.start, changed: None }
    }

    /// `from` reads as `text`.
    pub(super) fn replace(&mut self, from: Span, text: &str, mask: bool) {
        let changed = self.changed.get_or_insert_default();
        let before = Span::new(self.pending, from.start);
        if !before.is_empty() {
            changed.pieces.push(Piece { at: changed.text.len(), from: before, mask: false });
            changed.text.push_str(before.of(self.source));
        }
        changed.pieces.push(Piece { at: changed.text.len(), from, mask });
        changed.text.push_str(text);
        self.pending = from.end;
    }

    pub(super) fn finish(mut self) -> Decoded {
        if let Some(changed) = &mut self.changed {
            let rest = Span::new(self.pending, self.span.end);
            if !rest.is_empty() {
                changed.pieces.push(Piece { at: changed.text.len(), from: rest, mask: false });
                changed.text.push_str(rest.of(self.source));
            }
        }
        Decoded { span: self.span, changed: self.changed.map(Box::new) }
    }
}
