//! `[webhook]`: its server is locked, its headers are headers, and no key stands in the kit.

use super::super::faults::{WEBHOOK_FIELD, WEBHOOK_FORM, WEBHOOK_HEADER, WEBHOOK_SECRET, WEBHOOK_SERVER};
use crate::liquid;
use crate::liquid::ast::{BrazeTag, Kind, Node};
use crate::liquid::partial;
use crate::strict_toml::{Document, Mistake, Step};
use crate::template::{Format, Webhook, server};

/// Headers that hold keys.
const SECRETS: &[&str] = &["authorization", "proxy-authorization", "cookie", "x-api-key", "api-key", "x-auth-token"];

/// Fields that hold keys.
const SECRET_FIELDS: &[&str] =
    &["api-key", "apikey", "key", "token", "access-token", "auth-token", "secret", "password"];

/// Braze's tags that print nothing.
const SILENT: &[BrazeTag] = &[BrazeTag::AbortMessage, BrazeTag::CatalogItems, BrazeTag::CatalogSelectionItems];

/// What is worked out by us, and would be left as it is in a header.
const OURS: &[&str] = &["slot", "group", "brand", "offer"];

pub(super) fn check(webhook: &Webhook, document: &Document, mistakes: &mut Vec<Mistake>) {
    if server(&webhook.url).is_none() {
        mistakes.push(document.mistake(&WEBHOOK_SERVER, &["webhook".into(), "url".into()]));
    }
    let form = webhook.format == Format::Form;
    let key =
        |key: &'static str| document.mistake_at_key(&WEBHOOK_FORM, &["webhook".into(), key.into()]).with("key", key);
    if form && webhook.body.is_some() {
        mistakes.push(key("body"));
    }
    if form == webhook.fields.is_empty() {
        mistakes.push(key(if form { "format" } else { "fields" }));
    }
    for (name, value) in webhook.fields() {
        let sound = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'[' | b']');
        let plain = !value.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
        let within = || liquid::parse(value).template.nodes.iter().all(stays);
        if SECRET_FIELDS.contains(&name.to_ascii_lowercase().replace('_', "-").as_str()) && !value.contains("{{") {
            let path = ["webhook".into(), "fields".into(), Step::Key(name)];
            mistakes.push(document.mistake(&WEBHOOK_SECRET, &path).with("name", name));
        }
        if name.is_empty() || !name.bytes().all(sound) || !plain || !within() {
            let path = ["webhook".into(), "fields".into(), Step::Key(name)];
            mistakes.push(document.mistake(&WEBHOOK_FIELD, &path).with("name", name));
        }
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

/// Whether all that a piece of a field prints can be encoded for it.
fn stays(node: &Node) -> bool {
    let all = |nodes: &[Node]| nodes.iter().all(stays);
    match &node.kind {
        Kind::Text { .. } | Kind::Raw(_) | Kind::Output(_) | Kind::Assign { .. } | Kind::Comment => true,
        Kind::Break | Kind::Continue => true,
        Kind::If(inner) => inner.arms.iter().all(|arm| all(&arm.body.nodes)),
        Kind::Case(inner) => inner.arms.iter().all(|arm| all(&arm.body.nodes)),
        Kind::For(inner) => {
            all(&inner.body.nodes) && inner.otherwise.iter().all(|(_, otherwise)| all(&otherwise.nodes))
        }
        Kind::Braze(inner) => SILENT.contains(&inner.tag),
        // What is broken is told as such.
        Kind::Error => true,
        _ => false,
    }
}
