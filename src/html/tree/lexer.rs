//! The WHATWG tokeniser, with the place of everything it sees. It gives stretches of source and decodes nothing.

use super::mask::{FILLER, Masks};
use crate::text::Span;

/// How the text ahead is read; the tree builder decides after each start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Markup.
    Data,
    /// Text with references up to the end tag of this name: `title`, `textarea`.
    Rcdata(String),
    /// Text up to the end tag of this name: `style` and such.
    Rawtext(String),
    /// A script.
    Script,
    /// Text up to the end.
    Plaintext,
}

/// One token's stretch of source.
#[derive(Debug)]
pub(super) struct Lexeme {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    /// Text; whether references count in it.
    Text {
        references: bool,
    },
    /// The inside of `<![CDATA[ … ]]>` in SVG or MathML.
    Cdata(Span),
    Start(RawTag),
    End(RawTag),
    /// A comment, with its inside.
    Comment(Span),
    /// `<!DOCTYPE …>`, with what stands after the word.
    Doctype(Span),
    /// Thrown away by the standard: `</>`, a tag cut off by the end.
    Nothing,
}

#[derive(Debug, Default)]
pub(super) struct RawTag {
    pub(super) name: Span,
    pub(super) attributes: Vec<RawAttribute>,
    pub(super) self_closing: bool,
}

#[derive(Debug)]
pub(super) struct RawAttribute {
    pub(super) name: Span,
    pub(super) value: Option<Span>,
}

pub(super) struct Lexer<'s> {
    source: &'s str,
    bytes: &'s [u8],
    masks: &'s Masks,
    at: usize,
    pub(super) mode: Mode,
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

impl<'s> Lexer<'s> {
    pub(super) fn new(source: &'s str, masks: &'s Masks) -> Self {
        Self { source, bytes: source.as_bytes(), masks, at: 0, mode: Mode::Data }
    }

    /// Whether `<![CDATA[` is next, which means something only in SVG and MathML.
    pub(super) fn at_cdata(&self) -> bool {
        self.starts(self.at, "<![CDATA[")
    }

    /// The next token.
    pub(super) fn next(&mut self, foreign: bool) -> Option<Lexeme> {
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        let kind = match self.mode.clone() {
            Mode::Data => self.data(foreign),
            Mode::Rcdata(name) => self.raw(&name, true),
            Mode::Rawtext(name) => self.raw(&name, false),
            Mode::Script => self.script(),
            Mode::Plaintext => {
                self.at = self.bytes.len();
                Kind::Text { references: false }
            }
        };
        // Nothing ever stands still, or goes beyond the end.
        self.at = self.at.max(start + 1).min(self.bytes.len());
        Some(Lexeme { span: Span::new(start, self.at), kind })
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn starts(&self, at: usize, what: &str) -> bool {
        self.bytes.get(at..at + what.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(what.as_bytes()))
    }

    /// Where `what` begins, from `from` on; the end of the source if nowhere.
    fn find(&self, from: usize, what: &str) -> Option<usize> {
        self.source.get(from..)?.find(what).map(|found| from + found)
    }

    fn find_byte(&self, from: usize, byte: u8) -> Option<usize> {
        self.bytes.get(from..)?.iter().position(|other| *other == byte).map(|found| from + found)
    }

    fn data(&mut self, foreign: bool) -> Kind {
        match (self.byte(self.at), self.byte(self.at + 1)) {
            (Some(b'<'), Some(next)) if next.is_ascii_alphabetic() => self.tag(self.at + 1, Kind::Start),
            (Some(b'<'), Some(b'/')) => match self.byte(self.at + 2) {
                Some(next) if next.is_ascii_alphabetic() => self.tag(self.at + 2, Kind::End),
                Some(b'>') => {
                    self.at += 3;
                    Kind::Nothing
                }
                Some(_) => self.bogus(self.at + 2),
                None => self.text(),
            },
            (Some(b'<'), Some(b'!')) => self.declaration(foreign),
            (Some(b'<'), Some(b'?')) => self.bogus(self.at + 1),
            _ => self.text(),
        }
    }

    /// Text up to the next `<` that opens something.
    fn text(&mut self) -> Kind {
        let mut from = self.at + 1;
        self.at = loop {
            let Some(found) = self.find_byte(from, b'<') else { break self.bytes.len() };
            match self.byte(found + 1) {
                Some(b'!' | b'?') => break found,
                Some(b'/') if self.byte(found + 2).is_some() => break found,
                Some(next) if next.is_ascii_alphabetic() => break found,
                _ => from = found + 1,
            }
        };
        Kind::Text { references: true }
    }

    fn declaration(&mut self, foreign: bool) -> Kind {
        let start = self.at;
        if self.starts(start, "<!--") {
            return self.comment(start + 4);
        }
        if self.starts(start, "<!doctype") {
            let end = self.find_byte(start + 9, b'>').unwrap_or(self.bytes.len());
            self.at = end + 1;
            return Kind::Doctype(Span::new(start + 9, end));
        }
        if foreign && self.at_cdata() {
            let end = self.find(start + 9, "]]>").unwrap_or(self.bytes.len());
            self.at = (end + 3).min(self.bytes.len());
            return Kind::Cdata(Span::new(start + 9, end));
        }
        self.bogus(start + 2)
    }

    fn comment(&mut self, inside: usize) -> Kind {
        for (short, length) in [(">", 1), ("->", 2)] {
            if self.starts(inside, short) {
                self.at = inside + length;
                return Kind::Comment(Span::at(inside));
            }
        }
        let mut from = inside;
        loop {
            let Some(dashes) = self.find(from, "--") else {
                return self.unclosed(inside);
            };
            for (close, length) in [("-->", 3), ("--!>", 4)] {
                if self.starts(dashes, close) {
                    self.at = dashes + length;
                    return Kind::Comment(Span::new(inside, dashes));
                }
            }
            from = dashes + 1;
        }
    }

    /// A comment that goes to the end, without the dashes that began to close it.
    fn unclosed(&mut self, inside: usize) -> Kind {
        self.at = self.bytes.len();
        let text = self.source.get(inside..).unwrap_or_default();
        let begun = ["--!", "--", "-"].into_iter().find(|begun| text.ends_with(begun)).map_or(0, str::len);
        Kind::Comment(Span::new(inside, self.at - begun))
    }

    fn bogus(&mut self, inside: usize) -> Kind {
        let end = self.find_byte(inside, b'>').unwrap_or(self.bytes.len());
        self.at = end + 1;
        Kind::Comment(Span::new(inside, end))
    }

    fn tag(&mut self, name: usize, kind: fn(RawTag) -> Kind) -> Kind {
        let name_end = self.until(name, |byte| is_space(byte) || byte == b'/' || byte == b'>');
        let mut tag = RawTag { name: Span::new(name, name_end), ..RawTag::default() };
        let mut at = name_end;
        loop {
            let before = at;
            at = self.until(at, |byte| !is_space(byte) && byte != b'/');
            let Some(byte) = self.byte(at) else {
                self.at = self.bytes.len();
                return Kind::Nothing;
            };
            if byte == b'>' {
                tag.self_closing = at > before && self.byte(at - 1) == Some(b'/');
                self.at = at + 1;
                return kind(tag);
            }
            at = self.attribute(at, &mut tag);
        }
    }

    /// One attribute; where it ends.
    fn attribute(&self, start: usize, tag: &mut RawTag) -> usize {
        // An `=` at the very start belongs to the name.
        let name_end = self.until(start + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = Span::new(start, name_end);
        let mut push = |value| {
            if tag.attributes.len() < MAX_ATTRIBUTES {
                tag.attributes.push(RawAttribute { name, value });
            }
        };
        let equals = self.until(name_end, |byte| !is_space(byte));
        if self.byte(equals) != Some(b'=') {
            push(None);
            return name_end;
        }
        let value = self.until_unmasked(equals + 1, |byte| !is_space(byte));
        match self.byte(value) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = self.find_byte(value + 1, quote).unwrap_or(self.bytes.len());
                push(Some(Span::new(value + 1, end)));
                end + 1
            }
            Some(b'>') | None => {
                push(Some(Span::at(value)));
                value
            }
            Some(_) => {
                let end = self.until_unmasked_end(value, |byte| is_space(byte) || byte == b'>');
                push(Some(Span::new(value, end)));
                end
            }
        }
    }

    fn until(&self, from: usize, stop: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        rest.iter().position(|byte| stop(*byte)).map_or(self.bytes.len(), |found| from + found)
    }

    /// As `until`, but a mask stops it too: there it begins a value.
    fn until_unmasked(&self, from: usize, stop: impl Fn(u8) -> bool) -> usize {
        let mut at = from;
        while let Some(byte) = self.byte(at) {
            if stop(byte) || (byte == FILLER && self.masks.at(at).is_some()) {
                break;
            }
            at += 1;
        }
        at
    }

    /// As `until`, but masks are passed over: there they belong to a value.
    fn until_unmasked_end(&self, from: usize, stop: impl Fn(u8) -> bool) -> usize {
        let mut at = from;
        while let Some(byte) = self.byte(at) {
            match self.masks.at(at).filter(|_| byte == FILLER) {
                Some(mask) => at = mask.span.end.max(at + 1),
                None if stop(byte) => break,
                None => at += 1,
            }
        }
        at
    }

    fn raw(&mut self, name: &str, references: bool) -> Kind {
        let start = self.at;
        let mut from = start;
        let end = loop {
            let Some(found) = self.find(from, "</") else { break self.bytes.len() };
            if self.closes(found, name) {
                break found;
            }
            from = found + 2;
        };
        self.finish_raw(start, end, references)
    }

    /// `</name` at `at`, with something after it that ends the name.
    fn closes(&self, at: usize, name: &str) -> bool {
        let ends = |byte: u8| is_space(byte) || byte == b'/' || byte == b'>';
        self.starts(at + 2, name) && self.byte(at + 2 + name.len()).is_some_and(ends)
    }

    fn finish_raw(&mut self, start: usize, end: usize, references: bool) -> Kind {
        if end > start {
            self.at = end;
            return Kind::Text { references };
        }
        self.mode = Mode::Data;
        self.data(false)
    }

    /// A script: `</script>` inside `<!-- <script> … ` is part of it.
    fn script(&mut self) -> Kind {
        let start = self.at;
        let (mut escaped, mut double) = (false, false);
        let mut at = start;
        let end = loop {
            let Some(found) = self.bytes.get(at..).and_then(|rest| rest.iter().position(|b| matches!(b, b'<' | b'-')))
            else {
                break self.bytes.len();
            };
            at += found;
            if !escaped && self.starts(at, "<!--") {
                // `<!-->` opens and closes at once.
                escaped = true;
                at += 2;
            } else if escaped && self.starts(at, "-->") {
                (escaped, double) = (false, false);
                at += 3;
            } else if self.starts(at, "</") && self.closes(at, "script") {
                if !double {
                    break at;
                }
                double = false;
                at += 8;
            } else if escaped && !double && self.opens_script(at) {
                double = true;
                at += 7;
            } else {
                at += 1;
            }
        };
        self.finish_raw(start, end, false)
    }

    fn opens_script(&self, at: usize) -> bool {
        let ends = |byte: u8| is_space(byte) || byte == b'/' || byte == b'>';
        self.starts(at, "<script") && self.byte(at + 7).is_some_and(ends)
    }
}

/// More attributes than this on one tag are ignored: telling duplicates apart is quadratic.
const MAX_ATTRIBUTES: usize = 128;
