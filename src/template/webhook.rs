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
    /// The fields of a form, by name; its body is made of them. Each value is Liquid and may print `slot.*`, `group.*`,
    /// `brand.*`.
    #[serde(default, with = "fields", skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "cli", schemars(with = "BTreeMap<String, String>"))]
    pub fields: String,
}

impl Webhook {
    /// Between two fields of a form, as they are held as one text: no author can write it, no Liquid trims it.
    pub const BETWEEN: char = '\u{1f}';

    /// What is printed of its body.
    pub fn printed(&self) -> Option<&str> {
        match self.format {
            Format::Form => Some(self.fields.as_str()).filter(|fields| !fields.is_empty()),
            Format::Json | Format::Text => self.body.as_deref(),
        }
    }

    /// The fields of a form, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.fields.split(Self::BETWEEN).filter(|field| !field.is_empty());
        all.map(|field| field.split_once('=').unwrap_or((field, "")))
    }
}

/// Fields by name, held as one text: `name=value`, with [`Webhook::BETWEEN`] between two.
mod fields {
    use super::Webhook;
    use serde::ser::SerializeMap as _;
    use serde::{Deserialize as _, Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<S: Serializer>(fields: &str, to: S) -> Result<S::Ok, S::Error> {
        let whole = Webhook { fields: fields.to_owned(), ..Webhook::default() };
        let mut map = to.serialize_map(Some(whole.fields().count()))?;
        for (name, value) in whole.fields() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
        let fields = BTreeMap::<String, String>::deserialize(from)?;
        // A name that is none is a mistake of the kit; it shall not look like another field until somebody is told.
        let plain = |text: &str, but: char| text.replace([but, Webhook::BETWEEN], " ");
        let one = |(name, value): (&String, &String)| {
            format!("{}={}", plain(name, '='), plain(value.trim(), Webhook::BETWEEN))
        };
        Ok(fields.iter().map(one).collect::<Vec<_>>().join("\u{1f}"))
    }
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
    /// The fields of a form: each value is encoded for its own, what Braze prints too.
    Form,
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
            Self::Form => "application/x-www-form-urlencoded",
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
    fn fields_are_a_table_in_files() {
        let json =
            r#"{"url":"https://a.example/","method":"POST","format":"form","fields":{"b":"{{ slot.x }} = 1","a":""}}"#;
        let webhook: Webhook = serde_json::from_str(json).unwrap();
        assert_eq!(webhook.fields().collect::<Vec<_>>(), [("a", ""), ("b", "{{ slot.x }} = 1")]);
        assert_eq!(webhook.printed(), Some("a=\u{1f}b={{ slot.x }} = 1"));
        let again: Webhook = serde_json::from_str(&serde_json::to_string(&webhook).unwrap()).unwrap();
        assert_eq!(again, webhook);
        let hostile: Webhook = serde_json::from_str(r#"{"url":"","fields":{"a=1\u001fb":"2\u001fc=3"}}"#).unwrap();
        assert_eq!(hostile.fields().collect::<Vec<_>>(), [("a 1 b", "2 c=3")]);
    }

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
