//! Names in their one spelling: found where a text comes close and is not exact.

use crate::order;
use crate::policy::Policy;
use crate::text::{Gap, Lexicon, Span, Word, Words, distance};

/// The names of a policy, made ready.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<Name>,
    known_faults: Lexicon,
}

#[derive(Clone, Debug)]
struct Name {
    spelling: String,
    /// Its folded words, joined.
    joined: String,
    initial: Option<char>,
    words: usize,
    letters: usize,
    /// How many letters a misspelling may differ by.
    slack: usize,
    /// Which letters it has: a bit for each.
    bag: u32,
}

/// A name that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelt<'a> {
    /// Where.
    pub span: Span,
    /// As it should be.
    pub spelling: &'a str,
}

impl Names {
    /// The names of `policy`.
    pub fn new(policy: &Policy) -> Self {
        let names = policy.wording.names.iter().map(|name| Name::new(&name.name)).collect();
        let faults = policy.wording.names.iter().enumerate();
        let known_faults = faults.flat_map(|(index, name)| name.not.iter().map(move |fault| (fault.as_str(), index)));
        Self { names, known_faults: Lexicon::new(known_faults, false) }
    }

    /// The misspelt names in `text`.
    pub fn misspelt(&self, text: &str, words: &Words) -> Vec<Misspelt<'_>> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let list = words.list();
        // What is written exactly as some name is right, also where it comes close to another.
        let mut right: Vec<Span> = Vec::new();
        let mut found: Vec<(usize, Misspelt)> = Vec::new();
        for (at, word) in list.iter().enumerate() {
            let initial = words.key(word).chars().next();
            // A misspelling keeps the first letter, so most words are no name's business.
            for name in self.names.iter().filter(|name| name.initial == initial) {
                let least = name.words.saturating_sub(1).max(1);
                for count in least..=name.words + 1 {
                    let Some(window) = list.get(at..at + count) else { break };
                    let (Some(first), Some(last)) = (window.first(), window.last()) else { break };
                    if window.iter().skip(1).any(|word| word.gap == Gap::Stop) {
                        break;
                    }
                    let span = Span::new(first.span.start, last.span.end);
                    if count == name.words && span.of(text) == name.spelling {
                        right.push(span);
                    } else if let Some(far) = name.distance(words, window, span.of(text)) {
                        found.push((far, Misspelt { span, spelling: &name.spelling }));
                    }
                }
            }
        }
        for hit in self.known_faults.find_plain(text, words) {
            if let Some(name) = self.names.get(hit.tag) {
                found.push((0, Misspelt { span: hit.span, spelling: &name.spelling }));
            }
        }
        found.retain(|(_, misspelt)| {
            !right.iter().any(|right| right.overlaps(misspelt.span)) && !is_address(text, misspelt.span)
        });
        // The nearest reading of a stretch counts, of two as near the longer.
        order::sort_by_key(&mut found, |(far, misspelt)| (*far, usize::MAX - misspelt.span.len(), misspelt.span.start));
        let mut kept: Vec<Misspelt> = Vec::new();
        for (_, misspelt) in found {
            if !kept.iter().any(|other| other.span.overlaps(misspelt.span)) {
                kept.push(misspelt);
            }
        }
        order::sort_by_key(&mut kept, |misspelt| misspelt.span);
        kept
    }
}

impl Name {
    fn new(spelling: &str) -> Self {
        let words = Words::of(spelling);
        let joined: String = words.list().iter().map(|word| words.key(word)).collect();
        let letters = joined.chars().count();
        // A letter or two off is a slip in a long name and another word in a short one.
        let slack = match (letters, words.list().len()) {
            (0..=6, _) => 0,
            (7..=8, _) | (_, 1) => 1,
            _ => 2,
        };
        Self {
            spelling: spelling.to_owned(),
            bag: bag(&joined),
            initial: joined.chars().next(),
            joined,
            words: words.list().len(),
            letters,
            slack,
        }
    }

    /// How far `window` is from this name; `None` where it is another word altogether.
    fn distance(&self, words: &Words, window: &[Word], text: &str) -> Option<usize> {
        let letters: usize = window.iter().map(|word| word.letters as usize).sum();
        if letters.abs_diff(self.letters) > self.slack {
            return None;
        }
        let joined: String = window.iter().map(|word| words.key(word)).collect();
        if (bag(&joined) ^ self.bag).count_ones() as usize > 2 * self.slack {
            return None;
        }
        let far = distance(&joined, &self.joined, self.slack)?;
        // Another word is only taken for a misspelt name where it is written like a name.
        let like_a_name = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        let own_capital = self.spelling.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        (far == 0 || like_a_name || !own_capital).then_some(far)
    }
}

/// Which letters a text has.
fn bag(text: &str) -> u32 {
    text.bytes().fold(0, |bag, byte| bag | 1 << (byte & 31))
}

/// Whether a stretch is part of an address, a handle or a tag: `cafecolombe.fr`, `@cafecolombe`, `#CaféColombe`.
fn is_address(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let head = before.chars().next_back();
    let mut tail = after.chars();
    let next = tail.next();
    matches!(head, Some('@' | '#' | '/' | '_' | '='))
        || (matches!(head, Some('.')) && before.chars().rev().nth(1).is_some_and(char::is_alphanumeric))
        || matches!(next, Some('@' | '/' | '_'))
        || (matches!(next, Some('.')) && tail.next().is_some_and(char::is_alphanumeric))
}
