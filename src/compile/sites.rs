//! Where in the HTML an output stands, and so how what it prints is escaped.

use crate::html::{Context, NodeId, NodeKind, Tree};
use crate::text::Span;

/// A place at which something of ours is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// Where text may stand. `block`: paragraphs may stand there too.
    Flow {
        /// Not within a paragraph, a heading or a link.
        block: bool,
    },
    /// At the start of an attribute that holds an address: what is printed decides where it leads.
    Address,
    /// Within a quoted attribute, or in a text that is not HTML.
    Within(Context),
    /// Where nothing may be printed: a script, a comment, a tag's name, an attribute without quotes.
    Nowhere,
}

/// Elements that hold words, not blocks.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "button", "code", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "label", "p", "small",
    "span", "strong", "sub", "sup", "title", "u",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &["href", "src", "action", "background", "cite", "data", "poster", "longdesc"];

/// The site at byte `offset` of the text that `tree` was parsed from.
pub(crate) fn at(tree: &Tree, source: &str, offset: usize) -> Site {
    let id = tree.at(offset);
    match &tree.node(id).kind {
        NodeKind::Element(element) if element.start_tag.start <= offset && offset < element.start_tag.end => {
            let holds = |span: Span| span.start <= offset && offset < span.end;
            match element.attributes.iter().find(|attribute| holds(attribute.value.span())) {
                Some(attribute) if quoted(source, attribute.value.span()) => {
                    match attribute_context(attribute.name()) {
                        Context::Url if attribute.value.span().start == offset => Site::Address,
                        context => Site::Within(context),
                    }
                }
                _ => Site::Nowhere,
            }
        }
        NodeKind::Comment(_) => match tree.outlook_only(id) {
            Some(inside) => within_comment(source, inside, offset),
            None => Site::Nowhere,
        },
        NodeKind::Doctype => Site::Nowhere,
        _ => flow(tree, id),
    }
}

fn attribute_context(name: &str) -> Context {
    match name {
        "style" => Context::Style,
        name if ADDRESSES.contains(&name) => Context::Url,
        _ => Context::Attribute,
    }
}

fn quoted(source: &str, value: Span) -> bool {
    let before = value.start.checked_sub(1).and_then(|at| source.as_bytes().get(at));
    matches!((before, source.as_bytes().get(value.end)), (Some(b'"'), Some(b'"')) | (Some(b'\''), Some(b'\'')))
}

/// Inside `<!--[if mso]> … <![endif]-->`, which Outlook reads as HTML.
fn within_comment(source: &str, inside: Span, offset: usize) -> Site {
    if offset < inside.start || inside.end <= offset {
        return Site::Nowhere;
    }
    let html = inside.of(source);
    let masks = super::regions::masks(&crate::liquid::parse(html).template.nodes);
    at(&Tree::fragment(html, "body", &masks), html, offset - inside.start)
}

fn flow(tree: &Tree, id: NodeId) -> Site {
    let mut block = true;
    for holder in std::iter::once(id).chain(tree.ancestors(id)) {
        match tree.name(holder) {
            "script" | "textarea" | "xmp" | "noscript" | "iframe" => return Site::Nowhere,
            "style" => return Site::Within(Context::Style),
            name => block &= !INLINE.contains(&name),
        }
    }
    Site::Flow { block }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::liquid;

    fn site(html: &str) -> Site {
        let masks = crate::compile::regions::masks(&liquid::parse(html).template.nodes);
        at(&Tree::document(html, &masks), html, html.find("{{").unwrap())
    }

    #[test]
    fn an_address_is_decided_at_its_start() {
        assert_eq!(site("<a href=\"{{ slot.x }}\">a</a>"), Site::Address);
    }

    #[test]
    fn each_place_has_its_own_way_of_escaping() {
        assert_eq!(site("<td>{{ slot.x }}</td>"), Site::Flow { block: true });
        assert_eq!(site("<table><tr><td><p>Hi {{ slot.x }}</p></td></tr></table>"), Site::Flow { block: false });
        assert_eq!(site("<a href=\"https://a.example/{{ slot.x }}\">a</a>"), Site::Within(Context::Url));
        assert_eq!(site("<img alt='{{ slot.x }}'>"), Site::Within(Context::Attribute));
        assert_eq!(site("<p style=\"color: {{ slot.x }}\">"), Site::Within(Context::Style));
        assert_eq!(site("<!--[if mso]><v:rect href=\"{{ slot.x }}\"></v:rect><![endif]-->"), Site::Address);
        for nowhere in
            ["<img alt={{ slot.x }}>", "<script>{{ slot.x }}</script>", "<!-- {{ slot.x }} -->", "<p {{ slot.x }}>"]
        {
            assert_eq!(site(nowhere), Site::Nowhere, "{nowhere}");
        }
    }
}
