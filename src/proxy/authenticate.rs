//! From a raw request to somebody who asks: the signature, then the body under its limit, then its digest.

use super::Proxy;
use super::ledger::audit::By;
use super::outside::Context;
use super::refused::{self, Refused};
use crate::transport::{MAX_BODY, Refusal, Request as Raw, Verified};
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header;
use std::borrow::Cow;
use std::sync::PoisonError;
use std::time::Duration;

/// How long a body may take.
const BODY: Duration = Duration::from_secs(15);

/// The role of the brand's own people: they may what editors may, and see customers' data as it is.
pub(super) const BRAND: &str = "brand";

/// Who asks, and what.
pub(super) struct Asked {
    pub(super) who: Verified,
    pub(super) body: Bytes,
    pub(super) context: Context,
}

impl Proxy {
    /// Who asks, and what; or the same answer for every way of not being believed.
    pub(super) async fn asked(&self, request: Request) -> Result<Asked, Refused> {
        let (parts, body) = request.into_parts();
        let context = parts.extensions.get::<Context>().cloned();
        let context = context.ok_or_else(|| Refused::new(refused::INTERNAL, "no context"))?;
        let headers: Vec<(&str, Cow<'_, str>)> = (parts.headers.iter())
            .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
            .collect();
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
        let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let raw = Raw { method: parts.method.as_str(), target, authority: host.unwrap_or_default(), headers: &headers };
        let now = self.now();
        let who = {
            let mut nonces = self.0.nonces.lock().unwrap_or_else(PoisonError::into_inner);
            self.0.verifier.fresh(now, &raw, &mut nonces).map_err(|refusal| unauthorized(&refusal, now))?
        };
        let claims = &who.claims;
        let _ = context.who.set((who.kid.clone(), claims.sub.clone(), claims.grp.clone()));
        self.0.session_budget.take(&claims.jti, now).map_err(|seconds| too_many("session", seconds))?;
        if parts.headers.contains_key(header::CONTENT_ENCODING) {
            return Err(Refused::new(refused::ENCODING, "content-encoding"));
        }
        let body = match tokio::time::timeout(BODY, to_bytes(body, MAX_BODY)).await {
            Ok(Ok(body)) => body,
            Ok(Err(error)) => return Err(Refused::new(refused::BODY_LENGTH, error.to_string())),
            Err(_) => return Err(Refused::new(refused::BODY_SLOW, "body took too long")),
        };
        who.body(&body).map_err(|refusal| unauthorized(&refusal, now))?;
        Ok(Asked { who, body, context })
    }
}

impl Asked {
    /// Whether this asker may do more than look.
    pub(super) fn may_write(&self) -> Result<(), Refused> {
        match self.who.claims.role.as_str() {
            "editor" | BRAND => Ok(()),
            role => Err(Refused::new(refused::ROLE, format!("role {role}"))),
        }
    }

    /// Who does what is asked.
    pub(super) fn by(&self) -> By<'_> {
        let claims = &self.who.claims;
        By { kid: &self.who.kid, sub: &claims.sub, group: &claims.grp, request_id: &self.context.request_id }
    }

    /// The user's action: its idempotency key.
    pub(super) fn action(&self) -> &str {
        self.who.idempotency_key.as_deref().unwrap_or_default()
    }
}

impl Proxy {
    /// Whether this asker may send, and has not sent too much.
    pub(super) fn may_send(&self, asked: &Asked) -> Result<(), Refused> {
        asked.may_write()?;
        let claims = &asked.who.claims;
        self.0.group_budget.take(&claims.grp, self.now()).map_err(|seconds| too_many("group", seconds))
    }
}

fn too_many(of: &str, seconds: u32) -> Refused {
    Refused::new(refused::RATE, format!("the {of}'s budget is used up")).retry_after(seconds)
}

fn unauthorized(refusal: &Refusal, now: i64) -> Refused {
    let code = refusal.code();
    match refusal {
        Refusal::NoncesFull => Refused::new(refused::BUSY, code).retry_after(60),
        refusal if refusal.is_about_time() => Refused::new(refused::TOO_LATE, code).server_time(now),
        _ => Refused::new(refused::UNAUTHORIZED, code),
    }
}
