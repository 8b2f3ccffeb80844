//! One content digest for everything that two sides must agree on: SHA-256 over named, length-framed fields.

use sha2::{Digest as _, Sha256};

/// A digest being made. Every field is framed by the lengths of its name and value, so that no two lists of fields
/// give the same bytes.
///
/// ```
/// use countersign::digest::Digest;
/// let one = Digest::new("message").field("subject", "ab").field("html", "c").finish();
/// let other = Digest::new("message").field("subject", "a").field("html", "bc").finish();
/// assert_ne!(one, other);
/// ```
#[derive(Clone, Debug)]
pub struct Digest(Sha256);

impl Digest {
    /// A digest of a thing of this kind (`message`, `kit` …).
    pub fn new(kind: &str) -> Self {
        Self(Sha256::new()).field("countersign", kind)
    }

    /// One more field.
    #[must_use]
    pub fn field(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        for part in [name.as_bytes(), value.as_ref()] {
            self.0.update((part.len() as u64).to_be_bytes());
            self.0.update(part);
        }
        self
    }

    /// The digest, as `sha256:` and 64 hexadecimal digits.
    pub fn finish(self) -> String {
        use std::fmt::Write as _;
        self.0.finalize().iter().fold(String::from("sha256:"), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}
