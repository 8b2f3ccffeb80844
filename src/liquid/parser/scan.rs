//! Where outputs and tags end. Each search remembers what it found, so that a source full of openings is still read
//! once.

use super::cursor::is_space;
use crate::liquid::limits::BRACES;

/// How an output ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutputEnd {
    /// At `}}`; the position of its first brace, and of a single one in quotes before it, where
    /// Ruby’s Liquid ends the output.
    Closed(usize, Option<usize>),
    /// At a single `}`.
    Single(usize),
    /// At `%}`.
    Tag(usize),
    /// Not at all; where the text goes on.
    Open(usize),
}

/// How a tag ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagEnd {
    /// At `%}`; the position of its `%`.
    Closed(usize),
    /// At `}}`.
    Output(usize),
    /// Not at all; where the text goes on.
    Open(usize),
}

/// Searches that remember.
#[derive(Debug)]
pub(super) struct Scan<'p> {
    source: &'p str,
    tag_close: Memo,
    output_close: Memo,
}

/// The first place of a pair of bytes at or after a position, found once.
#[derive(Debug)]
struct Memo {
    pair: [u8; 2],
    from: usize,
    found: Option<usize>,
}

impl Memo {
    const fn new(pair: [u8; 2]) -> Self {
        Self { pair, from: usize::MAX, found: None }
    }

    fn after(&mut self, source: &str, at: usize) -> Option<usize> {
        let known = at >= self.from && self.found.is_none_or(|found| found >= at);
        if !known {
            let rest = source.as_bytes().get(at..).unwrap_or_default();
            self.found = rest.windows(2).position(|two| *two == self.pair).map(|found| at + found);
            self.from = at;
        }
        self.found
    }
}

impl<'p> Scan<'p> {
    pub(super) fn new(source: &'p str) -> Self {
        Self { source, tag_close: Memo::new(*b"%}"), output_close: Memo::new(*b"}}") }
    }

    fn byte(&self, at: usize) -> u8 {
        self.source.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// The end of the output whose inside begins at `start`.
    pub(super) fn output(&mut self, start: usize) -> OutputEnd {
        if self.output_close.after(self.source, start).is_none() {
            return self.output_without_close(start);
        }
        let bytes = self.source.as_bytes();
        let (mut at, mut depth, mut quote, mut attribute) = (start, 0usize, 0u8, false);
        let (mut single, mut quoted) = (None, None);
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'}' if attribute => attribute = false,
                b'}' if self.byte(at + 1) == b'}' => {
                    if depth == 0 {
                        return OutputEnd::Closed(at, quoted);
                    }
                    depth -= 1;
                    at += 1;
                    quote = 0;
                }
                b'}' => {
                    single.get_or_insert(at);
                    if quote != 0 {
                        quoted.get_or_insert(at);
                    }
                }
                b'\'' | b'"' if quote == 0 && !attribute => quote = byte,
                b'\'' | b'"' if quote == byte => quote = 0,
                b'$' if self.byte(at + 1) == b'{' && quote == 0 => {
                    attribute = true;
                    at += 1;
                }
                // `${name | filter}}`: the brace of the name was forgotten.
                b'|' | b'\n' if attribute => attribute = false,
                b'{' if self.byte(at + 1) == b'{' && quote == 0 => {
                    depth += 1;
                    at += 1;
                    if depth > BRACES || single.is_some() {
                        break;
                    }
                }
                b'{' if self.byte(at + 1) == b'%' => break,
                b'%' if self.byte(at + 1) == b'}' && quote == 0 && depth == 0 => {
                    return single.map_or(OutputEnd::Tag(at), OutputEnd::Single);
                }
                _ => {}
            }
            at += 1;
        }
        single.map_or_else(|| self.output_without_close(start), OutputEnd::Single)
    }

    /// Without its `}}`, an output is taken to end at a single `}` or `%}` on its line, or before the next markup.
    fn output_without_close(&self, start: usize) -> OutputEnd {
        let bytes = self.source.as_bytes();
        let mut at = start;
        let mut attribute = false;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\n' | b'<' => break,
                b'{' if matches!(self.byte(at + 1), b'{' | b'%') => break,
                b'$' if self.byte(at + 1) == b'{' => {
                    attribute = true;
                    at += 1;
                }
                b'}' if attribute => attribute = false,
                b'}' => return OutputEnd::Single(at),
                b'%' if self.byte(at + 1) == b'}' => return OutputEnd::Tag(at),
                _ => {}
            }
            at += 1;
        }
        OutputEnd::Open(at)
    }

    /// The end of the tag whose inside begins at `start`.
    pub(super) fn tag(&mut self, start: usize) -> TagEnd {
        let close = self.tag_close.after(self.source, start);
        let end = close.unwrap_or(self.source.len());
        let bytes = self.source.as_bytes();
        if let Some(close) = close
            && self.is_comment(start)
        {
            return TagEnd::Closed(close);
        }
        let (mut at, mut depth, mut quote, mut attribute) = (start, 0usize, 0u8, false);
        let mut output = None;
        while at < end {
            let byte = bytes.get(at).copied().unwrap_or(0);
            match byte {
                b'{' if self.byte(at + 1) == b'%' && quote == 0 => {
                    return output.map_or_else(|| TagEnd::Open(self.line_end(start, at)), TagEnd::Output);
                }
                b'{' if self.byte(at + 1) == b'{' => {
                    depth += 1;
                    at += 1;
                    // Quotes stand on their own inside braces and outside of them.
                    quote = 0;
                }
                b'{' if quote == 0 => depth += 1,
                b'$' if self.byte(at + 1) == b'{' => {
                    attribute = true;
                    at += 1;
                }
                b'}' if attribute => attribute = false,
                b'}' if depth > 0 => {
                    if self.byte(at + 1) == b'}' && depth == 1 {
                        at += 1;
                    }
                    depth -= 1;
                    quote = 0;
                }
                b'}' if self.byte(at + 1) == b'}' => {
                    output.get_or_insert(at);
                    at += 1;
                }
                b'\'' | b'"' if quote == 0 => quote = byte,
                b'\'' | b'"' if quote == byte => quote = 0,
                _ => {}
            }
            at += 1;
        }
        match (close, output) {
            (Some(close), _) => TagEnd::Closed(close),
            (None, Some(output)) => TagEnd::Output(output),
            (None, None) => TagEnd::Open(self.line_end(start, end)),
        }
    }

    /// `{% # …`: what stands in it is not read.
    fn is_comment(&self, start: usize) -> bool {
        let rest = self.source.as_bytes().get(start..).unwrap_or_default();
        let rest = rest.strip_prefix(b"-").unwrap_or(rest);
        rest.iter().find(|byte| !is_space(**byte)) == Some(&b'#')
    }

    /// The end of the line that `start` is on, but not beyond `limit`, nor beyond `<`.
    fn line_end(&self, start: usize, limit: usize) -> usize {
        let line = self.source.get(start..limit).unwrap_or_default();
        let length = line.find(['\n', '<']).unwrap_or(line.len());
        let text = line.get(..length).unwrap_or_default();
        start + text.trim_end_matches(|c: char| c.is_ascii() && is_space(c as u8)).len()
    }
}
