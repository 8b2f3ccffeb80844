//! The body of `POST /messages/schedule/create` for an e-mail to a segment.

use super::{Account, MAX_BODY, MAX_REQUEST, PayloadError, When};
use crate::group::Sender;
use crate::render::Message;
use serde::{Deserialize, Serialize};

/// The body of `POST /messages/schedule/create`, as far as this product uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleCreate {
    /// True: it goes to a segment, not to named users.
    pub broadcast: bool,
    /// The segment.
    pub segment_id: String,
    /// The API campaign under which results are counted.
    pub campaign_id: String,
    /// Our own name for this send, if results are counted for it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_id: Option<String>,
    /// When.
    pub schedule: When,
    /// What.
    pub messages: Messages,
}

/// The `messages` object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// The e-mail.
    pub email: Email,
}

/// The `email` object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Email {
    /// An app identifier of the workspace.
    pub app_id: String,
    /// `Display Name <user@example.com>`.
    pub from: String,
    /// Where answers go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// The subject line.
    pub subject: String,
    /// The line that inboxes show after the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preheader: Option<String>,
    /// The HTML.
    pub body: String,
    /// The plain text.
    pub plaintext_body: String,
    /// The variation of the campaign that counts this group's sends.
    pub message_variation_id: String,
    /// False: styles were inlined when the kit was built, and nobody may change the approved bytes.
    pub should_inline_css: bool,
}

impl ScheduleCreate {
    /// The body for `message` to `segment` at `when`; every documented limit is held.
    pub(super) fn new(
        account: &Account,
        message: &Message,
        variation: &str,
        segment: &str,
        when: When,
        send_id: Option<&str>,
    ) -> Result<Self, PayloadError> {
        let body = Self {
            broadcast: true,
            segment_id: named("segment_id", segment)?,
            campaign_id: named("campaign_id", &account.campaign_id)?,
            send_id: send_id.map(send_name).transpose()?,
            schedule: when,
            messages: Messages { email: Email::new(account, message, variation)? },
        };
        match body.to_json().len() {
            found if found > MAX_REQUEST => Err(PayloadError::TooLong { field: "request", found, most: MAX_REQUEST }),
            _ => Ok(body),
        }
    }

    /// The bytes that Braze gets.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Email {
    fn new(account: &Account, message: &Message, variation: &str) -> Result<Self, PayloadError> {
        let found = message.html.len();
        if found > MAX_BODY {
            return Err(PayloadError::TooLong { field: "messages.email.body", found, most: MAX_BODY });
        }
        if message.html.trim().is_empty() {
            return Err(PayloadError::Empty { field: "messages.email.body" });
        }
        let preheader = message.preheader.as_deref().filter(|text| !text.is_empty());
        Ok(Self {
            app_id: named("messages.email.app_id", &account.app_id)?,
            from: sender(&message.from)?,
            reply_to: message.from.reply_to.as_deref().map(|to| address("messages.email.reply_to", to)).transpose()?,
            subject: line("messages.email.subject", &message.subject)?,
            preheader: preheader.map(|text| line("messages.email.preheader", text)).transpose()?,
            body: message.html.clone(),
            plaintext_body: message.text.clone(),
            message_variation_id: named("messages.email.message_variation_id", variation)?,
            should_inline_css: false,
        })
    }

    /// The digest of the message that this carries: the same as [`Message::digest`] of what it was made from.
    pub fn digest(&self) -> String {
        let (name, email) = match self.from.rsplit_once(" <") {
            Some((name, rest)) => (name, rest.strip_suffix('>').unwrap_or(rest)),
            None => ("", self.from.as_str()),
        };
        let from = Sender { name: name.to_owned(), email: email.to_owned(), reply_to: self.reply_to.clone() };
        Message {
            from,
            subject: self.subject.clone(),
            preheader: self.preheader.clone(),
            html: self.body.clone(),
            text: self.plaintext_body.clone(),
        }
        .digest()
    }
}

/// A text on one line that says something.
fn line(field: &'static str, text: &str) -> Result<String, PayloadError> {
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(PayloadError::Control { field });
    }
    if text.trim().is_empty() {
        return Err(PayloadError::Empty { field });
    }
    Ok(text.to_owned())
}

/// An identifier: one word.
fn named(field: &'static str, id: &str) -> Result<String, PayloadError> {
    let id = line(field, id)?;
    if id.contains(char::is_whitespace) { Err(PayloadError::Control { field }) } else { Ok(id) }
}

fn send_name(id: &str) -> Result<String, PayloadError> {
    let (field, most) = ("send_id", 64);
    let id = named(field, id)?;
    match id.len() {
        found if found > most => Err(PayloadError::TooLong { field, found, most }),
        _ if !id.is_ascii() => Err(PayloadError::Control { field }),
        _ => Ok(id),
    }
}

/// `Display Name <user@example.com>`.
fn sender(from: &Sender) -> Result<String, PayloadError> {
    let field = "messages.email.from";
    let email = address(field, &from.email)?;
    if from.name.is_empty() {
        return Ok(email);
    }
    let name = line(field, &from.name)?;
    if name.contains(['<', '>', '"', '@', ',', ';', '{', '}']) || name.trim() != name {
        return Err(PayloadError::Address { field });
    }
    Ok(format!("{name} <{email}>"))
}

/// `user@example.com` in the plain form that mailboxes of a brand have.
fn address(field: &'static str, text: &str) -> Result<String, PayloadError> {
    let wrong = || PayloadError::Address { field };
    let (user, host) = text.split_once('@').ok_or_else(wrong)?;
    let user_ok = !user.is_empty()
        && user.len() <= 64
        && user.split('.').all(|part| !part.is_empty())
        && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._+-'&/=^~#!$*".contains(&byte));
    let label_ok = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if user_ok && host.contains('.') && host.len() <= 253 && host.split('.').all(label_ok) {
        Ok(text.to_owned())
    } else {
        Err(wrong())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            from: Sender {
                name: "Café Colombe Lyon".to_owned(),
                email: "lyon@colombe.example".to_owned(),
                reply_to: Some("bonjour@colombe.example".to_owned()),
            },
            subject: "Bonjour".to_owned(),
            preheader: None,
            html: "<p>x".to_owned(),
            text: "x".to_owned(),
        }
    }

    fn body(message: &Message) -> Result<ScheduleCreate, PayloadError> {
        let account = Account { app_id: "app".to_owned(), campaign_id: "campaign".to_owned() };
        let when = When { time: "2026-11-24T08:00:00Z".to_owned(), in_local_time: false, at_optimal_time: false };
        ScheduleCreate::new(&account, message, "variation-1", "segment-1", when, None)
    }

    #[test]
    fn only_documented_fields() {
        assert_eq!(
            body(&message()).unwrap().to_json(),
            concat!(
                r#"{"broadcast":true,"segment_id":"segment-1","campaign_id":"campaign","#,
                r#""schedule":{"time":"2026-11-24T08:00:00Z","in_local_time":false,"at_optimal_time":false},"#,
                r#""messages":{"email":{"app_id":"app","from":"Café Colombe Lyon <lyon@colombe.example>","#,
                r#""reply_to":"bonjour@colombe.example","subject":"Bonjour","body":"<p>x","plaintext_body":"x","#,
                r#""message_variation_id":"variation-1","should_inline_css":false}}}"#
            )
        );
    }

    #[test]
    fn senders_that_are_none() {
        for email in [
            "a@brand.example\r\nBcc: b@evil.example",
            "a@brand.example@evil.example",
            "a%brand.example@evil.example",
            "a@brаnd.example",
            "a@brand.example (x@evil.example)",
            "<a@brand.example> x",
            "@brand.example",
            "a@",
            "a b@brand.example",
            "a@brand..example",
            "a@brand.example;b@evil.example",
            "{{ ${email_address} }}",
            "",
        ] {
            let mut message = message();
            message.from.email = email.to_owned();
            assert!(body(&message).is_err(), "{email}");
        }
        for name in ["a <b@evil.example>", "a\nb", "{{ x }}", "a, b"] {
            let mut message = message();
            message.from.name = name.to_owned();
            assert!(body(&message).is_err(), "{name}");
        }
    }

    #[test]
    fn the_digest_survives_the_way_to_braze() {
        let mut message = message();
        assert_eq!(body(&message).unwrap().messages.email.digest(), message.digest());
        message.from.name = String::new();
        message.from.reply_to = None;
        message.preheader = Some("Encore".to_owned());
        assert_eq!(body(&message).unwrap().messages.email.digest(), message.digest());
    }

    #[test]
    fn a_line_end_in_the_subject_is_refused() {
        for subject in ["Hi\nX: 1", "Hi\u{2028}", " "] {
            assert!(body(&Message { subject: subject.to_owned(), ..message() }).is_err(), "{subject:?}");
        }
    }
}
