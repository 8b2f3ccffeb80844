//! The one sort of this module: stable, may fail, and safe with any order at all. (The standard library's sort may
//! panic where an order contradicts itself, and each use of it weighs some kilobytes in the browser.)

use std::cmp::Ordering;

/// `items` in order; equals keep theirs.
pub(crate) fn sorted<T, E>(items: Vec<T>, order: &mut dyn FnMut(&T, &T) -> Result<Ordering, E>) -> Result<Vec<T>, E> {
    if items.len() < 2 {
        return Ok(items);
    }
    let mut left = items;
    let right = left.split_off(left.len() / 2);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) =
        (sorted(left, order)?.into_iter().peekable(), sorted(right, order)?.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let next = if order(a, b)? == Ordering::Greater { right.next() } else { left.next() };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_stable_and_may_fail() {
        let items = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        let done: Result<_, ()> = sorted(items.clone(), &mut |a, b| Ok(a.0.cmp(&b.0)));
        assert_eq!(done.unwrap(), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
        assert_eq!(sorted(items, &mut |_, _| Err("no")), Err("no"));
    }
}
