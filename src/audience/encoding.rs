//! How a file's bytes are text: UTF-8, or what older spreadsheets write. Whoever reads the file decodes it; the place up to
//! which it was taken is counted in its own bytes.

use serde::{Deserialize, Serialize};

/// How bytes are text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252, as Excel's plain “CSV” in western Europe.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// UTF-16, as Excel's “Unicode text”.
    #[serde(rename = "utf-16le")]
    Utf16,
}

/// Windows-1252 where it is not Latin-1: 0x80 to 0x9f. What has no sign there is what browsers take it for.
const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

impl Encoding {
    /// How many bytes of the file `text` is.
    pub fn bytes(self, text: &str) -> u64 {
        let count = match self {
            Self::Utf8 => text.len(),
            Self::Windows1252 => text.chars().count(),
            Self::Utf16 => text.encode_utf16().count().saturating_mul(2),
        };
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    /// The text of a whole file, and how it was written.
    ///
    /// ```
    /// use countersign::audience::Encoding;
    /// assert_eq!(Encoding::decode(b"pr\xe9nom"), ("prénom".to_owned(), Encoding::Windows1252));
    /// ```
    pub fn decode(file: &[u8]) -> (String, Self) {
        if let Some(units) = file.strip_prefix(b"\xff\xfe") {
            let units = units.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(u16::from_le_bytes);
            let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            return (text, Self::Utf16);
        }
        match std::str::from_utf8(file) {
            Ok(text) => (text.to_owned(), Self::Utf8),
            Err(_) => (file.iter().map(|byte| windows_1252(*byte)).collect(), Self::Windows1252),
        }
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH.chars().nth(usize::from(byte & 0x1f)).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write() {
        assert_eq!(HIGH.chars().count(), 32);
        let (text, how) = Encoding::decode(b"\x80 \x9c\x9f \xff");
        assert_eq!((text.as_str(), how), ("€ œŸ ÿ", Encoding::Windows1252));
        assert_eq!(how.bytes(&text), 6);
        assert_eq!(Encoding::decode("é;€".as_bytes()).1.bytes("é;€"), 6);
        let utf16: Vec<u8> =
            [0xfeff_u16].into_iter().chain("né\r\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(Encoding::decode(&utf16), ("né\r\n".to_owned(), Encoding::Utf16));
    }
}
