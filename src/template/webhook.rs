//! The request of a template: what a server of a partner's is asked, once for each customer.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A request to a server. Its address and body are Braze Liquid and may print `slot.*`, `group.*`, `brand.*`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// The address, from `https://` on. Its server is locked: what is printed can only follow the first `/` of its path.
    pub url: String,
    /// The method.
    #[serde(default)]
    pub method: Method,
    /// Headers, as Braze sends them; Braze's Liquid may stand in them, nothing of ours. `Content-Type` follows from the
    /// body where left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// What the body is.
    #[serde(default)]
    pub format: Format,
    /// The body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// The method of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Sends something.
    #[default]
    Post,
    /// Puts something in a place.
    Put,
    /// Removes something.
    Delete,
    /// Asks for something.
    Get,
}

/// What the body of a request is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// JSON: slots are printed within its strings, escaped for them.
    #[default]
    Json,
    /// Text, as it stands.
    Text,
}

impl Method {
    /// As it is written in files, and sent.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Get => "GET",
        }
    }
}

impl Format {
    /// The `Content-Type` of such a body.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain; charset=utf-8",
        }
    }
}

/// The locked beginning of an address, up to the first `/` of its path: scheme and server. Nothing where it is not locked.
pub fn server(url: &str) -> Option<&str> {
    let host = url.strip_prefix("https://")?.split_once('/')?.0;
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    (host.contains('.') && host.bytes().all(sound)).then(|| url.get(.."https://".len() + host.len()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_locked_or_it_is_none() {
        assert_eq!(server("https://print.a.example/letters?x=1"), Some("https://print.a.example"));
        for url in [
            "http://print.a.example/x",
            "https://print.a.example",
            "https://print.a.example?x=/",
            "https://{{ slot.host }}/x",
            "https://print.{{ group.id }}.example/x",
            "https://user@print.a.example/x",
            "https://print.a.example:8443/x",
            "https://localhost/x",
        ] {
            assert_eq!(server(url), None, "{url}");
        }
    }
}
