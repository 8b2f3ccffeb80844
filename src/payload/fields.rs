//! Texts as single fields hold them.

use super::PayloadError;
use crate::braze::MOST_SEND_ID;

/// A text on one line that says something.
pub(super) fn line(field: &'static str, text: &str) -> Result<String, PayloadError> {
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(PayloadError::Control { field });
    }
    said(field, text)
}

/// A text that says something.
pub(super) fn said(field: &'static str, text: &str) -> Result<String, PayloadError> {
    match text.trim().is_empty() {
        true => Err(PayloadError::Empty { field }),
        false => Ok(text.to_owned()),
    }
}

/// An identifier or an address: one word.
pub(super) fn named(field: &'static str, id: &str) -> Result<String, PayloadError> {
    let id = line(field, id)?;
    if id.contains(char::is_whitespace) { Err(PayloadError::Control { field }) } else { Ok(id) }
}

/// An address, in which Liquid may stand.
pub(super) fn address(field: &'static str, address: Option<&str>) -> Result<Option<String>, PayloadError> {
    address.map(|address| if address.contains('{') { line(field, address) } else { named(field, address) }).transpose()
}

/// An identifier that the group must have.
pub(super) fn needed(field: &'static str, id: Option<&String>) -> Result<String, PayloadError> {
    named(field, id.ok_or(PayloadError::Missing { field })?)
}

/// The name of a send.
pub(super) fn send_name(id: &str) -> Result<String, PayloadError> {
    let (field, most) = ("send_id", MOST_SEND_ID);
    let id = named(field, id)?;
    match id.len() {
        found if found > most => Err(PayloadError::TooLong { field, found, most }),
        _ if !id.is_ascii() => Err(PayloadError::Control { field }),
        _ => Ok(id),
    }
}
