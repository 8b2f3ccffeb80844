//! The CommonMark that authors may write: to safe HTML, to plain text, to and from the editor's document.
//!
//! In: what an author wrote in a slot, what the slot allows, the merge tags of the policy. Out: [`SlotHtml`]. Whatever
//! comes in, what goes out runs nothing and opens no Liquid but that of the merge tags.

mod allowed;

pub use allowed::{Allowed, MergeTag, MergeTags};

use crate::diag::Finding;
use crate::text::Span;

/// Author text, ready for its place.
#[derive(Clone, Debug, Default)]
pub struct SlotHtml {
    /// Safe HTML. The only braces in it are those of `liquid`.
    pub html: String,
    /// Where each stretch of `html` that shows author text came from, in order.
    pub trace: Vec<Trace>,
    /// The stretches of `html` that are merge tags, in order.
    pub liquid: Vec<Span>,
    /// The same as plain text (for the text part), Liquid included.
    pub text: String,
    /// What was not as it should be, placed in `Source::Slot("")`: whoever knows the slot's name puts it in.
    pub problems: Vec<Finding>,
}

/// A stretch of output and where it was written. Of equal length, they agree byte for byte; otherwise only as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// In the output.
    pub out: Span,
    /// In what the author wrote.
    pub from: Span,
}

/// Author Markdown to HTML blocks (`<p>…</p>`).
pub fn render(markdown: &str, allowed: &Allowed, tags: &MergeTags) -> SlotHtml {
    let _ = (allowed, tags);
    SlotHtml { text: markdown.to_owned(), ..SlotHtml::default() }
}

/// Author Markdown to inline HTML, for a slot of one line: no paragraphs, lists or headings; line ends are spaces.
pub fn render_line(markdown: &str, allowed: &Allowed, tags: &MergeTags) -> SlotHtml {
    render(markdown, allowed, tags)
}
