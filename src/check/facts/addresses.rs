//! The addresses of a message that is no HTML: those that a phone makes links of, and lines that are addresses themselves.

use super::{Prose, ProseKind, Reference};
use crate::check::route::{self, Route};
use crate::html::MASK;
use crate::render::Line;
use crate::text::Span;

/// An address of such a message.
#[derive(Clone, Debug)]
pub struct Address {
    /// It, as a phone reads it; [`MASK`] stands for what Braze prints.
    pub url: String,
    /// Where it stands in the line.
    pub span: Span,
    /// Its parts.
    pub route: Route,
}

impl Address {
    /// The addresses that are written out in a text.
    pub fn written(line: &Line) -> Vec<Self> {
        let prose = read(line);
        let mut found = Vec::new();
        let mut at = 0;
        for token in prose.text.split(char::is_whitespace) {
            let lead = token.len() - token.trim_start_matches(OPENING).len();
            let end = token.trim_end_matches(CLOSING).len().max(lead);
            let span = Span::new(at + lead, at + end);
            at += token.len() + token_end(&prose.text, at + token.len());
            let bare = span.of(&prose.text);
            if !route::scheme(bare).is_empty() && bare.contains("://") {
                found.push(Self::new(bare.to_owned(), prose.span(span)));
            } else if is_host(bare) {
                found.push(Self::new(format!("https://{bare}"), prose.span(span)));
            }
        }
        found
    }

    /// The address that a line is; nothing where it is empty.
    pub fn whole(line: &Line) -> Option<Self> {
        let prose = read(line);
        let lead = prose.text.len() - prose.text.trim_start().len();
        let span = Span::new(lead, prose.text.trim_end().len().max(lead));
        (!span.is_empty()).then(|| Self::new(span.of(&prose.text).to_owned(), prose.span(span)))
    }

    fn new(url: String, span: Span) -> Self {
        let route = Route::of(&url);
        Self { url, span, route }
    }

    /// It, as rules look at it.
    pub fn reference<'a>(&'a self, line: &'a Line, followed: bool) -> Reference<'a> {
        Reference::plain(&self.url, self.span.of(&line.text), self.span, followed, &self.route)
    }
}

/// Signs before an address, and after it, that are no part of it.
const OPENING: &[char] = &['(', '"', '\'', '«', '“', '‘', '<'];
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', '"', '\'', '»', '”', '’', '>'];

fn read(line: &Line) -> Prose<'_> {
    let mut prose = Prose::new(ProseKind::Message);
    prose.push_line(&line.text, &line.liquid.nodes);
    prose
}

/// How long the white space is that ended a token.
fn token_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// Whether a word is a host with a path, which a phone makes a link of: `bit.ly/3x`, `www.roma.example`.
fn is_host(word: &str) -> bool {
    let (host, path) = word.split_once('/').map_or((word, false), |(host, _)| (host, true));
    let label = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == MASK);
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(label)
        && last.len() > 1
        && last.chars().all(char::is_alphabetic)
        && (path || host.starts_with("www."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::{Part, Trace};
    use crate::liquid;

    fn line(text: &str) -> Line {
        Line {
            part: Part::SmsBody,
            text: text.to_owned(),
            trace: Trace::default(),
            liquid: liquid::parse(text).template,
        }
    }

    #[test]
    fn what_a_phone_makes_a_link_of() {
        let text = "Roma: menu (https://roma.example/m). bit.ly/3x, www.roma.example! 3.50 a.m. and/or https://roma.example/?p={{ ${points} }}";
        let line = line(text);
        let found = Address::written(&line);
        let spans: Vec<&str> = found.iter().map(|address| address.span.of(text)).collect();
        assert_eq!(spans[..3], ["https://roma.example/m", "bit.ly/3x", "www.roma.example"]);
        assert_eq!((found.len(), found[1].route.host_name()), (4, Some("bit.ly")));
        assert_eq!(found[3].route.host_name(), Some("roma.example"));
    }

    #[test]
    fn a_line_that_is_an_address() {
        assert_eq!(Address::whole(&line(" torrele://offers\n")).unwrap().url, "torrele://offers");
        assert!(Address::whole(&line(" \n")).is_none());
    }
}
