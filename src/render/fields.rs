//! The fields of a form as the body of a request: what an author wrote and what Braze prints stays within its field.
//!
//! In: the fields as they were rendered, as one text ([`Webhook::BETWEEN`] stands between two). Out: what the server gets:
//! names and words with every byte encoded that could end them, and `url_param_escape` behind each of Braze's outputs.

use super::Line;
use crate::compile::Trace;
use crate::compile::regions::blocks_of;
use crate::liquid;
use crate::liquid::ast::{Filtered, Kind, Node};
use crate::template::Webhook;
use crate::text::Span;
use std::fmt::Write as _;

/// Filters after which a value can be nothing but its field's.
const ENCODED: &[&str] = &["url_param_escape", "url_encode"];

/// What Braze puts in before it reads the rest, as somebody wrote it there: no filter reaches it.
const CONTENT_BLOCK: &str = "content_blocks";

/// The fields as a body.
pub(super) fn encoded(line: &Line) -> String {
    let mut writer = Writer { source: &line.text, out: String::with_capacity(line.text.len()), named: false, at: 0 };
    writer.nodes(&line.liquid.nodes);
    writer.out
}

/// What is read of the fields: their values, each by itself.
pub(super) fn values(line: &Line) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for field in line.text.split(Webhook::BETWEEN) {
        let end = start + field.len();
        let name = field.find('=').map_or(0, |at| at + 1);
        let inside = Span::new(start + name, end);
        let text = inside.of(&line.text).to_owned();
        let mut trace = Trace::default();
        trace.push_part(0, &line.trace, inside);
        lines.push(Line { part: line.part, liquid: liquid::parse(&text).template, text, trace });
        start = end + Webhook::BETWEEN.len_utf8();
    }
    lines
}

struct Writer<'s> {
    source: &'s str,
    out: String,
    /// Whether the name of the field has been written.
    named: bool,
    /// Up to where the source is written.
    at: usize,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match &node.kind {
                Kind::Text { shown } | Kind::Raw(shown) => self.text(shown.of(self.source)),
                Kind::Output(filtered) => self.output(node.span, filtered),
                kind => self.tag(node.span, kind),
            }
            self.at = node.span.end;
        }
    }

    /// A tag as it stands; what is in its blocks as everything else.
    fn tag(&mut self, whole: Span, kind: &Kind) {
        self.at = whole.start;
        for block in blocks_of(kind) {
            self.out.push_str(Span::new(self.at, block.span.start).of(self.source));
            self.nodes(&block.nodes);
            self.at = block.span.end;
        }
        self.out.push_str(Span::new(self.at, whole.end).of(self.source));
    }

    fn output(&mut self, whole: Span, filtered: &Filtered) {
        let said = filtered.span.of(self.source).trim();
        let last = filtered.filters.last().map(|filter| filter.name.of(self.source));
        if said.is_empty() {
            return;
        }
        if last.is_some_and(|last| ENCODED.contains(&last)) || said.starts_with(CONTENT_BLOCK) {
            return self.out.push_str(whole.of(self.source));
        }
        let _ = write!(self.out, "{{{{ {said} | url_param_escape }}}}");
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                Webhook::BETWEEN => {
                    self.out.push('&');
                    self.named = false;
                }
                '=' if !self.named => {
                    self.out.push('=');
                    self.named = true;
                }
                _ if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~') => self.out.push(c),
                _ => {
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        let _ = write!(self.out, "%{byte:02X}");
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::Part;

    fn line(text: &str) -> Line {
        let liquid = liquid::parse(text).template;
        Line { part: Part::WebhookBody, text: text.to_owned(), trace: Trace::default(), liquid }
    }

    fn body(fields: &[&str]) -> String {
        encoded(&line(&fields.join("\u{1f}")))
    }

    #[test]
    fn words_and_outputs_stay_within_their_fields() {
        assert_eq!(
            body(&["a=1&b=2", "lines[]=x+y = 100 %\n\"é\""]),
            "a=1%26b%3D2&lines%5B%5D=x%2By%20%3D%20100%20%25%0A%22%C3%A9%22"
        );
        assert_eq!(
            body(&["for={{${user_id}}}", "n={{ ${first_name} | default: 'you' }}", "l=a{{ '{' }}b"]),
            "for={{ ${user_id} | url_param_escape }}&n={{ ${first_name} | default: 'you' | url_param_escape }}&l=a{{ '{' | url_param_escape }}b"
        );
    }

    #[test]
    fn what_is_encoded_already_or_is_put_in_first_stays() {
        for kept in ["{{${user_id} | url_param_escape}}", "{{x | url_encode}}", "{{content_blocks.${print_key}}}"] {
            assert_eq!(body(&[&format!("a={kept}"), "b=1"]), format!("a={kept}&b=1"));
        }
        assert_eq!(body(&["a={{ }}", "b="]), "a=&b=");
    }

    #[test]
    fn conditions_and_loops_stand_and_their_words_are_encoded() {
        assert_eq!(
            body(&["a={% if x == 'a&b' %}p & q{% else %}{{ y }}{% endif %}!", "b=2"]),
            "a={% if x == 'a&b' %}p%20%26%20q{% else %}{{ y | url_param_escape }}{% endif %}%21&b=2"
        );
        assert_eq!(
            body(&["a={% for x in y %}{{ x }};{% endfor %}"]),
            "a={% for x in y %}{{ x | url_param_escape }}%3B{% endfor %}"
        );
        // Braze would find no white space to take away: it is gone already.
        assert_eq!(body(&["a=x {{- y -}} ", "b=1"]), "a=x{{ y | url_param_escape }}&b=1");
        assert_eq!(body(&["a={% raw %}{{ & }}{% endraw %}", "b=1"]), "a=%7B%7B%20%26%20%7D%7D&b=1");
    }

    #[test]
    fn the_values_are_read_and_not_the_names() {
        let read: Vec<String> =
            values(&line("a=Hello = you\u{1f}b=\u{1f}c=There")).into_iter().map(|one| one.text).collect();
        assert_eq!(read, ["Hello = you", "", "There"]);
    }
}
