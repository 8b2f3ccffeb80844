//! The CommonMark that authors may write: to safe HTML, to plain text, to and from the editor's document.
//!
//! In: what an author wrote in a slot, what the slot allows, the merge tags of the policy. Out: [`SlotHtml`]. Whatever
//! comes in, what goes out runs nothing and opens no Liquid but that of the merge tags.

mod allowed;
mod document;
mod lift;
mod notices;
mod pipeline;
mod plain;
#[cfg(test)]
mod tests;
mod writer;

pub use crate::html::Trace;
pub use allowed::{Allowed, MergeTag, MergeTags};
pub use document::{
    Block, Document, DocumentError, Inline, InlineKind, Link, List, Mapped, Marks, clean_paste, from_document,
    to_document,
};
pub use notices::NOTICES;

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

/// Author Markdown to HTML blocks (`<p>…</p>`).
///
/// ```
/// use countersign::markdown::{Allowed, MergeTag, MergeTags, render};
/// let tags = MergeTags::from([("first_name".into(), MergeTag::text("{{${first_name} | default: 'you'}}"))]);
/// let slot = render("Hello **{{ first_name }}**, {% if %}", &Allowed::EDITOR, &tags);
/// assert_eq!(slot.html, "<p>Hello <strong>{{${first_name} | default: 'you'}}</strong>, &#123;% if %&#125;</p>\n");
/// assert_eq!(slot.problems.len(), 1);
/// ```
pub fn render(markdown: &str, allowed: &Allowed, tags: &MergeTags) -> SlotHtml {
    pipeline::run(markdown, allowed, tags, false)
}

/// Author Markdown to inline HTML, for a slot of one line: no paragraphs, lists or headings; line ends are spaces.
pub fn render_line(markdown: &str, allowed: &Allowed, tags: &MergeTags) -> SlotHtml {
    pipeline::run(markdown, allowed, tags, true)
}
