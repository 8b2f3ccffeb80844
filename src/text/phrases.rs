//! Many phrases, found in a text in one pass over its words: every place of every phrase, overlapping or not.
//!
//! Where a [`Lexicon`](super::Lexicon) says which one term a stretch is, this says all that is there: the wording that
//! law wants and the words that call for it. A `#` in a phrase stands for a number, a `*` for any one word (`*-free`: with a
//! hyphen after it); in `###` or `SC######` each `#` is one digit, as registers number their entries.

use super::table::Table;
use super::words::{Gap, Word, Words, hash};
use super::{Span, fold};

/// Many phrases, each with a number of the caller's.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    list: Vec<Phrase>,
    heads: Table,
    /// Phrases of scripts that do not part words with spaces, signs (`★★`, `18+`) and what begins with a stroke
    /// (`/month`): found as they stand.
    inside: Vec<(String, usize)>,
}

#[derive(Clone, Debug)]
struct Phrase {
    parts: Vec<Part>,
    /// Which part is looked up first: the first that is a word of its own.
    head: usize,
    tag: usize,
    loose: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Word(String),
    /// A word that a hyphen joins to the one before.
    Joined(String),
    Number,
    /// A word in which each `#` is a digit.
    Shape(String),
    Any,
}

/// How the words of a phrase must follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Following {
    /// With nothing but a space or a joint between them: a term.
    Closely,
    /// Whatever punctuation stands between them: a sentence, an address.
    Loosely,
}

impl Phrases {
    /// A list of phrases. One of nothing but `#` and `*` is left out.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, usize, Following)>) -> Self {
        let mut made = Self::default();
        for (phrase, tag, following) in phrases {
            let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '#' | '*' | ' ');
            let signs = !phrase.contains(char::is_alphanumeric) && phrase.contains(is_sign);
            if phrase.contains(is_unspaced) || signs || phrase.ends_with('+') || phrase.starts_with('/') {
                made.inside.push((phrase.to_owned(), tag));
                continue;
            }
            let parts = parts(phrase);
            if let Some(head) = parts.iter().position(|part| matches!(part, Part::Word(_) | Part::Joined(_))) {
                made.list.push(Phrase { parts, head, tag, loose: following == Following::Loosely });
            }
        }
        let heads = made.list.iter().map(|phrase| match phrase.parts.get(phrase.head) {
            Some(Part::Word(word) | Part::Joined(word)) => hash(word),
            _ => 0,
        });
        made.heads = Table::new(heads);
        made
    }

    /// Where the phrases stand in `text`, whose words are `words`: stretches with their numbers, in order of their first
    /// word of their own.
    ///
    /// ```
    /// use countersign::text::{Following, Phrases, Words};
    /// let phrases = Phrases::new([("up to # off", 7, Following::Closely)]);
    /// let text = "Save up to 30% off!";
    /// let found = phrases.find(text, &Words::of(text));
    /// assert_eq!(found[0].0.of(text), "up to 30% off");
    /// ```
    pub fn find(&self, text: &str, words: &Words) -> Vec<(Span, usize)> {
        let mut found = Vec::new();
        for (at, word) in words.list().iter().enumerate() {
            if !self.heads.may_have(word.hash) {
                continue;
            }
            for phrase in self.heads.at(word.hash).filter_map(|index| self.list.get(index)) {
                found.extend(phrase.around(at, text, words).map(|span| (span, phrase.tag)));
            }
        }
        for (phrase, tag) in self.inside.iter().filter(|(phrase, _)| words.may_hold(phrase)) {
            let spans = text.match_indices(phrase.as_str()).map(|(at, _)| Span::new(at, at + phrase.len()));
            found.extend(spans.map(|span| (span, *tag)));
        }
        found
    }
}

impl Phrase {
    /// Where it stands, its head being the word at `at`.
    fn around(&self, at: usize, text: &str, words: &Words) -> Option<Span> {
        let list = words.list();
        let (before, after) = (self.parts.get(..self.head)?, self.parts.get(self.head..)?);
        let fits = |part: &Part, nth: usize| {
            let Some(word) = list.get(nth) else { return false };
            let key = words.key(word);
            match part {
                Part::Word(wanted) => key == wanted,
                Part::Joined(wanted) => key == wanted && is_joined(text, list, nth),
                Part::Number => is_digits(key),
                Part::Shape(shape) => has_shape(key, shape),
                Part::Any => true,
            }
        };
        let near = |one: usize, other: usize| self.loose || follows(text, list, one, other);
        let in_number = |one: usize, other: usize| goes_on(text, words, one, other);
        // The number of the word that is looked at, and of the one before it.
        let (mut last, mut next) = (at, at);
        for (nth, part) in after.iter().enumerate() {
            if !fits(part, next) || (nth > 0 && !near(last, next)) {
                return None;
            }
            last = next;
            while *part == Part::Number && in_number(last, last + 1) {
                last += 1;
            }
            next = last + 1;
        }
        let mut first = at;
        for part in before.iter().rev() {
            let previous = first.checked_sub(1)?;
            if !fits(part, previous) || !near(previous, first) {
                return None;
            }
            first = previous;
            while *part == Part::Number && first > 0 && in_number(first - 1, first) {
                first -= 1;
            }
        }
        Some(Span::new(list.get(first)?.span.start, list.get(last)?.span.end))
    }
}

/// Whether a word follows the one before it closely: by a space or a joint, or by a sign such as `%` or `€`.
fn follows(text: &str, list: &[Word], one: usize, other: usize) -> bool {
    let (Some(before), Some(word)) = (list.get(one), list.get(other)) else { return false };
    let between = Span::new(before.span.end, word.span.start).of(text);
    word.gap != Gap::Stop || between.chars().all(|c| c.is_whitespace() || matches!(c, '%' | '€' | '£' | '$' | '+'))
}

/// Whether a hyphen stands between a word and the one before it.
fn is_joined(text: &str, list: &[Word], nth: usize) -> bool {
    let before = nth.checked_sub(1).and_then(|before| list.get(before));
    let between = before.zip(list.get(nth)).map(|(before, word)| Span::new(before.span.end, word.span.start).of(text));
    matches!(between, Some("-" | "‐" | "‑"))
}

/// Whether the number of the word before goes on in a word: with its cents and thousands (`39,90`, `1.990,50`, `1 990`).
fn goes_on(text: &str, words: &Words, one: usize, other: usize) -> bool {
    let list = words.list();
    let (Some(before), Some(word)) = (list.get(one), list.get(other)) else { return false };
    let (before_key, key) = (words.key(before), words.key(word));
    is_digits(before_key)
        && is_digits(key)
        && match Span::new(before.span.end, word.span.start).of(text) {
            "." | "," => true,
            "\u{a0}" | "\u{202f}" | "’" | "'" => key.len() == 3,
            _ => false,
        }
}

fn is_digits(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a phrase is made of.
fn parts(phrase: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for token in phrase.split_whitespace() {
        match token {
            "#" => parts.push(Part::Number),
            "*" => parts.push(Part::Any),
            joined if joined.starts_with("*-") => {
                parts.extend([Part::Any, Part::Joined(fold(joined.trim_start_matches("*-")))]);
            }
            shape if shape.contains('#') => parts.push(Part::Shape(fold(shape))),
            _ => {
                let words = Words::of(token);
                parts.extend(words.list().iter().map(|word| Part::Word(fold(word.span.of(token)))));
            }
        }
    }
    parts
}

/// Whether a word has a shape: a digit for each `#`, and everything else as it is.
fn has_shape(word: &str, shape: &str) -> bool {
    word.len() == shape.len()
        && word.bytes().zip(shape.bytes()).all(|(c, sign)| if sign == b'#' { c.is_ascii_digit() } else { c == sign })
}

/// Whether `c` belongs to a script that does not part words with spaces, or hangs endings on them (Korean).
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[(&str, Following)], text: &str) -> Vec<(String, usize)> {
        let list = phrases.iter().enumerate().map(|(tag, (phrase, following))| (*phrase, tag, *following));
        let phrases = Phrases::new(list);
        phrases.find(text, &Words::of(text)).into_iter().map(|(span, tag)| (span.of(text).to_owned(), tag)).collect()
    }

    #[test]
    fn every_phrase_is_found_though_they_overlap() {
        let list = [("free", Following::Closely), ("free trial", Following::Closely)];
        assert_eq!(found(&list, "A FREE trial"), [("FREE".to_owned(), 0), ("FREE trial".to_owned(), 1)]);
    }

    #[test]
    fn a_term_ends_at_a_comma_and_a_sentence_does_not() {
        let list = [("mit freundlichen", Following::Closely), ("rue de lyon paris", Following::Loosely)];
        assert!(found(&list, "mit, freundlichen").is_empty());
        assert_eq!(found(&list, "12 rue de Lyon, Paris").len(), 1);
    }

    #[test]
    fn numbers_and_any_words_have_a_place() {
        let list = [("# days only", Following::Closely), ("RCS * #", Following::Loosely)];
        assert_eq!(found(&list, "3 days only!")[0].0, "3 days only");
        assert_eq!(found(&list, "(RCS Lyon 123)")[0].0, "RCS Lyon 123");
        assert_eq!(found(&list, "two days only").len(), 0);
        let was = [("was #", Following::Closely)];
        for (text, all) in
            [("was 39,90 €", "was 39,90"), ("was 1.990,50, now 9", "was 1.990,50"), ("was 5. 6", "was 5")]
        {
            assert_eq!(found(&was, text)[0].0, all);
        }
        let month = [("# a month", Following::Closely), ("from # to #", Following::Closely)];
        for (text, all) in [
            ("£125.56 a month", "125.56 a month"),
            ("or 1,125.56 a month", "1,125.56 a month"),
            ("in 2026, 12 a month", "12 a month"),
            ("from 1.50 to 2.50", "from 1.50 to 2.50"),
        ] {
            assert_eq!(found(&month, text)[0].0, all);
        }
        assert!(found(&month, "1. 6 months").is_empty());
        let without = [("*-free", Following::Closely)];
        assert_eq!(found(&without, "our nut-free cake")[0].0, "nut-free");
        assert!(found(&without, "a free cake, free").is_empty());
        assert_eq!(found(&[("/mois", Following::Closely)], "19,90 €/mois, 12 mois")[0].0, "/mois");
    }

    #[test]
    fn register_numbers_have_a_shape() {
        let list = [("RCS * ### ### ###", Following::Loosely), ("number SC######", Following::Loosely)];
        assert_eq!(found(&list, "RCS Lyon : 123 456 789")[0].0, "RCS Lyon : 123 456 789");
        assert_eq!(found(&list, "Company number: sc123456")[0].0, "number: sc123456");
        assert!(found(&list, "RCS Lyon 12 456 789, number SC12345").is_empty());
    }

    #[test]
    fn scripts_without_spaces_are_read_as_they_stand() {
        assert_eq!(found(&[("配信停止", Following::Closely)], "メールの配信停止はこちら").len(), 1);
        assert_eq!(found(&[("18+", Following::Closely)], "18+ only, from 18 May").len(), 1);
    }
}
