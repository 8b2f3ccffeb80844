//! The session token: who the user is, what group and role they have, for how long. A compact JWS under HS256 with
//! exactly three header members and exactly eight claims; anything else is refused.

use super::Refusal;
use super::key::{Secret, SessionKey, same_mac};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The longest a session may last, in seconds.
pub const MAX_TTL: i64 = 900;

/// The longest text of one claim: far above any honest user or group name.
const MAX_CLAIM: usize = 200;

const ALGORITHM: &str = "HS256";
const TYPE: &str = "bws+jwt";

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Who minted it: the intranet's own name.
    pub iss: String,
    /// The proxy's public origin.
    pub aud: String,
    /// The user.
    pub sub: String,
    /// The user's group.
    pub grp: String,
    /// The user's role.
    pub role: String,
    /// When it was minted (Unix seconds).
    pub iat: i64,
    /// When it ends (Unix seconds).
    pub exp: i64,
    /// The session's own name.
    pub jti: String,
}

/// The groups or roles that a back end may mint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every one that there is.
    All,
    /// These, byte for byte.
    Only(BTreeSet<String>),
}

impl Scope {
    /// Whether `name` is in it.
    pub fn holds(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(name),
        }
    }
}

/// What a back end hands to the page of its user.
pub struct Session {
    /// Sent with every request.
    pub token: String,
    /// Never sent: signs every request.
    pub key: SessionKey,
}

/// Why a session cannot be minted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MintError {
    /// The session would last longer than 15 minutes, or not at all.
    #[error("a session lasts between 1 and {MAX_TTL} seconds")]
    Ttl,
    /// A claim is empty, too long, or holds control characters.
    #[error("claim `{0}` is empty, longer than {MAX_CLAIM} bytes, or holds control characters")]
    Claim(&'static str),
    /// The session's name is not 16 to 64 of `A-Za-z0-9_-`.
    #[error("`jti` is 16 to 64 of A-Z a-z 0-9 _ -")]
    Jti,
    /// The claims could not be written as JSON.
    #[error("the claims could not be written")]
    Write,
}

impl MintError {
    /// A short name that never changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Ttl => "mint-ttl",
            Self::Claim(_) => "mint-claim",
            Self::Jti => "mint-jti",
            Self::Write => "mint-write",
        }
    }
}

/// A session for `claims` under the back end's secret of this key id: two MACs.
pub fn mint(kid: &str, secret: &Secret, claims: &Claims) -> Result<Session, MintError> {
    if !(1..=MAX_TTL).contains(&claims.exp.saturating_sub(claims.iat)) {
        return Err(MintError::Ttl);
    }
    for (name, text) in claims.texts() {
        if !sound_claim(text) {
            return Err(MintError::Claim(name));
        }
    }
    if !sound_id(&claims.jti) {
        return Err(MintError::Jti);
    }
    let header = Header { alg: ALGORITHM.to_owned(), kid: kid.to_owned(), typ: TYPE.to_owned() };
    let part = |json: Result<Vec<u8>, _>| json.map(|json| URL_SAFE_NO_PAD.encode(json)).map_err(|_| MintError::Write);
    let input = format!("{}.{}", part(serde_json::to_vec(&header))?, part(serde_json::to_vec(claims))?);
    let token = format!("{input}.{}", URL_SAFE_NO_PAD.encode(secret.mac(input.as_bytes())));
    Ok(Session { token, key: secret.session_key(&input) })
}

impl Claims {
    fn texts(&self) -> [(&'static str, &str); 5] {
        [("iss", &self.iss), ("aud", &self.aud), ("sub", &self.sub), ("grp", &self.grp), ("role", &self.role)]
    }
}

/// A token taken apart, not yet believed.
pub(super) struct Token<'a> {
    input: &'a str,
    /// The id of the key that it claims.
    pub(super) kid: String,
    payload: Vec<u8>,
    mac: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

impl<'a> Token<'a> {
    /// Takes a token apart; believes nothing.
    pub(super) fn parse(token: &'a str) -> Result<Self, Refusal> {
        let (input, mac) = token.rsplit_once('.').ok_or(Refusal::TokenFormat)?;
        let (header, payload) = input.split_once('.').ok_or(Refusal::TokenFormat)?;
        let [header, payload, mac] = [header, payload, mac].map(canonical);
        let (header, payload, mac) = (header?, payload?, mac?);
        let header: Header = read(&header).ok_or(Refusal::TokenHeader)?;
        if header.alg != ALGORITHM || header.typ != TYPE {
            return Err(Refusal::TokenHeader);
        }
        Ok(Self { input, kid: header.kid, payload, mac })
    }

    /// Whether `secret` made it.
    pub(super) fn holds(&self, secret: &Secret) -> bool {
        same_mac(&secret.mac(self.input.as_bytes()), &self.mac)
    }

    /// The key of its session.
    pub(super) fn session_key(&self, secret: &Secret) -> SessionKey {
        secret.session_key(self.input)
    }

    /// The claims, if they hold now for this audience and are whole; looked at in this order.
    pub(super) fn claims(&self, audience: &str, now: i64, skew: i64) -> Result<Claims, Refusal> {
        let said: Map<String, Value> = read(&self.payload).ok_or(Refusal::TokenClaims)?;
        if said.get("aud").and_then(Value::as_str) != Some(audience) {
            return Err(Refusal::TokenAudience);
        }
        let time = |name: &str| match said.get(name) {
            Some(time) => time.as_i64().ok_or(Refusal::TokenTtl),
            None => Err(Refusal::TokenClaims),
        };
        let (iat, exp) = (time("iat")?, time("exp")?);
        if iat > now.saturating_add(skew) {
            return Err(Refusal::TokenNotYet);
        }
        if now >= exp {
            return Err(Refusal::TokenExpired);
        }
        if !(1..=MAX_TTL).contains(&exp.saturating_sub(iat)) {
            return Err(Refusal::TokenTtl);
        }
        // Read again into the type: nothing unknown, nothing missing, nothing twice.
        let claims: Claims = read(&self.payload).ok_or(Refusal::TokenClaims)?;
        if !sound_id(&claims.jti) || !claims.texts().iter().all(|(_, text)| sound_claim(text)) {
            return Err(Refusal::TokenClaims);
        }
        Ok(claims)
    }

    /// The session's name, unverified: all that the signing side needs to know.
    pub(super) fn session_name(&self) -> Option<String> {
        read::<Claims>(&self.payload).map(|claims| claims.jti).filter(|jti| sound_id(jti))
    }
}

/// A part of a token. As text, as all other JSON is read: a second reader, of bytes, would be carried by the browser too.
fn read<T: DeserializeOwned>(part: &[u8]) -> Option<T> {
    serde_json::from_str(std::str::from_utf8(part).ok()?).ok()
}

/// 16 to 64 of `A-Za-z0-9_-`: the form of session names and idempotency keys.
pub(super) fn sound_id(text: &str) -> bool {
    (16..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
}

/// [`sound_id`], and something that somebody drew: not the nil UUID of a library that was not set up.
pub(super) fn sound_action(text: &str) -> bool {
    sound_id(text) && text.bytes().any(|byte| !b"0-".contains(&byte))
}

fn sound_claim(text: &str) -> bool {
    (1..=MAX_CLAIM).contains(&text.len()) && !text.chars().any(char::is_control)
}

/// Bytes of a text in base64url without padding, only if it is their one spelling. (The engine refuses padding and
/// trailing bits; writing them again makes sure.)
fn canonical(text: &str) -> Result<Vec<u8>, Refusal> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Refusal::TokenFormat)?;
    if URL_SAFE_NO_PAD.encode(&bytes) == text { Ok(bytes) } else { Err(Refusal::TokenFormat) }
}
