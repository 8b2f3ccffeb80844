//! A hash: names and values in the order in which they came.

use super::Value;
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
        let mut entries: Vec<(Arc<str>, Value)> = given.into_iter().collect();
        let mut order: Vec<u32> = (0..u32::try_from(entries.len()).unwrap_or(u32::MAX)).collect();
        let name = |position: &u32| entries.get(*position as usize).map(|(name, _)| name.clone());
        order.sort_by_cached_key(name);
        let twice = order.windows(2).any(|two| match two {
            [one, other] => name(one) == name(other),
            _ => false,
        });
        if twice {
            return Self::without_repeats(entries, &order);
        }
        let index = if entries.len() > SEARCHED { order } else { Vec::new() };
        entries.shrink_to_fit();
        Self { entries, index }
    }
}

impl Object {
    fn without_repeats(entries: Vec<(Arc<str>, Value)>, order: &[u32]) -> Self {
        // `order` is stable: of equal names the first position comes first.
        let mut first = vec![u32::MAX; entries.len()];
        let mut leader: Option<u32> = None;
        for position in order {
            let same = leader.is_some_and(|leader| {
                let name = |at: u32| entries.get(at as usize).map(|(name, _)| name);
                name(leader) == name(*position)
            });
            if !same {
                leader = Some(*position);
            }
            if let (Some(slot), Some(leader)) = (first.get_mut(*position as usize), leader) {
                *slot = leader;
            }
        }
        let mut kept: Vec<Option<(Arc<str>, Value)>> = vec![None; entries.len()];
        for (entry, leader) in entries.into_iter().zip(first) {
            if let Some(slot) = kept.get_mut(leader as usize) {
                *slot = Some(entry);
            }
        }
        kept.into_iter().flatten().collect()
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
