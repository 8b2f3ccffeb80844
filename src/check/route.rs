//! An address in its parts: scheme, who, host, port, path, query.
//!
//! In: a decoded address, in which [`MASK`] stands for Liquid. Out: its parts as stretches of it. What stands behind
//! the Liquid in scheme or host is not known, and then nothing is said of it.

use super::address::{Target, registrable, target};
use crate::html::MASK;
use crate::text::Span;

/// An address in its parts, each a stretch of the address.
#[derive(Clone, Debug)]
pub struct Route {
    /// Before the colon, in lower case, as a browser reads it (tabs, line ends and controls dropped); empty for none.
    pub scheme: String,
    /// Where it leads.
    pub target: Target,
    /// Name and password before the host, without the `@`.
    pub user: Option<Span>,
    /// The host as written.
    pub host: Option<Span>,
    /// The port, without the colon.
    pub port: Option<Span>,
    /// From the path to the end.
    pub rest: Span,
}

impl Route {
    /// The parts of `url`.
    pub fn of(url: &str) -> Self {
        let end = url.trim_end_matches(|c: char| c <= ' ').len();
        let start = (url.len() - url.trim_start_matches(|c: char| c <= ' ').len()).min(end);
        let text = url.get(start..end).unwrap_or_default();
        let scheme = scheme(text);
        let target = target(url);
        let mut route = Self { scheme, target, user: None, host: None, port: None, rest: Span::new(start, end) };
        let web = matches!(route.scheme.as_str(), "http" | "https");
        let after = if web { text.find(':').map_or(0, |colon| colon + 1) } else { 0 };
        let body = text.get(after..).unwrap_or_default();
        let slashes = body.len() - body.trim_start_matches(['/', '\\']).len();
        if !web && (slashes < 2 || !route.scheme.is_empty()) {
            if !route.scheme.is_empty() {
                route.rest.start = start + text.find(':').map_or(0, |colon| colon + 1);
            }
            return route;
        }
        let from = start + after + slashes;
        let authority = url.get(from..end).unwrap_or_default();
        let length = authority.find(['/', '\\', '?', '#']).unwrap_or(authority.len());
        let authority = authority.get(..length).unwrap_or_default();
        let host_at = authority.rfind('@').map_or(0, |at| at + 1);
        if host_at > 0 {
            route.user = Some(Span::new(from, from + host_at - 1));
        }
        let host = authority.get(host_at..).unwrap_or_default();
        let bracket = host.find(']').map_or(0, |at| at + 1);
        let colon = host.get(bracket..).and_then(|rest| rest.find(':')).map(|at| bracket + at);
        let host_end = colon.unwrap_or(host.len());
        route.host = Some(Span::new(from + host_at, from + host_at + host_end));
        route.port = colon.map(|colon| Span::new(from + host_at + colon + 1, from + length));
        route.rest = Span::new(from + length, end);
        route
    }

    /// The host that it leads to, where that is known.
    pub fn host_name(&self) -> Option<&str> {
        match &self.target {
            Target::Host(host) => Some(host),
            _ => None,
        }
    }

    /// The domain that somebody registered, where the host is known.
    pub fn domain(&self) -> Option<&str> {
        self.host_name().map(registrable)
    }
}

/// The scheme as a browser reads it; empty for none.
pub fn scheme(text: &str) -> String {
    let mut scheme = String::new();
    for c in text.trim_start_matches(|c: char| c <= ' ').chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            ':' => return scheme,
            c if c.is_ascii_alphanumeric() || (matches!(c, '+' | '-' | '.') && !scheme.is_empty()) => {
                scheme.push(c.to_ascii_lowercase());
            }
            _ => return String::new(),
        }
    }
    String::new()
}

/// The names and values of a query, as stretches of `url`; values are not decoded.
pub fn parameters(url: &str) -> impl Iterator<Item = (Span, Span)> {
    let end = url.find('#').unwrap_or(url.len());
    let start = url.find('?').map_or(end, |at| at + 1).min(end);
    let query = url.get(start..end).unwrap_or_default();
    let mut at = start;
    query.split('&').map(move |part| {
        let from = at;
        at += part.len() + 1;
        let equals = part.find('=').unwrap_or(part.len());
        let value = (equals + 1).min(part.len());
        (Span::new(from, from + equals), Span::new(from + value, from + part.len()))
    })
}

/// `text` with its percent signs resolved; what is no text then stays as it is.
pub fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether Liquid that prints stands in `text`.
pub fn is_masked(text: &str) -> bool {
    text.contains(MASK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_apart() {
        let parts = |url: &str| {
            let route = Route::of(url);
            let text = |part: Option<Span>| part.map(|span| span.of(url).to_owned()).unwrap_or_default();
            (route.scheme.clone(), text(route.user), text(route.host), text(route.port), route.rest.of(url).to_owned())
        };
        let told = |scheme: &str, user: &str, host: &str, port: &str, rest: &str| {
            (scheme.to_owned(), user.to_owned(), host.to_owned(), port.to_owned(), rest.to_owned())
        };
        assert_eq!(parts("https://a:b@roma.example:81/x?y"), told("https", "a:b", "roma.example", "81", "/x?y"));
        assert_eq!(parts(" HTTPS://[::1]:8/"), told("https", "", "[::1]", "8", "/"));
        assert_eq!(parts("//roma.example"), told("", "", "roma.example", "", ""));
        assert_eq!(parts("/menu"), told("", "", "", "", "/menu"));
        assert_eq!(parts("mailto:a@b.example"), told("mailto", "", "", "", "a@b.example"));
        assert_eq!(parts("java\tscript:x"), told("javascript", "", "", "", "x"));
        assert_eq!(parts(""), told("", "", "", "", ""));
        assert_eq!(scheme("é:"), "");
    }

    #[test]
    fn a_query_comes_apart() {
        let url = "https://a.example/?u=1&v=%41#w=2";
        let pairs: Vec<_> = parameters(url).map(|(name, value)| (name.of(url), value.of(url))).collect();
        assert_eq!(pairs, [("u", "1"), ("v", "%41")]);
        assert_eq!(unescape("%41%zz%C3%A9"), "A%zzé");
        assert_eq!(unescape("%FF"), "%FF");
    }
}
