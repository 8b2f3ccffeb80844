use super::*;
use crate::html::holds;
use proptest::prelude::*;
use std::cell::Cell;

thread_local! {
    /// Whether a difference between what we wrote and what the sanitiser prints is a failure.
    static STRICT: Cell<bool> = const { Cell::new(true) };
}

/// Called by the pipeline under test.
pub(super) fn compare(written: &str, clean: &str) {
    if STRICT.get() {
        assert_eq!(written, clean, "we print what the sanitiser prints");
    }
}

fn tags() -> MergeTags {
    let first = MergeTag {
        text: "{{${first_name} | default: 'you'}}".to_owned(),
        url: Some("{{${first_name} | url_param_escape}}".to_owned()),
    };
    MergeTags::from([("first_name".to_owned(), first), ("city".to_owned(), MergeTag::text("{{${city}}}"))])
}

fn html(markdown: &str) -> String {
    checked(markdown, &Allowed::ALL).html
}

fn checked(markdown: &str, allowed: &Allowed) -> SlotHtml {
    let slot = render(markdown, allowed, &tags());
    sound(&slot, markdown);
    slot
}

/// What always holds.
fn sound(slot: &SlotHtml, markdown: &str) {
    assert!(holds(&slot.html, &slot.liquid), "{}", slot.html);
    let mut at = 0;
    for trace in &slot.trace {
        assert!(at <= trace.out.start, "in order: {:?}", slot.trace);
        at = trace.out.end;
        assert!(slot.html.get(trace.out.start..trace.out.end).is_some(), "{trace:?} in {:?}", slot.html);
        assert!(markdown.get(trace.from.start..trace.from.end).is_some(), "{trace:?} in {markdown:?}");
    }
    for span in &slot.liquid {
        assert!(slot.html.get(span.start..span.end).unwrap().starts_with("{{"), "{span:?}");
    }
    for finding in &slot.problems {
        let span = finding.place.span;
        assert!(markdown.get(span.start..span.end).is_some(), "{span:?} in {markdown:?}");
    }
}

fn problems(markdown: &str, allowed: &Allowed) -> Vec<(&'static str, String)> {
    let slot = checked(markdown, allowed);
    slot.problems.iter().map(|finding| (finding.notice.id, finding.place.span.of(markdown).to_owned())).collect()
}

#[test]
fn markdown_becomes_html() {
    assert_eq!(html("a *b* **c** ~~d~~ `e`"), "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>\n");
    assert_eq!(html("# A\n\nb  \nc\n\n---"), "<h1>A</h1>\n<p>b<br>\nc</p>\n<hr>\n");
    assert_eq!(
        html("- a\n- b\n  1. c\n\n> d"),
        "<ul>\n<li>a</li>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n<blockquote>\n<p>d</p>\n</blockquote>\n"
    );
    assert_eq!(
        html("3. a\n\n   b\n4. c"),
        "<ol start=\"3\">\n<li><p>a</p>\n<p>b</p>\n</li>\n<li><p>c</p>\n</li>\n</ol>\n"
    );
    assert_eq!(
        html("|a|b|\n|-|-|\n|1|2|\n|3|4|"),
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n<tr><td>3</td><td>4</td></tr>\n</tbody></table>\n"
    );
    assert_eq!(html("```\na < {b}\n```"), "<pre><code>a &lt; &#123;b&#125;\n</code></pre>\n");
    assert_eq!(
        html("[a](https://a.example/?b=1&c={d} \"e\") ![f \"g\"](https://a.example/h.png)"),
        "<p>[a](https://a.example/?b=1&amp;c=&#123;d&#125; \"e\") <img src=\"https://a.example/h.png\" alt=\"f &quot;g&quot;\"></p>\n".replace("[a](https://a.example/?b=1&amp;c=&#123;d&#125; \"e\")", "<a href=\"https://a.example/?b=1&amp;c=%7Bd%7D\" title=\"e\">a</a>")
    );
}

#[test]
fn html_is_shown_as_text() {
    assert_eq!(html("a <b>c</b>"), "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n");
    assert_eq!(html("<div>\na\n</div>\n\nb"), "<p>&lt;div&gt;\na\n&lt;/div&gt;\n</p>\n<p>b</p>\n");
    assert_eq!(problems("a <b>c", &Allowed::ALL), [("slot-raw-html", "<b>".to_owned())]);
}

#[test]
fn merge_tags_are_ours_and_all_else_is_text() {
    let slot = checked("Hi {{first_name}}, {{ city }} \\{{ city }} {{ citty }} {% if x %} {a}", &Allowed::ALL);
    assert_eq!(
        slot.html,
        "<p>Hi {{${first_name} | default: 'you'}}, {{${city}}} &#123;&#123; city &#125;&#125; &#123;&#123; citty &#125;&#125; &#123;% if x %&#125; &#123;a&#125;</p>\n"
    );
    assert_eq!(
        slot.text,
        "Hi {{${first_name} | default: 'you'}}, {{${city}}} {{ '{' }}{{ '{' }} city }} {{ '{' }}{{ '{' }} citty }} {{ '{' }}% if x %} {{ '{' }}a}"
    );
    let ids: Vec<_> = slot.problems.iter().map(|finding| finding.notice.id).collect();
    assert_eq!(ids, ["slot-unknown-merge-tag", "slot-liquid-as-text"]);
    assert_eq!(
        html(
            "[a](https://a.example/?n={{ first_name }}&b) [b](https://{{first_name}}.example) [c](https://a.example/?c={{city}}) [d](https://a.example \"{{city}}\")"
        ),
        "<p><a href=\"https://a.example/?n={{${first_name} | url_param_escape}}&amp;b\">a</a> b c <a href=\"https://a.example\" title=\"{{${city}}}\">d</a></p>\n"
    );
    assert_eq!(html("**{{city}}**_{{city}}_"), "<p><strong>{{${city}}}</strong><em>{{${city}}}</em></p>\n");
}

#[test]
fn addresses_that_cannot_be_are_refused() {
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "www.a.example",
        "/a",
        "ftp://a.example",
        "https:a",
        "https://",
        "//a.example",
    ] {
        let source = format!("[x]({address})");
        assert_eq!(html(&source), "<p>x</p>\n", "{address}");
        assert_eq!(problems(&source, &Allowed::ALL), [("slot-bad-link", source.clone())]);
    }
    assert_eq!(html("<a@b.example>"), "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n");
}

#[test]
fn what_a_slot_does_not_allow_is_plain_and_said() {
    let slot = checked("# A\n\n- **b** [c](https://c.example)\n- d\n\n> e\n\n|f|g|\n|-|-|\n|h|i|", &Allowed::NOTHING);
    assert_eq!(slot.html, "<p>A</p>\n<p>b c</p>\n<p>d</p>\n<p>e</p>\n<p>f | g</p>\n<p>h | i</p>\n");
    assert_eq!(slot.problems.len(), 6);
    assert_eq!(checked("# A\n\n###### B", &Allowed::EDITOR).html, "<h2>A</h2>\n<h3>B</h3>\n");
}

#[test]
fn a_line_is_a_line() {
    let line = |markdown: &str| {
        let slot = render_line(markdown, &Allowed::EDITOR, &tags());
        sound(&slot, markdown);
        slot.html
    };
    assert_eq!(line("# 1. - a **b**\n> c\n\n{{city}}"), "# 1. - a <strong>b</strong> &gt; c  {{${city}}}");
    assert_eq!(line("    a"), "    a");
    assert_eq!(line(""), "");
}

#[test]
fn the_text_part_reads_well() {
    let text = |markdown: &str| checked(markdown, &Allowed::ALL).text;
    assert_eq!(
        text(
            "# A\n\nb *c* [d](https://d.example)  \ne <https://f.example>\n\n- g\n  - h\n- i\n\n1. j\n2. k\n\n> l\n>\n> m\n\n![n](https://n.example/n.png)"
        ),
        "A\n\nb c d (https://d.example)\ne https://f.example\n\n- g\n  - h\n- i\n\n1. j\n2. k\n\n> l\n> \n> m\n\nn"
            .replace("> \n", "\n")
    );
}

#[test]
fn the_trace_leads_back() {
    let source = "Caf\u{e9} **b & c** {{city}} &amp; \u{202e}d\r\n\\*e {f} [g](https://g.example/?h)";
    let slot = checked(source, &Allowed::ALL);
    let from = |what: &str| {
        let at = slot.html.find(what).unwrap();
        let trace = slot.trace.iter().find(|trace| trace.out.start <= at && at < trace.out.end).unwrap();
        let shift = if trace.out.len() == trace.from.len() { at - trace.out.start } else { 0 };
        source[trace.from.start + shift..trace.from.end].to_owned()
    };
    assert!(from("Café").starts_with("Café"));
    assert!(from("b &amp; c").starts_with("b "));
    assert_eq!(from("{{${city}}}"), "{{city}}");
    assert!(from("&amp; d").starts_with("&amp;"));
    assert!(from("*e").starts_with("*e"));
    assert_eq!(from("&#123;"), "{");
    assert_eq!(from("f&#125;"), "f");
    assert_eq!(from("https://g.example/?h"), "https://g.example/?h");
}

#[test]
fn too_much_is_refused() {
    for source in ["> ".repeat(40) + "a", "- ".repeat(5_000) + "a", "a*".repeat(30_000), "x".repeat(MAX + 1)] {
        let slot = checked(&source, &Allowed::ALL);
        assert!(slot.html.is_empty() || slot.html.len() <= source.len() * 4);
    }
}

const MAX: usize = 64 * 1024;

fn markdown_like() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "b ",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "`",
        "```",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "](",
        "https://a.example/",
        "javascript:",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "&amp;",
        "&",
        "{",
        "}",
        "{{",
        "}}",
        "{%",
        "%}",
        "{{city}}",
        "{{ first_name }}",
        "?",
        "#",
        "# ",
        "- ",
        "1. ",
        "> ",
        "|",
        "|-|-|\n",
        "\\",
        "!",
        "![",
        "\u{fdd0}",
        "\u{fdef}",
        "\u{202e}",
        "\r",
        "\t",
        "    ",
        "é",
        "\u{a0}",
        "\"",
        "'",
        "<https://a.example>",
        "[a]: https://b.example\n",
        "[a]",
        "===\n",
        "---\n",
        "<script>",
        "  \n",
        "<a@b.c>",
        "&#123;",
        "&#xFDD0;",
        "&lbrace;",
        "&#x202E;",
        "&#0;",
        "&#xFFFF;",
        "&#xFDEF;",
        "&#13;",
    ]);
    prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_gets_through(source in markdown_like(), one in any::<bool>(), allowed in 0..3) {
        let allowed = [Allowed::ALL, Allowed::EDITOR, Allowed::NOTHING][allowed as usize];
        let slot = match one {
            true => render_line(&source, &allowed, &tags()),
            false => render(&source, &allowed, &tags()),
        };
        sound(&slot, &source);
        let mut bare = slot.html.clone();
        for span in slot.liquid.iter().rev() {
            bare.replace_range(span.start..span.end, "");
        }
        prop_assert!(!bare.contains(['{', '}']), "{}", bare);
        // Cleaning it again changes nothing.
        let encoded = crate::html::sanitise(&bare).replace('{', "&#123;").replace('}', "&#125;");
        prop_assert_eq!(encoded, bare);
    }
}
