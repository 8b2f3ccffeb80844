//! The signing side of BWS1: the fields that a request carries, and the bytes over which the session's key signs.
//!
//! The browser may sign with WebCrypto ([`Prepared::base`] out, 32 bytes in) or with [`Prepared::sign`].

use super::SessionKey;
use super::base::{Message, content_digest, signature_base};
use super::token::{Token, sound_action};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// What a request with a body covers.
pub const PROFILE_WRITE: &str = concat!(
    r#"("@method" "@authority" "@path" "@query" "authorization""#,
    r#" "content-type" "content-digest" "idempotency-key")"#
);

/// What a `GET` covers.
pub const PROFILE_GET: &str = r#"("@method" "@authority" "@path" "@query" "authorization")"#;

/// The one content type.
pub(super) const JSON: &str = "application/json";

/// A request about to be signed.
#[derive(Clone, Copy, Debug)]
pub struct Action<'a> {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'a str,
    /// The host of the proxy, with its port if it is not the scheme's own.
    pub authority: &'a str,
    /// Path and query, exactly as they will be sent.
    pub target: &'a str,
    /// The session's token.
    pub token: &'a str,
    /// The body and the idempotency key; none for `GET`.
    pub body: Option<(&'a [u8], &'a str)>,
    /// Now (Unix seconds), by the proxy's clock as far as it is known.
    pub created: i64,
    /// 16 random bytes, new for every attempt.
    pub nonce: [u8; 16],
}

/// Why a request cannot be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignError {
    /// The token does not parse.
    #[error("the session's token does not parse")]
    Token,
    /// The idempotency key is not 16 to 64 of `A-Za-z0-9_-`.
    #[error("an idempotency key is 16 to 64 of A-Z a-z 0-9 _ -")]
    IdempotencyKey,
    /// A body on `GET`, or none elsewhere.
    #[error("GET has no body; POST, PUT and DELETE have one")]
    Body,
    /// No such method.
    #[error("the method must be GET, POST, PUT or DELETE")]
    Method,
}

impl SignError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Token => "sign-token",
            Self::IdempotencyKey => "sign-idempotency-key",
            Self::Body => "sign-body",
            Self::Method => "sign-method",
        }
    }
}

/// A request ready to be signed.
#[derive(Clone, Debug)]
pub struct Prepared {
    base: String,
    headers: Vec<(&'static str, String)>,
}

impl Prepared {
    /// The bytes to sign.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// All fields to send, signed with `key`.
    pub fn sign(self, key: &SessionKey) -> Vec<(&'static str, String)> {
        let mac = key.mac(self.base.as_bytes());
        self.signed_by(&mac)
    }

    /// All fields to send, with a MAC that was made elsewhere over [`Self::base`].
    pub fn signed_by(mut self, mac: &[u8; 32]) -> Vec<(&'static str, String)> {
        self.headers.push(("signature", format!("bws=:{}:", STANDARD.encode(mac))));
        self.headers
    }
}

impl Action<'_> {
    /// The fields but the signature, and the bytes to sign.
    ///
    /// ```
    /// use countersign::transport::{Action, Claims, Secret, mint};
    /// let secret = Secret::new((0..32).collect()).unwrap();
    /// let text = |text: &str| text.to_owned();
    /// let claims = Claims {
    ///     iss: text("intranet"), aud: text("https://mail.example"), sub: text("ada"), grp: text("lyon"),
    ///     role: text("editor"), iat: 1000, exp: 1600, jti: text("c2Vzc2lvbi1vZi1hZGEtMQ"),
    /// };
    /// let session = mint("k1", &secret, &claims).unwrap();
    /// let action = Action {
    ///     method: "GET", authority: "mail.example", target: "/v1/kit", token: &session.token, body: None,
    ///     created: 1001, nonce: [7; 16],
    /// };
    /// let headers = action.prepare().unwrap().sign(&session.key);
    /// assert_eq!(headers.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["authorization", "signature-input", "signature"]);
    /// ```
    pub fn prepare(&self) -> Result<Prepared, SignError> {
        let session = Token::parse(self.token).ok().and_then(|token| token.session_name()).ok_or(SignError::Token)?;
        let profile = profile(self.method).ok_or(SignError::Method)?;
        let mut headers = vec![("authorization", format!("BWS {}", self.token))];
        match self.body {
            Some((body, key)) if profile == PROFILE_WRITE => {
                if !sound_action(key) {
                    return Err(SignError::IdempotencyKey);
                }
                headers.push(("content-type", JSON.to_owned()));
                headers.push(("content-digest", content_digest(body)));
                headers.push(("idempotency-key", format!("\"{key}\"")));
            }
            None if profile == PROFILE_GET => {}
            _ => return Err(SignError::Body),
        }
        let parameters = parameters(profile, self.created, &URL_SAFE_NO_PAD.encode(self.nonce), &session);
        let fields: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let message = Message {
            method: self.method,
            target: self.target,
            authority: self.authority,
            status: None,
            headers: &fields,
        };
        let base = signature_base(&message, &parameters).map_err(|_| SignError::Body)?;
        headers.push(("signature-input", format!("bws={parameters}")));
        Ok(Prepared { base, headers })
    }
}

/// The profile of a method.
pub(super) fn profile(method: &str) -> Option<&'static str> {
    match method {
        "GET" => Some(PROFILE_GET),
        "POST" | "PUT" | "DELETE" => Some(PROFILE_WRITE),
        _ => None,
    }
}

/// The one form of the signature's parameters.
pub(super) fn parameters(profile: &str, created: i64, nonce: &str, session: &str) -> String {
    format!(r#"{profile};created={created};nonce="{nonce}";keyid="{session}";tag="bws1""#)
}
