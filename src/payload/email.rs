//! The e-mail of a request.

use super::fields::{line, named};
use super::{Account, MAX_BODY, PayloadError};
use crate::braze;
use crate::group::Sender;
use crate::render::Email;

/// The e-mail; every documented limit is held.
pub(super) fn object(
    account: &Account,
    message: &Email,
    variation: Option<&str>,
) -> Result<braze::Email, PayloadError> {
    let found = message.html.len();
    if found > MAX_BODY {
        return Err(PayloadError::TooLong { field: "messages.email.body", found, most: MAX_BODY });
    }
    if message.html.trim().is_empty() {
        return Err(PayloadError::Empty { field: "messages.email.body" });
    }
    let preheader = message.preheader.as_deref().filter(|text| !text.is_empty());
    let field = "messages.email.message_variation_id";
    Ok(braze::Email {
        app_id: named("messages.email.app_id", &account.app_id)?,
        subject: Some(line("messages.email.subject", &message.subject)?),
        from: sender(&message.from)?,
        reply_to: message.from.reply_to.as_deref().map(|to| address("messages.email.reply_to", to)).transpose()?,
        body: Some(message.html.clone()),
        plaintext_body: Some(message.text.clone()),
        preheader: preheader.map(|text| line("messages.email.preheader", text)).transpose()?,
        message_variation_id: Some(named(field, variation.ok_or(PayloadError::Missing { field })?)?),
        // Styles were inlined when the kit was built, and nobody may change the approved bytes.
        should_inline_css: Some(false),
        ..braze::Email::default()
    })
}

/// The e-mail that one of Braze's carries.
pub(super) fn carried(email: &braze::Email) -> Email {
    let (name, address) = match email.from.rsplit_once(" <") {
        Some((name, rest)) => (name, rest.strip_suffix('>').unwrap_or(rest)),
        None => ("", email.from.as_str()),
    };
    let from = Sender { name: name.to_owned(), email: address.to_owned(), reply_to: email.reply_to.clone() };
    Email {
        from,
        subject: email.subject.clone().unwrap_or_default(),
        preheader: email.preheader.clone(),
        html: email.body.clone().unwrap_or_default(),
        text: email.plaintext_body.clone().unwrap_or_default(),
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

    fn message() -> Email {
        Email {
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

    fn body(message: &Email) -> Result<braze::Email, PayloadError> {
        let account = Account { app_id: "app".to_owned(), campaign_id: "campaign".to_owned() };
        object(&account, message, Some("variation-1"))
    }

    #[test]
    fn only_documented_fields() {
        assert_eq!(
            serde_json::to_string(&body(&message()).unwrap()).unwrap(),
            concat!(
                r#"{"app_id":"app","subject":"Bonjour","from":"Café Colombe Lyon <lyon@colombe.example>","#,
                r#""reply_to":"bonjour@colombe.example","body":"<p>x","plaintext_body":"x","#,
                r#""message_variation_id":"variation-1","should_inline_css":false}"#
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
    fn the_message_survives_the_way_to_braze() {
        let mut message = message();
        assert_eq!(carried(&body(&message).unwrap()), message);
        message.from.name = String::new();
        message.from.reply_to = None;
        message.preheader = Some("Encore".to_owned());
        assert_eq!(carried(&body(&message).unwrap()), message);
    }

    #[test]
    fn a_line_end_in_the_subject_is_refused() {
        for subject in ["Hi\nX: 1", "Hi\u{2028}", " "] {
            assert!(body(&Email { subject: subject.to_owned(), ..message() }).is_err(), "{subject:?}");
        }
    }
}
