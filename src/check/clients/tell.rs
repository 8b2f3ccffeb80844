//! What a rule remembers of a feature that a piece uses, and how it says it once for the whole message.

use super::{Families, Feature, Grade, numbered};
use crate::check::Rulebook;
use crate::check::rule::{Findings, Severity, Sight, Whole};
use crate::diag::Finding;
use crate::text::Span;
use std::collections::BTreeSet;

/// From so many per cent on, a layout that falls apart is an error.
const MANY: f64 = 25.0;

/// A piece's HTML is quoted up to this many characters.
const QUOTED: usize = 48;

/// How many bits the families take; the number of the feature stands above them.
const BITS: u32 = 18;

/// Remembers that `span` uses a feature, where enough readers are let down by it. `unread` are mail programs that never
/// read what stands there.
pub fn remember(sight: &mut Sight, book: &Rulebook, feature: Feature, unread: Families, span: Span) {
    let families = feature.lacking & !unread;
    if feature.grade.is_some() && book.lists.readers.matter(families) {
        sight.marks.push((span, feature.number << BITS | families));
    }
}

/// Says each feature once, at its first place.
pub fn tell(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let mut told = BTreeSet::new();
    for (part, span, mark) in whole.marks() {
        let families = mark & ((1 << BITS) - 1);
        let Some(feature) = numbered(mark >> BITS).filter(|feature| told.insert(feature.number)) else { continue };
        let Some(let_down) = book.lists.readers.let_down(families) else { continue };
        let html = whole.part(part).map_or("", |part| span.of(&part.piece.html));
        let finding = found.in_place(whole.place(part, span));
        let severity = severity(finding.severity, feature.grade, let_down.share);
        found.say(
            Finding { severity, ..finding }
                .with("what", quoted(html))
                .with("names", let_down.names)
                .with("share", let_down.share.round()),
        );
    }
}

/// How grave the loss of a feature is, where the rule is as grave as `rule`.
fn severity(rule: Severity, grade: Option<Grade>, share: f64) -> Severity {
    match grade {
        Some(Grade::Layout) if share >= MANY && rule == Severity::Warning => Severity::Error,
        Some(Grade::Decoration) | None => Severity::Info,
        _ => rule,
    }
}

/// The start of a stretch of HTML on one line.
fn quoted(html: &str) -> String {
    let mut line: String = html.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(QUOTED) {
        line.truncate(end);
        line.push('…');
    }
    line
}
