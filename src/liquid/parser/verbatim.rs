//! `comment`, `raw` and `doc`: what is in them is not read, only their end is looked for.

use super::Parser;
use crate::liquid::ast::Kind;
use crate::liquid::faults;
use crate::text::Span;

/// A `{% … %}` that was looked at only for its name.
struct Glimpse<'p> {
    span: Span,
    name: &'p str,
}

impl<'p> Parser<'p> {
    /// The next `{% name …%}` from `at` on, whatever stands before it.
    fn glimpse(&self, at: usize) -> Option<Glimpse<'p>> {
        let open = at + self.source.get(at..)?.find("{%")?;
        let inside = open + 2 + usize::from(self.byte(open + 2) == b'-');
        let rest = self.source.get(inside..)?.trim_ascii_start();
        let name_length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        let close = self.source.len() - rest.len() + rest.find("%}")?;
        Some(Glimpse { span: Span::new(open, close + 2), name: rest.get(..name_length).unwrap_or_default() })
    }

    /// The body of a `comment` up to the `endcomment` that matches it; comments nest, and `raw` hides its inside.
    pub(super) fn comment(&mut self, head: Span) {
        let (mut at, mut depth) = (self.at, 1usize);
        while let Some(Glimpse { span, name }) = self.glimpse(at) {
            // Liquid that is open when the closing tag comes takes the tag with it.
            let before = Span::new(at, span.start).of(self.source);
            let open_output =
                before.rfind("{{").is_some_and(|open| !before.get(open..).unwrap_or_default().contains('}'));
            let inner =
                span.of(self.source).get(2..).unwrap_or_default().rfind("{%").map(|inner| span.start + 2 + inner);
            let swallowed = inner.filter(|inner| self.glimpse(*inner).is_some_and(|tag| tag.name == "endcomment"));
            if (open_output && name == "endcomment") || swallowed.is_some() {
                self.fault(&faults::COMMENT_SWALLOWED, head);
                depth = 1;
            }
            let (span, name) = match swallowed {
                Some(start) => (Span::new(start, span.end), "endcomment"),
                None => (span, name),
            };
            at = span.end;
            match name {
                "comment" => depth += 1,
                "endcomment" => depth -= 1,
                "raw" => match self.end_of(at, "endraw") {
                    Some(end) => at = end.end,
                    None => break,
                },
                _ => {}
            }
            if depth == 0 {
                self.at = at;
                self.trim = self.byte(at.saturating_sub(3)) == b'-';
                return self.push(Span::new(head.start, at), Kind::Comment);
            }
        }
        self.never_closed(head);
    }

    /// `raw`: its bytes are printed as they are.
    pub(super) fn raw(&mut self, head: Span, markup: Span) {
        self.nothing_after(markup);
        let Some(end) = self.end_of(self.at, "endraw") else { return self.never_closed(head) };
        let body = Span::new(self.at, end.start);
        self.blank = self.blank && body.is_empty();
        self.at = end.end;
        self.trim = self.byte(end.end.saturating_sub(3)) == b'-';
        self.push(Span::new(head.start, end.end), Kind::Raw(body));
    }

    /// `doc`: notes for people who maintain a template.
    pub(super) fn doc(&mut self, head: Span, markup: Span) {
        self.nothing_after(markup);
        let Some(end) = self.end_of(self.at, "enddoc") else { return self.never_closed(head) };
        self.at = end.end;
        self.trim = self.byte(end.end.saturating_sub(3)) == b'-';
        self.push(Span::new(head.start, end.end), Kind::Comment);
    }

    /// Nothing may stand after the tag's name.
    pub(super) fn nothing_after(&mut self, markup: Span) {
        if !markup.of(self.source).trim_ascii().is_empty() {
            self.fault(&faults::MARKUP_IGNORED, super::expression::trimmed(self.source, markup));
        }
    }

    /// The tag `name` from `at` on.
    fn end_of(&self, mut at: usize, name: &str) -> Option<Span> {
        loop {
            let open = at + self.source.get(at..)?.find("{%")?;
            let inside = open + 2 + usize::from(self.byte(open + 2) == b'-');
            let rest = self.source.get(inside..)?.trim_ascii_start();
            if let Some(after) = rest.strip_prefix(name)
                && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
            {
                let close = self.source.len() - after.len() + after.find("%}")?;
                // Of several in one `{% … %}` the last one counts.
                let last = self.source.get(open + 2..close)?.rfind("{%").map_or(open, |inner| open + 2 + inner);
                let named = self.glimpse(last).is_some_and(|tag| tag.name == name);
                return Some(Span::new(if named { last } else { open }, close + 2));
            }
            at = open + 2;
        }
    }

    /// The rest of the source belongs to a block that nothing closes.
    fn never_closed(&mut self, head: Span) {
        self.fault(&faults::BLOCK_OPEN, head);
        self.at = self.source.len();
        self.blank = false;
        self.push(Span::new(head.start, self.at), Kind::Error);
    }
}
