//! Where Liquid stands in a text: the stretches that compiling must carry over byte for byte.
//!
//! In: any text. Out: spans of `{{ … }}`, `{% … %}`, and of whole `raw`, `comment` and `doc` blocks, whose inside may
//! look like HTML but is none. Nothing is judged here; the Liquid reader does that.

use crate::text::Span;

/// All stretches of Liquid in order, none inside another.
pub(super) fn stretches(source: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(span) = next(source, at) {
        let end = verbatim(source, span).unwrap_or(span.end);
        found.push(Span::new(span.start, end));
        at = end;
    }
    found
}

/// The next output or tag from `at` on. One that never ends is no Liquid.
fn next(source: &str, at: usize) -> Option<Span> {
    let mut from = at;
    loop {
        let start = from + source.get(from..)?.find('{')?;
        let rest = source.get(start..)?;
        let close = if rest.starts_with("{{") {
            "}}"
        } else if rest.starts_with("{%") {
            "%}"
        } else {
            from = start + 1;
            continue;
        };
        let Some(length) = rest.get(2..).and_then(|inside| inside.find(close)) else {
            from = start + 2;
            continue;
        };
        let mut end = start + 2 + length + 2;
        // `{{${first_name}}}`: the brace of `${` is closed first.
        let inside = source.get(start + 2..end - 2).unwrap_or_default();
        if close == "}}" && inside.matches("${").count() > inside.matches('}').count() {
            let more = source.get(end..).unwrap_or_default().bytes().take_while(|byte| *byte == b'}').count();
            end += more.min(inside.matches("${").count() - inside.matches('}').count());
        }
        return Some(Span::new(start, end));
    }
}

/// Where the block ends that `tag` opens, if its inside is taken as it is.
fn verbatim(source: &str, tag: Span) -> Option<usize> {
    let name = name(tag.of(source))?;
    let end_name = match name {
        "raw" => "endraw",
        "comment" => "endcomment",
        "doc" => "enddoc",
        _ => return None,
    };
    let mut at = tag.end;
    loop {
        let end = next(source, at)?;
        if self::name(end.of(source)) == Some(end_name) {
            return Some(end.end);
        }
        at = end.end;
    }
}

/// The name of a tag: `if` of `{%- if x %}`.
fn name(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix("{%")?;
    let inside = inside.strip_prefix('-').unwrap_or(inside).trim_start();
    inside.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<&str> {
        stretches(source).into_iter().map(|span| span.of(source)).collect()
    }

    #[test]
    fn outputs_tags_and_verbatim_blocks_are_found_whole() {
        assert_eq!(
            found("a {{ x }} { {{${first_name}}} {%- if a > b -%}<b>{% endif %}{% raw %}<i>{{ y }}{% endraw %}"),
            ["{{ x }}", "{{${first_name}}}", "{%- if a > b -%}", "{% endif %}", "{% raw %}<i>{{ y }}{% endraw %}"]
        );
        assert_eq!(
            found("{{custom_attribute.${points} | default: '}'}}x"),
            ["{{custom_attribute.${points} | default: '}'}}"]
        );
        assert_eq!(found("{{${a}}}}"), ["{{${a}}}"]);
        assert_eq!(
            found("{% comment %}{% if %}</td>{% endcomment %}!"),
            ["{% comment %}{% if %}</td>{% endcomment %}"]
        );
    }

    #[test]
    fn what_never_ends_is_no_liquid() {
        assert_eq!(found("{{ x {% raw %} y"), ["{% raw %}"]);
        assert_eq!(found("{{"), Vec::<&str>::new());
        assert_eq!(found("{% raw %}{{ a }}"), ["{% raw %}", "{{ a }}"]);
    }
}
