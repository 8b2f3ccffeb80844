//! The endpoints: the key, the path, the body held against the documentation, and Braze's answers.

use super::answers;
use super::store::Sandbox;
use crate::braze::{Consequence, Endpoint, Fault, validate};
use crate::locale::Locale;
use crate::payload::MAX_REQUEST;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Map, Value, json};

/// The shared limit of a workspace, per clock hour.
const HOURLY: u64 = 250_000;

/// Any request that is not the stand-in's own page.
pub(super) async fn answer(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let used = sandbox.count();
    if !authorized(&sandbox, request.headers()) {
        return unauthorized(request.headers());
    }
    let now = sandbox.now();
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let answer = match Endpoint::find(parts.method.as_str(), path) {
        Some(endpoint) if sandbox.options.denied.contains(&endpoint) => refuse(StatusCode::FORBIDDEN, "Access Denied"),
        Some(endpoint) => match to_bytes(body, MAX_REQUEST).await {
            Ok(body) => known(&sandbox, endpoint, parts.uri.query(), &parts.headers, &body, now),
            Err(_) => refuse(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large"),
        },
        // A trailing slash is documented to be denied, not unknown.
        None if path.len() > 1 && path.ends_with('/') => refuse(StatusCode::FORBIDDEN, "Access Denied"),
        None => refuse(StatusCode::NOT_FOUND, "Not Found"),
    };
    limited(answer, used, now)
}

fn authorized(sandbox: &Sandbox, headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    match (values.next().and_then(|value| value.as_bytes().strip_prefix(b"Bearer ")), values.next()) {
        (Some(key), None) => sandbox.options.key.is(key),
        _ => false,
    }
}

/// As recorded: the key is echoed, and the rate-limit fields are there and empty.
fn unauthorized(headers: &HeaderMap) -> Response {
    let sent = headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes).unwrap_or_default();
    let key = String::from_utf8_lossy(sent.strip_prefix(b"Bearer ").unwrap_or(sent)).into_owned();
    let mut response = refuse(StatusCode::UNAUTHORIZED, &format!("Invalid API key: {key}"));
    for name in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
        response.headers_mut().insert(name, HeaderValue::from_static(""));
    }
    response
}

fn limited(mut response: Response, used: u64, now: i64) -> Response {
    let next_hour = now.div_euclid(3600).saturating_add(1).saturating_mul(3600);
    let fields = [
        ("x-ratelimit-limit", HOURLY),
        ("x-ratelimit-remaining", HOURLY.saturating_sub(used)),
        ("x-ratelimit-reset", u64::try_from(next_hour).unwrap_or_default()),
    ];
    for (name, value) in fields {
        response.headers_mut().insert(name, HeaderValue::from(value));
    }
    response
}

fn known(
    sandbox: &Sandbox,
    endpoint: Endpoint,
    query: Option<&str>,
    headers: &HeaderMap,
    body: &[u8],
    now: i64,
) -> Response {
    if endpoint.is_query() {
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
        let faults = validate::query(endpoint, &pairs, now);
        let query: Map<String, Value> = pairs.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        return if faults.is_empty() { answers::query(sandbox, endpoint, &query) } else { faulty(&faults) };
    }
    let json_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if json_type.and_then(|value| value.split(';').next()).map(str::trim) != Some("application/json") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
    }
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return refuse(StatusCode::BAD_REQUEST, "Bad Request");
    };
    let faults = validate::body(endpoint, &body, now);
    let left_out = |fault: &Fault| matches!(fault.braze, Consequence::LeavesOut(_));
    if faults.iter().any(|fault| !left_out(fault)) {
        return faulty(&faults);
    }
    answers::body(sandbox, endpoint, body, &faults)
}

/// Braze's own words where they are documented; every fault by its field besides.
fn faulty(faults: &[Fault]) -> Response {
    let said = faults.iter().find_map(|fault| match fault.braze {
        Consequence::Says(words) => Some(words.to_owned()),
        _ => None,
    });
    let first = || faults.first().map(|fault| fault.sentence(Locale::En)).unwrap_or_default();
    let body = json!({ "message": said.unwrap_or_else(first), "errors": faults });
    (StatusCode::BAD_REQUEST, axum::Json(body)).into_response()
}

pub(super) fn refuse(status: StatusCode, message: &str) -> Response<Body> {
    (status, axum::Json(json!({ "message": message }))).into_response()
}
