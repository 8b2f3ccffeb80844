//! Short texts that shout: words in capitals, rows of emoji.

use super::Rulebook;
use super::facts::{Prose, Short, emoji};
use super::rule::*;
use super::wordlists::{List, around};
use crate::text::{Gap, Span, Word};

/// What the rule of a channel on which all is short says.
pub(super) const NOTICE: Notice = Notice {
    id: "",
    area: Area::Brand,
    jurisdictions: &["*"],
    source: "The policy: limits.capitals_subject, limits.emoji_subject",
    checked: None,
    effective_from: None,
    effective_to: None,
    severity: Severity::Warning,
    waivable: true,
    title: Text { en: "Too loud", fr: "Trop fort" },
    message: Text { en: "{what}", fr: "{what}" },
    why: Text { en: "Readers feel shouted at.", fr: "Le lecteur se sent agressé." },
    fix: Text {
        en: "Write it in small letters, with one emoji at most.",
        fr: "Écrivez en minuscules, avec un émoji au plus.",
    },
};

const CAPITALS: Text = Text { en: "Words in capitals shout.", fr: "Des mots en capitales crient." };
const EMOJI: Text = Text { en: "This is one emoji too many.", fr: "C’est un émoji de trop." };

/// More emoji than this are many, where the policy names no number.
const MOST_EMOJI: usize = 2;

/// Shorter words are acronyms.
const LETTERS: u32 = 4;

/// How many words, and which of them are in capitals.
pub(super) fn capitals(prose: &Prose, book: &Rulebook) -> (u32, Vec<Span>) {
    let words = prose.words();
    let plain = |word: &&Word| word.letters > 1 && !word.span.of(&prose.text).contains(|c: char| c.is_numeric());
    let all = words.list().iter().filter(plain).count() as u32;
    // Words with a hyphen between are one.
    let loud = words
        .list()
        .iter()
        .filter(|word| word.letters >= LETTERS && word.gap != Gap::Join)
        .map(|word| word.span)
        .filter(|span| {
            let text = span.of(&prose.text);
            text.starts_with(char::is_uppercase)
                && !text.contains(char::is_lowercase)
                && !text.contains(char::is_numeric)
        });
    let spared = |span: Span| {
        let hits = around(prose.terms(book), span);
        hits.filter_map(|hit| book.lists.terms.get(hit)).any(|term| term.list == List::Spared)
            || book.policy.wording.names.iter().any(|name| name.name.contains(span.of(&prose.text)))
    };
    (all, loud.filter(|span| !spared(*span)).collect())
}

/// The words in capitals of a subject or a short text, where they are more than the policy’s share: the first of them, how
/// many they are, of how many.
pub(super) fn shouts(prose: &Prose, book: &Rulebook) -> Option<(Span, usize, u32)> {
    let (words, loud) = capitals(prose, book);
    let share = u32::try_from(loud.len()).unwrap_or(u32::MAX).saturating_mul(100);
    let many = (loud.len() > 1 || words <= 2) && share > words.saturating_mul(book.policy.limits.capitals_subject);
    loud.first().filter(|_| many).map(|first| (*first, loud.len(), words))
}

/// Tells what of a short text is loud: capitals by the policy’s share for a subject, emoji by its number for one.
pub(super) fn look(short: &Short, book: &Rulebook, found: &mut Findings) {
    if let Some((first, ..)) = shouts(&short.prose, book) {
        found.say(found.at(short.prose.span(first)).with("what", CAPITALS));
    }
    let most = book.policy.limits.emoji_subject.unwrap_or(MOST_EMOJI);
    if let Some(part) = emoji(&short.prose.text).get(most) {
        found.say(found.at(short.prose.span(*part)).with("what", EMOJI));
    }
}
