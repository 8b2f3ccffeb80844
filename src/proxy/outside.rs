//! Around every request: its name, the origin that asks, the fields that protect the answer, the line in the log, and a
//! constant answer where something of ours broke.

use super::refused::{self, Refused};
use super::{Event, Proxy};
use crate::locale::Locale;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// What is known of a request besides what it says.
#[derive(Clone, Debug)]
pub(super) struct Context {
    /// Its name in the log.
    pub(super) request_id: String,
    /// Who asks, once that is known: key id, user, group.
    pub(super) who: Arc<OnceLock<(String, String, String)>>,
    /// What happened inside that the log should hear.
    pub(super) note: Arc<OnceLock<String>>,
}

/// Fields on every answer.
const FIELDS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ("referrer-policy", "no-referrer"),
    ("strict-transport-security", "max-age=31536000"),
    ("cross-origin-resource-policy", "same-site"),
    ("vary", "Origin, Accept-Language"),
];

const ALLOWED_FIELDS: &str = "authorization, content-type, content-digest, idempotency-key, signature, signature-input";

/// Everything around the router.
pub(super) async fn wrap(State(proxy): State<Proxy>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let context = Context { request_id: proxy.name("req"), who: Arc::default(), note: Arc::default() };
    request.extensions_mut().insert(context.clone());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let asked = locale(request.headers());
    let origin = request.headers().get(header::ORIGIN).cloned();
    let allowed = match &origin {
        None => true,
        Some(origin) => origin.to_str().is_ok_and(|origin| proxy.0.editors.contains(origin)),
    };
    let response = if !allowed {
        Refused::new(refused::ORIGIN, "origin is not in `editors`").into_response()
    } else if method == Method::OPTIONS {
        preflight()
    } else {
        // In a task of its own: a panic is caught there, and work goes on where the client goes away.
        tokio::spawn(next.run(request)).await.unwrap_or_else(|error| {
            Refused::new(refused::INTERNAL, if error.is_panic() { "panic" } else { "cancelled" }).into_response()
        })
    };
    let refused = response.extensions().get::<Arc<Refused>>().cloned();
    let mut response = match &refused {
        Some(refused) => refused.answer(asked, &context.request_id),
        None => response,
    };
    protect(response.headers_mut(), origin.filter(|_| allowed), &context.request_id);
    let mut event = Event::new("request", proxy.now())
        .text("request_id", &context.request_id)
        .text("method", method.as_str())
        .text("path", &path)
        .number("status", i64::from(response.status().as_u16()))
        .number("ms", i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX));
    if let Some((kid, user, group)) = context.who.get() {
        event = event.text("kid", kid).text("user", user).text("group", group);
    }
    if let Some(refused) = &refused {
        let (code, inside) = refused.inside();
        event = event.text("code", code).text("reason", inside);
    }
    if let Some(note) = context.note.get() {
        event = event.text("note", note);
    }
    proxy.0.log.write(&event);
    response
}

fn preflight() -> Response {
    let fields = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_FIELDS),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, fields).into_response()
}

fn protect(headers: &mut HeaderMap, origin: Option<HeaderValue>, request_id: &str) {
    for (name, value) in FIELDS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let shown = HeaderValue::from_static("x-request-id, retry-after");
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, shown);
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert("x-request-id", id);
    }
}

fn locale(headers: &HeaderMap) -> Locale {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Locale::of_tag(accepted.and_then(|tags| tags.split([',', ';']).next()).unwrap_or_default())
}
