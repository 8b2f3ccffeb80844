//! Braze's answers, read tolerantly: unknown members are fine, errors may be strings or objects, and what is not
//! clearly done or clearly not done is [`Outcome::Ambiguous`].

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What became of a request to schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is scheduled.
    Applied {
        /// Braze's name for the schedule.
        schedule_id: String,
        /// Braze's name for the transmission.
        dispatch_id: Option<String>,
        /// What Braze found wrong besides (redact before showing).
        notes: Vec<String>,
    },
    /// It was not taken and may be tried again later.
    NotApplied {
        /// What Braze said (redact before showing).
        message: String,
    },
    /// It was refused for what it says.
    Rejected {
        /// What Braze said (redact before showing).
        message: String,
    },
    /// The key was refused: nothing was done, and nothing is wrong with the message.
    KeyRefused {
        /// What Braze said (redact before showing: it echoes the key).
        message: String,
    },
    /// It may or may not have been scheduled.
    Ambiguous {
        /// What came instead of an answer (redact before showing).
        message: String,
    },
}

/// Fields of an answer, by name in lower case.
pub type Headers<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What is left of the rate limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many requests are left.
    pub remaining: Option<u64>,
    /// In how many seconds there are more again.
    pub reset_in: Option<i64>,
}

/// What became of a request to schedule, by status and body.
pub fn outcome(status: u16, body: &[u8]) -> Outcome {
    let value: Option<Value> = serde_json::from_slice(body).ok();
    let message = value.as_ref().map_or_else(|| format!("HTTP {status}"), |value| said(status, value));
    match status {
        200 | 201 => {
            let text = |name: &str| value.as_ref()?.get(name)?.as_str().map(str::to_owned);
            match text("schedule_id").filter(|id| !id.is_empty()) {
                Some(schedule_id) => Outcome::Applied {
                    schedule_id,
                    dispatch_id: text("dispatch_id"),
                    notes: value.as_ref().map(errors).unwrap_or_default(),
                },
                None => Outcome::Ambiguous { message },
            }
        }
        429 => Outcome::NotApplied { message },
        401 | 403 => Outcome::KeyRefused { message },
        400 | 404 | 405 | 411 | 413 | 414 | 415 | 422 | 431 => Outcome::Rejected { message },
        _ => Outcome::Ambiguous { message },
    }
}

/// The rate limit of an answer. `X-RateLimit-Reset` is documented as an instant and, elsewhere, as seconds to go:
/// beyond 10⁹ it is an instant. On a 401 the fields are there and empty.
pub fn rate_limit(headers: Headers<'_>, now: i64) -> RateLimit {
    let number = |name: &str| headers(name).and_then(|text| text.trim().parse::<u64>().ok());
    let seconds = |name: &str| number(name).and_then(|number| i64::try_from(number).ok());
    let reset = seconds("x-ratelimit-reset").map(|reset| {
        let to_go = if reset > 1_000_000_000 { reset.saturating_sub(now) } else { reset };
        to_go.max(0)
    });
    let reset_in = seconds("x-ratelimit-retry-after").or_else(|| seconds("retry-after")).or(reset);
    RateLimit { remaining: number("x-ratelimit-remaining"), reset_in }
}

/// The answer of `GET /segments/list`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentsList {
    /// At most 100.
    #[serde(default)]
    pub segments: Vec<Segment>,
}

/// A segment of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Braze's id.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Whether its size is counted.
    #[serde(default)]
    pub analytics_tracking_enabled: bool,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

/// The segments in an answer; `None` where it is not such an answer.
pub fn segments(status: u16, body: &[u8]) -> Option<SegmentsList> {
    if !(200..300).contains(&status) {
        return None;
    }
    serde_json::from_slice(body).ok()
}

fn said(status: u16, value: &Value) -> String {
    let mut said = value.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
    for error in errors(value) {
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(&error);
    }
    if said.is_empty() { format!("HTTP {status}") } else { said }
}

/// `errors[]` of strings, objects or anything.
fn errors(value: &Value) -> Vec<String> {
    let one = |error: &Value| match error {
        Value::String(text) => text.clone(),
        Value::Object(members) => {
            let kind = members.get("type").or_else(|| members.get("message")).and_then(Value::as_str);
            kind.map_or_else(|| error.to_string(), str::to_owned)
        }
        other => other.to_string(),
    };
    match value.get("errors") {
        Some(Value::Array(errors)) => errors.iter().map(one).collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(error) => vec![one(error)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn done_not_done_and_who_knows() {
        let applied = outcome(201, br#"{"dispatch_id":"d","schedule_id":"s","message":"success","new":1}"#);
        let (schedule_id, dispatch_id) = ("s".to_owned(), Some("d".to_owned()));
        assert_eq!(applied, Outcome::Applied { schedule_id, dispatch_id, notes: Vec::new() });
        assert!(
            matches!(outcome(400, br#"{"message":"No Recipients"}"#), Outcome::Rejected { message } if message == "No Recipients")
        );
        assert!(matches!(outcome(401, b""), Outcome::KeyRefused { .. }));
        assert!(matches!(outcome(429, b"{}"), Outcome::NotApplied { .. }));
        for (status, body) in [
            (201, "{\"message\":\"success\"}"),
            (201, "{\"schedule_id\":\"s"),
            (202, "{\"message\":\"queued\"}"),
            (302, ""),
            (408, ""),
            (500, ""),
            (503, "{}"),
        ] {
            assert!(matches!(outcome(status, body.as_bytes()), Outcome::Ambiguous { .. }), "{status} {body}");
        }
    }

    #[test]
    fn errors_of_any_kind() {
        let body = br#"{"message":"Bad","errors":["a",{"type":"b","index":0},7]}"#;
        assert!(matches!(outcome(400, body), Outcome::Rejected { message } if message == "Bad; a; b; 7"));
    }

    #[test]
    fn two_meanings_of_reset() {
        let at = |reset: &'static str| {
            rate_limit(&move |name| (name == "x-ratelimit-reset").then(|| reset.to_owned()), 1_795_435_200)
        };
        assert_eq!(at("1795435230").reset_in, Some(30));
        assert_eq!(at("30").reset_in, Some(30));
        assert_eq!(at("1592427600").reset_in, Some(0));
        assert_eq!(at("").reset_in, None);
    }
}
