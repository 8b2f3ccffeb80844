//! What the product's module carries with or without Liquid: JSON, findings in two languages, days and moments, digests
//! and signatures; and what the rules do with texts everywhere (letters in capitals and small, words, numbers, searching,
//! maps by name).

use crate::diag::{Area, Finding, FindingView, Notice, Place, Severity, Source};
use crate::locale::{Locale, Text};
use crate::text::{Edit, Span, apply};
use base64::Engine as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
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

/// Words and numbers of a text, as rules look at them.
#[wasm_bindgen]
pub fn words(text: &str, part: &str) -> String {
    let small = text.to_lowercase();
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for line in small.lines() {
        let line = line.trim_start_matches("- ").trim_end_matches(',');
        if let Some((name, value)) = line.split_once(": ").or_else(|| line.rsplit_once('=')) {
            named.insert(name.to_uppercase(), value.replace(part, " "));
        }
        let word = |word: &str| word.chars().any(|letter| letter.is_alphanumeric() || letter.is_uppercase());
        seen.extend(line.split_whitespace().map(str::trim).filter(|text| word(text)));
    }
    let numbers: Vec<f64> = seen.iter().filter_map(|word| word.parse().ok()).collect();
    let wholes: Vec<i64> = seen.iter().filter_map(|word| word.parse().ok()).collect();
    let places = (small.find(part), small.rfind(part), small.char_indices().rev().nth(wholes.len()));
    let place = places.0.or(places.1).or(places.2.map(|(at, _)| at)).unwrap_or_default();
    let listed = seen.into_iter().map(str::to_owned).chain(named.into_values()).collect::<Vec<_>>().join(", ");
    let sum: f64 = numbers.iter().sum();
    format!("{listed} {sum} {sum:.1} {place}")
}
