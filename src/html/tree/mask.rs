//! Liquid inside HTML: hidden from the parser byte for byte, so that every offset stays true.

use crate::order;
use crate::text::Span;

/// What masks are filled with while the tree is built: white space to the tree builder (so it pushes nothing out of a
/// table and opens no body), and never written by people.
pub(super) const FILLER: u8 = 0x0c;

/// A stretch of Liquid that the parser does not look into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mask {
    pub(super) span: Span,
    /// `{{ … }}` prints; `{% … %}` does not.
    pub(super) prints: bool,
}

/// The masks in order.
#[derive(Debug, Default)]
pub(super) struct Masks(Vec<Mask>);

impl Masks {
    /// `source` with every mask filled, byte for byte as long as before, and the masks.
    pub(super) fn fill(source: &str, spans: &[Span]) -> (String, Self) {
        let mut masks: Vec<Mask> = Vec::with_capacity(spans.len());
        let mut filled = String::with_capacity(source.len());
        let mut ordered = spans.to_vec();
        order::sort(&mut ordered);
        for span in ordered {
            let start = span.start.max(filled.len());
            let Some(inside) = source.get(start..span.end).filter(|inside| !inside.is_empty()) else { continue };
            let Some(before) = source.get(filled.len()..start) else { continue };
            filled.push_str(before);
            filled.extend(std::iter::repeat_n(char::from(FILLER), inside.len()));
            masks.push(Mask { span: Span::new(start, span.end), prints: inside.starts_with("{{") });
        }
        filled.push_str(source.get(filled.len()..).unwrap_or_default());
        (filled, Self(masks))
    }

    /// The mask over byte `offset`.
    pub(super) fn at(&self, offset: usize) -> Option<Mask> {
        let index = self.0.partition_point(|mask| mask.span.start <= offset).checked_sub(1)?;
        self.0.get(index).copied().filter(|mask| offset < mask.span.end)
    }
}
