//! Lays the units of a part: the smallest stretches that a keystroke has to render and check again.
//!
//! A slot construct (`{{ slot.x }}`, `{% if slot.x %}…{% endif %}`) seldom stands alone: the element whose attribute it
//! is in, the link whose words it is, the Liquid block that it opens belong to it. So a construct is widened until it
//! cuts through no element and no block; what is left between the units is fixed.

use crate::order;
use crate::text::Span;

/// An element or a Liquid block: a stretch that a unit may not cut through.
#[derive(Clone, Debug)]
pub(super) struct Region {
    /// From its opening tag through its closing tag.
    pub whole: Span,
    /// The stretches between its tags: a unit may lie in one of them.
    pub inner: Vec<Span>,
    /// Read as one (a link, a heading, a paragraph): a unit in it takes all of it.
    pub one: bool,
}

/// The units for these constructs: in order, apart from each other, each around at least one construct.
pub(super) fn lay(constructs: &[Span], regions: &[Region]) -> Vec<Span> {
    let mut units: Vec<Span> = constructs.iter().map(|construct| widen(*construct, regions)).collect();
    loop {
        order::sort(&mut units);
        let joined = join(&units);
        let wider: Vec<Span> = joined.iter().map(|unit| widen(*unit, regions)).collect();
        if wider.len() == units.len() && wider == units {
            return units;
        }
        units = wider;
    }
}

/// `span`, grown until it cuts through no region. Each round takes in at least one more region whole, and one that was
/// taken in is never cut again, so it ends.
fn widen(span: Span, regions: &[Region]) -> Span {
    let mut grown = span;
    loop {
        let before = grown;
        for region in regions {
            if !region.whole.overlaps(grown) || grown.contains(region.whole) {
                continue;
            }
            let inside = region.inner.iter().any(|inner| inner.contains(grown));
            if region.one || !inside {
                grown = Span::new(grown.start.min(region.whole.start), grown.end.max(region.whole.end));
            }
        }
        if grown == before {
            return grown;
        }
    }
}

/// Units that share a byte become one.
fn join(sorted: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for unit in sorted {
        match joined.last_mut() {
            Some(last) if last.overlaps(*unit) || last == unit => last.end = last.end.max(unit.end),
            _ => joined.push(*unit),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `<name …>inner</name>` at `whole`, with tags of these lengths.
    fn element(whole: (usize, usize), open: usize, close: usize) -> Region {
        let inner = Span::new(whole.0 + open, whole.1 - close);
        Region { whole: Span::new(whole.0, whole.1), inner: vec![inner], one: false }
    }

    #[test]
    fn a_slot_in_text_is_its_own_unit() {
        assert_eq!(lay(&[Span::new(10, 20)], &[element((0, 40), 4, 5)]), [Span::new(10, 20)]);
    }

    #[test]
    fn a_slot_in_an_attribute_takes_the_element() {
        assert_eq!(lay(&[Span::new(5, 9)], &[element((2, 40), 12, 5)]), [Span::new(2, 40)]);
    }

    #[test]
    fn a_slot_in_a_link_takes_the_link() {
        let link = Region { one: true, ..element((2, 40), 12, 5) };
        assert_eq!(lay(&[Span::new(20, 30)], &[link]), [Span::new(2, 40)]);
    }

    #[test]
    fn a_block_that_closes_an_element_takes_it_and_joins_its_neighbour() {
        let regions = [element((0, 100), 3, 3), element((10, 50), 5, 5), element((60, 80), 5, 5)];
        assert_eq!(lay(&[Span::new(40, 55), Span::new(12, 14)], &regions), [Span::new(10, 55)]);
        assert_eq!(lay(&[Span::new(40, 62)], &regions), [Span::new(10, 80)]);
    }
}
