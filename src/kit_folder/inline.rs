//! Copies the rules of `<style>` onto the elements, and changes nothing else: Liquid, spelling and white space stay byte
//! for byte, because only `style` attributes are spliced into the text as it was written.
//!
//! Each start tag of a copy is numbered, `css-inline` works on the copy, and what it found for each number comes back as
//! declarations. The `<style>` elements stay: media queries, dark mode and `:hover` cannot be copied, and what an author
//! writes in a slot is not there yet. `<style data-css-inline="only">` goes once it was copied; `"ignore"` is not copied.

use super::stretches::stretches;
use super::tags::{Tag, tags};
use crate::text::Span;
use css_inline::CSSInliner;
use std::collections::BTreeMap;

const NUMBER: &str = "data-countersign-n";

/// The text with its styles copied onto its elements. The error is what the CSS reader says.
pub(super) fn inline(source: &str) -> Result<String, String> {
    inline_with_places(source).map(|(text, _)| text)
}

/// The same, and where everything in it was written.
pub(super) fn inline_with_places(source: &str) -> Result<(String, Places), String> {
    let liquid = stretches(source);
    let tags = tags(source, &liquid);
    if !tags.iter().any(|tag| tag.raw.is_some() && tag.name.of(source).eq_ignore_ascii_case("style")) {
        return Ok((source.to_owned(), Places(vec![(0, Origin::Written(0))])));
    }
    let inliner = CSSInliner::options().load_remote_stylesheets(false).keep_style_tags(true).build();
    let copied = inliner.inline(&numbered(source, &tags, &liquid)).map_err(|error| error.to_string())?;
    Ok(spliced(source, &tags, &found(&copied)))
}

/// Where the stretches of an inlined text were written: each with its first byte, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<(usize, Origin)>);

#[derive(Clone, Copy, Debug)]
enum Origin {
    /// As it stands, from this byte of the source on.
    Written(usize),
    /// Copied from a rule to the element that begins at this byte.
    Copied(usize),
}

impl Places {
    /// Where in the source the byte `at` of the inlined text was written; for a copied style, where its element begins.
    pub(super) fn source(&self, at: usize) -> usize {
        let index = self.0.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        match self.0.get(index) {
            Some((start, Origin::Written(source))) => source + (at - start.min(&at)),
            Some((_, Origin::Copied(source))) => *source,
            None => at,
        }
    }
}

/// The copy: tags numbered, own `style` attributes away, Liquid as words (in tags and styles) or as nothing (in text).
fn numbered(source: &str, tags: &[Tag], liquid: &[Span]) -> String {
    let mut copy = String::with_capacity(source.len() * 2);
    let mut done = 0;
    for (number, tag) in tags.iter().enumerate() {
        copy.push_str(&without_liquid(source, Span::new(done, tag.span.start), liquid));
        done = tag.span.end;
        if tag.closing {
            copy.push_str(&masked(source, tag.span, liquid));
            continue;
        }
        copy.push_str(&masked(source, Span::new(tag.span.start, tag.name.end), liquid));
        copy.push_str(&format!(" {NUMBER}=\"{number}\""));
        let mut from = tag.name.end;
        if let Some(own) = tag.attribute(source, "style") {
            copy.push_str(&masked(source, Span::new(from, own.span.start), liquid));
            from = own.span.end;
        }
        copy.push_str(&masked(source, Span::new(from, tag.span.end), liquid));
        if let Some(raw) = tag.raw {
            copy.push_str(&masked(source, raw, liquid));
            done = raw.end;
        }
    }
    copy.push_str(&without_liquid(source, Span::new(done, source.len()), liquid));
    copy
}

/// The stretches of Liquid in `span`, and the texts between them.
fn parts<'s>(source: &'s str, span: Span, liquid: &'s [Span]) -> impl Iterator<Item = (&'s str, Option<usize>)> {
    let first = liquid.partition_point(|stretch| stretch.end <= span.start);
    let inside = liquid.iter().enumerate().skip(first).take_while(move |(_, stretch)| stretch.start < span.end);
    let mut done = span.start;
    let mut pieces: Vec<(&str, Option<usize>)> = Vec::new();
    for (number, stretch) in inside {
        pieces.push((Span::new(done, stretch.start).of(source), Some(number)));
        done = stretch.end;
    }
    pieces.push((Span::new(done, span.end.max(done)).of(source), None));
    pieces.into_iter()
}

fn masked(source: &str, span: Span, liquid: &[Span]) -> String {
    parts(source, span, liquid).fold(String::new(), |mut text, (before, stretch)| {
        text.push_str(before);
        if let Some(number) = stretch {
            text.push_str(&word(number));
        }
        text
    })
}

fn without_liquid(source: &str, span: Span, liquid: &[Span]) -> String {
    parts(source, span, liquid).map(|(before, _)| before).collect()
}

/// What stands for a stretch of Liquid: a word in every language that we pass through.
pub(super) fn word(number: usize) -> String {
    format!("cs{number}liquid")
}

/// Puts the Liquid back for its words.
pub(super) fn restore(text: &str, source: &str, liquid: &[Span]) -> String {
    let mut restored = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("cs") {
        restored.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let stretch = after.get(..digits).and_then(|number| number.parse::<usize>().ok()).and_then(|n| liquid.get(n));
        match (stretch, after.get(digits..).and_then(|tail| tail.strip_prefix("liquid"))) {
            (Some(stretch), Some(tail)) => {
                restored.push_str(stretch.of(source));
                rest = tail;
            }
            _ => {
                restored.push_str("cs");
                rest = after;
            }
        }
    }
    restored.push_str(rest);
    restored
}

/// What the inliner gave each number.
fn found(copied: &str) -> BTreeMap<usize, String> {
    let tags = tags(copied, &[]);
    let styled = tags.iter().filter_map(|tag| {
        let number = tag.attribute(copied, NUMBER)?.value.of(copied).parse().ok()?;
        let style = tag.attribute(copied, "style")?.value.of(copied);
        Some((number, style.replace("&quot;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")))
    });
    styled.collect()
}

fn spliced(source: &str, tags: &[Tag], found: &BTreeMap<usize, String>) -> (String, Places) {
    let liquid = stretches(source);
    let mut text = String::with_capacity(source.len() * 2);
    let mut places = Places(vec![(0, Origin::Written(0))]);
    let mut done = 0;
    for (number, tag) in tags.iter().enumerate() {
        if tag.name.start < done {
            continue;
        }
        if !tag.closing && used_up(source, tag) {
            text.push_str(Span::new(done, tag.span.start).of(source));
            let end = tags.get(number + 1).filter(|next| next.closing).map_or(tag.span.end, |next| next.span.end);
            done = end;
            places.0.push((text.len(), Origin::Written(done)));
            continue;
        }
        let Some(style) = found.get(&number).filter(|style| !style.is_empty()) else { continue };
        let own = tag.attribute(source, "style");
        let style = restore(&merged(style, own.map(|own| own.value.of(source))), source, &liquid);
        let at = own.map_or(tag.name.end, |own| own.value.start);
        text.push_str(Span::new(done, at).of(source));
        places.0.push((text.len(), Origin::Copied(tag.span.start)));
        // The quote that is written, or ours.
        let quote = own.and_then(|own| source.as_bytes().get(own.value.end).copied()).unwrap_or(b'"');
        let style = if quote == b'\'' { style.replace('\'', "&#39;") } else { style.replace('"', "&quot;") };
        // What was written comes last and so prevails, as it does in a browser.
        text.push_str(&if own.is_some() { style } else { format!(" style=\"{style}\"") });
        places.0.push((text.len(), Origin::Written(at)));
        done = at;
    }
    text.push_str(Span::new(done, source.len()).of(source));
    (text, places)
}

/// `<style data-css-inline="only">`
fn used_up(source: &str, tag: &Tag) -> bool {
    tag.raw.is_some()
        && tag.name.of(source).eq_ignore_ascii_case("style")
        && tag.attribute(source, "data-css-inline").is_some_and(|attribute| attribute.value.of(source) == "only")
}

/// The copied declarations, without those that the element's own style sets anyway; ends with `;` where more follows.
fn merged(copied: &str, own: Option<&str>) -> String {
    let property = |declaration: &str| declaration.split_once(':').map(|(name, _)| name.trim().to_ascii_lowercase());
    let own = own.filter(|own| !own.trim().is_empty());
    // With Liquid tags in it, nobody knows which of its declarations there will be.
    let certain = own.filter(|own| !own.contains("{%")).unwrap_or_default();
    let own_properties: Vec<String> = certain.split(';').filter_map(property).collect();
    let kept = copied.split(';').map(str::trim).filter(|declaration| {
        !declaration.is_empty()
            && (declaration.contains("!important")
                || !property(declaration).is_some_and(|name| own_properties.contains(&name)))
    });
    let mut merged = kept.collect::<Vec<_>>().join(";");
    if own.is_some() && !merged.is_empty() {
        merged.push(';');
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_reach_elements_and_nothing_else_changes() {
        let source = "<!DOCTYPE html>\n<html><head><style>.a{color:red;padding:1px} td{font-family:\"Segoe UI\",Arial} @media (prefers-color-scheme:dark){.a{color:#fff!important}}</style></head>\n<BODY><table>{% for i in slot.rows %}<tr><td CLASS=a style='padding:2px'>{{ i.x }}&nbsp;<br></td></tr>{% endfor %}</table><!--[if mso]><p class=\"a\"><![endif]--></BODY></html>";
        let expected = source.replace(
            "<td CLASS=a style='padding:2px'>",
            "<td CLASS=a style='color: red;font-family: &#39;Segoe UI&#39;,Arial;padding:2px'>",
        );
        let inlined = inline(source).unwrap();
        assert_eq!(
            inlined.replace(
                "font-family: &#39;Segoe UI&#39;,Arial;color: red;",
                "color: red;font-family: &#39;Segoe UI&#39;,Arial;"
            ),
            expected
        );
    }

    #[test]
    fn nasty_liquid_stays_byte_for_byte() {
        let source = r##"<html><head><style>.a{color:{{ brand.colours.ink }};margin:0} {% if group.kind == "franchisee" %}.b{color:red}{% endif %}</style></head><body {% if x > 1 %}class="a"{% else %}class='b'{% endif %}><table><tr>{% for i in slot.rows %}<td class="a {{ i.k | default: ">" }}" style="width:{{ i.w }}px;{% if i.c %}color:{{ i.c }}{% endif %}" width="{{ i.w }}">{{ i.t | split: "<" | first }}</td>{% endfor %}</tr></table><a class=a href="{{ slot.url }}?u={{${user_id}}}&amp;b={% if a < b %}1{% endif %}">{% raw %}<p class="a">{{ no }}</p>{% endraw %}</a>{% comment %}<td class="a">{% endcomment %}</body></html>"##;
        let inlined = inline(source).unwrap();
        let liquid = |text: &str| stretches(text).iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        let (before, after) = (liquid(source), liquid(&inlined));
        assert!(inlined.contains(r#"style="color: {{ brand.colours.ink }};margin: 0;width:{{ i.w }}px;{% if i.c %}color:{{ i.c }}{% endif %}""#), "{inlined}");
        assert!(inlined.contains(r#"<a style="color: {{ brand.colours.ink }};margin: 0" class=a href="{{ slot.url }}?u={{${user_id}}}&amp;b={% if a < b %}1{% endif %}">"#), "{inlined}");
        // All that was there is there, in its order; only copies of the colour came in between.
        let mut rest = after.iter();
        assert!(before.iter().all(|stretch| rest.any(|other| other == stretch)), "{inlined}");
        let strip = |text: &str| {
            text.replace("color: {{ brand.colours.ink }};margin: 0;", "")
                .replace(" style=\"color: {{ brand.colours.ink }};margin: 0\"", "")
        };
        assert_eq!(strip(&inlined), source);
    }

    #[test]
    fn a_style_that_is_only_for_copying_goes() {
        let source = "<head><style data-css-inline=\"only\">p{color:red}</style></head><p>x</p>";
        assert_eq!(inline(source).unwrap(), "<head></head><p style=\"color: red\">x</p>");
    }
}
