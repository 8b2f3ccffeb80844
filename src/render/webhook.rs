//! The finished request to a server.

use super::message::said;
use super::{Line, fields};
use crate::compile::{Part, Trace, strings};
use crate::digest::Digest;
use crate::liquid;
use crate::template::{Format, Method, Template};
use serde::Serialize;
use std::collections::BTreeMap;

/// A finished request: one is sent for each customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Webhook {
    /// The address.
    pub url: String,
    /// The method.
    pub method: Method,
    /// The headers.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Option<String>,
}

/// The header that says what a body is.
const CONTENT_TYPE: &str = "Content-Type";

impl Webhook {
    /// From the rendered lines of its channel; its method and headers are the template's.
    pub fn of<'l>(template: &Template, lines: impl Iterator<Item = &'l Line> + Clone) -> Option<Self> {
        let webhook = template.webhook.as_ref()?;
        let body = match webhook.format {
            Format::Form => lines.clone().find(|line| line.part == Part::WebhookBody).map(fields::encoded),
            Format::Json | Format::Text => said(lines.clone(), Part::WebhookBody),
        };
        let mut headers = webhook.headers.clone();
        if body.is_some() && !headers.keys().any(|name| name.eq_ignore_ascii_case(CONTENT_TYPE)) {
            headers.insert(CONTENT_TYPE.to_owned(), webhook.format.content_type().to_owned());
        }
        Some(Self { url: said(lines, Part::WebhookUrl).unwrap_or_default(), method: webhook.method, headers, body })
    }

    /// The same with every text made anew. What Braze prints into headers (a key that it keeps) is nobody's to see.
    pub(super) fn with(&self, mut text: impl FnMut(&str) -> String) -> Self {
        let body = self.body.as_deref().map(&mut text);
        Self { url: text(&self.url), method: self.method, headers: self.headers.clone(), body }
    }

    pub(super) fn digest(&self, digest: Digest) -> Digest {
        let digest = digest.field("webhook.url", &self.url).field("webhook.method", self.method.name());
        let digest = digest.field("webhook.headers", self.headers.len().to_string());
        let headers = self.headers.iter().fold(digest, |digest, (name, value)| {
            digest.field("webhook.header.name", name).field("webhook.header.value", value)
        });
        headers.field("webhook.body", self.body.as_deref().unwrap_or_default())
    }
}

/// What somebody may read of a rendered line: of a body of JSON its strings, but no names of members; of a form the values
/// of its fields; else all of it.
pub fn readable(line: &Line, template: &Template) -> Vec<Line> {
    match template.webhook.as_ref().map(|webhook| webhook.format) {
        Some(Format::Json) if line.part == Part::WebhookBody => {}
        Some(Format::Form) if line.part == Part::WebhookBody => return fields::values(line),
        _ => return vec![line.clone()],
    }
    let values = strings(&line.text, &line.liquid.nodes).into_iter().filter(|string| !string.names);
    let own = |inside: crate::text::Span| {
        let text = inside.of(&line.text).to_owned();
        let mut trace = Trace::default();
        trace.push_part(0, &line.trace, inside);
        Line { part: line.part, liquid: liquid::parse(&text).template, text, trace }
    };
    values.map(|string| own(string.inside)).collect()
}
