//! From author text to safe HTML, in this order: characters, length, merge tags out, Markdown, what the slot allows,
//! the sanitiser, braces, merge tags in, and a last look at the whole.

use super::allowed::{Allowed, MergeTags};
use super::lift::{Lifted, is_private, lift};
use super::notices::{self, TOO_DEEP, TOO_LONG};
use super::writer::Writer;
use super::{SlotHtml, Trace};
use crate::diag::Finding;
use crate::html::{holds, sanitise};
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser};

/// Bytes that a slot may hold; mail programs cut whole messages off at 100 kB.
const MAX_LENGTH: usize = 64 * 1024;

/// Levels of nesting. The sanitiser's tree builder is quadratic in it, and so is what comes out.
const MAX_DEPTH: usize = 32;

/// Markdown events; honest text of 64 KiB has fewer than half.
const MAX_EVENTS: usize = 20_000;

/// How many times longer HTML may be than what was written, once that is not small.
const MAX_GROWTH: usize = 4;
const SMALL: usize = 4 * 1024;

/// Character references in what we write: printing a text is quadratic in them.
const MAX_REFERENCES: usize = 6_000;

pub(super) fn run(markdown: &str, allowed: &Allowed, tags: &MergeTags, line: bool) -> SlotHtml {
    if markdown.len() > MAX_LENGTH {
        let finding = notices::at(&TOO_LONG, Span::new(0, markdown.len()));
        return refused(vec![finding.with("length", markdown.len()).with("limit", MAX_LENGTH)]);
    }
    let mut lifted = lift(markdown, tags, line);
    let mut problems = std::mem::take(&mut lifted.problems);
    let mut writer = Writer::new(&lifted, allowed, line);
    let (mut depth, mut events) = (0usize, 0usize);
    for (event, range) in
        Parser::new_ext(&lifted.text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        let span = Span::from(range);
        events += 1;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH || events > MAX_EVENTS {
            problems.push(notices::at(&TOO_DEEP, lifted.shifts.span(span)));
            return refused(problems);
        }
        writer.event(event, span);
    }
    problems.append(&mut writer.problems);
    let count = |any: &[u8]| writer.html.bytes().filter(|byte| any.contains(byte)).count();
    // A brace becomes a reference of six bytes at the end.
    let grown = markdown.len() > SMALL && writer.html.len() + count(b"{}") * 5 > markdown.len() * MAX_GROWTH;
    if grown || count(b"&") > MAX_REFERENCES {
        problems.push(notices::at(&TOO_DEEP, Span::new(0, markdown.len())));
        return refused(problems);
    }
    let text = std::mem::take(&mut writer.plain).finish();
    finish(&writer.html, writer.trace, &lifted, markdown.len(), text, problems)
}

fn refused(problems: Vec<Finding>) -> SlotHtml {
    SlotHtml { problems, ..SlotHtml::default() }
}

fn finish(
    written: &str,
    trace: Vec<Trace>,
    lifted: &Lifted<'_>,
    length: usize,
    text: String,
    problems: Vec<Finding>,
) -> SlotHtml {
    let clean = sanitise(written);
    #[cfg(test)]
    super::tests::compare(written, &clean);
    // We write as the sanitiser prints, so it changes nothing; where it does, only the whole is traced.
    let trace = match clean == written {
        true => trace,
        false => vec![Trace { out: Span::new(0, clean.len()), from: Span::new(0, length) }],
    };
    let mut slot = encode(&clean, trace, lifted);
    slot.text = text;
    slot.problems = problems;
    if !holds(&slot.html, &slot.liquid) {
        // Never seen; if it ever is, nothing goes on.
        slot.problems.push(notices::at(&TOO_DEEP, Span::new(0, length)));
        return refused(slot.problems);
    }
    slot
}

/// Every brace encoded, every merge tag written out, the trace moved along.
fn encode(clean: &str, trace: Vec<Trace>, lifted: &Lifted<'_>) -> SlotHtml {
    let mut slot = SlotHtml { html: String::with_capacity(clean.len() + 64), ..SlotHtml::default() };
    let mut moved = Moves::default();
    let mut place = InTag::default();
    let mut plain = 0;
    for (at, c) in clean.char_indices() {
        let in_url = place.step(clean, at, c);
        if c != '{' && c != '}' && !is_private(c) {
            continue;
        }
        slot.html.push_str(clean.get(plain..at).unwrap_or_default());
        let start = slot.html.len();
        match (c, lifted.tag(c)) {
            ('{', _) => slot.html.push_str("&#123;"),
            ('}', _) => slot.html.push_str("&#125;"),
            (_, Some((_, tag))) => {
                slot.html.push_str(if in_url { tag.url.as_deref().unwrap_or_default() } else { &tag.text });
                if slot.html.len() > start {
                    slot.liquid.push(Span::new(start, slot.html.len()));
                }
            }
            _ => {}
        }
        plain = at + c.len_utf8();
        moved.0.push((Span::new(at, plain), Span::new(start, slot.html.len())));
    }
    slot.html.push_str(clean.get(plain..).unwrap_or_default());
    slot.trace = moved.apply(trace);
    slot
}

/// Whether the scan is inside a tag, and in which attribute's value.
#[derive(Default)]
struct InTag {
    tag: bool,
    /// Within a value: whether it is a URL's.
    value: Option<bool>,
}

impl InTag {
    /// Goes over one character; whether it stands in a URL.
    fn step(&mut self, html: &str, at: usize, c: char) -> bool {
        match (self.tag, self.value, c) {
            (false, _, '<') => self.tag = true,
            (true, None, '>') => self.tag = false,
            (true, None, '"') => {
                let before = html.get(..at).unwrap_or_default();
                self.value = Some(before.ends_with(" href=") || before.ends_with(" src="));
            }
            (true, Some(_), '"') => self.value = None,
            _ => {}
        }
        self.value == Some(true)
    }
}

/// Stretches that were replaced, in order: old, new.
#[derive(Default)]
struct Moves(Vec<(Span, Span)>);

impl Moves {
    fn apply(&self, trace: Vec<Trace>) -> Vec<Trace> {
        if self.0.is_empty() {
            return trace;
        }
        let place = |old: usize| {
            let before = self.0.partition_point(|(replaced, _)| replaced.end <= old);
            match before.checked_sub(1).and_then(|index| self.0.get(index)) {
                Some((replaced, new)) => new.end + (old - replaced.end),
                None => old,
            }
        };
        let moved = |one: Trace| Trace { out: Span::new(place(one.out.start), place(one.out.end)), ..one };
        trace.into_iter().map(moved).filter(|one| !one.out.is_empty()).collect()
    }
}
