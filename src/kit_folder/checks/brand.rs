//! `brand.toml`: addresses and the accent colour.

use super::super::faults::EMPTY;
use super::super::parts::Parts;
use super::forms::{COLOUR, HTTPS, NAME};
use crate::strict_toml::Mistake;

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    let Some(brand) = &parts.brand.value else { return };
    let document = &parts.brand.document;
    if brand.name.trim().is_empty() {
        mistakes.push(document.mistake(&EMPTY, &["name".into()]).with("key", "name"));
    }
    for (key, value) in [("website", &brand.website), ("logo", &brand.logo)] {
        if let Some(value) = value {
            HTTPS.check(document, &[key.into()], value, mistakes);
        }
    }
    if let Some(accent) = &brand.accent {
        COLOUR.check(document, &["accent".into()], accent, mistakes);
    }
    for name in brand.fields.keys() {
        NAME.check_key(document, &["fields".into(), name.as_str().into()], name, mistakes);
    }
}
