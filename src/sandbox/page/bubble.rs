//! A message as a person sees it: an e-mail in a frame, a text or a notification as a bubble, a card, a call.

use super::html::{encode, escape};
use super::{View, words as w};
use crate::sandbox::workspace::{Channel, Number, Outcome, Shown};
use crate::text::{Encoding, segments};
use serde_json::Value;
use std::fmt::Write as _;

impl View<'_> {
    /// One message; where nobody gets it, why.
    pub(super) fn bubble(
        &mut self,
        channel: Channel,
        outcome: &Outcome,
        shown: &Shown,
        schedule: &str,
        person: Option<Number>,
    ) {
        let _ = write!(self.html, "<section class=\"copy {}\">", channel.word());
        if *outcome != Outcome::Sent {
            let why = self.outcome(outcome);
            self.element("p", "no", &why);
            self.add("</section>");
            return;
        }
        match channel {
            Channel::Email => self.email(&shown.message, schedule, person),
            Channel::Sms => self.text_message(&shown.message),
            Channel::WhatsApp => self.whats_app(&shown.message),
            Channel::Webhook => self.webhook(&shown.message),
            Channel::ContentCard => self.card(&shown.message),
            _ => self.notification(channel, &shown.message),
        }
        for error in &shown.errors {
            self.element("p", "no", &format!("Liquid error: {error}"));
        }
        self.add("</section>");
    }

    fn email(&mut self, message: &Value, schedule: &str, person: Option<Number>) {
        let text = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
        let profile = person.and_then(|person| self.workspace.people.get(person));
        let query = profile.map(|profile| format!("?person={}", encode(profile.handle()))).unwrap_or_default();
        let _ = write!(
            self.html,
            "<p class=\"envelope\"><b>{}</b> <span>{}</span><br><small>{}</small></p>\
             <iframe sandbox title=\"{}\" src=\"/sandbox/messages/{}/body{query}\"></iframe>",
            escape(text("subject")),
            escape(text("preheader")),
            escape(text("from")),
            escape(text("subject")),
            escape(schedule),
        );
        if !text("plaintext_body").is_empty() {
            let _ = write!(
                self.html,
                "<details><summary>{}</summary><pre tabindex=\"0\">{}</pre></details>",
                escape(self.say(w::PLAIN)),
                escape(text("plaintext_body")),
            );
        }
    }

    fn text_message(&mut self, message: &Value) {
        let body = message.get("body").and_then(Value::as_str).unwrap_or_default();
        self.phone(&[body], message.get("media_items"));
        let count = segments(body);
        let encoding = if count.encoding == Encoding::Gsm7 { "GSM-7" } else { "UCS-2" };
        let (number, units) = (count.count.to_string(), count.units.to_string());
        let facts = [("n", number.as_str()), ("units", units.as_str()), ("encoding", encoding)];
        let line = self.fill(w::SEGMENTS, &facts);
        self.element("p", "note", &line);
    }

    fn whats_app(&mut self, message: &Value) {
        let message = message.get("message").unwrap_or(&Value::Null);
        let text = |name: &str| message.get(name).and_then(Value::as_str);
        let Some(template) = text("template_name") else {
            let mut lines = Vec::new();
            texts(message, &mut lines);
            return self.phone(&lines, None);
        };
        // Its words are at Meta: what is known here is which template it is, and what is filled into it.
        let mut lines = vec![format!("{template} ({})", text("template_language_code").unwrap_or_default())];
        for name in ["header_variables", "body_variables", "button_variables"] {
            for (number, value) in message.get(name).and_then(Value::as_object).into_iter().flatten() {
                let number = number.parse::<u32>().unwrap_or_default().saturating_add(1);
                lines.push(format!("{{{{{number}}}}} {}", value.as_str().unwrap_or_default()));
            }
        }
        let picture = Value::from(text("header_media_uri").map(|address| vec![address]));
        self.phone(&lines.iter().map(String::as_str).collect::<Vec<_>>(), Some(&picture));
    }

    fn phone(&mut self, lines: &[&str], media: Option<&Value>) {
        self.add("<div class=\"phone\"><p class=\"talk\">");
        for (at, line) in lines.iter().enumerate() {
            let _ = write!(self.html, "{}{}", if at > 0 { "<br>" } else { "" }, escape(line).replace('\n', "<br>"));
        }
        self.add("</p>");
        for item in media.and_then(Value::as_array).into_iter().flatten() {
            let address = item.as_str().or_else(|| item.get("url").and_then(Value::as_str)).unwrap_or_default();
            self.picture(address);
        }
        self.add("</div>");
    }

    fn notification(&mut self, channel: Channel, message: &Value) {
        let text = |pointer: &str| message.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        let alert =
            if message.get("alert").is_some_and(Value::is_object) { text("/alert/body") } else { text("/alert") };
        let title = if channel == Channel::ApplePush { text("/alert/title") } else { text("/title") };
        let _ = write!(
            self.html,
            "<div class=\"phone\"><div class=\"push\"><small>{}</small><b>{}</b><p>{}</p>",
            channel.word().replace('_', " "),
            escape(&title),
            escape(&alert).replace('\n', "<br>"),
        );
        for place in ["/image_url", "/large_image_url", "/asset_url", "/push_icon_image_url"] {
            self.picture(&text(place));
        }
        self.add("</div>");
        for button in message.get("buttons").and_then(Value::as_array).into_iter().flatten() {
            let label = button.get("text").or_else(|| button.get("action_id")).and_then(Value::as_str);
            self.element("span", "button", label.unwrap_or_default());
        }
        let link = text("/custom_uri");
        if !link.is_empty() {
            self.element("code", "", &link);
        }
        self.add("</div>");
    }

    fn card(&mut self, message: &Value) {
        let text = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        self.add("<div class=\"phone\"><div class=\"card\">");
        self.picture(&text("image_url"));
        self.element("b", "", &text("title"));
        self.element("p", "", &text("description"));
        self.element("span", "button", &text("uri_text"));
        self.add("</div></div>");
    }

    fn webhook(&mut self, message: &Value) {
        let text = |name: &str| message.get(name).and_then(Value::as_str).unwrap_or_default();
        let mut call = format!("{} {}\n", text("request_method"), text("url"));
        for (name, value) in message.get("request_headers").and_then(Value::as_object).into_iter().flatten() {
            let _ = writeln!(call, "{name}: {}", value.as_str().unwrap_or_default());
        }
        let _ = write!(call, "\n{}", text("body"));
        let _ = write!(self.html, "<pre tabindex=\"0\">{}</pre>", escape(&call));
    }

    fn picture(&mut self, address: &str) {
        if address.is_empty() {
            return;
        }
        let pictures = &self.workspace.settings.pictures;
        let address = pictures.iter().fold(address.to_owned(), |address, (from, to)| address.replace(from, to));
        let _ = write!(self.html, "<img src=\"{}\" alt=\"\" loading=\"lazy\">", escape(&address));
    }
}

/// Every text of a message, in order.
fn texts<'v>(value: &'v Value, into: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => into.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(members) => members.values().for_each(|value| texts(value, into)),
        _ => {}
    }
}
