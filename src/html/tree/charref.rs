//! Character references (`&amp;`, `&#8364;`) by the WHATWG standard, and the other things that decoding changes.

use super::decoded::{Decoded, Decoder};
use super::mask::{FILLER, Masks};
use crate::text::Span;
use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// What stands in a stretch of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Text: references count.
    Text,
    /// An attribute's value: references count, a little more strictly.
    Attribute,
    /// A script, a style, a comment: nothing counts.
    Raw,
}

/// `span` of `source` with its references resolved, line ends made one and masks told apart.
pub(super) fn decode(source: &str, span: Span, masks: &Masks, content: Content) -> Decoded {
    let mut decoder = Decoder::new(source, span);
    let bytes = source.as_bytes();
    let mut at = span.start;
    while let Some(&byte) = bytes.get(at).filter(|_| at < span.end) {
        match byte {
            b'&' if content != Content::Raw => {
                if let Some((text, length)) = reference(span_from(source, at, span.end), content) {
                    decoder.replace(Span::new(at, at + length), text.as_str(), false);
                    at += length;
                    continue;
                }
            }
            b'\r' => {
                let length = if bytes.get(at + 1) == Some(&b'\n') && at + 1 < span.end { 2 } else { 1 };
                decoder.replace(Span::new(at, at + length), "\n", false);
                at += length;
                continue;
            }
            0 => decoder.replace(Span::new(at, at + 1), if content == Content::Text { "" } else { "\u{fffd}" }, false),
            FILLER => {
                if let Some(mask) = masks.at(at) {
                    let end = mask.span.end.min(span.end);
                    decoder.replace(Span::new(at, end), if mask.prints { "\u{c}" } else { "" }, true);
                    at = end.max(at + 1);
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    decoder.finish()
}

fn span_from(source: &str, start: usize, end: usize) -> &str {
    source.get(start..end).unwrap_or_default()
}

/// One or two characters.
struct Resolved([u8; 8], usize);

impl Resolved {
    fn new(first: char, second: Option<char>) -> Self {
        let mut buffer = [0; 8];
        let mut length = first.encode_utf8(&mut buffer).len();
        if let (Some(second), Some(rest)) = (second, buffer.get_mut(length..)) {
            length += second.encode_utf8(rest).len();
        }
        Self(buffer, length)
    }

    fn as_str(&self) -> &str {
        self.0.get(..self.1).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// The reference at the start of `text` (which begins with `&`) and its length in bytes; `None` where it is mere text.
fn reference(text: &str, content: Content) -> Option<(Resolved, usize)> {
    let rest = text.get(1..)?;
    match rest.strip_prefix('#') {
        Some(number) => numeric(number).map(|(resolved, length)| (resolved, length + 2)),
        None => named(rest, content).map(|(resolved, length)| (resolved, length + 1)),
    }
}

fn numeric(text: &str) -> Option<(Resolved, usize)> {
    let (digits, base, prefix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let count = digits.bytes().take_while(|byte| char::from(*byte).is_digit(base)).count();
    if count == 0 {
        return None;
    }
    let number = digits
        .chars()
        .take(count)
        .filter_map(|digit| digit.to_digit(base))
        .fold(0u32, |number, digit| number.saturating_mul(base).saturating_add(digit));
    let semicolon = usize::from(digits.as_bytes().get(count) == Some(&b';'));
    let replaced = match number {
        0x80..=0x9f => C1_REPLACEMENTS.get(number as usize - 0x80).copied().flatten().or(char::from_u32(number)),
        0 => None,
        _ => char::from_u32(number),
    };
    Some((Resolved::new(replaced.unwrap_or('\u{fffd}'), None), prefix + count + semicolon))
}

fn named(text: &str, content: Content) -> Option<(Resolved, usize)> {
    let mut best = None;
    for length in 1..=text.len().min(LONGEST_NAME) {
        let Some(entry) = text.get(..length).and_then(|name| NAMED_ENTITIES.get(name)) else { break };
        if entry.0 != 0 {
            best = Some((*entry, length));
        }
    }
    let ((first, second), length) = best?;
    let closed = text.as_bytes().get(length - 1) == Some(&b';');
    let next = text.as_bytes().get(length).copied();
    let part_of_a_word = next.is_some_and(|byte| byte == b'=' || byte.is_ascii_alphanumeric());
    if content == Content::Attribute && !closed && part_of_a_word {
        return None;
    }
    let second = Some(second).filter(|code| *code != 0).and_then(char::from_u32);
    Some((Resolved::new(char::from_u32(first)?, second), length))
}

/// `CounterClockwiseContourIntegral;`
const LONGEST_NAME: usize = 32;
