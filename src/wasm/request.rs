//! A request to the proxy: prepared, signed (by the browser's own HMAC where it has one), sent.

use super::convert::to_js;
use super::error::Refused;
use crate::transport::{Action, Prepared, SessionKey, browser};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// A request to the proxy, ready to be signed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Request {
    method: String,
    url: String,
    body: Option<String>,
    prepared: Prepared,
}

#[derive(Serialize)]
struct Answer {
    status: u16,
    body: String,
}

#[wasm_bindgen]
impl Request {
    /// `body` and `idempotencyKey` together or neither; `created` in Unix seconds by the proxy's clock; 16 random bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(
        method: String,
        url: String,
        token: &str,
        body: Option<String>,
        idempotency_key: Option<String>,
        created: f64,
        nonce: &[u8],
    ) -> Result<Self, JsValue> {
        let place = url::Url::parse(&url).map_err(|error| Refused::from_error("endpoint", &error))?;
        let authority = authority(&place).ok_or_else(|| Refused::new("endpoint", format!("{url} has no host")))?;
        let target = target(&place);
        let nonce = nonce.try_into().map_err(|_| Refused::new("nonce", "a nonce is 16 bytes".to_owned()))?;
        let action = Action {
            method: &method,
            authority: &authority,
            target: &target,
            token,
            body: body.as_deref().map(str::as_bytes).zip(idempotency_key.as_deref()),
            created: seconds(created),
            nonce,
        };
        let prepared = action.prepare().map_err(|error| Refused::from_error(error.code(), &error))?;
        Ok(Self { url: place.into(), method, body, prepared })
    }

    /// What is signed.
    pub fn base(&self) -> String {
        self.prepared.base().to_owned()
    }

    /// The MAC made here, where the browser has no `crypto.subtle`: on plain http.
    pub fn mac(&self, key: &str) -> Result<Vec<u8>, JsValue> {
        let key = SessionKey::from_base64url(key).map_err(|error| Refused::from_error("session-key", &error))?;
        Ok(browser::mac(&key, self.prepared.base()).to_vec())
    }

    /// Sends it; consumed.
    #[wasm_bindgen(unchecked_return_type = "{ status: number; body: string }")]
    pub async fn send(self, mac: Vec<u8>) -> Result<JsValue, JsValue> {
        let mac = <[u8; 32]>::try_from(mac).map_err(|_| Refused::new("mac", "a MAC is 32 bytes".to_owned()))?;
        let headers = self.prepared.signed_by(&mac);
        let (status, body) = browser::send(&self.method, &self.url, &headers, self.body)
            .await
            .map_err(|error| Refused::from_error("network", &error))?;
        Ok(to_js(&Answer { status, body })?)
    }
}

/// The host, with its port where it is not the scheme's own: as browsers send it.
fn authority(place: &url::Url) -> Option<String> {
    let host = place.host_str()?;
    Some(place.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// Path and query as they are sent.
fn target(place: &url::Url) -> String {
    place.query().map_or_else(|| place.path().to_owned(), |query| format!("{}?{query}", place.path()))
}

#[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 fit; `as` saturates and takes NaN for 0")]
pub(super) const fn seconds(since_1970: f64) -> i64 {
    since_1970 as i64
}
