//! Before Markdown sees the text: characters that no author means go, and merge tags become private characters.
//!
//! A private character is a Unicode non-character, which no author text holds after [`normalise`](crate::html::normalise);
//! it is one character, so nothing can split it.

use super::notices::{self, LIQUID_AS_TEXT, MERGE_TAG_PLACE, UNKNOWN_MERGE_TAG};
use super::{MergeTag, MergeTags};
use crate::diag::Finding;
use crate::html::{Shifts, is_dropped};
use crate::text::Span;

/// Stands before a slot of one line, so that nothing at its start means a list or a heading.
pub(super) const LINE_START: char = '\u{fdef}';

const FIRST: u32 = 0xfdd0;
/// How many different merge tags one slot can hold: as many as there are private characters.
const MOST: usize = 31;

/// Author text with its merge tags lifted out.
pub(super) struct Lifted<'t> {
    pub(super) text: String,
    pub(super) shifts: Shifts,
    pub(super) tags: Vec<(&'t str, &'t MergeTag)>,
    pub(super) problems: Vec<Finding>,
}

impl<'t> Lifted<'t> {
    /// The merge tag for which a character stands.
    pub(super) fn tag(&self, c: char) -> Option<(&'t str, &'t MergeTag)> {
        let index = (c as u32).checked_sub(FIRST)?;
        self.tags.get(index as usize).copied()
    }
}

/// Whether a character stands for a merge tag.
pub(super) const fn is_private(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdee}')
}

/// Lifts the merge tags out of `markdown`; with `line`, line ends become spaces.
pub(super) fn lift<'t>(markdown: &str, tags: &'t MergeTags, line: bool) -> Lifted<'t> {
    let text = String::with_capacity(markdown.len() + 8);
    let mut lifted = Lifted { text, shifts: Shifts::default(), tags: Vec::new(), problems: Vec::new() };
    if line {
        lifted.text.push(LINE_START);
        lifted.shifts.step(lifted.text.len(), 0);
    }
    let mut closes = Closes { text: markdown, next: [(0, 0); 2] };
    let mut at = 0;
    while let Some(found) = markdown.get(at..).and_then(|rest| rest.find(special)) {
        let (special_at, rest) = (at + found, markdown.get(at + found..).unwrap_or_default());
        lifted.text.push_str(markdown.get(at..special_at).unwrap_or_default());
        let Some(c) = rest.chars().next() else { break };
        let mut length = c.len_utf8();
        match c {
            '{' => match placeholder(rest, special_at, &mut closes) {
                Some(_) if is_escaped(&lifted.text) => lifted.text.push('{'),
                Some(found) => match lifted.take(&found, rest, special_at, tags) {
                    Some(private) => {
                        length = found.length;
                        lifted.text.push(private);
                    }
                    None => lifted.text.push('{'),
                },
                None => lifted.text.push('{'),
            },
            '\r' if rest.starts_with("\r\n") => {}
            '\r' | '\n' => lifted.text.push(if line { ' ' } else { '\n' }),
            _ => {}
        }
        at = special_at + length;
        // Only what changed lengths needs a step.
        if lifted.shifts.back(lifted.text.len()) != at {
            lifted.shifts.step(lifted.text.len(), at);
        }
    }
    lifted.text.push_str(markdown.get(at..).unwrap_or_default());
    lifted
}

fn special(c: char) -> bool {
    matches!(c, '{' | '\r' | '\n') || is_dropped(c)
}

/// An odd number of backslashes before it.
fn is_escaped(before: &str) -> bool {
    before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

struct Placeholder<'a> {
    /// `None`: Liquid, but no mere name.
    name: Option<&'a str>,
    length: usize,
}

/// Where Liquid closes next. Remembered, so that many openings without a close take no time.
struct Closes<'a> {
    text: &'a str,
    /// For `}}` and `%}`: from here on, none before there.
    next: [(usize, usize); 2],
}

impl Closes<'_> {
    fn after(&mut self, at: usize, close: &str) -> Option<usize> {
        let (from, next) = self.next.get_mut(usize::from(close == "%}"))?;
        if *next < at || *from == *next {
            let found = self.text.get(at..)?.find(close).map_or(self.text.len(), |found| at + found);
            (*from, *next) = (at, found);
        }
        (*next < self.text.len()).then_some(*next)
    }
}

/// `{{ name }}`, other Liquid, or neither; `rest` begins at byte `at` of the text.
fn placeholder<'a>(rest: &'a str, at: usize, closes: &mut Closes<'_>) -> Option<Placeholder<'a>> {
    let close = if rest.starts_with("{{") {
        "}}"
    } else if rest.starts_with("{%") {
        "%}"
    } else {
        return None;
    };
    let length = closes.after(at + 2, close)? + 2 - at;
    // Liquid of some length is none that an author means.
    let whole = rest.get(..length).filter(|_| length <= LONGEST)?;
    let name = whole.get(2..length - 2)?.trim();
    Some(Placeholder { name: (close == "}}" && is_name(name)).then_some(name), length })
}

/// Whether a merge tag can be called so.
pub(super) fn is_name(name: &str) -> bool {
    name.len() <= 100
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Bytes of a placeholder.
const LONGEST: usize = 200;

impl<'t> Lifted<'t> {
    fn take(&mut self, found: &Placeholder<'_>, rest: &str, at: usize, tags: &'t MergeTags) -> Option<char> {
        let span = Span::new(at, at + found.length);
        // What is wrong is said once, not again for what stands in it.
        let said = self.problems.last().is_some_and(|finding| finding.place.span.contains(Span::at(at)));
        let known = found.name.is_some_and(|name| tags.contains_key(name));
        if !known && (said || self.problems.len() >= MOST) {
            return None;
        }
        let Some(name) = found.name else {
            let code = rest.get(..found.length).unwrap_or_default();
            self.problems.push(notices::at(&LIQUID_AS_TEXT, span).with("code", code));
            return None;
        };
        let Some((name, tag)) = tags.get_key_value(name) else {
            self.problems.push(notices::at(&UNKNOWN_MERGE_TAG, span).with("name", name));
            return None;
        };
        let index = match self.tags.iter().position(|(known, _)| *known == name) {
            Some(index) => index,
            None if self.tags.len() < MOST => {
                self.tags.push((name, tag));
                self.tags.len() - 1
            }
            None => {
                self.problems.push(notices::at(&MERGE_TAG_PLACE, span).with("name", name.as_str()));
                return None;
            }
        };
        char::from_u32(FIRST + u32::try_from(index).ok()?)
    }
}
