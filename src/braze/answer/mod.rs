//! Braze's answers, read tolerantly: unknown members are fine, missing ones are empty, errors may be strings or
//! objects, and what is not clearly done or clearly not done is [`Outcome::Ambiguous`].
//!
//! What came over the wire is a [`Raw`], of which nothing can be seen. Reading it takes the key out of every text:
//! Braze's 401 echoes it.

mod lenient;
mod profile;
mod rate_limit;
mod results;
mod said;

pub use profile::{
    App, CampaignReceived, CanvasReceived, CardClicked, Counted, Device, ExportedPushToken, Profile, StepReceived,
};
pub use rate_limit::{Headers, RateLimit, rate_limit};
pub use results::{
    Created, Done, Exported, Segment, SegmentDetails, SegmentSeries, SegmentSize, SegmentsList, SendCreated, SendDay,
    SendSeries, Tracked, VariationStats,
};
pub use said::{Note, Said};

use super::key::Key;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// An answer as it came over the wire. It prints its length, and can only be read.
pub struct Raw {
    status: u16,
    body: Vec<u8>,
}

impl std::fmt::Debug for Raw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raw(HTTP {}, {} bytes)", self.status, self.body.len())
    }
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<T> {
    /// Braze did it.
    Applied {
        /// What it answers.
        value: T,
        /// What it found wrong besides.
        notes: Vec<Note>,
    },
    /// It was not taken and may be tried again later.
    NotApplied {
        /// What Braze said.
        message: Said,
    },
    /// It was refused for what it says.
    Rejected {
        /// What Braze said.
        message: Said,
    },
    /// The key was refused, or has no permission for this: nothing was done, and nothing is wrong with the request.
    KeyRefused {
        /// What Braze said.
        message: Said,
    },
    /// It may or may not have been done.
    Ambiguous {
        /// What came instead of an answer.
        message: Said,
    },
}

impl<T> Outcome<T> {
    /// What Braze answers, where it did what was asked.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Applied { value, .. } => Some(value),
            _ => None,
        }
    }
}

/// An answer to which a request leads.
pub trait Answer: DeserializeOwned + Send {
    /// Whether it says that the thing was done: an answer without its id does not.
    fn is_whole(&self) -> bool {
        true
    }
}

impl Raw {
    /// What came.
    pub const fn new(status: u16, body: Vec<u8>) -> Self {
        Self { status, body }
    }

    /// The status.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// Reads it. `key` is the one that the request was signed with.
    pub fn read<T: Answer>(self, key: &Key) -> Outcome<T> {
        let Self { status, body } = self;
        let mut value: Option<Value> = serde_json::from_slice(&body).ok();
        drop(body);
        if let Some(value) = &mut value {
            said::clean(value, key);
        }
        let message = said::message(status, value.as_ref());
        match status {
            200 | 201 => {
                let notes = value.as_ref().map(said::notes).unwrap_or_default();
                // An answer that says nothing at all is none.
                let read = value.filter(Value::is_object).and_then(|value| T::deserialize(value).ok());
                match read.filter(T::is_whole) {
                    Some(value) => Outcome::Applied { value, notes },
                    None => Outcome::Ambiguous { message },
                }
            }
            429 => Outcome::NotApplied { message },
            401 | 403 => Outcome::KeyRefused { message },
            400 | 404 | 405 | 411 | 413 | 414 | 415 | 422 | 431 => Outcome::Rejected { message },
            _ => Outcome::Ambiguous { message },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Answer>(status: u16, body: &str) -> Outcome<T> {
        let key = Key::new("0123456789abcdef-key".to_owned()).unwrap();
        Raw::new(status, body.as_bytes().to_vec()).read(&key)
    }

    #[test]
    fn done_not_done_and_who_knows() {
        let body = r#"{"dispatch_id":"d","schedule_id":"s","message":"success","new":1}"#;
        for status in [200, 201] {
            let created = read::<Created>(status, body).value().unwrap();
            assert_eq!((created.schedule_id.as_str(), created.dispatch_id.as_deref()), ("s", Some("d")));
        }
        let refused = read::<Created>(400, r#"{"message":"No Recipients"}"#);
        assert!(matches!(refused, Outcome::Rejected { message } if message.as_str() == "No Recipients"));
        assert!(matches!(read::<Created>(401, ""), Outcome::KeyRefused { .. }));
        assert!(matches!(read::<Created>(429, "{}"), Outcome::NotApplied { .. }));
        for (status, body) in [
            (201, "{\"message\":\"success\"}"),
            (201, "{\"schedule_id\":\"s"),
            (202, "{\"message\":\"queued\"}"),
            (302, ""),
            (408, ""),
            (500, ""),
            (503, "{}"),
        ] {
            assert!(matches!(read::<Created>(status, body), Outcome::Ambiguous { .. }), "{status} {body}");
        }
        assert!(matches!(read::<Done>(200, "[]"), Outcome::Ambiguous { .. }));
    }

    #[test]
    fn errors_of_any_kind() {
        let body = r#"{"message":"Bad","errors":["a",{"type":"b","index":0,"input_array":"events"},7]}"#;
        assert!(
            matches!(read::<Tracked>(400, body), Outcome::Rejected { message } if message.as_str() == "Bad; a; b; 7")
        );
        let Outcome::Applied { notes, .. } = read::<Tracked>(201, body) else { panic!("taken, with notes") };
        let places: Vec<_> = notes.iter().map(|note| (note.list.as_deref(), note.index)).collect();
        assert_eq!(places, [(None, None), (Some("events"), Some(0)), (None, None)]);
    }

    #[test]
    fn the_key_is_in_no_text_however_it_comes() {
        for body in [
            r#"{"message":"Invalid API key: 0123456789abcdef-key"}"#,
            r#"{"message":"Invalid API key: another-one-entirely"}"#,
            r#"{"errors":["0123456789abcdef-key"],"message":"x"}"#,
            r#"{"errors":[{"type":"\u0030123456789abcdef-key"}]}"#,
            r#"{"errors":{"0123456789abcdef-key":"0123456789abcdef-key"}}"#,
        ] {
            for status in [200, 400, 401, 500] {
                let seen = format!("{:?}", read::<Created>(status, body));
                assert!(!seen.contains("0123456789abcdef-key") && !seen.contains("another-one"), "{seen}");
            }
        }
        let raw = Raw::new(401, b"0123456789abcdef-key".to_vec());
        assert_eq!(format!("{raw:?}"), "Raw(HTTP 401, 20 bytes)");
        let users =
            r#"{"message":"success","users":[{"external_id":"u","custom_attributes":{"k":"0123456789abcdef-key"}}]}"#;
        assert!(!format!("{:?}", read::<Exported>(201, users)).contains("0123456789abcdef-key"));
    }
}
