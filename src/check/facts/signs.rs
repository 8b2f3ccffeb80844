//! The signs of a text: everything in it but the letters of ASCII and plain spaces.
//!
//! In: a text. Out: [`Signs`]. Many rules look for a sign that nearly no text has; they look here, and not through all of
//! the text.

/// The signs of a text.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    list: Vec<(usize, char)>,
    /// A bit for each character of ASCII that is among them.
    ascii: u128,
}

impl Signs {
    /// Of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Self::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b' ' | b'a'..=b'z' | b'A'..=b'Z' => at += 1,
                ..=0x7f => {
                    signs.list.push((at, char::from(byte)));
                    signs.ascii |= 1 << byte;
                    at += 1;
                }
                _ => {
                    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    signs.list.push((at, c));
                    at += c.len_utf8();
                }
            }
        }
        signs
    }

    /// All of them in order, each with its place.
    pub fn all(&self) -> impl Iterator<Item = (usize, char)> + '_ {
        self.list.iter().copied()
    }

    /// Whether one of these is among them; none of them is a letter of ASCII or a space.
    pub fn has(&self, any: &[char]) -> bool {
        any.iter().any(|c| match u8::try_from(*c) {
            Ok(byte) if byte.is_ascii() => self.ascii & 1 << byte != 0,
            _ => self.list.iter().any(|(_, sign)| sign == c),
        })
    }

    /// Whether there are digits.
    pub const fn has_digits(&self) -> bool {
        self.ascii & 0x3ff << b'0' != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_all_but_letters_and_spaces() {
        let signs = Signs::of("a B, é 9\u{2029}!");
        assert_eq!(signs.all().map(|(_, sign)| sign).collect::<String>(), ",é9\u{2029}!");
        assert!(signs.has(&['?', '!']) && signs.has(&['é']) && signs.has_digits());
        assert!(!signs.has(&['?', '€']) && !Signs::of("none of it").has_digits());
    }
}
