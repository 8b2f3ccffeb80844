//! Whom a message goes to: a segment of the group, or a list of customers that it uploaded.

use super::PayloadError;
use crate::braze::{Audience, Comparison};
use crate::draft::Audience as Chosen;
use crate::group::Office;
use crate::policy::Upload;

/// The most characters of a list's id.
const MOST_ID: usize = 64;

/// Whom a message goes to, as a request says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Whom {
    pub(super) segment_id: Option<String>,
    pub(super) audience: Option<Audience>,
}

/// The value that names a group's list in the attribute of lists: no group can name another's.
pub fn list_value(group: &str, list: &str) -> String {
    format!("{group}/{list}")
}

/// Whom the draft chose, if its group may write to them.
pub(super) fn whom(chosen: Option<&Chosen>, office: &Office, upload: Option<&Upload>) -> Result<Whom, PayloadError> {
    let chosen = chosen.filter(|chosen| !chosen.segment.is_empty() || chosen.list.is_some());
    let chosen = chosen.ok_or(PayloadError::Missing { field: "segment_id" })?;
    match (&chosen.list, chosen.segment.as_str()) {
        (None, segment) => {
            // Byte for byte: an id in other letters is another segment.
            if !office.profile.segments.iter().flatten().any(|known| known.id == segment) {
                return Err(PayloadError::Segment);
            }
            Ok(Whom { segment_id: Some(super::fields::named("segment_id", segment)?), audience: None })
        }
        (Some(list), "") => {
            let upload = upload.ok_or(PayloadError::Segment)?;
            let sound = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            if list.is_empty() || list.len() > MOST_ID || !list.bytes().all(sound) {
                return Err(PayloadError::Segment);
            }
            let value = Some(list_value(&office.id, list).into());
            let on_it = Audience::attribute(&upload.list, Comparison::IncludesValue, value);
            Ok(Whom { segment_id: None, audience: Some(Audience::And(vec![on_it])) })
        }
        // Both at once would be fewer people than either, which nobody asks for here.
        _ => Err(PayloadError::Segment),
    }
}
