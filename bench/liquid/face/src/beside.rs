//! What the product's module carries with or without Liquid: JSON, findings in two languages, days and moments, digests
//! and signatures.

use crate::diag::{Area, Finding, FindingView, Notice, Place, Severity, Source};
use crate::locale::{Locale, Text};
use crate::text::{Edit, Span, apply};
use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use wasm_bindgen::prelude::*;

/// A choice of the author's, as drafts hold it.
#[derive(Debug, Serialize, Deserialize)]
struct Choice {
    day: String,
    at: String,
    value: serde_json::Value,
    edits: Vec<Edit>,
}

const NOTICE: Notice = Notice {
    id: "bench",
    area: Area::Data,
    jurisdictions: &["*"],
    source: "",
    checked: None,
    effective_from: None,
    effective_to: None,
    severity: Severity::Error,
    waivable: true,
    title: Text { en: "", fr: "" },
    message: Text { en: "{what}", fr: "{what}" },
    why: Text { en: "", fr: "" },
    fix: Text { en: "", fr: "" },
};

/// JSON in, JSON out: a choice is read, told of and written.
#[wasm_bindgen]
pub fn choice(json: &str, locale: &str) -> String {
    let Ok(choice) = serde_json::from_str::<Choice>(json) else { return String::new() };
    let (Ok(day), Ok(at)) = (choice.day.parse::<jiff::civil::Date>(), choice.at.parse::<jiff::Timestamp>()) else {
        return String::new();
    };
    let wall = jiff::tz::TimeZone::UTC.to_datetime(at);
    let late = wall.date() > day;
    let text = choice.value.to_string();
    let finding = Finding::new(&NOTICE, Place { source: Source::Text, span: Span::new(0, text.len()) })
        .with("what", text.len().to_string());
    let view = FindingView::new(&finding, Locale::of_tag(locale));
    let changed = apply(&text, &choice.edits);
    serde_json::to_string(&(late, wall.to_string(), view, changed, choice)).unwrap_or_default()
}

/// A signature over a text.
#[wasm_bindgen]
pub fn signature(key: &str, text: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(&Sha256::digest(text));
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}
