//! The REST key: usable, not printable; and texts from Braze, which may echo it.

use zeroize::Zeroizing;

/// The longest text of Braze's that is kept: a sentence.
const MOST: usize = 300;

/// A REST key of Braze. It is wiped when dropped and prints as `***`.
#[derive(Clone)]
pub struct Key(Zeroizing<String>);

/// Why a text is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing there.
    #[error("the key is empty")]
    Empty,
    /// Shorter than any key of Braze.
    #[error("the key is shorter than 16 characters; a REST key of Braze has 36")]
    TooShort,
    /// Not visible ASCII.
    #[error("the key holds white space or characters that no key has; is this the right file?")]
    Characters,
}

impl Key {
    /// The key in a text; white space around it is ignored.
    pub fn new(text: String) -> Result<Self, KeyError> {
        let text = Zeroizing::new(text);
        let key = text.trim();
        if key.is_empty() {
            return Err(KeyError::Empty);
        }
        if key.len() < 16 {
            return Err(KeyError::TooShort);
        }
        if key.len() > 200 || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(KeyError::Characters);
        }
        Ok(Self(Zeroizing::new(key.to_owned())))
    }

    /// The value of the `Authorization` field; the only way out, and never for a log.
    pub fn authorization(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("Bearer {}", self.0.as_str()))
    }

    /// Whether it stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        text.contains(self.0.as_str())
    }

    /// Whether these are the bytes of the key, as far as they can be told apart at all.
    pub fn is(&self, bytes: &[u8]) -> bool {
        subtle::ConstantTimeEq::ct_eq(self.0.as_bytes(), bytes).into()
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(***)")
    }
}

/// A text from Braze that may be shown and logged: without the key, on one line, not endless.
pub(super) fn redact(text: &str, key: &Key) -> String {
    let hidden = text.replace(key.0.as_str(), "***");
    // Braze's 401 echoes whatever key it got.
    let hidden = match hidden.split_once("Invalid API key:") {
        Some((before, _)) => format!("{before}Invalid API key"),
        None => hidden,
    };
    let plain = |c: char| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
    hidden.chars().map(plain).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_not_shown() {
        let key = Key::new(" 0123456789abcdef-key\n".to_owned()).unwrap();
        assert_eq!(format!("{key:?}"), "Key(***)");
        assert_eq!(redact("Invalid API key: 0123456789abcdef-key", &key), "Invalid API key");
        assert_eq!(redact("a 0123456789abcdef-key\r\nb", &key), "a ***  b");
    }

    #[test]
    fn what_is_no_key() {
        for (text, error) in [("", KeyError::Empty), ("short", KeyError::TooShort)] {
            assert_eq!(Key::new(text.to_owned()).err(), Some(error));
        }
        assert_eq!(Key::new("two words in the file".to_owned()).err(), Some(KeyError::Characters));
    }
}
