//! The only place where bytes become UTF-16 code units, and where values cross between Rust and JavaScript.
//!
//! Answers cross as JSON text: in Chromium that is two to three times as fast as building objects call by call.

use super::error::Refused;
use crate::diag::{FindingView, Source};
use crate::text::Span;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use wasm_bindgen::JsValue;

/// Where the characters of one text stand in UTF-16.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// Every character beyond ASCII: its bytes, and by how much UTF-16 is behind after it.
    wide: Vec<Wide>,
}

#[derive(Clone, Copy, Debug)]
struct Wide {
    start: usize,
    end: usize,
    behind: usize,
}

impl Positions {
    /// Looks at a text once.
    pub fn new(text: &str) -> Self {
        // Nearly all of a template's HTML is ASCII.
        if text.is_ascii() {
            return Self::default();
        }
        let mut behind = 0;
        let wide = text.char_indices().filter(|(_, letter)| !letter.is_ascii()).map(|(start, letter)| {
            behind += letter.len_utf8() - letter.len_utf16();
            Wide { start, end: start + letter.len_utf8(), behind }
        });
        Self { wide: wide.collect() }
    }

    /// The code unit at which byte `at` stands; a byte inside a character counts as its first.
    pub fn utf16(&self, at: usize) -> usize {
        let before = self.wide.partition_point(|wide| wide.start < at);
        let Some(last) = before.checked_sub(1).and_then(|last| self.wide.get(last)) else { return at };
        if at >= last.end {
            return at - last.behind;
        }
        let earlier = before.checked_sub(2).and_then(|earlier| self.wide.get(earlier));
        last.start - earlier.map_or(0, |wide| wide.behind)
    }

    /// A stretch in code units.
    pub fn span(&self, span: Span) -> Span {
        if self.wide.is_empty() { span } else { Span::new(self.utf16(span.start), self.utf16(span.end)) }
    }
}

/// The texts that findings are in; each is looked at once.
#[derive(Debug)]
pub struct Texts<F> {
    text: F,
    known: Vec<(Source, Positions)>,
}

impl<'a, F: Fn(&Source) -> Option<Cow<'a, str>>> Texts<F> {
    /// `text` gives the text that a source names.
    pub const fn new(text: F) -> Self {
        Self { text, known: Vec::new() }
    }

    /// A finding with its positions in UTF-16.
    pub fn place(&mut self, mut finding: FindingView) -> FindingView {
        let source = &finding.place.source;
        let place = self.known.iter().position(|(seen, _)| seen == source).unwrap_or_else(|| {
            let positions = (self.text)(source).map_or_else(Positions::default, |text| Positions::new(&text));
            self.known.push((source.clone(), positions));
            self.known.len() - 1
        });
        let Some((_, positions)) = self.known.get(place) else { return finding };
        finding.place.span = positions.span(finding.place.span);
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = positions.span(edit.span);
        }
        finding
    }
}

/// A value for JavaScript.
pub fn to_js<T: Serialize>(value: &T) -> Result<JsValue, Refused> {
    let text = serde_json::to_string(value).map_err(|error| Refused::new("answer", error.to_string()))?;
    js_sys::JSON::parse(&text).map_err(|_| Refused::new("answer", "the answer is not JSON".to_owned()))
}

/// A value from JavaScript. `what` names it in the error: `draft`, `value` … A lone surrogate, which a JavaScript string
/// may hold and text may not, becomes U+FFFD: one code unit as before, so positions stay.
pub fn from_js<T: DeserializeOwned>(value: JsValue, what: &'static str) -> Result<T, Refused> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Refused::from_error(what, &error))
}
