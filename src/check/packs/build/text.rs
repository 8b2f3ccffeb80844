//! A text for people in both languages.

use serde::Deserialize;

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    en: String,
    fr: String,
}

impl Text {
    pub(super) fn code(&self) -> String {
        format!("crate::locale::Text {{ en: {:?}, fr: {:?} }}", self.en.trim(), french(self.fr.trim()))
    }
}

/// Set as French is: the apostrophe, and no-break spaces before `: ; ! ? %` and inside guillemets.
fn french(text: &str) -> String {
    let mut set = text.replace('\'', "’").replace("« ", "«\u{a0}");
    for sign in [":", ";", "!", "?", "»", "%", "€"] {
        set = set.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    set
}
