//! Links and images.

use super::super::lift::is_private;
use super::super::notices::{self, BAD_LINK, MERGE_TAG_PLACE, words};
use super::write::escape_attribute;
use super::{Frame, Kind, Writer, excerpt};
use crate::html::{Address, is_url_safe, percent};
use crate::text::Span;
use pulldown_cmark::LinkType;

impl Writer<'_> {
    pub(super) fn link(&mut self, kind: LinkType, address: &str, title: &str, span: Span) {
        self.inline();
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let mut frame = Frame::new("", Kind::Inline);
        if self.permit(self.allowed.links, words::LINKS, span) && self.check_address(&address, true, span) {
            self.html.push_str("<a href=\"");
            self.write_address(&address, span);
            self.html.push('"');
            self.write_attribute("title", title, span);
            self.html.push('>');
            frame.close.push_str("</a>");
            frame.link = Some((address, self.plain.len()));
        }
        self.frames.push(frame);
    }

    pub(super) fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        let permitted = self.permit(self.allowed.images, words::IMAGES, image.span);
        if permitted && self.check_address(&image.address, false, image.span) {
            self.html.push_str("<img src=\"");
            self.write_address(&image.address, image.span);
            self.html.push_str("\" alt=\"");
            let start = self.html.len();
            escape_attribute(&image.alt, &mut self.html);
            self.push_trace(Span::new(start, self.html.len()), image.span);
            self.html.push('"');
            self.write_attribute("title", &image.title, image.span);
            self.html.push('>');
            self.plain_words(&image.alt);
        } else {
            self.words(&image.alt, image.span);
        }
    }

    /// Whether a link may lead there, and no merge tag says where.
    fn check_address(&mut self, address: &str, tags: bool, span: Span) -> bool {
        let open = address.find(['?', '#']).unwrap_or(address.len());
        for (at, c) in address.char_indices() {
            let Some((name, tag)) = self.lifted.tag(c) else { continue };
            if !tags || at < open || tag.url.is_none() {
                self.problem(notices::at(&MERGE_TAG_PLACE, span).with("name", name), span);
                return false;
            }
        }
        let encoded: String = address.chars().map(|c| if is_private(c) { 'x' } else { c }).collect();
        let encoded = encoded_address(&encoded);
        let fine = Address::parse(&encoded).is_ok();
        if !fine {
            self.problem(notices::at(&BAD_LINK, span).with("address", excerpt(address)), span);
        }
        fine
    }

    fn write_address(&mut self, address: &str, span: Span) {
        let start = self.html.len();
        self.html.push_str(&encoded_address(address).replace('&', "&amp;"));
        let inside = span.of(&self.lifted.text);
        let from = inside
            .rfind(address)
            .filter(|_| !address.is_empty())
            .map_or(span, |found| Span::new(span.start + found, span.start + found + address.len()));
        self.push_trace(Span::new(start, self.html.len()), from);
    }

    fn write_attribute(&mut self, name: &str, value: &str, span: Span) {
        if value.is_empty() {
            return;
        }
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        let start = self.html.len();
        escape_attribute(value, &mut self.html);
        self.push_trace(Span::new(start, self.html.len()), span);
        self.html.push('"');
    }
}

/// What a URL cannot hold, as `%XX`; merge tags stay.
fn encoded_address(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.chars() {
        match is_url_safe(c) || matches!(c, '&' | '\'') || is_private(c) {
            true => encoded.push(c),
            false => percent(c, &mut encoded),
        }
    }
    encoded
}
