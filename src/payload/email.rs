//! The body of `POST /messages/schedule/create` for an e-mail.

use super::audience::Whom;
use super::{Account, MAX_BODY, MAX_REQUEST, PayloadError};
use crate::braze::{Email, MOST_SEND_ID, Messages, Request as _, ScheduleCreate, When};
use crate::group::Sender;
use crate::render::Message;

/// The body for `message` to these people at `when`; every documented limit is held.
pub(super) fn to(
    account: &Account,
    message: &Message,
    variation: &str,
    whom: Whom,
    when: When,
    send_id: Option<&str>,
) -> Result<ScheduleCreate, PayloadError> {
    let body = ScheduleCreate {
        broadcast: Some(true),
        segment_id: whom.segment_id,
        audience: whom.audience,
        campaign_id: Some(named("campaign_id", &account.campaign_id)?),
        send_id: send_id.map(send_name).transpose()?,
        schedule: when,
        messages: Some(Messages { email: Some(email(account, message, variation)?), ..Messages::default() }),
        ..ScheduleCreate::default()
    };
    match body.body().len() {
        found if found > MAX_REQUEST => Err(PayloadError::TooLong { field: "request", found, most: MAX_REQUEST }),
        _ => Ok(body),
    }
}

fn email(account: &Account, message: &Message, variation: &str) -> Result<Email, PayloadError> {
    let found = message.html.len();
    if found > MAX_BODY {
        return Err(PayloadError::TooLong { field: "messages.email.body", found, most: MAX_BODY });
    }
    if message.html.trim().is_empty() {
        return Err(PayloadError::Empty { field: "messages.email.body" });
    }
    let preheader = message.preheader.as_deref().filter(|text| !text.is_empty());
    Ok(Email {
        app_id: named("messages.email.app_id", &account.app_id)?,
        subject: Some(line("messages.email.subject", &message.subject)?),
        from: sender(&message.from)?,
        reply_to: message.from.reply_to.as_deref().map(|to| address("messages.email.reply_to", to)).transpose()?,
        body: Some(message.html.clone()),
        plaintext_body: Some(message.text.clone()),
        preheader: preheader.map(|text| line("messages.email.preheader", text)).transpose()?,
        message_variation_id: Some(named("messages.email.message_variation_id", variation)?),
        // Styles were inlined when the kit was built, and nobody may change the approved bytes.
        should_inline_css: Some(false),
        ..Email::default()
    })
}

/// The digest of the message that an e-mail of ours carries: the same as [`Message::digest`] of what it was made from.
pub fn digest(email: &Email) -> String {
    let (name, address) = match email.from.rsplit_once(" <") {
        Some((name, rest)) => (name, rest.strip_suffix('>').unwrap_or(rest)),
        None => ("", email.from.as_str()),
    };
    let from = Sender { name: name.to_owned(), email: address.to_owned(), reply_to: email.reply_to.clone() };
    Message {
        from,
        subject: email.subject.clone().unwrap_or_default(),
        preheader: email.preheader.clone(),
        html: email.body.clone().unwrap_or_default(),
        text: email.plaintext_body.clone().unwrap_or_default(),
    }
    .digest()
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
pub(super) fn named(field: &'static str, id: &str) -> Result<String, PayloadError> {
    let id = line(field, id)?;
    if id.contains(char::is_whitespace) { Err(PayloadError::Control { field }) } else { Ok(id) }
}

fn send_name(id: &str) -> Result<String, PayloadError> {
    let (field, most) = ("send_id", MOST_SEND_ID);
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
        let when =
            When { time: "2026-11-24T08:00:00Z".to_owned(), in_local_time: Some(false), at_optimal_time: Some(false) };
        let whom = Whom { segment_id: Some("segment-1".to_owned()), audience: None };
        to(&account, message, "variation-1", whom, when, None)
    }

    fn carried(message: &Message) -> String {
        digest(&body(message).unwrap().messages.unwrap().email.unwrap())
    }

    #[test]
    fn only_documented_fields() {
        assert_eq!(
            body(&message()).unwrap().body(),
            concat!(
                r#"{"broadcast":true,"segment_id":"segment-1","campaign_id":"campaign","#,
                r#""schedule":{"time":"2026-11-24T08:00:00Z","in_local_time":false,"at_optimal_time":false},"#,
                r#""messages":{"email":{"app_id":"app","subject":"Bonjour","from":"Café Colombe Lyon <lyon@colombe.example>","#,
                r#""reply_to":"bonjour@colombe.example","body":"<p>x","plaintext_body":"x","#,
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
        assert_eq!(carried(&message), message.digest());
        message.from.name = String::new();
        message.from.reply_to = None;
        message.preheader = Some("Encore".to_owned());
        assert_eq!(carried(&message), message.digest());
    }

    #[test]
    fn a_line_end_in_the_subject_is_refused() {
        for subject in ["Hi\nX: 1", "Hi\u{2028}", " "] {
            assert!(body(&Message { subject: subject.to_owned(), ..message() }).is_err(), "{subject:?}");
        }
    }
}
