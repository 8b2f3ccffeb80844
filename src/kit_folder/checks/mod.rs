//! What no single file can say: names that lead nowhere, circles, forms of dates, colours, countries, zones. Every check
//! looks at whatever could be read and tells all that it finds.

mod brand;
mod forms;
mod groups;
mod local;
mod messages;
mod offers;
mod paths;
mod policy;
mod recipients;
mod templates;
mod uses;
mod webhook;
mod whats_app;

use super::faults::{DUPLICATE_ID, UNKNOWN, UNKNOWN_NEAR};
use super::parts::Parts;
use crate::locale::Text;
use crate::strict_toml::{Document, Mistake, Step, nearest};
use std::collections::BTreeSet;

/// Looks at everything.
pub(super) fn check(parts: &mut Parts) {
    let mut mistakes = Vec::new();
    brand::check(parts, &mut mistakes);
    policy::check(parts, &mut mistakes);
    groups::check(parts, &mut mistakes);
    local::check(parts, &mut mistakes);
    templates::check(parts, &mut mistakes);
    uses::check(parts, &mut mistakes);
    offers::check(parts, &mut mistakes);
    recipients::check(parts, &mut mistakes);
    parts.mistakes.append(&mut mistakes);
}

/// A template of this kit.
const A_TEMPLATE: Text = Text { en: "a template of this kit", fr: "un modèle de ce kit" };
/// A group of this kit.
const A_GROUP: Text = Text { en: "a group of this kit", fr: "un groupe de ce kit" };

/// Tells that `name`, written at `path`, is none of `known`.
fn unknown<'k>(
    document: &Document,
    path: &[Step<'_>],
    name: &str,
    kind: Text,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<Mistake> {
    let known: Vec<&str> = known.into_iter().collect();
    if known.contains(&name) {
        return None;
    }
    let near = nearest(name, known.iter().copied());
    let fault = if near.is_some() { &UNKNOWN_NEAR } else { &UNKNOWN };
    let mistake = document.mistake(fault, path).with("name", name).with("kind", kind);
    Some(mistake.with("nearest", near.unwrap_or_default()).with("known", some_of(&known)))
}

/// A list that stays readable.
fn some_of(known: &[&str]) -> String {
    const SHOWN: usize = 20;
    let mut list: Vec<String> = known.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    if known.len() > SHOWN {
        list.push("…".to_owned());
    }
    if list.is_empty() {
        list.push("–".to_owned());
    }
    list.join(", ")
}

/// Tells names that stand in a list twice.
fn twice<'n>(
    document: &Document,
    names: impl IntoIterator<Item = (&'n str, Vec<Step<'n>>)>,
    mistakes: &mut Vec<Mistake>,
) {
    let mut seen = BTreeSet::new();
    for (name, path) in names {
        if !seen.insert(name.to_lowercase()) {
            mistakes.push(document.mistake(&DUPLICATE_ID, &path).with("name", name));
        }
    }
}
