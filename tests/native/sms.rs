//! Segments of text messages, held against the published table (3GPP TS 23.038 § 6.2.1) and its boundaries.

use countersign::text::{Encoding, segments};
use proptest::prelude::*;

/// The default alphabet, row by row as the table has its columns: position in the alphabet is the septet. 0x1B is the
/// escape.
#[rustfmt::skip]
const TABLE: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å',
    'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', '\u{1b}', 'Æ', 'æ', 'ß', 'É',
    ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',
    'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§',
    '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
];

/// The extension table, by septet after the escape. 0x0D is a control that no text has, 0x1B is reserved.
const EXTENSION: [(u8, char); 10] = [
    (0x0a, '\u{c}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2f, '\\'),
    (0x3c, '['),
    (0x3d, '~'),
    (0x3e, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// Encoding, units, segments.
fn count(text: &str) -> (Encoding, usize, usize) {
    let sent = segments(text);
    assert_eq!(sent.starts.len(), sent.count);
    (sent.encoding, sent.units, sent.count)
}

#[test]
fn the_published_table_and_nothing_else() {
    for (septet, letter) in TABLE.into_iter().enumerate().filter(|(septet, _)| *septet != 0x1b) {
        assert_eq!(count(&letter.to_string()), (Encoding::Gsm7, 1, 1), "{septet:#04x} {letter:?}");
    }
    for (septet, letter) in EXTENSION {
        assert_eq!(count(&letter.to_string()), (Encoding::Gsm7, 2, 1), "escape {septet:#04x} {letter:?}");
    }
    let known = |letter: char| {
        (letter != '\u{1b}' && TABLE.contains(&letter)) || EXTENSION.iter().any(|(_, other)| *other == letter)
    };
    for letter in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|letter| !known(*letter)) {
        let sent = segments(letter.encode_utf8(&mut [0; 4]));
        assert_eq!((sent.encoding, sent.units), (Encoding::Ucs2, letter.len_utf16()), "{letter:?}");
    }
}

#[test]
fn where_one_more_character_is_one_more_segment() {
    for (letters, expected) in [(0, 0), (1, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4), (1530, 10)]
    {
        assert_eq!(count(&"a".repeat(letters)), (Encoding::Gsm7, letters, expected));
    }
    for (letters, expected) in [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)] {
        assert_eq!(count(&"ê".repeat(letters)), (Encoding::Ucs2, letters, expected));
    }
    // One character outside of the alphabet is enough for all of them.
    assert_eq!(count(&("a".repeat(69) + "’")), (Encoding::Ucs2, 70, 1));
    assert_eq!(count(&("a".repeat(70) + "’")), (Encoding::Ucs2, 71, 2));
}

#[test]
fn escape_and_letter_stay_together() {
    assert_eq!(count(&"€".repeat(80)), (Encoding::Gsm7, 160, 1));
    assert_eq!(count(&("€".repeat(80) + "a")), (Encoding::Gsm7, 161, 2));
    // 153 is odd: the 77th of them does not fit into the first segment.
    assert_eq!(count(&"€".repeat(152)), (Encoding::Gsm7, 304, 2));
    assert_eq!(count(&"€".repeat(153)), (Encoding::Gsm7, 306, 3));
    let text = "a".repeat(152) + "[" + &"b".repeat(152);
    assert_eq!(segments(&text).starts, [0, 152, 304]);
}

#[test]
fn flags_and_joined_emoji_count_in_utf16_and_no_pair_is_cut() {
    for (text, units) in [("🇫🇷", 4), ("👨‍👩‍👧‍👦", 11), ("👋🏽", 4), ("☕", 1), ("❤️", 2), ("e\u{301}", 2)]
    {
        assert_eq!(count(text), (Encoding::Ucs2, units, 1), "{text}");
    }
    assert_eq!(count(&"🇫🇷".repeat(17)), (Encoding::Ucs2, 68, 1));
    assert_eq!(count(&"🇫🇷".repeat(18)), (Encoding::Ucs2, 72, 2));
    // 67 is odd: 33 whole pairs in each.
    assert_eq!(count(&"🍕".repeat(66)), (Encoding::Ucs2, 132, 2));
    assert_eq!(count(&"🍕".repeat(67)), (Encoding::Ucs2, 134, 3));
}

proptest! {
    #[test]
    fn segments_are_the_text_in_order_and_none_is_too_long(text in "[ -~€éêß\\n🍕🇫]{0,400}") {
        let sent = segments(&text);
        let size = |c: char| match sent.encoding {
            Encoding::Gsm7 => 1 + usize::from(EXTENSION.iter().any(|(_, other)| *other == c)),
            Encoding::Ucs2 => c.len_utf16(),
        };
        let most = match (sent.encoding, sent.count) {
            (Encoding::Gsm7, 0 | 1) => 160,
            (Encoding::Gsm7, _) => 153,
            (Encoding::Ucs2, 0 | 1) => 70,
            (Encoding::Ucs2, _) => 67,
        };
        let ends = sent.starts.iter().skip(1).copied().chain([text.len()]);
        let mut whole = String::new();
        for (start, end) in sent.starts.iter().copied().zip(ends) {
            let part = &text[start..end];
            prop_assert!(!part.is_empty() && part.chars().map(size).sum::<usize>() <= most);
            whole.push_str(part);
        }
        prop_assert_eq!(whole, text.clone());
        prop_assert_eq!(sent.units, text.chars().map(size).sum::<usize>());
    }
}
