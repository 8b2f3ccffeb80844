//! Sentences, how long and how hard they are, and emoji: what measures of a text are made of.

use crate::locale::Locale;
use crate::text::{BLOCK_END, Span, Words};
use unicode_segmentation::UnicodeSegmentation;

/// A sentence, or a block that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where.
    pub span: Span,
    /// How many words.
    pub words: usize,
    /// How many syllables, as far as spelling tells.
    pub syllables: usize,
    /// Whether it ends as a sentence does.
    pub ended: bool,
}

impl Sentence {
    /// The sentences of `text`, whose words are `words`.
    pub(super) fn all(text: &str, words: &Words, language: Locale) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let mut open: Option<Self> = None;
        for word in words.list() {
            let before = open.map_or(word.span.start, |open| open.span.end);
            let between = Span::new(before, word.span.start).of(text);
            if let Some(sentence) = open
                && let Some(ended) = ends(between)
            {
                found.push(Self { ended, ..sentence });
                open = None;
            }
            let key = words.key(word);
            let syllables = match language {
                Locale::En => syllables_en(key),
                Locale::Fr => syllables_fr(key),
            };
            let sentence = open.get_or_insert(Self { span: word.span, words: 0, syllables: 0, ended: false });
            sentence.span.end = word.span.end;
            // What an apostrophe cuts off is no word of its own: l’, d’, ’s.
            let cut = between.ends_with(['’', '\'']) && key.len() <= 2 && language == Locale::En;
            let elided = language == Locale::Fr
                && word.letters == 1
                && text.get(word.span.end..).is_some_and(|rest| rest.starts_with(['’', '\'']));
            if !cut && !elided {
                sentence.words += 1;
                sentence.syllables += syllables;
            }
        }
        if let Some(sentence) = open {
            let rest = text.get(sentence.span.end..).unwrap_or_default();
            found.push(Self { ended: rest.trim_start().starts_with(['.', '!', '?', '…']), ..sentence });
        }
        found
    }
}

/// Whether a sentence ends in what stands between two words, and whether with a stop.
fn ends(between: &str) -> Option<bool> {
    if between == " " {
        return None;
    }
    let stop = between.find(['.', '!', '?', '…']);
    let block = between.contains(BLOCK_END);
    match stop {
        Some(at) => {
            let after = between.get(at..).unwrap_or_default();
            (block || after.contains(char::is_whitespace)).then_some(true)
        }
        None => block.then_some(false),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn vowel_groups(word: &str) -> usize {
    let mut before = false;
    let mut groups = 0;
    for c in word.chars() {
        let vowel = is_vowel(c);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    groups
}

fn syllables_en(word: &str) -> usize {
    let silent = word.ends_with('e') && !word.ends_with("le") && !word.ends_with("ee");
    let silent = silent || (word.ends_with("es") && !word.ends_with("ses") && !word.ends_with("ches"));
    let silent = silent || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded"));
    vowel_groups(word).saturating_sub(usize::from(silent)).max(1)
}

fn syllables_fr(word: &str) -> usize {
    // The folded form has lost its accents: a final e counts as mute, which it is far more often than not.
    let stem = word.strip_suffix("ent").or(word.strip_suffix("es")).or(word.strip_suffix('e'));
    let mute = stem.is_some_and(|stem| stem.chars().next_back().is_some_and(|c| !is_vowel(c)) && word.len() > 3);
    vowel_groups(word).saturating_sub(usize::from(mute)).max(1)
}

/// The emoji of a text: what is shown as a picture, a sequence as one.
pub fn emoji(text: &str) -> Vec<Span> {
    if text.is_ascii() {
        return Vec::new();
    }
    let clusters = text.grapheme_indices(true);
    clusters.filter(|(_, cluster)| is_emoji(cluster)).map(|(at, cluster)| Span::new(at, at + cluster.len())).collect()
}

fn is_emoji(cluster: &str) -> bool {
    let Some(first) = cluster.chars().next().filter(|c| !c.is_alphanumeric() || cluster.contains('\u{20e3}')) else {
        return false;
    };
    match u32::from(first) {
        _ if cluster.contains('\u{fe0e}') => false,
        _ if cluster.contains('\u{20e3}') => true,
        0x1f000..=0x1faff => !matches!(u32::from(first), 0x1f100..=0x1f18d | 0x1f190 | 0x1f1ad..=0x1f1e5),
        0xa9
        | 0xae
        | 0x203c
        | 0x2049
        | 0x2122
        | 0x2139
        | 0x2194..=0x21aa
        | 0x2300..=0x27bf
        | 0x2934..=0x2935
        | 0x2b05..=0x2b55
        | 0x3030
        | 0x303d
        | 0x3297
        | 0x3299 => cluster.contains('\u{fe0f}') || PICTURES.contains(&first),
        _ => false,
    }
}

/// Signs of the older blocks that are shown as pictures without being asked to.
const PICTURES: &[char] = &[
    '⌚', '⌛', '⏩', '⏪', '⏫', '⏬', '⏰', '⏳', '◽', '◾', '☔', '☕', '♈', '♉', '♊', '♋', '♌', '♍', '♎',
    '♏', '♐', '♑', '♒', '♓', '♿', '⚓', '⚡', '⚪', '⚫', '⚽', '⚾', '⛄', '⛅', '⛎', '⛔', '⛪', '⛲', '⛳',
    '⛵', '⛺', '⛽', '✅', '✊', '✋', '✨', '❌', '❎', '❓', '❔', '❕', '❗', '➕', '➖', '➗', '➰', '➿', '⬛',
    '⬜', '⭐', '⭕',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_and_at_blocks() {
        let text = "Come in. It is warm, at 9.30 a.m.\u{2029}See the menu\u{2029}Bye!";
        let words = Words::of(text);
        let found: Vec<_> = Sentence::all(text, &words, Locale::En).iter().map(|one| (one.words, one.ended)).collect();
        assert_eq!(found, [(2, true), (8, true), (3, false), (1, true)]);
    }

    #[test]
    fn syllables_are_about_right() {
        for (word, count) in [("coffee", 2), ("made", 1), ("table", 2), ("beautiful", 3), ("baked", 1)] {
            assert_eq!(syllables_en(word), count, "{word}");
        }
        for (word, count) in [("boulangerie", 4), ("table", 1), ("parlent", 1), ("chocolat", 3), ("rue", 1)] {
            assert_eq!(syllables_fr(word), count, "{word}");
        }
    }

    #[test]
    fn a_sequence_is_one_emoji_and_a_sign_is_none() {
        assert_eq!(emoji("👩‍👩‍👧‍👦 🇫🇷 ❤️ 1️⃣ ⭐ 👍🏽").len(), 6);
        assert_eq!(emoji("★ → ✓ © ™ 1 « é » ❤︎"), []);
    }
}
