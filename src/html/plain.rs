//! An e-mail as plain text: what a reader sees, in order, with the addresses of links behind their words.

use super::{Context, Looks, NodeId, NodeKind, Segment, Step, Tree, escape};
use crate::text::Span;

/// The plain-text part of `tree`, which was parsed from `source` with these `masks` (in order).
///
/// Liquid is copied through as it stands, also the tags between table rows: what is conditional in HTML is conditional
/// in text. What is hidden is left out, with the Liquid in it.
///
/// ```
/// use countersign::html::{Look, Looks, Screen, Sheet, Tree, to_text};
/// let source = "<h1>Hello</h1><p>See <a href='https://a.example'>the <b>menu</b></a><br>today.</p>";
/// let tree = Tree::document(source, &[]);
/// let looks = Looks::of(&tree, &Look::default(), &Sheet::default(), Screen::Wide);
/// assert_eq!(to_text(&tree, source, &[], &looks), "Hello\n\nSee the menu (https://a.example)\ntoday.");
/// ```
pub fn to_text(tree: &Tree, source: &str, masks: &[Span], looks: &Looks) -> String {
    let mut reader =
        Reader { tree, source, masks, out: String::new(), owed: 0, space: false, lists: Vec::new(), links: Vec::new() };
    let mut hidden: Option<NodeId> = None;
    for step in tree.walk(tree.root()) {
        match (step, hidden) {
            (Step::Leave(id), Some(top)) if id == top => {
                hidden = None;
                reader.skip(tree.node(id).span.end);
            }
            (_, Some(_)) => {}
            (Step::Enter(id), None) if looks.get(id).hidden => {
                reader.tags(tree.node(id).span.start);
                hidden = Some(id);
            }
            (Step::Enter(id), None) => reader.enter(id),
            (Step::Leave(id), None) => reader.leave(id),
        }
    }
    reader.tags(usize::MAX);
    let length = reader.out.trim_end().len();
    reader.out.truncate(length);
    reader.out
}

struct Reader<'a> {
    tree: &'a Tree,
    source: &'a str,
    /// Those that were not passed yet.
    masks: &'a [Span],
    out: String,
    /// Line ends owed before the next words.
    owed: usize,
    /// A space owed before the next words.
    space: bool,
    /// The lists around: the number of the next item, where they are numbered.
    lists: Vec<Option<u64>>,
    /// Where the text of the links around began.
    links: Vec<usize>,
}

impl Reader<'_> {
    fn enter(&mut self, id: NodeId) {
        let span = self.tree.node(id).span;
        match &self.tree.node(id).kind {
            NodeKind::Text(text) => {
                let preformatted = self.tree.ancestors(id).take(3).any(|outer| self.tree.name(outer) == "pre");
                for segment in self.tree.segments(text) {
                    match segment {
                        Segment::Text(text) if preformatted => self.verbatim(text),
                        Segment::Text(text) => self.text(text),
                        Segment::Mask(mask) => {
                            self.tags(mask.start);
                            self.mask(mask);
                            self.skip(mask.end);
                        }
                    }
                }
            }
            NodeKind::Element(element) => {
                self.tags(element.start_tag.start);
                self.skip(element.start_tag.end);
                self.element(id);
            }
            NodeKind::Comment(_) | NodeKind::Doctype => {
                self.tags(span.start);
                self.skip(span.end);
            }
            NodeKind::Document => {}
        }
    }

    fn element(&mut self, id: NodeId) {
        let name = self.tree.name(id);
        self.lines(lines_around(name));
        match name {
            "br" => {
                self.owed = (self.owed + 1).min(2);
                self.space = false;
            }
            "hr" => {
                self.words("---");
                self.lines(2);
            }
            "img" => {
                let alt = self.tree.attribute(id, "alt").unwrap_or_default().trim().to_owned();
                if let Some(value) =
                    self.tree.element(id).and_then(|img| img.attribute("alt")).filter(|_| !alt.is_empty())
                {
                    let text = self.with_liquid(&value.value);
                    self.words(&text);
                }
            }
            "a" => self.links.push(self.out.len()),
            "ul" => self.lists.push(None),
            "ol" => {
                let start = self.tree.attribute(id, "start").and_then(|start| start.parse().ok());
                self.lists.push(Some(start.unwrap_or(1)));
            }
            "li" => {
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        mark
                    }
                    _ => "- ".to_owned(),
                };
                let indent = "  ".repeat(self.lists.len().saturating_sub(1).min(8));
                self.words(&format!("{indent}{mark}"));
                self.space = false;
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: NodeId) {
        let Some(element) = self.tree.element(id) else { return };
        if let Some(tag) = element.end_tag {
            self.tags(tag.start);
        }
        let name = element.name();
        match name {
            "a" => {
                let start = self.links.pop().unwrap_or_default();
                if let Some(href) = element.attribute("href") {
                    let address = self.with_liquid(&href.value);
                    let text = self.out.get(start..).unwrap_or_default().trim().to_owned();
                    let bare = address.trim_start_matches("mailto:").trim_start_matches("tel:");
                    let says_it = text.is_empty() || text == address || text == bare;
                    if !says_it && !address.is_empty() && !address.starts_with('#') {
                        self.space = true;
                        self.words(&format!("({address})"));
                    }
                }
            }
            "ul" | "ol" => {
                self.lists.pop();
            }
            // An empty item leaves no mark behind.
            "li" if self.out.ends_with("- ") => self.out.truncate(self.out.trim_end_matches("- ").len()),
            _ => {}
        }
        self.lines(lines_around(name));
    }

    /// A value with its Liquid written out.
    fn with_liquid(&self, value: &super::Decoded) -> String {
        let mut text = String::new();
        for segment in self.tree.segments(value) {
            match segment {
                Segment::Text(plain) => text.push_str(&escape(plain, Context::PlainText)),
                Segment::Mask(mask) => text.push_str(mask.of(self.source)),
            }
        }
        text
    }

    fn lines(&mut self, count: usize) {
        if count > 0 {
            self.owed = self.owed.max(count);
            self.space = false;
        }
    }

    fn flush(&mut self) {
        if !self.out.is_empty() {
            self.out.extend(std::iter::repeat_n('\n', self.owed));
            if self.space && self.owed == 0 && !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
        }
        (self.owed, self.space) = (0, false);
    }

    fn words(&mut self, words: &str) {
        self.flush();
        self.out.push_str(words);
    }

    /// Text whose white space is one space.
    fn text(&mut self, text: &str) {
        let white = |c: char| c.is_ascii_whitespace() || c == '\u{a0}';
        if text.starts_with(white) {
            self.space = true;
        }
        let mut words = text.split(white).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            self.words(&escape(word, Context::PlainText));
            self.space = words.peek().is_some() || text.ends_with(white);
        }
    }

    fn verbatim(&mut self, text: &str) {
        if !text.is_empty() {
            self.words(&escape(text, Context::PlainText));
        }
    }

    fn mask(&mut self, mask: Span) {
        let liquid = mask.of(self.source);
        match liquid.starts_with("{%") {
            // It prints nothing, so what is owed is still owed.
            true => self.out.push_str(liquid),
            false => self.words(liquid),
        }
    }

    /// The tags of Liquid that stand before byte `until` of the source, wherever that is in the tree.
    fn tags(&mut self, until: usize) {
        while let Some((next, rest)) = self.masks.split_first().filter(|(next, _)| next.start < until) {
            self.masks = rest;
            if next.of(self.source).starts_with("{%") {
                self.mask(*next);
            }
        }
    }

    /// Passes over what stands before byte `until`.
    fn skip(&mut self, until: usize) {
        while let Some((_, rest)) = self.masks.split_first().filter(|(next, _)| next.start < until) {
            self.masks = rest;
        }
    }
}

/// Line ends before and after an element.
fn lines_around(name: &str) -> usize {
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "blockquote" | "pre" | "hr" | "dl" => 2,
        "div" | "li" | "table" | "tr" | "td" | "th" | "center" | "section" | "article" | "header" | "footer"
        | "address" | "dt" | "dd" | "main" | "nav" | "aside" | "figure" | "figcaption" | "form" | "body" => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{Look, Screen, Sheet};

    fn text(source: &str) -> String {
        let mut masks = Vec::new();
        let mut at = 0;
        while let Some(open) = source[at..].find(['{']).map(|found| at + found) {
            let close = if source[open..].starts_with("{{") { "}}" } else { "%}" };
            at = open + source[open..].find(close).unwrap() + 2;
            masks.push(Span::new(open, at));
        }
        let tree = Tree::document(source, &masks);
        let looks = Looks::of(&tree, &Look::default(), &Sheet::of(&tree), Screen::Wide);
        to_text(&tree, source, &masks, &looks)
    }

    #[test]
    fn mail_reads_from_top_to_bottom() {
        assert_eq!(
            text(
                "<div style='display:none'>hidden</div><table><tr><td><h1>A &amp; B</h1></td><td>\n  c\n  d </td></tr><tr><td><img src=x alt='E f'></td></tr></table><ul><li>g<li>h<ol><li>i</ol></ul><hr><p>j"
            ),
            "A & B\n\nc d\nE f\n\n- g\n- h\n\n  1. i\n\n---\n\nj"
        );
        assert_eq!(
            text(
                "<a href='https://a.example'>https://a.example</a> <a href='mailto:b@c.example'>b@c.example</a> <a href='#'>d</a>"
            ),
            "https://a.example b@c.example d"
        );
        assert_eq!(
            text("<a href='https://a.example/?b=1&amp;c=2'><img alt='d'></a>"),
            "d (https://a.example/?b=1&c=2)"
        );
        assert_eq!(text("a &#123;b} <pre>c\n  d</pre>"), "a {{ '{' }}b}\n\nc\n  d");
    }

    #[test]
    fn liquid_is_copied_through_in_order() {
        assert_eq!(
            text(
                "<p>Hi {{ a }},</p><table>{% if b %}<tr><td>c</td></tr>{% endif %}</table><a href='https://d.example/{{ e }}'>f</a>{% x %}"
            ),
            "Hi {{ a }},{% if b %}\n\nc{% endif %}\nf (https://d.example/{{ e }}){% x %}"
        );
        assert_eq!(text("<!-- {% a %} --><div style='display:none'>{% b %}</div><p {% c %}>d{% e %}f"), "d{% e %}f");
    }
}
