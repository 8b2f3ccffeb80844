//! The endpoints: the key, the path, the body held against the documentation, and Braze's answers.

use super::store::{Campaign, Sandbox};
use crate::braze::{Consequence, Endpoint, Fault, SegmentsList, validate};
use crate::locale::Locale;
use crate::payload::MAX_REQUEST;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

/// The shared limit of a workspace, per clock hour.
const HOURLY: u64 = 250_000;

/// Segments on one page.
const PAGE: usize = 100;

/// The endpoints that are answered; the others of Braze's are not found here.
const ANSWERED: &[Endpoint] = &[Endpoint::ScheduleCreate, Endpoint::SendIdCreate, Endpoint::SegmentsList];

/// Any request that is not the stand-in's own page.
pub(super) async fn answer(State(sandbox): State<Sandbox>, request: Request) -> Response {
    let used = sandbox.count();
    if !authorized(&sandbox, request.headers()) {
        return unauthorized(request.headers());
    }
    let now = sandbox.now();
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let answer = match Endpoint::find(parts.method.as_str(), path).filter(|known| ANSWERED.contains(known)) {
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
    if endpoint.method() == "GET" {
        return segments(sandbox, query.unwrap_or_default());
    }
    let json_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if json_type.and_then(|value| value.split(';').next()).map(str::trim) != Some("application/json") {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Unsupported Media Type");
    }
    let Ok(body) = serde_json::from_slice::<Value>(body) else {
        return refuse(StatusCode::BAD_REQUEST, "Bad Request");
    };
    let faults = validate::body(endpoint, &body, now);
    if !faults.is_empty() {
        return faulty(&faults);
    }
    if let Some(said) = campaign_fault(sandbox, &body) {
        return refuse(StatusCode::BAD_REQUEST, said);
    }
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    match endpoint {
        Endpoint::SendIdCreate => {
            let send = text("send_id").unwrap_or_else(|| format!("send-{now}"));
            if !sandbox.keep_send_id(&text("campaign_id").unwrap_or_default(), &send) {
                return refuse(StatusCode::TOO_MANY_REQUESTS, "Rate Limited");
            }
            (StatusCode::CREATED, axum::Json(json!({ "message": "success", "send_id": send }))).into_response()
        }
        _ => {
            let send = text("send_id");
            let kept = sandbox.keep(body);
            let mut answer = json!({
                "dispatch_id": kept.dispatch_id, "schedule_id": kept.schedule_id, "message": "success",
            });
            if let (Some(send), Some(answer)) = (send, answer.as_object_mut()) {
                answer.insert("send_id".to_owned(), Value::String(send));
            }
            (StatusCode::CREATED, axum::Json(answer)).into_response()
        }
    }
}

fn campaign_fault(sandbox: &Sandbox, body: &Value) -> Option<&'static str> {
    let campaigns = &sandbox.options.campaigns;
    let id = body.get("campaign_id").and_then(Value::as_str).filter(|_| !campaigns.is_empty())?;
    let Some(Campaign { email_variations }) = campaigns.get(id) else { return Some("Invalid Campaign ID") };
    let variation = body.pointer("/messages/email/message_variation_id").and_then(Value::as_str)?;
    (!email_variations.contains(variation)).then_some("Invalid Message Variant")
}

fn segments(sandbox: &Sandbox, query: &str) -> Response {
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let faults = validate::query(Endpoint::SegmentsList, &pairs, sandbox.now());
    if !faults.is_empty() {
        return faulty(&faults);
    }
    let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let page: usize = value("page").and_then(|page| page.parse().ok()).unwrap_or_default();
    let mut segments = sandbox.options.segments.clone();
    if value("sort_direction") == Some("desc") {
        segments.reverse();
    }
    let segments = segments.into_iter().skip(page.saturating_mul(PAGE)).take(PAGE).collect();
    let list = serde_json::to_value(SegmentsList { segments }).unwrap_or_default();
    let mut answer = json!({ "message": "success" });
    if let (Some(answer), Value::Object(list)) = (answer.as_object_mut(), list) {
        answer.extend(list);
    }
    axum::Json(answer).into_response()
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

fn refuse(status: StatusCode, message: &str) -> Response<Body> {
    (status, axum::Json(json!({ "message": message }))).into_response()
}
