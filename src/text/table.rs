//! Words looked up by their hash: one look for each, however many there are.

use super::words::{Word, Words, hash};

/// Hash → indices, by open addressing over a power of two.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    slots: Vec<(u64, u32)>,
    /// A bit for each hash, by its upper half: most words of a text are in no list, and this small table says so.
    bits: Vec<u64>,
}

const FREE: u32 = u32::MAX;

impl Table {
    pub(super) fn new(hashes: impl ExactSizeIterator<Item = u64>) -> Self {
        if hashes.len() == 0 {
            return Self::default();
        }
        let size = (hashes.len() * 2).next_power_of_two();
        let mut slots = vec![(0, FREE); size];
        let mut bits = vec![0; size.div_ceil(8)];
        for (index, hash) in hashes.enumerate() {
            let mut at = hash as usize & (size - 1);
            while slots.get(at).is_some_and(|(_, taken)| *taken != FREE) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = (hash, index as u32);
            }
            let (at, bit) = Self::bit(hash, bits.len());
            if let Some(word) = bits.get_mut(at) {
                *word |= bit;
            }
        }
        Self { slots, bits }
    }

    /// Where the bit of a hash is among so many words, a power of two.
    #[inline]
    const fn bit(hash: u64, words: usize) -> (usize, u64) {
        ((hash >> 38) as usize & words.wrapping_sub(1), 1 << (hash >> 32 & 63))
    }

    /// Whether something may have this hash.
    #[inline]
    pub(super) fn may_have(&self, hash: u64) -> bool {
        let (at, bit) = Self::bit(hash, self.bits.len());
        self.bits.get(at).is_some_and(|word| word & bit != 0)
    }

    pub(super) fn at(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let mask = self.slots.len().wrapping_sub(1);
        let start = hash as usize & mask;
        (0..if self.may_have(hash) { self.slots.len() } else { 0 })
            .filter_map(move |step| self.slots.get((start.wrapping_add(step)) & mask))
            .take_while(|(_, index)| *index != FREE)
            .filter(move |(known, _)| *known == hash)
            .map(|(_, index)| *index as usize)
    }
}

/// What some words stand for. Comparing a word with each of a list costs as many looks as the list has words; this costs
/// one.
#[derive(Clone, Debug, Default)]
pub struct WordTable<T> {
    entries: Vec<(&'static str, T)>,
    table: Table,
}

impl<T> WordTable<T> {
    /// A table of these words, folded; of two entries for one word the first counts.
    ///
    /// ```
    /// use countersign::text::{WordTable, Words};
    /// let table = WordTable::new([("cafe", 1), ("the", 2)]);
    /// let words = Words::of("The Café");
    /// let found: Vec<_> = words.list().iter().map(|word| table.of_word(&words, word).copied()).collect();
    /// assert_eq!(found, [Some(2), Some(1)]);
    /// assert_eq!(table.get("bar"), None);
    /// ```
    pub fn new(entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let entries: Vec<(&str, T)> = entries.into_iter().collect();
        let table = Table::new(entries.iter().map(|(word, _)| hash(word)));
        Self { entries, table }
    }

    /// What `word` stands for.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.at(hash(word), word)
    }

    /// What a word of a text stands for.
    pub fn of_word(&self, words: &Words, word: &Word) -> Option<&T> {
        self.at(word.hash, words.key(word))
    }

    fn at(&self, hash: u64, word: &str) -> Option<&T> {
        let mut found = self.table.at(hash).filter_map(|index| self.entries.get(index));
        found.find(|(known, _)| *known == word).map(|(_, value)| value)
    }
}
