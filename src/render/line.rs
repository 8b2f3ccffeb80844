//! A rendered text that is not HTML.

use crate::compile::{Part, Trace};
use crate::diag::{Place, Source};
use crate::liquid;
use crate::text::Span;

/// A rendered text that is not HTML: the subject, the preheader, the plain-text body.
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
    /// Where a stretch of the text is in what somebody wrote.
    pub fn place(&self, span: Span) -> Place {
        let nowhere = Place { source: Source::Template(self.part.name().to_owned()), span: Span::at(0) };
        self.trace.place(span).unwrap_or(nowhere)
    }
}
