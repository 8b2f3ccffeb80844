//! The log: one event, one line, one JSON object. Nothing that somebody sent can end a line or colour a terminal.

use serde_json::{Map, Value};
use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// The most characters of one text.
const MOST: usize = 300;

/// Where events go.
pub struct Log {
    out: Mutex<Box<dyn Write + Send>>,
}

/// One event being put together.
#[derive(Clone, Debug, Default)]
pub struct Event(Map<String, Value>);

impl Event {
    /// An event of this name, at this time (Unix seconds).
    pub fn new(name: &'static str, now: i64) -> Self {
        let time = jiff::Timestamp::from_second(now).map(|time| time.to_string()).unwrap_or_default();
        Self::default().text("time", &time).text("event", name)
    }

    /// With a text, cut to a bearable length.
    #[must_use]
    pub fn text(mut self, name: &'static str, text: &str) -> Self {
        let text: String = text.chars().take(MOST).collect();
        self.0.insert(name.to_owned(), Value::String(text));
        self
    }

    /// With a number.
    #[must_use]
    pub fn number(mut self, name: &'static str, number: i64) -> Self {
        self.0.insert(name.to_owned(), Value::from(number));
        self
    }

    /// The line.
    fn line(&self) -> String {
        let json = serde_json::to_string(&self.0).unwrap_or_default();
        let mut line = String::with_capacity(json.len().saturating_add(1));
        for c in json.chars() {
            // JSON leaves these as they are, and readers of logs take them for line ends or commands.
            if matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            {
                line.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                line.push(c);
            }
        }
        line.push('\n');
        line
    }
}

impl Log {
    /// A log that is written there.
    pub fn new(out: impl Write + Send + 'static) -> Self {
        Self { out: Mutex::new(Box::new(out)) }
    }

    /// Writes an event. Where that fails there is nobody to tell.
    pub fn write(&self, event: &Event) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.write_all(event.line().as_bytes()).and_then(|()| out.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_event_is_one_line() {
        let line = Event::new("x", 0).text("said", "a\r\nb\u{1b}[2J\u{2028}\u{0}\u{85}\u{202e}").line();
        assert_eq!(line.matches('\n').count(), 1);
        assert!(line.ends_with("}\n"));
        assert!(!line.chars().any(|c| c != '\n' && (c.is_control() || matches!(c, '\u{2028}' | '\u{202e}'))), "{line}");
        assert!(Event::new("x", 0).text("said", &"a".repeat(100_000)).line().len() < 500);
    }
}
