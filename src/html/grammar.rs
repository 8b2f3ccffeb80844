//! The last look at author HTML before it goes on: it consists of nothing but what the sanitiser prints.
//!
//! The sanitiser's output is so regular that forty lines decide it: text, `</name>`, `<name( attr="value")*>`, from the
//! lists, balanced, every `&` a reference, no brace but in the Liquid that we wrote ourselves.

use super::Address;
use super::sanitise::{ELEMENTS, attributes_of};
use crate::text::Span;

/// Whether `html` is what the sanitiser prints, its braces encoded, but for the Liquid at `liquid` (in order).
///
/// Liquid may stand in text, in a title or an alternative text, and in the query or the fragment of a link.
///
/// ```
/// use countersign::html::holds;
/// assert!(holds("<p>5 &lt; 6</p>", &[]));
/// assert!(!holds("<p onclick=\"x\">5</p>", &[]));
/// assert!(!holds("<p>{% x %}</p>", &[]));
/// ```
pub fn holds(html: &str, liquid: &[Span]) -> bool {
    Reader { html, liquid, at: 0, open: Vec::new(), before: false }.document().is_some()
}

/// Whether the sanitiser would give `html` (its braces not yet encoded) back as it is, beyond doubt: what [`holds`]
/// asks, and that no parser could put an element elsewhere than where it is written. False where in doubt.
pub(super) fn is_settled(html: &str) -> bool {
    Reader { html, liquid: &[], at: 0, open: Vec::new(), before: true }.document().is_some()
}

/// Whether an element stays where it is written, in `parent`; `None` is the slot itself.
fn stays(name: &str, parent: Option<&str>) -> bool {
    match name {
        "li" => matches!(parent, Some("ul" | "ol")),
        "thead" | "tbody" => parent == Some("table"),
        "tr" => matches!(parent, Some("thead" | "tbody")),
        "td" | "th" => parent == Some("tr"),
        "a" | "em" | "strong" | "del" | "code" | "br" | "img" => {
            !matches!(parent, Some("code" | "ul" | "ol" | "table" | "thead" | "tbody" | "tr" | "blockquote"))
        }
        _ => matches!(parent, None | Some("li" | "blockquote")),
    }
}

/// Whether formatting stands in the same formatting, or a link in a link: parsers take those apart.
fn is_repeated(name: &str, open: &[&str]) -> bool {
    matches!(name, "a" | "em" | "strong" | "del" | "code") && open.contains(&name)
}

/// More than what the Markdown pipeline lets through.
const MAX_OPEN: usize = 64;

struct Reader<'a> {
    html: &'a str,
    liquid: &'a [Span],
    at: usize,
    open: Vec<&'a str>,
    /// Before the sanitiser: braces stand as they are, and every element must stay in its place.
    before: bool,
}

impl<'a> Reader<'a> {
    /// `None` at the first thing that does not belong.
    fn document(&mut self) -> Option<()> {
        while self.at < self.html.len() {
            match self.rest().as_bytes().first()? {
                b'<' if self.rest().starts_with("</") => self.close()?,
                b'<' => self.open()?,
                _ => self.between()?,
            }
        }
        (self.open.is_empty() && self.liquid.is_empty()).then_some(())
    }

    /// Text between tags; in a table, line ends only.
    fn between(&mut self) -> Option<()> {
        let start = self.at;
        self.text("<", true)?;
        let only_lines = self.before && matches!(self.open.last(), Some(&("table" | "thead" | "tbody" | "tr")));
        let text = self.html.get(start..self.at)?;
        (!only_lines || text.bytes().all(|byte| byte == b'\n')).then_some(())
    }

    fn rest(&self) -> &'a str {
        self.html.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, what: &str) -> Option<()> {
        self.rest().starts_with(what).then(|| self.at += what.len())
    }

    fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
        self.at += length;
        rest.get(..length).filter(|name| !name.is_empty())
    }

    fn close(&mut self) -> Option<()> {
        self.eat("</")?;
        let name = self.name()?;
        self.eat(">")?;
        (self.open.pop()? == name).then_some(())
    }

    fn open(&mut self) -> Option<()> {
        self.eat("<")?;
        let name = self.name().filter(|name| ELEMENTS.contains(name))?;
        let allowed = attributes_of(name);
        let mut seen: Vec<&str> = Vec::new();
        while self.eat(">").is_none() {
            self.eat(" ")?;
            let attribute = self.name().filter(|attribute| allowed.contains(attribute) && !seen.contains(attribute))?;
            seen.push(attribute);
            self.eat("=\"")?;
            self.value(attribute)?;
            self.eat("\"")?;
        }
        if self.before && (!stays(name, self.open.last().copied()) || is_repeated(name, &self.open)) {
            return None;
        }
        // A line end right after `<pre>` is lost.
        if self.before && name == "pre" && !self.rest().starts_with("<code>") {
            return None;
        }
        if !matches!(name, "br" | "hr" | "img") {
            self.open.push(name);
        }
        (self.open.len() <= MAX_OPEN).then_some(())
    }

    fn value(&mut self, attribute: &str) -> Option<()> {
        let start = self.at;
        let is_url = matches!(attribute, "href" | "src");
        self.text("\"", attribute != "start" && attribute != "src")?;
        let value = self.html.get(start..self.at)?;
        match attribute {
            "start" => (value.len() <= 10 && value.bytes().all(|byte| byte.is_ascii_digit())).then_some(()),
            _ if is_url => {
                let end = value.find(['?', '#']).unwrap_or(value.len());
                if self.before {
                    let decoded =
                        value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
                    return (Address::parse(&decoded).is_ok() && url::Url::parse(&decoded).is_ok()).then_some(());
                }
                // Liquid stands behind the first `?` or `#`, never where it could name a scheme or a host.
                let address = value.get(..end).filter(|address| !address.contains('{'))?;
                Address::parse(&address.replace("&amp;", "&")).ok().map(|_| ())
            }
            _ => Some(()),
        }
    }

    /// Text up to `stop`, which it may not hold; nor angle brackets, stray references or braces.
    fn text(&mut self, stop: &str, liquid_allowed: bool) -> Option<()> {
        loop {
            if let Some((next, later)) = self.liquid.split_first()
                && next.start == self.at
            {
                if !liquid_allowed || next.is_empty() || next.end > self.html.len() {
                    return None;
                }
                self.at = next.end;
                self.liquid = later;
                continue;
            }
            let Some(c) = self.rest().chars().next() else { return Some(()) };
            if self.rest().starts_with(stop) {
                return Some(());
            }
            match c {
                '<' | '>' => return None,
                '{' | '}' if !self.before => return None,
                '&' => {
                    let known = ["&amp;", "&lt;", "&gt;", "&nbsp;", "&quot;", "&#123;", "&#125;"];
                    // The sanitiser prints fewer of them.
                    let printed = if !self.before {
                        7
                    } else if stop == "\"" {
                        5
                    } else {
                        4
                    };
                    let reference = known.iter().take(printed).find(|known| self.rest().starts_with(**known))?;
                    self.at += reference.len();
                }
                '\u{a0}' if self.before => return None,
                // Private characters stand for merge tags.
                '\u{fdd0}'..='\u{fdee}' if self.before => self.at += c.len_utf8(),
                c if super::normalise::is_dropped(c) || c == '\r' => return None,
                c => self.at += c.len_utf8(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sanitise;
    use super::*;
    use proptest::prelude::*;

    fn html_like() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "<p>",
            "</p>",
            "<em>",
            "</em>",
            "<strong>",
            "</strong>",
            "<code>",
            "</code>",
            "<pre>",
            "</pre>",
            "<ul>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<ol start=\"3\">",
            "<li>",
            "</li>",
            "<blockquote>",
            "</blockquote>",
            "<h2>",
            "</h2>",
            "<table>",
            "</table>",
            "<thead>",
            "</thead>",
            "<tbody>",
            "</tbody>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<th>",
            "</th>",
            "<br>",
            "<hr>",
            "<a href=\"https://a.example/?b=1&amp;c={d}\">",
            "<a href=\"mailto:a@b.example\" title=\"&quot;\">",
            "</a>",
            "<img src=\"https://a.example/b.png\" alt=\"c\">",
            "<del>",
            "</del>",
            "x",
            " ",
            "\n",
            "&amp;",
            "&lt;",
            "&nbsp;",
            "&quot;",
            "{",
            "}}",
            "\u{a0}",
            "\u{fdd0}",
            "é",
            "\"",
        ]);
        prop::collection::vec(pieces, 0..10).prop_map(|pieces| pieces.concat())
    }

    /// Elements that are closed in order, so that much of it is settled.
    fn balanced() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec![
            "x",
            "\n",
            "&amp;",
            "<br>",
            "<hr>",
            "{y}",
            "&nbsp;",
            "<img src=\"https://a.example/b\" alt=\"\">",
        ]);
        leaf.prop_map(str::to_owned).prop_recursive(6, 40, 4, |inner| {
            let names = prop::sample::select(ELEMENTS.to_vec());
            (names, prop::collection::vec(inner, 0..4)).prop_map(|(name, inside)| match name {
                "br" | "hr" | "img" => inside.concat(),
                "a" => format!("<a href=\"https://a.example/\">{}</a>", inside.concat()),
                name => format!("<{name}>{}</{name}>", inside.concat()),
            })
        })
    }

    #[test]
    fn what_authors_write_is_settled() {
        for html in [
            "<h2>A</h2>\n<p>b <strong>c <em>d</em></strong><br>\n{x} <a href=\"https://a.example/?b={c}\">e</a> \u{fdd0}</p>\n",
            "<ul>\n<li>a</li>\n<li><p>b</p>\n<ol start=\"3\">\n<li>c</li>\n</ol>\n</li>\n</ul>\n",
            "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td>b</td></tr>\n</tbody></table>\n",
            "a <strong>line</strong>",
        ] {
            assert!(is_settled(html), "{html}");
        }
        for html in [
            "<p>a<p>b</p></p>",
            "<p><h2>a</h2></p>",
            "<a href=\"https://a.example\"><em><a href=\"https://b.example\">x</a></em></a>",
        ] {
            assert!(!is_settled(html), "{html}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 3000, ..ProptestConfig::default() })]

        #[test]
        fn what_is_settled_the_sanitiser_gives_back(html in prop_oneof![html_like(), balanced()]) {
            if is_settled(&html) {
                prop_assert_eq!(sanitise(&html), html);
            }
        }
    }
}
