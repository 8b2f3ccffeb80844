//! Declarations of CSS: `name: value; …`, with comments, quotes and brackets told apart.

/// One declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration<'a> {
    /// The property, as written.
    pub name: &'a str,
    /// Its value, without `!important`.
    pub value: &'a str,
    /// Whether `!important` was there.
    pub important: bool,
}

/// The declarations of a style attribute, in order.
///
/// ```
/// use countersign::html::declarations;
/// let names: Vec<_> = declarations("color: red; background: url('a;b') !important").map(|d| d.name).collect();
/// assert_eq!(names, ["color", "background"]);
/// ```
pub fn declarations(style: &str) -> impl Iterator<Item = Declaration<'_>> {
    split(style, b';').filter_map(|part| {
        // Byte by byte: these are too short for a search that prepares itself.
        let part = skip_comments(part);
        let colon = part.bytes().position(|byte| byte == b':')?;
        let (name, value) = (part.get(..colon)?, part.get(colon + 1..)?.trim());
        let mark = value.bytes().rposition(|byte| byte == b'!');
        let important = mark.and_then(|mark| Some((value.get(..mark)?, value.get(mark + 1..)?)));
        let important = important.filter(|(_, word)| word.trim().eq_ignore_ascii_case("important"));
        let (value, important) = important.map_or((value, false), |(value, _)| (value.trim_end(), true));
        Some(Declaration { name: name.trim(), value, important })
    })
}

fn skip_comments(part: &str) -> &str {
    let mut part = part.trim_start();
    while let Some(rest) = part.strip_prefix("/*") {
        part = rest.split_once("*/").map_or("", |(_, rest)| rest).trim_start();
    }
    part
}

/// The parts of `text` between `at`, which does not count in quotes, brackets and comments.
pub(super) fn split(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        match end_of(text, at) {
            Some(end) => {
                rest = text.get(end + 1..);
                text.get(..end)
            }
            None => rest.take(),
        }
    })
}

/// The words of a value: what stands between white space, which does not count in quotes, brackets and comments.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    let parts = std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = match first_of(text, b" \t\n\r\x0c") {
            Some((end, _)) => (text.get(..end)?, text.get(end + 1..)),
            None => (text, None),
        };
        rest = after;
        Some(part)
    });
    parts.filter(|part| !part.is_empty())
}

/// Where the first byte `at` stands that counts.
pub(super) fn end_of(text: &str, at: u8) -> Option<usize> {
    first_of(text, &[at]).map(|(index, _)| index)
}

/// Where the first of some bytes stands that counts, and which one it is. They are no letters and no digits.
pub(super) fn first_of(text: &str, any: &[u8]) -> Option<(usize, u8)> {
    let bytes = text.as_bytes();
    let (mut index, mut depth) = (0usize, 0usize);
    while let Some(&byte) = bytes.get(index) {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' => {}
            _ if depth == 0 && any.contains(&byte) => return Some((index, byte)),
            b'\\' => index += 1,
            b'"' | b'\'' => {
                let rest = bytes.get(index + 1..)?;
                index += 1 + rest.iter().position(|other| *other == byte)?;
            }
            b'/' if bytes.get(index + 1) == Some(&b'*') => {
                index += 3 + text.get(index + 2..)?.find("*/")?;
            }
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        index += 1;
    }
    None
}
