//! The verifying side of BWS1: cheap and unforgeable checks first, one order for all requests.
//!
//! In: the proxy's clock, its configuration and the raw parts of a request; out: who asks ([`Verified`]), or the check
//! that refused ([`Refusal`]). Pure: the nonces are the caller's, and the body comes last.

use super::base::{Message, content_digest, signature_base};
use super::key::{Secret, same_mac};
use super::sign::{JSON, PROFILE_GET, parameters, profile};
use super::token::{Claims, Scope, Token, sound_action, sound_id};
use super::{Nonces, Refusal};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use std::collections::{BTreeMap, BTreeSet};

/// How far a client's clock may run ahead, in seconds.
const SKEW: i64 = 15;

/// How old a signature may be, in seconds.
const MAX_AGE: i64 = 60;

/// The longest value of a field that we look at: a token with the longest claims is half of it.
const MAX_FIELD: usize = 4096;

/// A back end that may mint sessions.
#[derive(Clone, Debug)]
pub struct BackEnd {
    /// What it shares with us.
    pub secret: Secret,
    /// The groups that it may mint.
    pub groups: Scope,
    /// The roles that it may mint.
    pub roles: Scope,
    /// From when its key holds (Unix seconds).
    pub not_before: i64,
    /// Until when its key holds (Unix seconds).
    pub not_after: i64,
}

/// All that a proxy needs to know in order to verify.
#[derive(Clone, Debug)]
pub struct Verifier {
    /// The proxy's public origin, as tokens name it.
    pub audience: String,
    /// The hosts under which it is reached.
    pub authorities: BTreeSet<String>,
    /// The back ends by the id of their key.
    pub back_ends: BTreeMap<String, BackEnd>,
    /// Users and sessions that are shut out.
    pub revoked: BTreeSet<String>,
    /// When this process began to remember nonces (Unix seconds): what was signed before is refused.
    pub boot_time: i64,
}

/// A request as it came over the wire.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: &'a str,
    /// The raw request target.
    pub target: &'a str,
    /// The one `Host`.
    pub authority: &'a str,
    /// All fields in order.
    pub headers: &'a [(&'a str, &'a str)],
}

/// A request whose sender is known. The body is still to be held against [`Self::body`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The key under which the session was minted.
    pub kid: String,
    /// Who asks.
    pub claims: Claims,
    /// When it was signed.
    pub created: i64,
    /// Its nonce.
    pub nonce: String,
    /// The user's action, of a request with a body.
    pub idempotency_key: Option<String>,
    digest: Option<String>,
}

impl Verifier {
    /// Everything up to the nonce: who asks, and that it is they.
    pub fn head(&self, now: i64, request: &Request<'_>) -> Result<Verified, Refusal> {
        let authorization = once(request, "authorization")?;
        let signature_input = once(request, "signature-input")?;
        let signature = once(request, "signature")?;
        let profile = profile(request.method).ok_or(Refusal::Method)?;
        if !self.authorities.contains(request.authority) {
            return Err(Refusal::Authority);
        }
        let token = Token::parse(authorization.strip_prefix("BWS ").ok_or(Refusal::TokenFormat)?)?;
        let back_end = self.back_ends.get(&token.kid).ok_or(Refusal::UnknownKid)?;
        if now < back_end.not_before || now >= back_end.not_after {
            return Err(Refusal::UnknownKid);
        }
        if !token.holds(&back_end.secret) {
            return Err(Refusal::TokenMac);
        }
        let claims = token.claims(&self.audience, now, SKEW)?;
        if !back_end.groups.holds(&claims.grp) || !back_end.roles.holds(&claims.role) {
            return Err(Refusal::KidScope);
        }
        if self.revoked.contains(&claims.sub) || self.revoked.contains(&claims.jti) {
            return Err(Refusal::Revoked);
        }
        let input = Input::parse(signature_input, profile)?;
        if input.keyid != claims.jti {
            return Err(Refusal::KeyId);
        }
        self.window(now, input.created)?;
        let body = if profile == PROFILE_GET { None } else { Some(body_fields(request)?) };
        let mac = signature_bytes(signature)?;
        let fields = [("authorization", authorization)]
            .into_iter()
            .chain(body.iter().flat_map(|body| body.named()))
            .collect::<Vec<_>>();
        let message = Message {
            method: request.method,
            target: request.target,
            authority: request.authority,
            status: None,
            headers: &fields,
        };
        let base = signature_base(&message, input.text).map_err(|_| Refusal::Components)?;
        if !same_mac(&token.session_key(&back_end.secret).mac(base.as_bytes()), &mac) {
            return Err(Refusal::Signature);
        }
        let (created, nonce) = (input.created, input.nonce.to_owned());
        let (idempotency_key, digest) = match body {
            Some(body) => {
                let (key, digest) = body.sound()?;
                (Some(key), Some(digest))
            }
            None => (None, None),
        };
        Ok(Verified { kid: token.kid, claims, created, nonce, idempotency_key, digest })
    }

    /// [`Self::head`], and that the request was not here before.
    pub fn fresh(&self, now: i64, request: &Request<'_>, nonces: &mut Nonces) -> Result<Verified, Refusal> {
        let verified = self.head(now, request)?;
        nonces.insert(now, &verified.claims.jti, &verified.nonce, verified.created)?;
        Ok(verified)
    }

    fn window(&self, now: i64, created: i64) -> Result<(), Refusal> {
        if created > now.saturating_add(SKEW) {
            return Err(Refusal::SignatureFuture);
        }
        if created < now.saturating_sub(MAX_AGE) || created < self.boot_time {
            return Err(Refusal::SignatureStale);
        }
        Ok(())
    }
}

impl Verified {
    /// Whether `body` is the one that was signed.
    pub fn body(&self, body: &[u8]) -> Result<(), Refusal> {
        match &self.digest {
            None if body.is_empty() => Ok(()),
            None => Err(Refusal::BodyOnGet),
            Some(digest) if *digest == content_digest(body) => Ok(()),
            Some(_) => Err(Refusal::ContentDigest),
        }
    }
}

/// The value of a field that is there exactly once.
fn once<'a>(request: &Request<'a>, name: &'static str) -> Result<&'a str, Refusal> {
    let mut values = request.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
    match (values.next(), values.next()) {
        (Some((_, value)), None) if value.len() <= MAX_FIELD => Ok(value),
        (Some(_), None) => Err(Refusal::HeaderSize(name)),
        _ => Err(Refusal::HeaderCount(name)),
    }
}

/// The fields that a request with a body covers besides `authorization`.
struct BodyFields<'a> {
    content_type: &'a str,
    digest: &'a str,
    idempotency_key: &'a str,
}

fn body_fields<'a>(request: &Request<'a>) -> Result<BodyFields<'a>, Refusal> {
    Ok(BodyFields {
        content_type: once(request, "content-type")?,
        digest: once(request, "content-digest")?,
        idempotency_key: once(request, "idempotency-key")?,
    })
}

impl<'a> BodyFields<'a> {
    fn named(&self) -> [(&'static str, &'a str); 3] {
        [
            ("content-type", self.content_type),
            ("content-digest", self.digest),
            ("idempotency-key", self.idempotency_key),
        ]
    }

    /// The idempotency key and the digest, if all three are in their one form.
    fn sound(&self) -> Result<(String, String), Refusal> {
        if self.content_type != JSON {
            return Err(Refusal::ContentType);
        }
        let key = self.idempotency_key.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let key = key.filter(|key| sound_action(key)).ok_or(Refusal::IdempotencyKey)?;
        Ok((key.to_owned(), self.digest.to_owned()))
    }
}

/// `Signature-Input` in its one form.
struct Input<'a> {
    text: &'a str,
    created: i64,
    nonce: &'a str,
    keyid: &'a str,
}

impl<'a> Input<'a> {
    fn parse(value: &'a str, profile: &str) -> Result<Self, Refusal> {
        let text = value.strip_prefix("bws=").ok_or(Refusal::SignatureInput)?;
        let end = text.find(')').ok_or(Refusal::SignatureInput)?;
        let list = text.get(..=end).ok_or(Refusal::SignatureInput)?;
        if list != profile {
            return Err(Refusal::Components);
        }
        let rest = text.get(end.saturating_add(1)..).ok_or(Refusal::SignatureInput)?;
        let parsed = (|| {
            let (created, rest) = rest.strip_prefix(";created=")?.split_once(";nonce=\"")?;
            let (nonce, rest) = rest.split_once("\";keyid=\"")?;
            let keyid = rest.strip_suffix("\";tag=\"bws1\"")?;
            let bytes = URL_SAFE_NO_PAD.decode(nonce).ok()?;
            let created: i64 = created.parse().ok()?;
            let sound = bytes.len() == 16 && sound_id(keyid);
            // Written again, it must be the same text: no signs, no leading zeros, no second spelling.
            let again = parameters(profile, created, &URL_SAFE_NO_PAD.encode(&bytes), keyid);
            (sound && created >= 0 && again == text).then_some(Self { text, created, nonce, keyid })
        })();
        parsed.ok_or(Refusal::SignatureInput)
    }
}

/// The MAC of `Signature` in its one form.
fn signature_bytes(value: &str) -> Result<[u8; 32], Refusal> {
    let text = value.strip_prefix("bws=:").and_then(|rest| rest.strip_suffix(':')).ok_or(Refusal::SignatureFormat)?;
    let bytes = STANDARD.decode(text).map_err(|_| Refusal::SignatureFormat)?;
    <[u8; 32]>::try_from(bytes).map_err(|_| Refusal::SignatureFormat)
}
