//! Why a request was refused. The client always gets the same answer; the reason is for the log and the operator.

/// The check that refused a signed request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum Refusal {
    /// A field is absent, or there more than once.
    HeaderCount(&'static str),
    /// A field is longer than any honest one.
    HeaderSize(&'static str),
    /// A method that has no profile.
    Method,
    /// The host is not one of ours.
    Authority,
    /// Not `BWS ` and three parts of canonical base64url.
    TokenFormat,
    /// The token's header is not exactly the three members.
    TokenHeader,
    /// No key of this id, or not at this time.
    UnknownKid,
    /// The token's MAC does not hold.
    TokenMac,
    /// The token is for another proxy.
    TokenAudience,
    /// The token is from the future.
    TokenNotYet,
    /// The token is over.
    TokenExpired,
    /// The token's times are not whole numbers, or lie too far apart.
    TokenTtl,
    /// The token's claims are not exactly those that must be there.
    TokenClaims,
    /// This back end may not mint this group or role.
    KidScope,
    /// The user or the session was shut out by the operator.
    Revoked,
    /// Something else is covered than what must be.
    Components,
    /// `Signature-Input` is not in its one form.
    SignatureInput,
    /// The signature names another session than the token.
    KeyId,
    /// Signed too long ago, or before this process began to remember.
    SignatureStale,
    /// Signed in the future.
    SignatureFuture,
    /// `Signature` is not in its one form.
    SignatureFormat,
    /// The signature does not hold.
    Signature,
    /// The content type is not JSON.
    ContentType,
    /// The idempotency key is not in its one form.
    IdempotencyKey,
    /// This very request was here before.
    Replay,
    /// Too many requests are remembered; nothing more is let in until the oldest are forgotten.
    NoncesFull,
    /// A body where none may be.
    BodyOnGet,
    /// The body is not the one that was signed.
    ContentDigest,
}

impl Refusal {
    /// A short name that never changes, for logs and metrics.
    pub fn code(&self) -> String {
        let plain = match self {
            Self::HeaderCount(name) => return format!("header-count:{name}"),
            Self::HeaderSize(name) => return format!("header-size:{name}"),
            Self::Method => "method",
            Self::Authority => "authority",
            Self::TokenFormat => "token-format",
            Self::TokenHeader => "token-header",
            Self::UnknownKid => "unknown-kid",
            Self::TokenMac => "token-mac",
            Self::TokenAudience => "token-aud",
            Self::TokenNotYet => "token-not-yet",
            Self::TokenExpired => "token-expired",
            Self::TokenTtl => "token-ttl",
            Self::TokenClaims => "token-claims",
            Self::KidScope => "kid-scope",
            Self::Revoked => "revoked",
            Self::Components => "components",
            Self::SignatureInput => "signature-input",
            Self::KeyId => "keyid",
            Self::SignatureStale => "signature-stale",
            Self::SignatureFuture => "signature-future",
            Self::SignatureFormat => "signature-format",
            Self::Signature => "signature",
            Self::ContentType => "content-type",
            Self::IdempotencyKey => "idempotency-key",
            Self::Replay => "replay",
            Self::NoncesFull => "nonces-full",
            Self::BodyOnGet => "body-on-get",
            Self::ContentDigest => "content-digest",
        };
        plain.to_owned()
    }

    /// Whether the client's clock is what is wrong, so that telling it the time helps an honest one.
    pub const fn is_about_time(&self) -> bool {
        matches!(self, Self::SignatureStale | Self::SignatureFuture | Self::TokenNotYet)
    }
}
