//! The WhatsApp message of a template.
//!
//! Only a template that Meta approved may begin a conversation. Here stands what Meta approved, as a reader reads it: each
//! `{{ … }}` in it is one of its open places, numbered in the order in which they stand. Braze gets the template's name and
//! what is filled in; the rest is at Meta.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A message by WhatsApp.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhatsApp {
    /// The template's name at Meta: `shop_news`.
    pub template: String,
    /// The address of the picture above the text, where Meta approved one; then without a `header`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// What Meta approved, by Meta's code of the language: `fr`, `en_GB`.
    pub texts: BTreeMap<String, WhatsAppText>,
}

/// What Meta approved in one language. `{{ … }}` is an open place: Braze Liquid, which may print `slot.*`, `group.*`,
/// `brand.*`; of Markdown slots it prints the words alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhatsAppText {
    /// The line above the text, with one open place at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The text.
    pub body: String,
    /// The line below it, without open places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The address that the button opens; it may end in one open place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The words on that button.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_text: Option<String>,
    /// The number that another button calls, by E.164: `+33478000000`. The same for everybody: Meta has no open place there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The words on that button, without open places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_text: Option<String>,
    /// What can be answered at one tap.
    #[serde(default, with = "one_a_line", skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "cli", schemars(with = "Vec<String>"))]
    pub replies: String,
}

impl WhatsApp {
    /// The code under which there is a text in the language of this tag (`fr-CA`): the very one, the language alone, or
    /// any form of it.
    pub fn language(&self, tag: &str) -> Option<&str> {
        let exact = tag.replace('-', "_");
        let primary = exact.split('_').next().unwrap_or_default().to_owned();
        let codes = || self.texts.keys().map(String::as_str);
        (codes().find(|code| *code == exact))
            .or_else(|| codes().find(|code| *code == primary))
            .or_else(|| codes().find(|code| code.split('_').next() == Some(&primary)))
    }

    /// The message in this language alone; without a text where there is none.
    #[must_use]
    pub fn only(&self, language: &str) -> Self {
        let texts = self.texts.get(language).map(|text| (language.to_owned(), text.clone()));
        Self { texts: texts.into_iter().collect(), ..self.clone() }
    }

    /// What Meta approved, where but one language is left.
    pub fn text(&self) -> Option<(&str, &WhatsAppText)> {
        self.texts.first_key_value().map(|(language, text)| (language.as_str(), text))
    }
}

/// A list of texts, held as one with a line for each.
mod one_a_line {
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(lines: &str, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(lines.lines())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
        Ok(Vec::<String>::deserialize(from)?.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_that_comes_closest_to_a_language() {
        let of = |codes: &[&str]| WhatsApp {
            texts: codes.iter().map(|code| ((*code).to_owned(), WhatsAppText::default())).collect(),
            ..WhatsApp::default()
        };
        assert_eq!(of(&["en", "fr", "fr_CA"]).language("fr-CA"), Some("fr_CA"));
        assert_eq!(of(&["en", "fr", "fr_CA"]).language("fr-FR"), Some("fr"));
        assert_eq!(of(&["en_GB", "fr"]).language("en-IE"), Some("en_GB"));
        assert_eq!(of(&["en_GB", "fr"]).language("de-DE"), None);
    }

    #[test]
    fn replies_are_a_list_in_files() {
        let text: WhatsAppText = serde_json::from_str(r#"{ "body": "A", "replies": ["Yes", "Stop"] }"#).unwrap();
        assert_eq!(text.replies, "Yes\nStop");
        assert_eq!(serde_json::to_string(&text).unwrap(), r#"{"body":"A","replies":["Yes","Stop"]}"#);
    }
}
