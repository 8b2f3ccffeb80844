//! Text messages as networks count them: GSM 7-bit or UCS-2, and how many segments.
//!
//! Source: 3GPP TS 23.038 §6.2.1 (alphabet and extension table), TS 23.040 §9.2.3.24.1 (concatenation: six octets of
//! each segment name its place).

use super::Span;

/// How a text message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// Seven bits a character; 160 in one message, 153 in each of several.
    Gsm7,
    /// Two octets a code unit; 70 in one message, 67 in each of several.
    Ucs2,
}

/// What a text message comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    /// How it travels.
    pub encoding: Encoding,
    /// Septets, or UTF-16 code units.
    pub units: usize,
    /// How many messages it takes.
    pub count: usize,
    /// Where each of them begins, in bytes.
    pub starts: Vec<usize>,
    /// The characters that GSM 7-bit does not have, in order.
    pub outside: Vec<Span>,
}

/// The characters of one septet, besides the ASCII ones below.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// The characters of two septets.
const EXTENDED: &str = "^{}\\[~]|€\u{c}";

/// How many septets a character takes; none where GSM 7-bit does not have it.
fn septets(c: char) -> Option<usize> {
    match c {
        c if c.is_ascii_alphabetic() || BASIC.contains(c) => Some(1),
        c if EXTENDED.contains(c) => Some(2),
        _ => None,
    }
}

/// What `text` comes to as a text message. No character is cut in two at the end of a segment.
///
/// ```
/// use countersign::text::{Encoding, segments};
/// assert_eq!(segments("Pizza -20% ce soir. STOP au 36111").count, 1);
/// let curly = segments("L’offre");
/// assert_eq!((curly.encoding, curly.outside.len()), (Encoding::Ucs2, 1));
/// assert_eq!(segments(&"a".repeat(161)).count, 2);
/// ```
pub fn segments(text: &str) -> Segments {
    let outside: Vec<Span> = text
        .char_indices()
        .filter(|(_, c)| septets(*c).is_none())
        .map(|(at, c)| Span::new(at, at + c.len_utf8()))
        .collect();
    let encoding = if outside.is_empty() { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let (alone, among) = match encoding {
        Encoding::Gsm7 => (160, 153),
        Encoding::Ucs2 => (70, 67),
    };
    let size = |c: char| match encoding {
        Encoding::Gsm7 => septets(c).unwrap_or(1),
        Encoding::Ucs2 => c.len_utf16(),
    };
    let units = text.chars().map(size).sum();
    let most = if units <= alone { alone } else { among };
    let mut starts = Vec::new();
    let mut filled = most;
    for (at, c) in text.char_indices() {
        if filled + size(c) > most {
            starts.push(at);
            filled = 0;
        }
        filled += size(c);
    }
    Segments { encoding, units, count: starts.len(), starts, outside }
}

/// The character of GSM 7-bit that stands for one it does not have: an apostrophe for a curly one, `e` for `ê`.
pub fn in_gsm7(c: char) -> Option<&'static str> {
    Some(match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => "'",
        '“' | '”' | '«' | '»' | '„' => "\"",
        '–' | '—' | '‑' | '‐' | '−' => "-",
        '…' => "...",
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => " ",
        '\u{200b}'..='\u{200d}' | '\u{ad}' | '\u{feff}' => "",
        'ê' | 'ë' => "e",
        'â' | 'á' => "a",
        'î' | 'ï' | 'í' => "i",
        'ô' | 'ó' => "o",
        'û' | 'ú' => "u",
        'ç' => "c",
        'œ' => "oe",
        'Œ' => "OE",
        'À' | 'Â' | 'Á' => "A",
        'È' | 'Ê' | 'Ë' => "E",
        'Î' | 'Ï' => "I",
        'Ô' => "O",
        'Ù' | 'Û' => "U",
        'ÿ' => "y",
        '•' | '·' => "-",
        '™' => "TM",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_has_its_128_characters() {
        let letters = 52;
        assert_eq!(BASIC.chars().count() + letters + 1, 128, "and the escape");
        assert_eq!(EXTENDED.chars().count(), 10);
    }

    #[test]
    fn two_septets_are_not_cut_in_two() {
        let text = format!("{}€{}", "a".repeat(152), "b".repeat(10));
        assert_eq!(segments(&text).units, 164);
        let exact = format!("{}€{}", "a".repeat(152), "b".repeat(151));
        assert_eq!((segments(&exact).units, segments(&exact).count), (305, 2));
        let over = format!("{}€{}", "a".repeat(152), "b".repeat(152));
        assert_eq!((segments(&over).units, segments(&over).count), (306, 3), "306 septets would fit 2 × 153 if cut");
    }

    #[test]
    fn surrogates_stay_together() {
        let text = format!("{}🍕{}", "é".repeat(66), "x".repeat(10));
        assert_eq!(segments(&text).units, 78);
        assert_eq!(segments(&text).count, 2);
        assert_eq!(segments(&"🍕".repeat(35)).count, 1);
        assert_eq!(segments(&"🍕".repeat(36)).count, 2);
        assert_eq!(segments(&"🍕".repeat(67)).count, 3, "33 whole pairs in each");
        assert_eq!(segments("").count, 0);
    }
}
