//! Characters that no author means: controls, overrides of direction, tags, non-characters. They go first.

use crate::text::Span;
use std::borrow::Cow;

/// Whether a character never goes on: C0 (but tab and line ends), C1, overrides and isolates of direction, tag
/// characters, non-characters, and the one that stands for Liquid in a [`Tree`](super::Tree).
pub const fn is_dropped(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{fff9}'..='\u{fffc}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => (c as u32) & 0xfffe == 0xfffe,
    }
}

/// `text` without the characters that [`is_dropped`] names.
pub fn normalise(text: &str) -> Cow<'_, str> {
    // All of them but the ASCII controls take at least two bytes; most texts have none of either.
    let suspicious = |byte: u8| matches!(byte, 0..=8 | 11 | 12 | 14..=31 | 127) || byte >= 0xc2;
    match text.bytes().any(suspicious) && text.chars().any(is_dropped) {
        true => Cow::Owned(text.chars().filter(|c| !is_dropped(*c)).collect()),
        false => Cow::Borrowed(text),
    }
}

/// The way back from a text in which stretches were left out or replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shifts {
    /// From this byte on (of the new text), up to the next, old = new - `.0` + `.1`.
    steps: Vec<(usize, usize)>,
}

impl Shifts {
    /// From byte `new` of the new text on, things come from byte `old` and after.
    pub fn step(&mut self, new: usize, old: usize) {
        self.steps.push((new, old));
    }

    /// Where byte `new` was.
    pub fn back(&self, new: usize) -> usize {
        let before = self.steps.partition_point(|(at, _)| *at <= new);
        match before.checked_sub(1).and_then(|index| self.steps.get(index)) {
            Some((at, old)) => old + (new - at),
            None => new,
        }
    }

    /// Where a stretch was, and what was left out right after it.
    pub fn span(&self, new: Span) -> Span {
        if self.steps.is_empty() {
            return new;
        }
        let start = self.back(new.start);
        Span::new(start, if new.is_empty() { start } else { self.back(new.end) })
    }
}
