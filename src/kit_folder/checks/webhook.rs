//! `[webhook]`: its server is locked, its headers are headers, and no key stands in the kit.

use super::super::faults::{WEBHOOK_HEADER, WEBHOOK_SECRET, WEBHOOK_SERVER};
use crate::liquid;
use crate::liquid::partial;
use crate::strict_toml::{Document, Mistake, Step};
use crate::template::{Webhook, server};

/// Headers that hold keys.
const SECRETS: &[&str] = &["authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token"];

/// What is worked out by us, and would be left as it is in a header.
const OURS: &[&str] = &["slot", "group", "brand", "offer"];

pub(super) fn check(webhook: &Webhook, document: &Document, mistakes: &mut Vec<Mistake>) {
    if server(&webhook.url).is_none() {
        mistakes.push(document.mistake(&WEBHOOK_SERVER, &["webhook".into(), "url".into()]));
    }
    for (name, value) in &webhook.headers {
        let path = ["webhook".into(), "headers".into(), Step::Key(name)];
        let token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let parsed = liquid::parse(value).template;
        let ours = OURS.iter().any(|root| !partial::constructs(&parsed, root).is_empty());
        if name.is_empty() || !name.bytes().all(token) || value.chars().any(char::is_control) || ours {
            mistakes.push(document.mistake(&WEBHOOK_HEADER, &path).with("name", name.as_str()));
        }
        if SECRETS.contains(&name.to_ascii_lowercase().as_str()) && !value.contains("{{") {
            mistakes.push(document.mistake(&WEBHOOK_SECRET, &path).with("name", name.as_str()));
        }
    }
}
