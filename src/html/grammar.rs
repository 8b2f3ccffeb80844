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
    Reader { html, liquid, at: 0, open: Vec::new() }.document().is_some()
}

/// More than what the Markdown pipeline lets through.
const MAX_OPEN: usize = 64;

struct Reader<'a> {
    html: &'a str,
    liquid: &'a [Span],
    at: usize,
    open: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    /// `None` at the first thing that does not belong.
    fn document(&mut self) -> Option<()> {
        while self.at < self.html.len() {
            match self.rest().as_bytes().first()? {
                b'<' if self.rest().starts_with("</") => self.close()?,
                b'<' => self.open()?,
                _ => self.text("<", true)?,
            }
        }
        (self.open.is_empty() && self.liquid.is_empty()).then_some(())
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
                '<' | '>' | '{' | '}' => return None,
                '&' => {
                    let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#123;", "&#125;"];
                    let reference = known.iter().find(|known| self.rest().starts_with(**known))?;
                    self.at += reference.len();
                }
                c if super::normalise::is_dropped(c) || c == '\r' => return None,
                c => self.at += c.len_utf8(),
            }
        }
    }
}
