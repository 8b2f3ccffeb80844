//! `{% liquid … %}`: one tag per line, without delimiters.

use super::Parser;
use super::block::Open;
use super::expression::trimmed;
use crate::liquid::ast::Kind;
use crate::liquid::faults;
use crate::text::Span;

impl Parser<'_> {
    /// The tags in the lines of `markup`. Blocks opened here close here.
    pub(super) fn liquid(&mut self, head: Span, markup: Span) {
        let depth = self.frames.len();
        self.open(head, Open::Liquid);
        if self.frames.len() == depth {
            // Too deep: nothing was opened, and nothing will close.
            self.beyond = self.beyond.saturating_sub(1);
            return;
        }
        let mut start = markup.start;
        let mut hidden: Option<(usize, &str, usize)> = None;
        while start < markup.end {
            let rest = Span::new(start, markup.end).of(self.source);
            let length = rest.find('\n').unwrap_or(rest.len());
            let line = trimmed(self.source, Span::new(start, start + length));
            start += length + 1;
            let text = line.of(self.source);
            let name_length = match text.as_bytes().first() {
                None => continue,
                Some(b'#') => 1,
                Some(_) => text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count(),
            };
            let name = Span::new(line.start, line.start + name_length);
            let word = name.of(self.source);
            if let Some((from, block, depth)) = &mut hidden {
                if word == *block && *block == "comment" {
                    *depth += 1;
                } else if word.strip_prefix("end") == Some(block) {
                    *depth -= 1;
                }
                if *depth == 0 {
                    let span = Span::new(*from, line.end);
                    let raw = *block == "raw";
                    hidden = None;
                    self.push(span, if raw { Kind::Raw(Span::at(span.end)) } else { Kind::Comment });
                }
                continue;
            }
            match word {
                "" => {
                    self.fault(&faults::TAG_WITHOUT_NAME, line);
                    self.push(line, Kind::Error);
                }
                "comment" => hidden = Some((line.start, "comment", 1)),
                "doc" => hidden = Some((line.start, "doc", 1)),
                "raw" => hidden = Some((line.start, "raw", 1)),
                _ => self.named_tag(line, name, Span::new(name.end, line.end)),
            }
        }
        if let Some((from, _, _)) = hidden {
            let line = Span::new(from, markup.end);
            self.fault(&faults::BLOCK_OPEN, line);
            self.push(line, Kind::Error);
        }
        self.close_all(markup.end);
        self.close(Span::at(head.end));
    }
}
