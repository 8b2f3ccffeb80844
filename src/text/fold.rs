//! Letters made comparable: case, accents, compatibility forms and lookalikes folded away.
//!
//! A small table of our own: the letters of English, French and their neighbours. Full Unicode tables would cost the
//! browser more than all rules together.

use std::borrow::Cow;

/// Whether `c` is never seen: zero-width characters and the soft hyphen.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{34f}' | '\u{180e}')
}

/// Whether nothing of `text` is seen: spaces and characters without width.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Whether `c` is an accent that stands on the letter before it.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// Puts `c` into `out` in lower case, without accent, ligatures and compatibility forms spelt out; characters that
/// are not seen and loose accents give nothing.
pub(super) fn fold_into(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
    } else if !is_invisible(c) && !is_mark(c) {
        let c = compatible(c);
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' | 'ẞ' => out.push_str("ss"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬀ' => out.push_str("ff"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            _ => {
                for lower in c.to_lowercase() {
                    if !is_mark(lower) {
                        out.push(split(lower).map_or(lower, |(base, _)| base));
                    }
                }
            }
        }
    }
}

/// `text` folded letter by letter.
///
/// ```
/// assert_eq!(countersign::text::fold("Ｃafé Œuvré"), "cafe oeuvre");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_into(c, &mut out));
    out
}

/// `text` with its ASCII letters in lower case: names of HTML and CSS, which nearly always are already.
pub fn lower(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

/// `text` in lower case with its accents apart from their letters, so that two spellings of one accented word are the
/// same.
pub(super) fn accented(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        for lower in compatible(c).to_lowercase() {
            match split(lower) {
                Some((base, mark)) => out.extend([base, mark]),
                None => out.push(lower),
            }
        }
    }
    out
}

/// Full-width and mathematical letters and digits as the plain ones.
fn compatible(c: char) -> char {
    let code = u32::from(c);
    let plain = match code {
        0xff01..=0xff5e => code - 0xff01 + 0x21,
        // Mathematical alphabets come in runs of 52 letters, A–Z then a–z; digits in runs of ten.
        0x1d400..=0x1d6a3 => match (code - 0x1d400) % 52 {
            upper @ 0..=25 => upper + 0x41,
            lower => lower - 26 + 0x61,
        },
        0x1d7ce..=0x1d7ff => (code - 0x1d7ce) % 10 + 0x30,
        0x24b6..=0x24cf => code - 0x24b6 + 0x41,
        0x24d0..=0x24e9 => code - 0x24d0 + 0x61,
        0x1f130..=0x1f149 => code - 0x1f130 + 0x41,
        0x1f170..=0x1f189 => code - 0x1f170 + 0x41,
        _ => return c,
    };
    char::from_u32(plain).unwrap_or(c)
}

/// A lower-case accented letter as its letter and its accent.
pub(super) const fn split(c: char) -> Option<(char, char)> {
    const GRAVE: char = '\u{300}';
    const ACUTE: char = '\u{301}';
    const CIRCUMFLEX: char = '\u{302}';
    const TILDE: char = '\u{303}';
    const MACRON: char = '\u{304}';
    const BREVE: char = '\u{306}';
    const DOT: char = '\u{307}';
    const DIAERESIS: char = '\u{308}';
    const RING: char = '\u{30a}';
    const DOUBLE_ACUTE: char = '\u{30b}';
    const CARON: char = '\u{30c}';
    const CEDILLA: char = '\u{327}';
    const OGONEK: char = '\u{328}';
    const STROKE: char = '\u{338}';
    Some(match c {
        'à' => ('a', GRAVE),
        'è' => ('e', GRAVE),
        'ì' => ('i', GRAVE),
        'ò' => ('o', GRAVE),
        'ù' => ('u', GRAVE),
        'á' => ('a', ACUTE),
        'é' => ('e', ACUTE),
        'í' => ('i', ACUTE),
        'ó' => ('o', ACUTE),
        'ú' => ('u', ACUTE),
        'ý' => ('y', ACUTE),
        'ć' => ('c', ACUTE),
        'ĺ' => ('l', ACUTE),
        'ń' => ('n', ACUTE),
        'ŕ' => ('r', ACUTE),
        'ś' => ('s', ACUTE),
        'ź' => ('z', ACUTE),
        'â' => ('a', CIRCUMFLEX),
        'ê' => ('e', CIRCUMFLEX),
        'î' => ('i', CIRCUMFLEX),
        'ô' => ('o', CIRCUMFLEX),
        'û' => ('u', CIRCUMFLEX),
        'ĉ' => ('c', CIRCUMFLEX),
        'ŷ' => ('y', CIRCUMFLEX),
        'ŵ' => ('w', CIRCUMFLEX),
        'ã' => ('a', TILDE),
        'ñ' => ('n', TILDE),
        'õ' => ('o', TILDE),
        'ā' => ('a', MACRON),
        'ē' => ('e', MACRON),
        'ī' => ('i', MACRON),
        'ō' => ('o', MACRON),
        'ū' => ('u', MACRON),
        'ă' => ('a', BREVE),
        'ĕ' => ('e', BREVE),
        'ğ' => ('g', BREVE),
        'ŭ' => ('u', BREVE),
        'ė' => ('e', DOT),
        'ġ' => ('g', DOT),
        'ż' => ('z', DOT),
        'ä' => ('a', DIAERESIS),
        'ë' => ('e', DIAERESIS),
        'ï' => ('i', DIAERESIS),
        'ö' => ('o', DIAERESIS),
        'ü' => ('u', DIAERESIS),
        'ÿ' => ('y', DIAERESIS),
        'å' => ('a', RING),
        'ů' => ('u', RING),
        'ő' => ('o', DOUBLE_ACUTE),
        'ű' => ('u', DOUBLE_ACUTE),
        'č' => ('c', CARON),
        'ď' => ('d', CARON),
        'ě' => ('e', CARON),
        'ň' => ('n', CARON),
        'ř' => ('r', CARON),
        'š' => ('s', CARON),
        'ť' => ('t', CARON),
        'ž' => ('z', CARON),
        'ç' => ('c', CEDILLA),
        'ş' => ('s', CEDILLA),
        'ţ' => ('t', CEDILLA),
        'ą' => ('a', OGONEK),
        'ę' => ('e', OGONEK),
        'ø' => ('o', STROKE),
        'đ' => ('d', STROKE),
        'ł' => ('l', STROKE),
        _ => return None,
    })
}

/// The Latin letter for which a letter of another script, a digit or a sign can be taken; `i`, `l` and `1` are one.
/// Lower case in, lower case out.
pub(super) const fn lookalike(c: char) -> char {
    match c {
        '0' | 'о' | 'ο' | 'σ' | 'օ' => 'o',
        '1' | '!' | '|' | 'i' | 'і' | 'ι' | 'ı' | 'ӏ' | 'ǀ' => 'l',
        '3' | '€' | 'е' | 'ε' | 'ҽ' => 'e',
        '4' | '@' | 'а' | 'α' => 'a',
        '5' | '$' | 'ѕ' => 's',
        '7' | '+' | 'т' | 'τ' => 't',
        '8' | 'в' | 'β' => 'b',
        '9' => 'g',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'һ' | 'н' => 'h',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'п' | 'η' => 'n',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' => 'r',
        'υ' | 'ս' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ᴢ' => 'z',
        other => other,
    }
}

/// Whether `c` is a digit or sign that is used for a letter.
pub(super) const fn stands_in(c: char) -> bool {
    matches!(c, '0' | '1' | '3' | '4' | '5' | '7' | '8' | '9' | '@' | '$' | '€' | '!' | '|' | '+')
}

/// Whether `c` is a letter that French writes: an accent that it does not have is no spelling but a disguise.
pub(super) fn is_french(c: char) -> bool {
    c.is_ascii()
        || c.to_lowercase().all(|c| {
            matches!(
                c,
                'à' | 'â'
                    | 'ä'
                    | 'ç'
                    | 'é'
                    | 'è'
                    | 'ê'
                    | 'ë'
                    | 'î'
                    | 'ï'
                    | 'ô'
                    | 'ö'
                    | 'ù'
                    | 'û'
                    | 'ü'
                    | 'ÿ'
                    | 'œ'
                    | 'æ'
                    | 'ñ'
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold() {
        assert_eq!(fold("ÉTÉ e\u{301}te\u{301} naïve ﬁn Straße"), "ete ete naive fin strasse");
        assert_eq!(fold("𝐂𝐡𝐞𝐚𝐩 ⓒⓗⓔⓐⓟ ｃｈｅａｐ"), "cheap cheap cheap");
        assert_eq!(fold("che\u{200b}ap\u{ad}"), "cheap");
        assert_eq!(accented("Été"), accented("e\u{301}te\u{301}"));
        assert_ne!(accented("marche"), accented("marché"));
    }
}
