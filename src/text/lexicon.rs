//! A list of words and phrases, found in a text in one pass over its words.
//!
//! Built once from a policy. Each word of the text costs one look into a table, so that the length of the list does
//! not matter.

use super::fold::{accented, is_french};
use super::table::Table;
use super::words::{Gap, SHORTEST_DISGUISE, Words, hash, skeleton};
use super::{Span, fold};
use crate::order;

/// Words and phrases, each with a number of the caller's.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    heads: Table,
    skeletons: Table,
    accents_count: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<String>,
    accented: String,
    skeleton: String,
    tag: usize,
}

/// No phrase of a list reaches further back than over so many hits.
const MOST_AROUND: usize = 32;

/// Where a phrase stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub span: Span,
    /// The caller's number for the phrase.
    pub tag: usize,
    /// Whether letters were disguised: the text does not spell the phrase, it looks like it.
    pub disguised: bool,
}

impl Lexicon {
    /// A lexicon of `phrases`, compared without regard to case. Where `accents_count` an accent makes another word (as
    /// in French: *marché*, *marche*), save in capitals, which often go without.
    ///
    /// ```
    /// use countersign::text::{Lexicon, Words};
    /// let text = "No cheap tricks, no low-cost, no ch3ap.";
    /// let lexicon = Lexicon::new([("cheap", 0), ("low cost", 1)], false);
    /// let found: Vec<&str> = lexicon.find(text, &Words::of(text)).iter().map(|hit| hit.span.of(text)).collect();
    /// assert_eq!(found, ["cheap", "low-cost", "ch3ap"]);
    /// ```
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, usize)>, accents_count: bool) -> Self {
        let mut entries = Vec::new();
        for (phrase, tag) in phrases {
            let words = Words::of(phrase);
            let keys: Vec<String> = words.list().iter().map(|word| words.key(word).to_owned()).collect();
            if keys.is_empty() {
                continue;
            }
            let joined = keys.concat();
            let skeleton = skeleton(&joined);
            let accented = letters(&accented(phrase));
            // `low cost` is also found as `lowcost`; short phrases would find other words.
            if keys.len() > 1 && joined.chars().count() >= 6 {
                let (accented, skeleton) = (accented.clone(), String::new());
                entries.push(Entry { words: vec![joined], accented, skeleton, tag });
            }
            entries.push(Entry { words: keys, accented, skeleton, tag });
        }
        let heads = Table::new(entries.iter().map(|entry| entry.words.first().map_or(0, |word| hash(word))));
        let skeletons = Table::new(entries.iter().map(|entry| hash(&entry.skeleton)));
        Self { entries, heads, skeletons, accents_count }
    }

    /// Where the phrases stand in `text`, whose words are `words`, disguised ones too; none overlaps another, and of
    /// two that start together the longer counts.
    pub fn find(&self, text: &str, words: &Words) -> Vec<Hit> {
        let mut hits = self.find_plain(text, words);
        if words.disguised().is_empty() || self.entries.is_empty() {
            return hits;
        }
        for word in words.disguised() {
            let key = words.key(word);
            let found =
                self.skeletons.at(word.hash).filter_map(|index| self.entries.get(index)).find(|entry| {
                    entry.skeleton == key && entry.skeleton.chars().count() >= SHORTEST_DISGUISE as usize
                });
            if let Some(entry) = found
                && !hits.iter().any(|hit| hit.span.overlaps(word.span))
            {
                hits.push(Hit { span: word.span, tag: entry.tag, disguised: true });
            }
        }
        order::sort_by_key(&mut hits, |hit| hit.span);
        hits
    }

    /// Where the phrases stand as they are spelt.
    pub fn find_plain(&self, text: &str, words: &Words) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let list = words.list();
        let mut at = 0;
        while let Some(word) = list.get(at) {
            if !self.heads.may_have(word.hash) {
                at += 1;
                continue;
            }
            let tail = list.get(at..).unwrap_or_default();
            let longest = self
                .heads
                .at(word.hash)
                .filter_map(|index| self.entries.get(index))
                .filter(|entry| {
                    entry.words.len() <= tail.len()
                        && entry
                            .words
                            .iter()
                            .zip(tail)
                            .enumerate()
                            .all(|(nth, (key, word))| (nth == 0 || word.gap != Gap::Stop) && words.key(word) == key)
                })
                .filter_map(|entry| {
                    let span = Span::new(word.span.start, tail.get(entry.words.len() - 1)?.span.end);
                    self.same_accents(span.of(text), entry).then_some((span, entry))
                })
                .max_by_key(|(span, _)| span.len());
            match longest {
                Some((span, entry)) => {
                    hits.push(Hit { span, tag: entry.tag, disguised: false });
                    at += entry.words.len();
                }
                None => at += 1,
            }
        }
        hits
    }

    /// Where the phrases stand, disguised ones too, for several lists in one pass: `list` says which list a tag is of.
    /// Of one list none overlaps another, and of two that start together the longer counts.
    pub fn find_by<L: PartialEq>(&self, text: &str, words: &Words, list: impl Fn(usize) -> L) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let all = words.list();
        for (at, word) in all.iter().enumerate() {
            if !self.heads.may_have(word.hash) {
                continue;
            }
            let first = hits.len();
            for index in self.heads.at(word.hash) {
                let Some(entry) = self.entries.get(index) else { continue };
                let Some(window) = all.get(at..at + entry.words.len()) else { continue };
                let same = entry.words.iter().zip(window).enumerate();
                let mut same = same
                    .map(|(nth, (key, word))| (nth == 0 || word.gap != Gap::Stop) && words.key(word) == key.as_str());
                let span = Span::new(word.span.start, window.last().map_or(word.span.end, |last| last.span.end));
                if !same.all(|same| same) || !self.same_accents(span.of(text), entry) {
                    continue;
                }
                let of = list(entry.tag);
                let taken = |hit: &&mut Hit| list(hit.tag) == of && hit.span.overlaps(span);
                match hits.iter_mut().rev().take(MOST_AROUND).find(taken) {
                    Some(hit) if hit.span.start == span.start && hit.span.len() < span.len() => {
                        *hit = Hit { span, tag: entry.tag, disguised: false };
                    }
                    Some(_) => {}
                    None => hits.push(Hit { span, tag: entry.tag, disguised: false }),
                }
            }
            order::sort_by_key(hits.get_mut(first..).unwrap_or_default(), |hit| hit.tag);
        }
        let plain = hits.len();
        for word in words.disguised().iter().filter(|word| word.letters >= SHORTEST_DISGUISE) {
            for index in self.skeletons.at(word.hash) {
                let Some(entry) = self.entries.get(index).filter(|entry| entry.skeleton == words.key(word)) else {
                    continue;
                };
                let seen = hits.get(..plain).unwrap_or_default().partition_point(|hit| hit.span.end <= word.span.start);
                let around = hits.get(seen..plain).unwrap_or_default().iter().take(MOST_AROUND);
                if around.clone().any(|hit| hit.span.overlaps(word.span)) {
                    continue;
                }
                let of = list(entry.tag);
                let taken = |hit: &&mut Hit| list(hit.tag) == of && hit.span.overlaps(word.span);
                let before = hits.get_mut(plain..).unwrap_or_default().iter_mut().rev().take(MOST_AROUND).find(taken);
                let hit = Hit { span: word.span, tag: entry.tag, disguised: true };
                match before {
                    Some(other) if other.span.len() < hit.span.len() => *other = hit,
                    Some(_) => {}
                    None => hits.push(hit),
                }
            }
        }
        order::sort_by_key(&mut hits, |hit| (hit.span, hit.tag));
        hits.dedup_by_key(|hit| (hit.span, hit.tag));
        hits
    }

    fn same_accents(&self, found: &str, entry: &Entry) -> bool {
        !self.accents_count
            || letters(&accented(found)) == entry.accented
            || !found.chars().any(char::is_lowercase)
            || !found.chars().filter(|c| c.is_alphabetic()).all(is_french)
    }
}

/// Letters, digits and accents alone: what stands between the words of a phrase does not matter.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || super::fold::is_mark(*c)).collect()
}

/// How many letters one text is from another: insertions, deletions, exchanges and swaps of neighbours; `None` beyond
/// `most`.
///
/// ```
/// use countersign::text::distance;
/// assert_eq!(distance("colombe", "colomeb", 2), Some(1));
/// assert_eq!(distance("colombe", "colonial", 2), None);
/// ```
pub fn distance(one: &str, other: &str, most: usize) -> Option<usize> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut now = Vec::with_capacity(last.len());
        now.push(row + 1);
        for (column, b) in other.iter().enumerate() {
            let cell = |cells: &[usize], at: usize| cells.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (cell(&last, column) + usize::from(a != b))
                .min(cell(&last, column + 1) + 1)
                .min(cell(&now, column) + 1);
            let swapped = row > 0 && column > 0 && one.get(row - 1) == Some(b) && other.get(column - 1) == Some(a);
            if swapped {
                best = best.min(cell(&before, column - 1) + 1);
            }
            now.push(best);
        }
        before = std::mem::replace(&mut last, now);
    }
    last.last().copied().filter(|count| *count <= most)
}

/// `replacement` in the case of `found`: all capitals, a capital first, or as it is.
///
/// ```
/// assert_eq!(countersign::text::in_case_of("Cheap", "great-value"), "Great-value");
/// ```
pub fn in_case_of(found: &str, replacement: &str) -> String {
    let mut letters = found.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    let mut rest = letters.peekable();
    match first {
        Some(first) if first.is_uppercase() => {
            if rest.peek().is_some() && rest.all(char::is_uppercase) {
                return replacement.to_uppercase();
            }
            let mut chars = replacement.chars();
            chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
        }
        _ => replacement.to_owned(),
    }
}

/// Whether two texts fold to the same words.
pub fn same_words(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// The letters and digits of a text, folded: texts of the same words have the same.
///
/// ```
/// assert_eq!(countersign::text::bare("Lire la\u{a0}suite !"), "lirelasuite");
/// ```
pub fn bare(text: &str) -> String {
    letters(&fold(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, phrases: &[&str], accents_count: bool) -> Vec<&'a str> {
        let lexicon = Lexicon::new(phrases.iter().copied().zip(0..), accents_count);
        lexicon.find(text, &Words::of(text)).iter().map(|hit| hit.span.of(text)).collect()
    }

    #[test]
    fn whole_words_only() {
        assert_eq!(found("Cheap? cheaper, uncheap, cheap.", &["cheap"], false), ["Cheap", "cheap"]);
        assert_eq!(
            found("C’est l’aubaine d’aujourd’hui", &["aubaine", "aujourd’hui"], true),
            ["aubaine", "aujourd’hui"]
        );
    }

    #[test]
    fn accents_make_another_word_in_french_save_in_capitals() {
        assert_eq!(found("Le marché marche. LE MARCHE. Márché", &["marché"], true), ["marché", "MARCHE", "Márché"]);
        assert_eq!(found("cafe café", &["café"], false), ["cafe", "café"]);
    }

    #[test]
    fn phrases_do_not_go_over_stops() {
        assert_eq!(
            found("low cost; low, cost; low\u{a0}cost; low-cost", &["low cost"], false),
            ["low cost", "low\u{a0}cost", "low-cost"]
        );
        assert_eq!(found("best price ever", &["best", "best price"], false), ["best price"]);
    }

    #[test]
    fn disguises_are_seen_through() {
        assert_eq!(found("Сheap ch3ap c h e a p ch-eap lowcost", &["cheap", "low cost"], false).len(), 5);
        assert_eq!(found("100 % 1st 4U A4 H2O", &["loo", "ist", "aa"], false), Vec::<&str>::new());
    }
}
