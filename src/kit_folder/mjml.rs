//! MJML to HTML by `mrml`, with every stretch of Liquid carried over byte for byte.
//!
//! In attributes and in text a stretch is masked as a word. Between components, where MJML has no text, it is wrapped in
//! `<mj-raw>`, so that `{% if slot.x %}<mj-section>…</mj-section>{% endif %}` just works.

use super::inline::{restore, word};
use super::stretches::stretches;
use super::tags::{Tag, tags};
use crate::text::Span;
use mrml::prelude::parser::{Error, ParserOptions};
use mrml::prelude::render::RenderOptions;

/// Why MJML could not be compiled, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum MjmlError {
    /// No component is called so.
    Unknown {
        /// The tag's name.
        name: String,
        /// Where it stands.
        at: usize,
    },
    /// Text between components.
    Text {
        /// Where it stands.
        at: usize,
    },
    /// A component that is never closed.
    Unclosed {
        /// The tag's name.
        name: String,
        /// Where it stands.
        at: usize,
    },
    /// What the reader or writer says.
    Broken {
        /// What it says.
        reason: String,
        /// Where, as far as it says.
        at: usize,
    },
}

/// The components that there are.
pub(super) const COMPONENTS: &[&str] = &[
    "mjml",
    "mj-accordion",
    "mj-accordion-element",
    "mj-accordion-text",
    "mj-accordion-title",
    "mj-all",
    "mj-attributes",
    "mj-body",
    "mj-breakpoint",
    "mj-button",
    "mj-carousel",
    "mj-carousel-image",
    "mj-class",
    "mj-column",
    "mj-divider",
    "mj-font",
    "mj-group",
    "mj-head",
    "mj-hero",
    "mj-image",
    "mj-navbar",
    "mj-navbar-link",
    "mj-preview",
    "mj-raw",
    "mj-section",
    "mj-social",
    "mj-social-element",
    "mj-spacer",
    "mj-style",
    "mj-table",
    "mj-text",
    "mj-title",
    "mj-wrapper",
];

/// Those that hold other components and no text.
const HOLDERS: &[&str] = &["mj-body", "mj-wrapper", "mj-section", "mj-group", "mj-column", "mj-hero"];

/// Those of the head, in which text has no place either.
const HEAD: &[&str] = &["mjml", "mj-head", "mj-attributes"];

/// Compiles.
pub(super) fn compile(source: &str) -> Result<String, Vec<MjmlError>> {
    let liquid = stretches(source);
    let tags = tags(source, &liquid);
    let mut masker = Masker { source, liquid: &liquid, masked: String::new(), moved: vec![(0, 0)], errors: Vec::new() };
    masker.document(&tags);
    let Masker { masked, moved, errors, .. } = masker;
    if !errors.is_empty() {
        return Err(errors);
    }
    let broken = |reason: String, at: usize| vec![MjmlError::Broken { reason, at }];
    let parsed = mrml::parse_with_options(&masked, &ParserOptions::default()).map_err(|error| {
        let at = position(&error).map_or(0, |at| back(at, &moved));
        broken(error.to_string(), at)
    })?;
    let options = RenderOptions { disable_comments: false, social_icon_origin: None, fonts: Default::default() };
    let html = parsed.element.render(&options).map_err(|error| broken(error.to_string(), 0))?;
    Ok(restore(&html, source, &liquid))
}

/// The text with its Liquid masked, as it is being written.
struct Masker<'s> {
    source: &'s str,
    liquid: &'s [Span],
    masked: String,
    /// Pairs of positions (masked, written) at which the two run apart.
    moved: Vec<(usize, usize)>,
    errors: Vec<MjmlError>,
}

impl Masker<'_> {
    /// One stretch of the source. `inside` is the component that holds it; inside a tag, none.
    fn text(&mut self, span: Span, inside: &str) {
        let holder = HOLDERS.contains(&inside);
        let first = self.liquid.partition_point(|stretch| stretch.end <= span.start);
        let mut from = span.start;
        for (number, stretch) in self.liquid.iter().enumerate().skip(first) {
            if stretch.start >= span.end {
                break;
            }
            self.plain(Span::new(from, stretch.start), inside);
            if HEAD.contains(&inside) {
                self.errors.push(MjmlError::Text { at: stretch.start });
            }
            let word = word(number);
            self.masked.push_str(&if holder { format!("<mj-raw>{word}</mj-raw>") } else { word });
            from = stretch.end;
            self.moved.push((self.masked.len(), from));
        }
        self.plain(Span::new(from, span.end), inside);
    }

    fn plain(&mut self, span: Span, inside: &str) {
        let text = span.of(self.source);
        if (HOLDERS.contains(&inside) || HEAD.contains(&inside)) && !only_comments(text) {
            self.errors.push(MjmlError::Text { at: span.start + text.len() - text.trim_start().len() });
        }
        self.masked.push_str(text);
    }

    fn document(&mut self, tags: &[Tag]) {
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut done = 0;
        for tag in tags {
            self.text(Span::new(done, tag.span.start), open.last().map_or("", |(name, _)| *name));
            self.text(tag.span, "");
            done = tag.span.end;
            if let Some(raw) = tag.raw {
                self.text(raw, "");
                done = raw.end;
            }
            let name = tag.name.of(self.source);
            if !name.starts_with("mj") {
                continue;
            }
            if !COMPONENTS.contains(&name) {
                self.errors.push(MjmlError::Unknown { name: name.to_owned(), at: tag.name.start });
            }
            match (tag.closing, tag.empty) {
                (false, false) => open.push((name, tag.name.start)),
                (true, _) => match open.pop() {
                    Some((opened, at)) if opened != name => {
                        // What follows is only a consequence.
                        self.errors.push(MjmlError::Unclosed { name: opened.to_owned(), at });
                        return;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        self.text(Span::new(done, self.source.len()), "");
        self.errors.extend(open.iter().map(|(name, at)| MjmlError::Unclosed { name: (*name).to_owned(), at: *at }));
    }
}

/// White space and comments.
fn only_comments(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some((_, after)) = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

/// A position of the masked text in the text as it was written.
fn back(at: usize, moved: &[(usize, usize)]) -> usize {
    let index = moved.partition_point(|(masked, _)| *masked <= at).saturating_sub(1);
    moved.get(index).map_or(at, |(masked, written)| written + (at - masked.min(&at)))
}

fn position(error: &Error) -> Option<usize> {
    match error {
        Error::UnexpectedElement { position, .. }
        | Error::UnexpectedToken { position, .. }
        | Error::MissingAttribute { position, .. }
        | Error::InvalidAttribute { position, .. }
        | Error::InvalidFormat { position, .. } => Some(position.start),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(inside: &str) -> String {
        format!(
            "<mjml lang=\"{{{{ group.locale }}}}\"><mj-head><mj-title>{{{{ slot.t }}}}</mj-title></mj-head><mj-body>{inside}</mj-body></mjml>"
        )
    }

    #[test]
    fn liquid_between_components_and_in_attributes_comes_out_as_it_was() {
        let source = body(concat!(
            "{% if slot.hero.src != blank and 1 < 2 %}<mj-section background-color=\"{{ brand.colours.ink }}\"><mj-column>",
            "{%- for o in slot.offers -%}<mj-text>{{ o.title | default: \"<none>\" }} {{${first_name} | default: 'you'}}</mj-text>{% endfor %}",
            "<mj-button href=\"{{ slot.url }}?a=1&amp;b={% if x > 1 %}2{% endif %}\">Go</mj-button>",
            "</mj-column></mj-section>{% endif %}"
        ));
        let html = compile(&source).unwrap();
        for stretch in stretches(&source) {
            assert!(html.contains(stretch.of(&source)), "{} is lost in {html}", stretch.of(&source));
        }
        assert!(!html.contains("liquid"), "{html}");
        assert!(html.contains("href=\"{{ slot.url }}?a=1&amp;b={% if x > 1 %}2{% endif %}\""), "{html}");
        let order = [
            "{% if slot.hero",
            "{%- for o",
            "{{ o.title",
            "{% endfor %}",
            "{{ slot.url }}",
            "{% endif %}</div></body>",
        ];
        let places: Vec<usize> =
            order.iter().map(|part| html.find(part).unwrap_or_else(|| panic!("{part}: {html}"))).collect();
        assert!(places.is_sorted(), "{places:?} {html}");
    }

    #[test]
    fn mistakes_say_where() {
        let unknown = compile(&body("<mj-sektion></mj-sektion>")).unwrap_err();
        assert!(
            matches!(unknown.as_slice(), [MjmlError::Unknown { name, .. }, ..] if name == "mj-sektion"),
            "{unknown:?}"
        );
        let source = body("<mj-section>words</mj-section>");
        assert_eq!(compile(&source).unwrap_err(), [MjmlError::Text { at: source.find("words").unwrap() }]);
        let source = body("<mj-section><mj-column></mj-section>");
        assert!(
            compile(&source)
                .unwrap_err()
                .contains(&MjmlError::Unclosed { name: "mj-column".into(), at: source.find("mj-column").unwrap() })
        );
        assert!(compile("").is_err());
        assert!(compile("{% if x %}").is_err());
    }
}
