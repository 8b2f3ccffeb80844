//! One file for each rule: `<area>/<fault>.rs`. Adding one is its file and its two lines in the area's `mod.rs`.

use super::Rule;
use crate::locale::{self, Locale, Localized, Text};

mod accessibility;
mod brand;
mod client_support;
mod content_card;
mod data;
mod deliverability;
mod legal;
mod links;
mod push;
mod scheduling;
mod security;
mod sms;
mod webhook;
mod whats_app;

/// Every rule that has a file, by area, in the order of the catalogue.
pub(super) static AREAS: &[&[&Rule]] = &[
    legal::RULES,
    brand::RULES,
    data::RULES,
    links::RULES,
    security::RULES,
    accessibility::RULES,
    deliverability::RULES,
    client_support::RULES,
    sms::RULES,
    push::RULES,
    content_card::RULES,
    whats_app::RULES,
    webhook::RULES,
    scheduling::RULES,
];

/// A text of ours with its facts put in, for a message that is made of several.
fn filled(text: Text, facts: &[(&'static str, &str)]) -> Localized {
    let facts = facts.iter().fold(locale::Facts::new(), |all, (name, fact)| all.with(name, *fact));
    Localized { en: text.fill(Locale::En, &facts), fr: text.fill(Locale::Fr, &facts) }
}
