//! All lists of words that rules look for, found together in one pass over a text.
//!
//! In: the policy, the language and place of the message. Out: for each hit its list and what to say instead. One more
//! list costs no more time on a text than none.

use super::lines;
use crate::locale::Locale;
use crate::policy::Policy;
use crate::text::{Hit, Lexicon, Span, Words};

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Names of competitors.
    Competitor,
    /// Rude words.
    Rude,
    /// Words that shut readers out.
    Insensitive,
    /// Subjects that an offer does not joke about.
    Sensitive,
    /// Slang and scolding.
    Tone,
    /// Words of another country's English or French.
    Variant,
    /// Spellings of which a message uses one; with the number of their set.
    OneOf(usize),
    /// Names that carry a sign of protection; with their number in the policy.
    Mark(usize),
    /// Wording in which no word of ours is amiss.
    Spared,
}

/// A phrase of a list.
#[derive(Clone, Debug)]
pub struct Term {
    /// Which list it stands in.
    pub list: List,
    /// The phrase.
    pub phrase: String,
    /// What to say instead.
    pub instead: Option<String>,
}

/// All lists together.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    lexicon: Lexicon,
}

type Files = &'static [(List, Locale, &'static str)];

const FILES: Files = &[
    (List::Rude, Locale::En, include_str!("rude.en.txt")),
    (List::Rude, Locale::Fr, include_str!("rude.fr.txt")),
    (List::Insensitive, Locale::En, include_str!("insensitive.en.txt")),
    (List::Insensitive, Locale::Fr, include_str!("insensitive.fr.txt")),
    (List::Sensitive, Locale::En, include_str!("sensitive.en.txt")),
    (List::Sensitive, Locale::Fr, include_str!("sensitive.fr.txt")),
    (List::Tone, Locale::En, include_str!("tone.en.txt")),
    (List::Tone, Locale::Fr, include_str!("tone.fr.txt")),
    (List::Spared, Locale::En, include_str!("decent.en.txt")),
    (List::Spared, Locale::Fr, include_str!("decent.fr.txt")),
];
const VARIANTS_EN: &str = include_str!("variants.en.txt");
const VARIANTS_FR: &str = include_str!("variants.fr.txt");

impl Terms {
    /// The lists of `language` and `policy`; `tag` is the message's language tag (`en-GB`). Where the language is not
    /// known there are only the policy's.
    pub fn new(policy: &Policy, language: Option<Locale>, tag: &str) -> Self {
        let mut terms = Vec::new();
        let wording = &policy.wording;
        for (list, _, file) in FILES.iter().filter(|(_, of, _)| language == Some(*of)) {
            if *list == List::Tone && !wording.watch_tone {
                continue;
            }
            for line in lines(file) {
                let (phrases, instead) = line.split_once(" = ").unwrap_or((line, ""));
                for phrase in phrases.split(", ") {
                    let instead = Some(instead.to_owned()).filter(|instead| !instead.is_empty());
                    terms.push(Term { list: *list, phrase: phrase.to_owned(), instead });
                }
            }
        }
        match language {
            Some(Locale::En) => variants(VARIANTS_EN, side_en(tag), &mut terms),
            Some(Locale::Fr) => variants(VARIANTS_FR, side_fr(tag), &mut terms),
            None => {}
        }
        let own = |list: List, phrases: &[String], terms: &mut Vec<Term>| {
            terms.extend(phrases.iter().map(|phrase| Term { list, phrase: phrase.clone(), instead: None }));
        };
        own(List::Competitor, &wording.competitors, &mut terms);
        own(List::Spared, &wording.spared, &mut terms);
        for (set, phrases) in wording.one_of.iter().enumerate() {
            own(List::OneOf(set), phrases, &mut terms);
        }
        for (index, mark) in wording.marks.iter().enumerate() {
            terms.push(Term { list: List::Mark(index), phrase: mark.name.clone(), instead: None });
        }
        let phrases = terms.iter().enumerate().map(|(index, term)| (term.phrase.as_str(), index));
        let lexicon = Lexicon::new(phrases, language == Some(Locale::Fr));
        Self { terms, lexicon }
    }

    /// Where the phrases of all lists stand; of one list none overlaps another.
    pub fn find(&self, text: &str, words: &Words) -> Vec<Hit> {
        self.lexicon.find_by(text, words, |tag| self.terms.get(tag).map(|term| term.list))
    }

    /// The phrase of a hit.
    pub fn get(&self, hit: &Hit) -> Option<&Term> {
        self.terms.get(hit.tag)
    }
}

/// Which words are told: those on the left, those on the right, above the line only.
#[derive(Clone, Copy)]
struct Side {
    left: bool,
    right: bool,
    below: bool,
}

fn region(tag: &str) -> String {
    tag.split(['-', '_']).nth(1).unwrap_or_default().to_ascii_uppercase()
}

fn side_en(tag: &str) -> Side {
    match region(tag).as_str() {
        "US" => Side { left: true, right: false, below: true },
        "CA" => Side { left: false, right: true, below: false },
        "GB" | "IE" | "AU" | "NZ" | "ZA" | "IN" => Side { left: false, right: true, below: true },
        _ => Side { left: false, right: false, below: false },
    }
}

fn side_fr(tag: &str) -> Side {
    match region(tag).as_str() {
        "CA" => Side { left: true, right: false, below: true },
        _ => Side { left: false, right: false, below: false },
    }
}

fn variants(file: &'static str, side: Side, terms: &mut Vec<Term>) {
    for line in lines(file) {
        if line == "-" {
            match side.below {
                true => continue,
                false => return,
            }
        }
        let (pair, both) = match line.split_once(" > ") {
            Some(pair) => (Some(pair), false),
            None => (line.split_once(" = "), true),
        };
        let Some((left, right)) = pair else { continue };
        for (left, right) in left.split(", ").zip(right.split(", ")) {
            let mut tell = |phrase: &str, instead: &str| {
                let (phrase, instead) = (phrase.to_owned(), Some(instead.to_owned()));
                terms.push(Term { list: List::Variant, phrase, instead });
            };
            if side.left {
                tell(left, right);
            }
            if side.right && both {
                tell(right, left);
            }
        }
    }
}

/// No more phrases than this lie over one word.
const MOST_AROUND: usize = 32;

/// The hits that share a letter with a stretch of the text.
pub(in crate::check) fn around(hits: &[Hit], span: Span) -> impl Iterator<Item = &Hit> {
    let at = hits.partition_point(|hit| hit.span.start < span.start);
    let near = hits.get(at.saturating_sub(MOST_AROUND)..).unwrap_or_default();
    near.iter().take(2 * MOST_AROUND).filter(move |hit| hit.span.overlaps(span))
}
