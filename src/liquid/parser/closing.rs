//! What only the whole template shows: attributes without `${…}` that are no variables, and Liquid that Braze never
//! reads because it stands in an HTML comment.

use super::Parser;
use crate::diag::Trust;
use crate::liquid::ast::{BrazeTag, Kind};
use crate::liquid::faults;
use crate::liquid::partial::each;
use crate::text::Span;
use std::collections::BTreeSet;

impl Parser<'_> {
    pub(super) fn look_back(&mut self) {
        self.bare_attributes();
        self.html_comments();
    }

    fn bare_attributes(&mut self) {
        let bare = std::mem::take(&mut self.faults.bare);
        if bare.is_empty() {
            return;
        }
        let source = self.source;
        let mut variables: BTreeSet<&str> = BTreeSet::new();
        each(&self.nodes, &mut |node| match &node.kind {
            Kind::Assign { name, .. } | Kind::Capture { name, .. } | Kind::Increment(name) | Kind::Decrement(name) => {
                variables.insert(name.of(source));
            }
            Kind::For(inner) => {
                variables.insert(inner.name.of(source));
            }
            Kind::TableRow(inner) => {
                variables.insert(inner.name.of(source));
            }
            Kind::Braze(braze) if braze.tag == BrazeTag::ConnectedContent => {
                let saved = braze.options.iter().filter(|option| option.name.of(source) == "save");
                variables.extend(saved.flat_map(|option| &option.words).map(|word| word.span.of(source)));
            }
            _ => {}
        });
        for span in bare {
            let (name, key) = span.of(source).split_once('.').unwrap_or((span.of(source), ""));
            if variables.contains(name) {
                continue;
            }
            let (fault, written) = match super::vocabulary::small(name) {
                Some(small) => (&faults::LITERAL_CASE, small.to_owned()),
                None if key.is_empty() => (&faults::ATTRIBUTE_BARE, format!("${{{name}}}")),
                None => (&faults::ATTRIBUTE_BARE, format!("{name}.${{{}}}", key.trim())),
            };
            self.faults.push_fix(fault, source, span, Trust::Suggestion, span, &written);
        }
    }

    /// Once for each comment. Conditional comments (`<!--[if mso]>`) are markup for Outlook, and stay.
    fn html_comments(&mut self) {
        let mut at = 0;
        // One rare byte is found much faster than four.
        while let Some(mark) = self.source.get(at..).and_then(|rest| rest.find('!')).map(|found| at + found) {
            let before = self.source.get(..mark).unwrap_or_default();
            at = mark + 1;
            if !before.ends_with('<') || !self.source.get(mark..).is_some_and(|rest| rest.starts_with("!--")) {
                continue;
            }
            let open = mark - 1;
            let rest = self.source.get(open..).unwrap_or_default();
            let length = rest.find("-->").map_or(rest.len(), |close| close + 3);
            let inside = rest.get(..length).unwrap_or_default();
            at = open + length;
            if inside.starts_with("<!--[") || inside.starts_with("<!--<") {
                continue;
            }
            let liquid = inside.find("{{").into_iter().chain(inside.find("{%")).min();
            if let Some(found) = liquid {
                let end = inside.get(found..).and_then(|rest| rest.find("}")).map_or(length, |end| found + end);
                let end =
                    inside.get(end..).map_or(end, |rest| end + rest.bytes().take_while(|byte| *byte == b'}').count());
                self.fault(&faults::COMMENTED_HTML, Span::new(open + found, open + end));
            }
        }
    }
}
