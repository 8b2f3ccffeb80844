//! Images and the pictures behind things, with the addresses that they come from.

use crate::html::{Attribute, NodeId, Tree};
use crate::text::Span;

/// What kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageKind {
    /// An image of its own: `<img>`, `<amp-img>`, `<input type=image>`, a clickable area, an image of Outlook's VML.
    Content,
    /// Behind something: a `background` attribute, a style, a fill of Outlook's VML.
    Background,
}

/// A picture.
#[derive(Debug)]
pub struct Image<'a> {
    /// What kind.
    pub kind: ImageKind,
    /// The start tag of its element.
    pub tag: Span,
    /// The element; `None` inside a comment for Outlook.
    pub element: Option<(&'a Tree, NodeId)>,
    /// Where it may come from: `src`, each of `srcset`, each `url(…)`.
    pub sources: Vec<ImageSource>,
    /// Whether it has a text for those who do not see it, or says that it needs none.
    pub described: bool,
    /// Whether it is too small to be seen, a spacer or a pixel that counts.
    pub tiny: bool,
    /// Whether its tag ends in `/>`.
    pub closes_itself: bool,
    /// Whether it is kept from readers: hidden, or by `aria-hidden`.
    pub hidden: bool,
}

/// An address that a picture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSource {
    /// The address, decoded; [`MASK`](crate::html::MASK) stands for Liquid that prints.
    pub url: String,
    /// Where it stands in the HTML.
    pub span: Span,
}

impl<'a> Image<'a> {
    /// The image that an element is, or `None` where it is none.
    pub(super) fn of_element(html: &str, tree: &'a Tree, id: NodeId, hidden: bool) -> Option<Self> {
        let element = tree.element(id)?;
        let wanted = match element.name() {
            "img" | "amp-img" => true,
            "input" => tree.attribute(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
            "area" => element.attribute("href").is_some(),
            _ => false,
        };
        if !wanted {
            return None;
        }
        let mut sources = Vec::new();
        sources.extend(element.attribute("src").map(|attribute| whole(tree, attribute)));
        sources.extend(element.attribute("srcset").into_iter().flat_map(|attribute| candidates(tree, attribute)));
        let filled = |name: &str| tree.attribute(id, name).is_some_and(|value| !value.trim().is_empty());
        let role = tree.attribute(id, "role").unwrap_or_default().trim().to_ascii_lowercase();
        let described = element.attribute("alt").is_some()
            || filled("aria-label")
            || filled("aria-labelledby")
            || filled("title")
            || matches!(role.as_str(), "none" | "presentation");
        let small = |name: &str| {
            let value = tree.attribute(id, name).unwrap_or_default();
            matches!(value.trim().trim_end_matches("px"), "0" | "1" | "2")
        };
        Some(Self {
            kind: ImageKind::Content,
            tag: element.start_tag,
            element: Some((tree, id)),
            sources,
            described,
            tiny: small("width") && small("height"),
            closes_itself: element.start_tag.of(html).ends_with("/>"),
            hidden: hidden || tree.attribute(id, "aria-hidden") == Some("true"),
        })
    }

    /// The pictures behind an element: by attribute and by style.
    pub(super) fn behind(tree: &'a Tree, id: NodeId) -> Option<Self> {
        let element = tree.element(id)?;
        let mut sources = Vec::new();
        sources.extend(element.attribute("background").map(|attribute| whole(tree, attribute)));
        if let Some(style) = element.attribute("style") {
            sources.extend(urls(tree.value(style), |part| style.value.origin(part)));
        }
        (!sources.is_empty()).then(|| Self::background(element.start_tag, Some((tree, id)), sources))
    }

    pub(super) fn background(tag: Span, element: Option<(&'a Tree, NodeId)>, sources: Vec<ImageSource>) -> Self {
        Self {
            kind: ImageKind::Background,
            tag,
            element,
            sources,
            described: true,
            tiny: false,
            closes_itself: false,
            hidden: false,
        }
    }

    /// The images and fills that old Outlook reads inside a comment (VML).
    pub(super) fn in_comment(html: &str, inside: Span) -> Vec<Image<'a>> {
        let mut found = Vec::new();
        let text = inside.of(html);
        let mut at = 0;
        while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
            let end = text.get(open..).and_then(|rest| rest.find('>')).map_or(text.len(), |end| open + end + 1);
            let tag = text.get(open..end).unwrap_or_default();
            let name: String =
                tag.chars().skip(1).take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/')).collect();
            let name = name.to_ascii_lowercase();
            let kind = match name.as_str() {
                // Behind everything else: a picture of the ground.
                "v:image" if tag.contains("z-index:-") => Some(ImageKind::Background),
                "v:imagedata" | "v:image" | "img" => Some(ImageKind::Content),
                "v:fill" | "v:background" => Some(ImageKind::Background),
                _ => None,
            };
            if let Some(kind) = kind {
                let place = Span::new(open, end).shift(inside.start);
                let value =
                    |wanted: &str| attribute_in(tag, wanted).map(|span| (span.of(tag), span.shift(place.start)));
                let sources =
                    value("src").map(|(url, span)| ImageSource { url: url.to_owned(), span }).into_iter().collect();
                let described = kind == ImageKind::Background || value("alt").is_some() || value("o:title").is_some();
                // VML images inside a described shape need no words of their own.
                let described = described || name == "v:imagedata";
                let closes_itself = tag.ends_with("/>");
                found.push(Image {
                    kind,
                    tag: place,
                    element: None,
                    sources,
                    described,
                    tiny: false,
                    closes_itself,
                    hidden: false,
                });
            }
            at = end.max(open + 1);
        }
        found
    }
}

fn whole(tree: &Tree, attribute: &Attribute) -> ImageSource {
    ImageSource { url: tree.value(attribute).trim().to_owned(), span: attribute.value.span() }
}

/// The addresses of a `srcset`.
fn candidates<'a>(tree: &'a Tree, attribute: &'a Attribute) -> Vec<ImageSource> {
    let value = tree.value(attribute);
    let mut found = Vec::new();
    let mut at = 0;
    for candidate in value.split(", ") {
        let url = candidate.trim_start();
        let start = at + candidate.len() - url.len();
        let url = url.split_whitespace().next().unwrap_or_default().trim_end_matches(',');
        if !url.is_empty() {
            let span = attribute.value.origin(Span::new(start, start + url.len()));
            found.push(ImageSource { url: url.to_owned(), span });
        }
        at += candidate.len() + 2;
    }
    found
}

/// The addresses in `url(…)` of a style; `origin` says where a stretch of it is in the HTML.
pub(super) fn urls(style: &str, origin: impl Fn(Span) -> Span) -> Vec<ImageSource> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = style.get(at..).and_then(find_url).map(|open| at + open + 4) {
        let rest = style.get(open..).unwrap_or_default();
        let length = rest.find(')').unwrap_or(rest.len());
        let inner = rest.get(..length).unwrap_or_default();
        let url = inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let start = open
            + (inner.len() - inner.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).len());
        if !url.is_empty() {
            found.push(ImageSource { url: url.to_owned(), span: origin(Span::new(start, start + url.len())) });
        }
        at = open + length;
    }
    found
}

fn find_url(text: &str) -> Option<usize> {
    text.as_bytes().windows(4).position(|window| window.eq_ignore_ascii_case(b"url("))
}

/// The value of an attribute in the text of a tag.
fn attribute_in(tag: &str, name: &str) -> Option<Span> {
    let mut at = 0;
    while let Some(found) = tag.get(at..).and_then(|rest| rest.find(name)).map(|found| at + found) {
        at = found + name.len();
        let before = tag.get(..found).and_then(|text| text.chars().next_back());
        let rest = tag.get(at..).unwrap_or_default();
        let value = rest.trim_start().strip_prefix('=').map(str::trim_start);
        if before.is_some_and(char::is_whitespace)
            && let Some(value) = value
        {
            let start = tag.len() - value.len();
            let (start, length) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inner = value.get(1..).unwrap_or_default();
                    (start + 1, inner.find(quote).unwrap_or(inner.len()))
                }
                _ => (start, value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len())),
            };
            return Some(Span::new(start, start + length));
        }
    }
    None
}
