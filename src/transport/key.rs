//! Keys that can be used but not printed: the secret that a back end shares with the proxy, and a session's key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// The bytes that SHA-256 takes at once: an HMAC key is brought to this length.
const BLOCK: usize = 64;

/// The fewest bytes of a secret: as strong as the MAC that it makes.
const MIN_SECRET: usize = 32;

/// The most bytes of a secret: far above any sensible one, so that a wrong file is noticed.
const MAX_SECRET: usize = 1024;

/// A secret shared by an intranet's back end and the proxy. It is wiped when dropped and prints as `***`.
#[derive(Clone)]
pub struct Secret(Zeroizing<Vec<u8>>);

/// Why some bytes are not a [`Secret`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Fewer than 32 bytes.
    #[error("a secret needs at least 32 bytes")]
    TooShort,
    /// More than 1024 bytes.
    #[error("a secret has at most 1024 bytes")]
    TooLong,
    /// Not base64url.
    #[error("not base64url: use A-Z a-z 0-9 - _ without padding")]
    NotBase64Url,
    /// One byte again and again.
    #[error("every byte is the same: this is not a secret")]
    Trivial,
}

impl Secret {
    /// The secret of these bytes.
    pub fn new(bytes: Vec<u8>) -> Result<Self, SecretError> {
        let bytes = Zeroizing::new(bytes);
        if bytes.len() < MIN_SECRET {
            return Err(SecretError::TooShort);
        }
        if bytes.len() > MAX_SECRET {
            return Err(SecretError::TooLong);
        }
        if bytes.iter().all(|byte| Some(byte) == bytes.first()) {
            return Err(SecretError::Trivial);
        }
        Ok(Self(bytes))
    }

    /// The secret written in base64url without padding (surrounding white space is ignored), as in a secret file.
    pub fn from_base64url(text: &str) -> Result<Self, SecretError> {
        let text = text.trim();
        // `decode` would take a full base64 alphabet only after an engine is chosen for it: one spelling is enough.
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| SecretError::NotBase64Url)?;
        Self::new(bytes)
    }

    /// Whether both are the same secret, without telling by the time it takes.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }

    /// HMAC-SHA256 under this secret.
    pub(super) fn mac(&self, message: &[u8]) -> [u8; 32] {
        hmac_sha256(&self.0, message)
    }

    /// The key of the session whose token has this signing input.
    pub(super) fn session_key(&self, signing_input: &str) -> SessionKey {
        let message = Zeroizing::new(format!("bws1-key\n{signing_input}"));
        SessionKey(Zeroizing::new(self.mac(message.as_bytes())))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// The key with which a browser signs during one session. It is wiped when dropped and prints as `***`.
#[derive(Clone)]
pub struct SessionKey(Zeroizing<[u8; 32]>);

impl SessionKey {
    /// The key as the host page hands it over.
    pub fn from_base64url(text: &str) -> Result<Self, SecretError> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text.trim()).map_err(|_| SecretError::NotBase64Url)?);
        match <[u8; 32]>::try_from(bytes.as_slice()) {
            Ok(bytes) => Ok(Self(Zeroizing::new(bytes))),
            Err(_) if bytes.len() < 32 => Err(SecretError::TooShort),
            Err(_) => Err(SecretError::TooLong),
        }
    }

    /// The key for the page of the user for whom it was minted; the only way out, and never for a log.
    pub fn for_the_page(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.as_slice())
    }

    /// HMAC-SHA256 under this key.
    pub(super) fn mac(&self, message: &[u8]) -> [u8; 32] {
        hmac_sha256(self.0.as_slice(), message)
    }
}

impl std::fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionKey(***)")
    }
}

/// Whether both MACs are the same, without telling by the time it takes.
pub(super) fn same_mac(ours: &[u8; 32], theirs: &[u8]) -> bool {
    ours.as_slice().ct_eq(theirs).into()
}

/// HMAC-SHA256 with a key of any length, brought to one block as RFC 2104 says.
fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut block = Zeroizing::new([0_u8; BLOCK]);
    let hashed;
    let key = if key.len() > BLOCK {
        hashed = Zeroizing::new(<[u8; 32]>::from(Sha256::digest(key)));
        hashed.as_slice()
    } else {
        key
    };
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    let mut mac = Hmac::<Sha256>::new((&*block).into());
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hmac_as_in_rfc_4231() {
        let hex = |bytes: [u8; 32]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(
            hex(hmac_sha256(b"Jefe", b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            hex(hmac_sha256(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }

    #[test]
    fn keys_do_not_print() {
        let secret = Secret::new((0..32).collect()).unwrap();
        assert_eq!(format!("{secret:?} {:?}", secret.session_key("a.b")), "Secret(***) SessionKey(***)");
    }

    #[test]
    fn weak_secrets_are_refused() {
        assert_eq!(Secret::new(vec![7; 31]).err(), Some(SecretError::TooShort));
        assert_eq!(Secret::new(vec![7; 40]).err(), Some(SecretError::Trivial));
        assert_eq!(Secret::from_base64url("not+url").err(), Some(SecretError::NotBase64Url));
    }
}
