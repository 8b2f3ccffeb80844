//! HTML of the page: text that is safe in it, and answers that say what a browser may do with it.

use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

/// The page may show our style and script, and messages in frames that may do nothing.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
     img-src https: http://127.0.0.1:* http://localhost:* data:; frame-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'self' http://127.0.0.1:* http://localhost:*";

/// A message may show its pictures and its own styles.
pub(super) const MESSAGE_POLICY: &str = "sandbox; default-src 'none'; img-src https: http://127.0.0.1:* \
     http://localhost:* data:; style-src 'unsafe-inline'; font-src https:; form-action 'none'; base-uri 'none'";

/// An answer with its policy.
pub(super) fn secured(kind: &'static str, policy: &'static str, body: String) -> Response {
    let fields: [(HeaderName, &str); 5] = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (fields, body).into_response()
}

/// Text for HTML, inside and outside of attributes.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// Text for an address, inside of an attribute.
pub(super) fn encode(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
