//! A rendered text that is not HTML.

use crate::compile::{Part, Trace};
use crate::diag::{Place, Source};
use crate::liquid;
use crate::text::Span;

/// A rendered text that is not HTML: the subject, the plain-text body, a text message, the title of a notification.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which.
    pub part: Part,
    /// The text, with Braze's Liquid in it.
    pub text: String,
    /// Where each stretch of it came from.
    pub trace: Trace,
    /// Its Liquid, parsed.
    pub liquid: liquid::ast::Template,
}

impl Line {
    /// Several lines as one text, each on a line of its own: what rules read of a message that has more than one. What is
    /// missing belongs at the end of the last.
    pub fn joined<'l>(lines: impl IntoIterator<Item = &'l Self>) -> Option<Self> {
        let mut lines = lines.into_iter();
        let mut joined = lines.next()?.clone();
        for line in lines {
            joined.text.push('\n');
            joined.trace.push_part(joined.text.len(), &line.trace, Span::new(0, line.text.len()));
            joined.text.push_str(&line.text);
            joined.part = line.part;
        }
        joined.liquid = liquid::parse(&joined.text).template;
        Some(joined)
    }

    /// Where a stretch of the text is in what somebody wrote.
    pub fn place(&self, span: Span) -> Place {
        let nowhere = Place { source: Source::Template(self.part.name().to_owned()), span: Span::at(0) };
        self.trace.place(span).unwrap_or(nowhere)
    }
}
