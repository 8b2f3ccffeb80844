//! A hash: names and values in the order in which they came.

use super::Value;
use crate::order;
use std::sync::Arc;

/// How many entries are searched one by one; larger objects keep an index.
const SEARCHED: usize = 12;

/// Names and values in order. A name that comes twice keeps its first place and its last value, as in Ruby.
#[derive(Clone, Debug, Default)]
pub struct Object {
    entries: Vec<(Arc<str>, Value)>,
    /// Positions in `entries` by name; empty for a small object.
    index: Vec<u32>,
}

impl Object {
    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        if self.index.is_empty() {
            return self.entries.iter().find(|(known, _)| &**known == name).map(|(_, value)| value);
        }
        let place = self.index.binary_search_by(|position| self.name(*position).cmp(name)).ok()?;
        let position = usize::try_from(*self.index.get(place)?).ok()?;
        self.entries.get(position).map(|(_, value)| value)
    }

    /// How many entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Value)> {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    fn name(&self, position: u32) -> &str {
        usize::try_from(position).ok().and_then(|position| self.entries.get(position)).map_or("", |(name, _)| name)
    }
}

impl FromIterator<(Arc<str>, Value)> for Object {
    fn from_iter<I: IntoIterator<Item = (Arc<str>, Value)>>(given: I) -> Self {
        Self::of(given.into_iter().collect())
    }
}

impl Object {
    fn of(mut entries: Vec<(Arc<str>, Value)>) -> Self {
        let name = |at: u32| entries.get(at as usize).map(|(name, _)| &**name).unwrap_or_default();
        let mut order: Vec<u32> = (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect();
        order::sort_by(&mut order, |a, b| name(*a).cmp(name(*b)));
        // Of equal names, which stand together with the first one first, the first keeps the last one's value.
        let mut dropped = Vec::new();
        for two in order.windows(2).rev() {
            if let [one, other] = two
                && name(*one) == name(*other)
            {
                dropped.push((*one as usize, *other as usize));
            }
        }
        if !dropped.is_empty() {
            for (one, other) in &dropped {
                let value = entries.get(*other).map(|(_, value)| value.clone()).unwrap_or_default();
                if let Some((_, place)) = entries.get_mut(*one) {
                    *place = value;
                }
            }
            let mut kept = vec![true; entries.len()];
            for (_, other) in dropped {
                if let Some(place) = kept.get_mut(other) {
                    *place = false;
                }
            }
            let mut kept = kept.into_iter();
            entries.retain(|_| kept.next().unwrap_or(true));
            return Self::of(entries);
        }
        if entries.len() <= SEARCHED {
            order = Vec::new();
        }
        Self { entries, index: order }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_order_finds_names_and_takes_the_last_of_two() {
        let object: Object =
            [("b", 1), ("a", 2), ("b", 3)].map(|(name, n)| (Arc::from(name), Value::Int(n))).into_iter().collect();
        assert_eq!(
            object.iter().map(|(name, value)| format!("{name}{}", value.to_output())).collect::<String>(),
            "b3a2"
        );
        let large: Object = (0..100).map(|n| (Arc::from(format!("n{n}")), Value::Int(n))).collect();
        assert_eq!(large.get("n77").unwrap().to_output(), "77");
        assert!(large.get("n100").is_none());
    }
}
