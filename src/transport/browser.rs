//! Sends a signed request from the browser. wasm32 only; the one module that names gloo-net.

use gloo_net::http::{Method, RequestBuilder};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

/// Why no answer came.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proxy could not be reached: {0}")]
pub struct NetworkError(String);

/// Sends and reads the whole answer. No cookies go along and no redirect is followed: the signature names one address.
pub async fn send(
    method: &str,
    url: &str,
    headers: &[(&'static str, String)],
    body: Option<String>,
) -> Result<(u16, String), NetworkError> {
    let failed = |error: gloo_net::Error| NetworkError(error.to_string());
    let method = method.parse::<Method>().map_err(|error| NetworkError(error.to_string()))?;
    let mut request = RequestBuilder::new(url)
        .method(method)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .cache(RequestCache::NoStore);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let request = match body {
        Some(body) => request.body(body).map_err(failed)?,
        None => request.build().map_err(failed)?,
    };
    let answer = request.send().await.map_err(failed)?;
    let status = answer.status();
    Ok((status, answer.text().await.map_err(failed)?))
}

/// The MAC of a signature base, for pages where the browser itself has no HMAC.
pub fn mac(key: &super::SessionKey, base: &str) -> [u8; 32] {
    key.mac(base.as_bytes())
}
