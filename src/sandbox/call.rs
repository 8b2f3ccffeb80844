//! A request and an answer of the REST API, without sockets.

use serde_json::{Value, json};
use std::net::IpAddr;

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub(super) struct Call {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) authorization: Vec<u8>,
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
    /// More came than may.
    pub(super) too_large: bool,
    pub(super) from: Option<IpAddr>,
}

impl Call {
    /// The key, where one is given as Braze wants it.
    pub(super) fn key(&self) -> Option<&[u8]> {
        self.authorization.strip_prefix(b"Bearer ")
    }

    pub(super) fn is_json(&self) -> bool {
        self.content_type
            .split(';')
            .next()
            .map(str::trim)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"))
    }

    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.query.as_bytes()).into_owned().collect()
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Reply {
    /// An answer of JSON.
    pub(super) fn json(status: u16, body: &Value) -> Self {
        Self { status, headers: Vec::new(), body: body.to_string().into_bytes() }
    }

    /// An answer of nothing but a message.
    pub(super) fn says(status: u16, message: &str) -> Self {
        Self::json(status, &json!({ "message": message }))
    }

    pub(super) fn with(mut self, headers: Vec<(&'static str, String)>) -> Self {
        self.headers.extend(headers);
        self
    }
}
