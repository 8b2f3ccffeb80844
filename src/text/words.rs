//! A text as its words: where each is, what it folds to, what stands between it and the one before.
//!
//! French elision and English possessives come apart at the apostrophe (`l’offre`, `pizza’s`), so a term is found
//! after either. Words that hide (`ch3ap`, `c h e a p`, `сheap` with a Cyrillic letter) are listed besides as
//! [`Words::disguised`].

use super::Span;
use super::fold::{fold_into, is_invisible, is_mark, lookalike, stands_in};

/// The end of a block in a text that was gathered from several; no phrase goes over it.
pub const BLOCK_END: char = '\u{2029}';

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// White space.
    Space,
    /// One hyphen, apostrophe, dot, underscore, asterisk or slash, without white space.
    Join,
    /// Anything else, and the start of the text: no phrase goes over it.
    Stop,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Where it is.
    pub span: Span,
    /// What stands before it.
    pub gap: Gap,
    key: (u32, u32),
    /// A hash of its folded form: words of the same form have the same.
    pub hash: u64,
    /// How many characters its folded form has.
    pub letters: u32,
}

/// The words of a text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    keys: String,
    list: Vec<Word>,
    disguised: Vec<Word>,
    signs: u128,
    is_foreign: bool,
    /// A key on its way to another place of `keys`.
    scratch: String,
}

/// The longest stretch that is tried as one disguised word, in characters.
const LONGEST_DISGUISE: usize = 32;
/// The longest word that is looked for among letters set apart.
const LONGEST_SPACED: usize = 20;
/// No honest text hides so many words; a text of single letters must not fill the memory.
const MOST_DISGUISES: usize = 4096;
/// The fewest letters of a word that is worth disguising; shorter ones would find `1st` and `4U`.
pub(super) const SHORTEST_DISGUISE: u32 = 4;

impl Words {
    /// The words of `text`.
    pub fn of(text: &str) -> Self {
        let mut words = Self { keys: String::with_capacity(text.len()), ..Self::default() };
        words.read(text);
        words.find_stand_ins(text);
        words.find_spaced();
        words
    }

    /// The words in order.
    pub fn list(&self) -> &[Word] {
        &self.list
    }

    /// What else the text may be read as, letter for lookalike letter; see [`skeleton`].
    pub fn disguised(&self) -> &[Word] {
        &self.disguised
    }

    /// The words that fold to `key`, each with its number.
    pub fn alike<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (usize, &'a Word)> {
        let hash = hash(key);
        self.list.iter().enumerate().filter(move |(_, word)| word.hash == hash && self.key(word) == key)
    }

    /// What `word` folds to.
    #[inline]
    pub fn key(&self, word: &Word) -> &str {
        self.keys.get(word.key.0 as usize..word.key.1 as usize).unwrap_or_default()
    }

    fn read(&mut self, text: &str) {
        let mut gap = Gap::Stop;
        let mut between = 0;
        let mut at = 0;
        while let Some(c) = char_at(text, at) {
            if !is_alphanumeric(c) {
                at += c.len_utf8();
                self.note(c);
                if is_invisible(c) || is_sign(c) {
                    continue;
                }
                gap = match (c, gap) {
                    (BLOCK_END, _) => Gap::Stop,
                    (c, Gap::Space) if c.is_whitespace() => Gap::Space,
                    (c, _) if c.is_whitespace() && between == 0 => Gap::Space,
                    ('-' | '\'' | '’' | '.' | '_' | '*' | '/' | '‐' | '‑' | '·', _) if between == 0 => Gap::Join,
                    _ => Gap::Stop,
                };
                between += 1;
                continue;
            }
            let (start, from) = (at, self.keys.len());
            loop {
                let plain = text.as_bytes().iter().skip(at).take_while(|byte| byte.is_ascii_alphanumeric()).count();
                self.keys.push_str(Span::new(at, at + plain).of(text));
                at += plain;
                let Some(c) = char_at(text, at).filter(|c| !c.is_ascii()) else { break };
                self.note(c);
                if is_mark(c) || is_alphanumeric(c) {
                    fold_into(c, &mut self.keys);
                } else if !is_invisible(c) {
                    break;
                }
                at += c.len_utf8();
            }
            if let Some(key) = self.keys.get_mut(from..) {
                key.make_ascii_lowercase();
            }
            if self.list.is_empty() {
                gap = Gap::Stop;
            }
            self.push(false, Span::new(start, at), gap, from);
            (gap, between) = (Gap::Stop, 0);
        }
    }

    /// Remembers what may stand in the text.
    const fn note(&mut self, c: char) {
        match c {
            '\0'..='\x7f' => self.signs |= 1 << c as u32,
            '\u{80}'..'\u{e00}' | '\u{2000}'..='\u{206f}' | '\u{fffc}' => {}
            _ => self.is_foreign = true,
        }
    }

    /// Whether the text may hold these characters: quickly said, and sure only where it is `false`.
    pub(super) fn may_hold(&self, wanted: &str) -> bool {
        wanted.chars().all(|c| match c {
            c if c.is_ascii_alphanumeric() => true,
            '\0'..='\x7f' => self.signs & 1 << c as u32 != 0,
            '\u{80}'..'\u{e00}' | '\u{2000}'..='\u{206f}' | '\u{fffc}' => true,
            _ => self.is_foreign,
        })
    }

    fn push(&mut self, disguised: bool, span: Span, gap: Gap, from: usize) {
        let key = self.keys.get(from..).unwrap_or_default();
        let letters = if key.is_ascii() { key.len() } else { key.chars().count() } as u32;
        let word = Word { span, gap, key: (from as u32, self.keys.len() as u32), hash: hash(key), letters };
        if disguised { self.disguised.push(word) } else { self.list.push(word) }
    }

    /// Runs without white space in which a digit, a sign or a letter of another script may stand for a letter.
    fn find_stand_ins(&mut self, text: &str) {
        let mut next = 0;
        while let Some(c) = char_at(text, next) {
            let at = next;
            next += c.len_utf8();
            // Letters of other scripts stand from here on.
            if !(stands_in(c) || c == 'ı' || c >= '\u{1c0}') || !is_in_run(c) {
                continue;
            }
            let (before, rest) = text.split_at_checked(at).unwrap_or_default();
            let from = before.trim_end_matches(is_in_run).len();
            let end = text.len() - rest.trim_start_matches(is_in_run).len();
            self.stand_in(text, from, end);
            next = end;
        }
    }

    fn stand_in(&mut self, text: &str, from: usize, end: usize) {
        let Some(run) = text.get(from..end) else { return };
        let foreign = |c: char| c.is_alphabetic() && !c.is_ascii() && lookalike(lower(c)) != lower(c);
        let latin = run.chars().filter(char::is_ascii_alphabetic).count();
        let odd = run.chars().filter(|c| stands_in(*c) || foreign(*c)).count();
        let others = run.chars().filter(|c| c.is_alphabetic()).count();
        let scripted = run.chars().any(foreign);
        // Mostly letters: `100` and `2x1` are numbers.
        if odd == 0 || run.chars().count() > LONGEST_DISGUISE || (!scripted && latin < odd) || others == 0 {
            return;
        }
        // A sign at the end is more often punctuation; both readings are tried.
        let trimmed = run.trim_end_matches(['!', '+', '|']);
        for reading in [run, trimmed].into_iter().take(if trimmed.len() == run.len() { 1 } else { 2 }) {
            let key = self.keys.len();
            skeleton_into(reading, &mut self.keys);
            self.push(true, Span::new(from, from + reading.len()), Gap::Stop, key);
        }
    }

    /// Letters set apart (`c h e a p`, `c.h.e.a.p`) and words cut by a sign (`che-ap`).
    fn find_spaced(&mut self) {
        let list = std::mem::take(&mut self.list);
        let mut at = 0;
        while let Some(first) = list.get(at) {
            let rest = list.get(at + 1..).unwrap_or_default();
            let alone = |word: &Word| word.letters == 1 && word.gap != Gap::Stop;
            let spaced = match first.letters {
                1 => rest.iter().take_while(|word| alone(word)).count(),
                _ => 0,
            };
            let run = list.get(at..=at + spaced).unwrap_or_default();
            if run.len() >= SHORTEST_DISGUISE as usize {
                for (skipped, _) in run.iter().enumerate() {
                    let tail = run.get(skipped..).unwrap_or_default();
                    for length in SHORTEST_DISGUISE as usize..=tail.len().min(LONGEST_SPACED) {
                        self.join(tail.get(..length).unwrap_or_default());
                    }
                }
                at += run.len();
                continue;
            }
            let joined = rest.iter().take(2).take_while(|word| word.gap == Gap::Join).count();
            for length in 2..=joined + 1 {
                self.join(list.get(at..at + length).unwrap_or_default());
            }
            at += 1;
        }
        self.list = list;
    }

    fn join(&mut self, parts: &[Word]) {
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        let letters: u32 = parts.iter().map(|word| word.letters).sum();
        if letters < SHORTEST_DISGUISE || self.disguised.len() >= MOST_DISGUISES {
            return;
        }
        let from = self.keys.len();
        for word in parts {
            self.scratch.clear();
            self.scratch.push_str(self.keys.get(word.key.0 as usize..word.key.1 as usize).unwrap_or_default());
            self.keys.extend(self.scratch.chars().map(lookalike));
        }
        self.push(true, Span::new(first.span.start, last.span.end), Gap::Stop, from);
    }
}

/// A sign that belongs to a phrase and is no word of it: `100 % arabica`.
const fn is_sign(c: char) -> bool {
    matches!(c, '%' | '&' | '°' | '€' | '$' | '£' | '#' | '+' | '®' | '™')
}

/// Whether `c` is part of a run in which letters may be disguised.
fn is_in_run(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || stands_in(c)
        || (!c.is_ascii() && (is_alphanumeric(c) || is_mark(c) || is_invisible(c)))
}

/// As [`char::is_alphanumeric`], at once for what stands between words: the standard library's tables are slow.
fn is_alphanumeric(c: char) -> bool {
    match c {
        ..='\u{a9}' => c.is_ascii_alphanumeric(),
        '\u{2000}'..='\u{206f}' | '\u{fffc}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// The character at a byte; `None` at the end.
#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        ascii @ ..=0x7f => Some(char::from(*ascii)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// `text` as one run of Latin letters, each letter, digit or sign as the letter that it looks like. Two texts that a
/// reader takes for one have the same skeleton.
pub fn skeleton(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    skeleton_into(text, &mut out);
    out
}

fn skeleton_into(text: &str, out: &mut String) {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || stands_in(c) || is_mark(c) || is_invisible(c) {
            fold_into(c, &mut folded);
        }
    }
    out.extend(folded.chars().map(lookalike));
}

/// FNV-1a: short keys, no state, the same everywhere.
pub(super) fn hash(key: &str) -> u64 {
    key.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let words = Words::of(text);
        words.list().iter().map(|word| words.key(word).to_owned()).collect()
    }

    #[test]
    fn words_come_apart_at_apostrophes_and_keep_their_accents_folded() {
        assert_eq!(keys("L’offre d'été, aujourd’hui !"), ["l", "offre", "d", "ete", "aujourd", "hui"]);
        assert_eq!(keys("Roma Pizza's"), ["roma", "pizza", "s"]);
        let words = Words::of("low-cost, new low cost");
        assert_eq!(
            words.list().iter().map(|word| word.gap).collect::<Vec<_>>(),
            [Gap::Stop, Gap::Join, Gap::Stop, Gap::Space, Gap::Space]
        );
    }

    #[test]
    fn a_disguised_word_is_read_as_what_it_looks_like() {
        for text in ["ch3ap", "c h e a p", "c.h.e.a.p", "сhеар", "che-ap", "CH3@P!", "a c-h-e-a-p car"] {
            let words = Words::of(text);
            let read: Vec<_> = words.disguised().iter().map(|word| words.key(word)).collect();
            assert!(read.contains(&skeleton("cheap").as_str()), "{text}: {read:?}");
        }
        assert!(Words::of("100 g for 2 at 9").disguised().is_empty());
    }

    #[test]
    fn a_long_row_of_letters_takes_linear_time() {
        assert!(Words::of(&"a ".repeat(100_000)).disguised().len() <= MOST_DISGUISES);
    }
}
