//! The e-mail object.

use super::shape::{Fault, Field, Kind};
use crate::payload::MAX_BODY;
use serde_json::Value;

const ATTACHMENT: &[Field] = &[
    Field::required("file_name", Kind::Text),
    Field::required("url", Kind::Text),
    Field::optional("basic_auth_credential", Kind::Text),
];

/// Its documented fields.
pub(super) const FIELDS: &[Field] = &[
    Field::required("app_id", Kind::Text),
    Field::optional("subject", Kind::Text),
    Field::required("from", Kind::Text),
    Field::optional("reply_to", Kind::Text),
    Field::optional("bcc", Kind::Text),
    Field::optional("body", Kind::Text),
    Field::optional("plaintext_body", Kind::Text),
    Field::optional("amp_body", Kind::Text),
    Field::optional("preheader", Kind::Text),
    Field::optional("email_template_id", Kind::Text),
    Field::optional("message_variation_id", Kind::Text),
    Field::optional("extras", Kind::Map),
    Field::optional("headers", Kind::Map),
    Field::optional("should_inline_css", Kind::Bool),
    Field::optional("attachments", Kind::List(&Kind::Object(ATTACHMENT))),
];

/// What its list of fields does not say.
pub(super) fn rules(email: &Value, faults: &mut Vec<Fault>) {
    let text = |name: &str| email.get(name).and_then(Value::as_str);
    let at = |name: &str| format!("messages.email.{name}");
    match text("body") {
        None if text("email_template_id").is_none() => {
            faults.push(
                Fault::new(at("body"), "is required unless email_template_id is given").says("No message to send"),
            );
        }
        Some(body) if body.len() > MAX_BODY => {
            faults.push(Fault::new(at("body"), format!("has {} bytes, more than {MAX_BODY}", body.len())));
        }
        _ => {}
    }
    if text("from").is_some_and(|from| !mailbox(from)) {
        faults.push(Fault::new(at("from"), "must be written `Display Name <user@example.com>`"));
    }
    if text("reply_to").is_some_and(|to| to != "NO_REPLY_TO" && !plain_address(to)) {
        faults.push(Fault::new(at("reply_to"), "must be written `user@example.com`, or be NO_REPLY_TO"));
    }
    if text("subject").is_some_and(|subject| subject.contains(['\r', '\n'])) {
        faults.push(Fault::new(at("subject"), "must be one line"));
    }
}

/// `Display Name <user@example.com>`, or the address alone, as the documentation's own examples have it. Liquid may
/// stand for either.
fn mailbox(text: &str) -> bool {
    let address = match text.split_once('<') {
        Some((_, rest)) => rest.strip_suffix('>'),
        None => Some(text),
    };
    text.contains("{{") || address.is_some_and(plain_address)
}

fn plain_address(text: &str) -> bool {
    text.contains("{{")
        || text.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty()
                && !host.is_empty()
                && !text.contains([' ', '<', '>', ',', ';', '\r', '\n'])
                && !host.contains('@')
        })
}
