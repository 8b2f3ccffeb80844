//! Finds the tags of an HTML or MJML text, with Liquid stretches taken as opaque: positions only, so that a text can be
//! changed at one place and stay byte for byte at all others.

use crate::text::Span;

/// A start or end tag.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    /// From `<` through `>`.
    pub(super) span: Span,
    /// Its name as written.
    pub(super) name: Span,
    /// `</name>`.
    pub(super) closing: bool,
    /// `<name/>`.
    pub(super) empty: bool,
    /// Its attributes.
    pub(super) attributes: Vec<Attribute>,
    /// `style`, `script` …: the text up to its end tag, in which nothing is a tag.
    pub(super) raw: Option<Span>,
}

/// An attribute of a start tag.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    /// From the first byte of the name through the closing quote.
    pub(super) span: Span,
    /// Its name as written.
    pub(super) name: Span,
    /// What stands between the quotes.
    pub(super) value: Span,
}

impl Tag {
    /// The attribute of this (lower-case) name.
    pub(super) fn attribute(&self, source: &str, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name.of(source).eq_ignore_ascii_case(name))
    }
}

/// Elements whose inside is text.
const RAW: &[&str] = &["style", "script", "title", "textarea", "mj-style"];

/// All tags outside comments, in order. `liquid` are the stretches that are opaque.
pub(super) fn tags(source: &str, liquid: &[Span]) -> Vec<Tag> {
    let mut scanner = Scanner { source, liquid, at: 0 };
    let mut tags = Vec::new();
    while let Some(tag) = scanner.next_tag() {
        tags.push(tag);
    }
    tags
}

struct Scanner<'s> {
    source: &'s str,
    /// What is still ahead.
    liquid: &'s [Span],
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not Liquid, after skipping any stretch that starts here.
    fn skip_liquid(&mut self) -> bool {
        while let Some((first, rest)) = self.liquid.split_first() {
            if first.start > self.at {
                return false;
            }
            self.liquid = rest;
            if first.end > self.at {
                self.at = first.end;
                return true;
            }
        }
        false
    }

    /// Goes on while `wanted` holds; Liquid always goes along.
    fn run(&mut self, wanted: impl Fn(u8) -> bool) -> Span {
        let start = self.at;
        loop {
            if self.skip_liquid() {
                continue;
            }
            match self.peek() {
                Some(byte) if wanted(byte) => self.at += 1,
                _ => return Span::new(start, self.at),
            }
        }
    }

    /// Goes to the first `needle` outside Liquid (ASCII, any case), or to the end.
    fn seek(&mut self, needle: &str) -> bool {
        loop {
            if self.skip_liquid() {
                continue;
            }
            let Some(first) = self.peek() else { return false };
            let here = self.source.as_bytes().get(self.at..self.at + needle.len());
            if first.eq_ignore_ascii_case(&needle.as_bytes().first().copied().unwrap_or_default())
                && here.is_some_and(|here| here.eq_ignore_ascii_case(needle.as_bytes()))
            {
                return true;
            }
            self.at += 1;
        }
    }

    fn next_tag(&mut self) -> Option<Tag> {
        loop {
            self.run(|byte| byte != b'<');
            let start = self.at;
            let rest = self.source.get(start..)?;
            if rest.starts_with("<!--") {
                self.at += 4;
                self.at += if self.seek("-->") { 3 } else { 0 };
            } else if rest.starts_with("<!") || rest.starts_with("<?") {
                self.run(|byte| byte != b'>');
                self.at += usize::from(self.peek().is_some());
            } else {
                let closing = rest.starts_with("</");
                let named = rest.get(if closing { 2 } else { 1 }..)?.bytes().next();
                match named {
                    Some(byte) if byte.is_ascii_alphabetic() => return Some(self.tag(start, closing)),
                    Some(_) => self.at += 1,
                    None => return None,
                }
            }
        }
    }

    fn tag(&mut self, start: usize, closing: bool) -> Tag {
        self.at = start + if closing { 2 } else { 1 };
        let name = self.run(|byte| !byte.is_ascii_whitespace() && byte != b'>' && byte != b'/');
        let mut attributes = Vec::new();
        let mut empty = false;
        loop {
            self.run(|byte| byte.is_ascii_whitespace());
            match self.peek() {
                None => break,
                Some(b'>') => {
                    self.at += 1;
                    break;
                }
                Some(b'/') => {
                    self.at += 1;
                    empty = self.peek() == Some(b'>');
                }
                Some(_) => {
                    let before = self.at;
                    attributes.push(self.attribute());
                    if self.at == before {
                        self.at += 1;
                    }
                }
            }
        }
        let mut tag = Tag { span: Span::new(start, self.at), name, closing, empty, attributes, raw: None };
        let written = name.of(self.source);
        if !closing && !empty && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(written)) {
            let start = self.at;
            self.seek(&format!("</{written}"));
            tag.raw = Some(Span::new(start, self.at));
        }
        tag
    }

    fn attribute(&mut self) -> Attribute {
        let start = self.at;
        // A first `=` belongs to the name, as HTML has it.
        self.at += usize::from(self.peek() == Some(b'='));
        let rest = self.run(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'/' | b'='));
        let name = Span::new(start, rest.end);
        let after_name = self.at;
        self.run(|byte| byte.is_ascii_whitespace());
        if self.peek() != Some(b'=') {
            self.at = after_name;
            return Attribute { span: name, name, value: Span::at(after_name) };
        }
        self.at += 1;
        self.run(|byte| byte.is_ascii_whitespace());
        match self.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                self.at += 1;
                let value = self.run(|byte| byte != quote);
                self.at += usize::from(self.peek().is_some());
                Attribute { span: Span::new(start, self.at), name, value }
            }
            _ => {
                let value = self.run(|byte| !byte.is_ascii_whitespace() && byte != b'>');
                Attribute { span: Span::new(start, self.at), name, value }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stretches::stretches;
    use super::*;

    #[test]
    fn tags_are_found_with_liquid_in_the_way() {
        let source = "<!-- <b> --><a href=\"{{ x | default: \">\" }}?q=1\" {% if a > b %}class='y'{% endif %}>t</a ><style>p > b {}</style><br/>1 < 2";
        let tags = tags(source, &stretches(source));
        let names: Vec<&str> = tags.iter().map(|tag| tag.name.of(source)).collect();
        assert_eq!(names, ["a", "a", "style", "style", "br"]);
        assert_eq!(tags[0].attribute(source, "href").unwrap().value.of(source), "{{ x | default: \">\" }}?q=1");
        assert_eq!(tags[2].raw.unwrap().of(source), "p > b {}");
        assert!(tags[1].closing && tags[4].empty);
    }

    #[test]
    fn broken_markup_ends() {
        for source in ["<", "<a", "<a b", "<a b=", "<a b='", "</", "<!--", "<!", "<a / b", "<a =x>", "<style>", "<é>"]
        {
            tags(source, &[]);
        }
    }
}
