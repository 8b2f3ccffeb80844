//! A text that Braze still has to fill in, spelled out as those read it who get the least and the most of it.

use super::length::printed;
use crate::check::Rulebook;
use crate::liquid::ast::{ExprKind, Filtered, Kind, Literal, Node};
use crate::render::Line;
use crate::text::{Encoding, Span, segments};

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whoever gets the shortest text: short data, short branches.
    Least,
    /// Whoever gets the longest.
    Most,
}

/// A text as one reader sees it, with the way back to the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelled {
    /// The text.
    pub text: String,
    /// Where each stretch of it begins, and what of the line it was made from.
    runs: Vec<(usize, Span)>,
}

impl Spelled {
    /// `line` as `reader` sees it. Data are as long as the policy says they get.
    pub fn of(line: &Line, reader: Reader, book: &Rulebook) -> Self {
        let mut spelled = Self::default();
        spelled.nodes(&Source { text: &line.text, reader, book }, &line.liquid.nodes);
        spelled.trim();
        spelled
    }

    /// What of the line the stretch from `offset` to the end was made from.
    pub fn rest(&self, offset: usize) -> Span {
        let index = self.runs.partition_point(|(at, _)| *at <= offset).saturating_sub(1);
        let (Some((at, from)), Some((_, last))) = (self.runs.get(index), self.runs.last()) else { return Span::at(0) };
        let next = self.runs.get(index + 1).map_or(self.text.len(), |(at, _)| *at);
        // What stands there byte for byte is cut; an output is taken whole.
        let start = if next - at == from.len() { from.start + (offset - at) } else { from.start };
        Span::new(start, last.end.max(start))
    }

    /// Takes off what is blank before it and after it: that is not sent.
    fn trim(&mut self) {
        let (mut until, end) = (self.text.len(), self.text.trim_end().len());
        while let Some((at, from)) = self.runs.pop() {
            if at < end {
                let verbatim = until - at == from.len();
                let to = if verbatim { from.start + end - at } else { from.end };
                self.runs.push((at, Span::new(from.start, to)));
                break;
            }
            until = at;
        }
        self.text.truncate(end);
        let lead = self.text.len() - self.text.trim_start().len();
        self.text = self.text.trim_start().to_owned();
        for (at, from) in &mut self.runs {
            let cut = lead.saturating_sub(*at).min(from.len());
            (*at, from.start) = (at.saturating_sub(lead), from.start + cut);
        }
    }

    fn push(&mut self, text: &str, from: Span) {
        if !text.is_empty() {
            self.runs.push((self.text.len(), from));
            self.text.push_str(text);
        }
    }

    fn add(&mut self, other: &Self) {
        let at = self.text.len();
        self.runs.extend(other.runs.iter().map(|(start, from)| (at + start, *from)));
        self.text.push_str(&other.text);
    }

    fn nodes(&mut self, source: &Source<'_>, nodes: &[Node]) {
        for node in nodes {
            match &node.kind {
                Kind::Text { shown } => self.push(shown.of(source.text), *shown),
                Kind::Raw(span) => self.push(span.of(source.text), *span),
                Kind::Output(filtered) => self.push(&source.output(filtered, node.span), node.span),
                Kind::If(inner) => {
                    let always = inner.arms.iter().any(|arm| arm.condition.is_none());
                    self.arms(source, inner.arms.iter().map(|arm| arm.body.nodes.as_slice()), always);
                }
                Kind::Case(inner) => {
                    let always = inner.arms.iter().any(|arm| arm.values.is_none());
                    self.arms(source, inner.arms.iter().map(|arm| arm.body.nodes.as_slice()), always);
                }
                _ => {}
            }
        }
    }

    /// The arm that this reader gets. Where none has to be taken, the shortest is none.
    fn arms<'n>(&mut self, source: &Source<'_>, arms: impl Iterator<Item = &'n [Node]>, always: bool) {
        let spelled = arms.map(|nodes| {
            let mut arm = Self::default();
            arm.nodes(source, nodes);
            arm
        });
        let chosen = match source.reader {
            Reader::Least if always => spelled.min_by_key(Self::bits),
            Reader::Least => None,
            Reader::Most => spelled.max_by_key(Self::bits),
        };
        if let Some(arm) = chosen {
            self.add(&arm);
        }
    }

    /// What it takes on its way.
    fn bits(&self) -> usize {
        let sent = segments(&self.text);
        sent.units * if sent.encoding == Encoding::Gsm7 { 7 } else { 16 }
    }
}

struct Source<'a> {
    text: &'a str,
    reader: Reader,
    book: &'a Rulebook,
}

impl Source<'_> {
    /// What this reader sees of an output. What Braze knows of a person is letters, as many as the policy says.
    fn output(&self, filtered: &Filtered, span: Span) -> String {
        if let (ExprKind::Literal(Literal::Text(text)), []) = (&filtered.base.kind, filtered.filters.as_slice()) {
            return text.of(self.text).to_owned();
        }
        if self.reader == Reader::Least {
            return "x".to_owned();
        }
        let default = filtered.filters.iter().find(|filter| filter.name.of(self.text) == "default");
        let words = match default.and_then(|filter| filter.args.first()).map(|word| &word.kind) {
            Some(ExprKind::Literal(Literal::Text(words))) => words.of(self.text),
            _ => "",
        };
        let more = printed(span.of(self.text), self.book).saturating_sub(words.chars().count());
        format!("{words}{}", "x".repeat(more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::For;
    use crate::check::case::Case;
    use crate::compile::{Part, Trace};
    use crate::liquid;
    use crate::policy::Policy;

    fn spelled(text: &str, reader: Reader) -> Spelled {
        let policy = r#"{ "data": { "attributes": { "first_name": { "liquid": "${first_name}", "label": { "en": "", "fr": "" }, "longest": 6 } } } }"#;
        let policy: Policy = serde_json::from_str(policy).unwrap();
        let day = jiff::civil::date(2026, 11, 23);
        let book = Rulebook::new(For {
            policy: Some(&policy),
            office: None,
            template: "",
            language: None,
            today: day,
            delivery: day,
            case: &Case::under(&policy),
        });
        let liquid = liquid::parse(text).template;
        Spelled::of(
            &Line { part: Part::SmsBody, text: text.to_owned(), trace: Trace::default(), liquid },
            reader,
            &book,
        )
    }

    #[test]
    fn short_and_long_data_and_branches() {
        let text = "Hi {{${first_name} | default: 'you'}}{% if a %}, long{% else %}!{% endif %}{% if b %} more{% endif %} {{ '{' }}";
        assert_eq!(spelled(text, Reader::Least).text, "Hi x! {");
        assert_eq!(spelled(text, Reader::Most).text, "Hi youxxx, long more {");
    }

    #[test]
    fn the_way_back_cuts_words_and_takes_outputs_whole() {
        let text = "Hi {{${first_name}}}, bye";
        let most = spelled(text, Reader::Most);
        assert_eq!(most.text, "Hi xxxxxx, bye");
        assert_eq!(most.rest(5).of(text), "{{${first_name}}}, bye");
        assert_eq!(most.rest(11).of(text), "bye");
        let blank = "\n Hi, bye\n";
        let least = spelled(blank, Reader::Least);
        assert_eq!((least.text.as_str(), least.rest(4).of(blank)), ("Hi, bye", "bye"));
    }
}
