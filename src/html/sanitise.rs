//! The one sanitiser: what author HTML may consist of. Everything else is taken out.

use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The elements that author HTML may have. No SVG, no MathML, no style, nothing whose inside is not markup: those are
/// what mutation attacks are made of.
pub const ELEMENTS: [&str; 26] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The attributes that an element may have. No style, no class, no id, no event.
pub(super) const fn attributes_of(element: &str) -> &'static [&'static str] {
    match element.as_bytes() {
        b"a" => &["href", "title"],
        b"img" => &["src", "alt", "title"],
        b"ol" => &["start"],
        _ => &[],
    }
}

/// The schemes of links and images.
pub const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let attributes: HashMap<&str, HashSet<&str>> =
        ["a", "img", "ol"].into_iter().map(|name| (name, attributes_of(name).iter().copied().collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .tag_attributes(attributes)
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// `html` without everything that is not on the list.
///
/// Braces are not its concern: see [`grammar`](super::grammar).
pub fn sanitise(html: &str) -> String {
    SANITISER.clean(html).to_string()
}
