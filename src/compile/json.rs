//! The strings of a JSON text in which Liquid stands.

use super::regions;
use crate::liquid::ast::{Kind, Node};
use crate::text::Span;

/// A string of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonString {
    /// What stands between its quotes, Liquid included.
    pub inside: Span,
    /// Whether it names a member.
    pub names: bool,
}

/// The strings of `source`, whose Liquid `nodes` are. Blocks of Liquid are read one after the other, as they stand.
pub fn strings(source: &str, nodes: &[Node]) -> Vec<JsonString> {
    let (mut found, mut open, mut escaped) = (Vec::new(), None, false);
    regions::each(nodes, &mut |node| {
        let text = match node.kind {
            Kind::Text { shown } => shown,
            Kind::Raw(inside) => inside,
            _ => return,
        };
        for (at, byte) in text.of(source).bytes().enumerate().map(|(at, byte)| (text.start + at, byte)) {
            match (open, byte) {
                (None, b'"') => open = Some(at + 1),
                (Some(_), _) if escaped => escaped = false,
                (Some(_), b'\\') => escaped = true,
                (Some(start), b'"') => {
                    let after = source.get(at + 1..).unwrap_or_default();
                    found.push(JsonString { inside: Span::new(start, at), names: after.trim_start().starts_with(':') });
                    open = None;
                }
                _ => {}
            }
        }
    });
    // One that is never closed goes on to the end.
    found.extend(open.map(|start| JsonString { inside: Span::new(start, source.len()), names: false }));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::liquid;

    #[test]
    fn strings_are_found_around_liquid() {
        let source = r#"{ "a": "x \" {{ "q" | upcase }} y", {% if b %}"b": "{{ c }}"{% endif %}, "n": {{ n }} }"#;
        let all = strings(source, &liquid::parse(source).template.nodes);
        let seen: Vec<(&str, bool)> = all.iter().map(|one| (one.inside.of(source), one.names)).collect();
        assert_eq!(
            seen,
            [("a", true), (r#"x \" {{ "q" | upcase }} y"#, false), ("b", true), ("{{ c }}", false), ("n", true)]
        );
    }
}
