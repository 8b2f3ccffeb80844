//! Sorting by an order that may fail, as Ruby's does over values that cannot be compared.

use crate::order;
use std::cmp::Ordering;

/// `items` in order, equals as they were; or why two of them cannot be compared.
pub(crate) fn sorted<T, E>(
    mut items: Vec<T>,
    compare: &mut dyn FnMut(&T, &T) -> Result<Ordering, E>,
) -> Result<Vec<T>, E> {
    let mut failed = None;
    order::sort_by(&mut items, |a, b| {
        if failed.is_some() {
            return Ordering::Equal;
        }
        compare(a, b).unwrap_or_else(|why| {
            failed = Some(why);
            Ordering::Equal
        })
    });
    failed.map_or(Ok(items), Err)
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
