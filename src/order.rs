//! The one sort of the engine: stable, quick where things are in order already, and safe with an order that contradicts
//! itself. Maps and sets are made here too.
//!
//! The standard library's sort is made anew for every type that it sorts, six kilobytes each, and the browser carries all of
//! them: with forty they were a twentieth of the module. Here only comparing and swapping are made for a type.
//! `tests/native/house.rs` holds the browser's half of the engine to this.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// Puts `items` in order; equals keep theirs.
///
/// ```
/// let mut names = ["Lyon", "Bath", "Leith"];
/// countersign::order::sort(&mut names);
/// assert_eq!(names, ["Bath", "Leith", "Lyon"]);
/// ```
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, Ord::cmp);
}

/// Puts `items` in the order of what `key` gives for each.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Puts `items` in this order.
pub fn sort_by<T>(items: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    let ranks = ranks(items.len(), &mut |a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => order(a, b) == Ordering::Greater,
        _ => false,
    });
    place(ranks, &mut |a, b| items.swap(a, b));
}

/// A map of these; of two under one name the last stays.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// A set of these.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// Which of `count` things comes first, which second …; `after(a, b)`: thing `a` comes after thing `b`.
fn ranks(count: usize, after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..count).collect();
    if !(1..count).any(|at| after(at - 1, at)) {
        return ranks;
    }
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        for pair in ranks.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            while let ([a, others_left @ ..], [b, others_right @ ..]) = (left, right) {
                if after(*a, *b) {
                    merged.push(*b);
                    right = others_right;
                } else {
                    merged.push(*a);
                    left = others_left;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        mem::swap(&mut ranks, &mut merged);
        merged.clear();
        width *= 2;
    }
    ranks
}

/// Swaps each thing into its place, along the rounds in which they stand on each other’s.
fn place(mut ranks: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..ranks.len() {
        let mut at = start;
        while let Some(from) = ranks.get_mut(at).map(|from| mem::replace(from, at)).filter(|from| *from != start) {
            if from == at {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(items in proptest::collection::vec((0_u8..9, any::<u16>()), 0..300)) {
            let (mut ours, mut theirs) = (items.clone(), items.clone());
            sort_by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort();
            prop_assert_eq!(ours, theirs);
            prop_assert_eq!(map(items.clone()), items.into_iter().collect());
        }

        #[test]
        fn an_order_that_contradicts_itself_loses_nothing(mut items in proptest::collection::vec(any::<u8>(), 0..200), seed in any::<u64>()) {
            let mut kept = items.clone();
            let mut state = seed;
            sort_by(&mut items, |_, _| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                if state >> 63 == 0 { Ordering::Less } else { Ordering::Greater }
            });
            items.sort_unstable();
            kept.sort_unstable();
            prop_assert_eq!(items, kept);
        }
    }
}
