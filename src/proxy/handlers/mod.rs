//! One file for each thing that can be asked.

pub(super) mod audiences;
pub(super) mod changes;
pub(super) mod check;
pub(super) mod health;
pub(super) mod kit;
pub(super) mod recipients;
pub(super) mod schedules;
pub(super) mod segments;
pub(super) mod sends;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

/// An answer in JSON.
fn json<T: Serialize>(status: axum::http::StatusCode, value: &T) -> Response {
    let body = serde_json::to_vec(value).unwrap_or_default();
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
