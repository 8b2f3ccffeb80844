//! The front of Liquid against the shared corpora, and against people who mean harm.

use countersign::diag::{Finding, Severity};
use countersign::liquid::partial::{Emit, Knowledge, Known, Path, specialise};
use countersign::liquid::{self, ast};
use countersign::text::Span;
use proptest::prelude::*;
use serde_json::Value;
use std::fs;

/// A file of `../shared`, where that is at hand.
fn shared(path: &str) -> Option<Value> {
    let path = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let Ok(text) = fs::read_to_string(&path) else {
        told!("skipped: ../shared is not here");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// Snippets that the corpus takes for whole and correct, and that no Liquid can read, each with the reason.
const TRUE_ERRORS: &[(u64, &str)] = &[
    (29, "“{{CAMPAIGN ID}}” is a blank for people to fill in: two words are no value"),
    (40, "“{{${email_address}}” lacks a brace"),
    (51, "a piece of a block: “elsif” without “if”"),
    (139, "“{{Braze endpoint}}” is a blank for people to fill in"),
    (200, "a piece of a block: “else” without “if”"),
    (205, "a piece of a block: “elsif” without “if”"),
    (206, "a piece of a block: “else” without “if”"),
    (227, "a piece of a block: “elsif” without “if”"),
    (228, "a piece of a block: “elsif” without “if”"),
    (243, "a piece of a block: “elsif” without “if”"),
    (267, "a piece of a block: “else” without “if”"),
    (462, "curly quotes, which Braze’s own pages say break Liquid"),
    (463, "curly quotes"),
    (464, "curly quotes, and texts between backquotes"),
];

fn errors(findings: &[Finding]) -> Vec<&Finding> {
    findings.iter().filter(|finding| finding.severity == Severity::Error).collect()
}

fn say(source: &str, finding: &Finding) -> String {
    let what = finding.facts.get("what", countersign::locale::Locale::En).unwrap_or_default();
    format!("{}: {what}: {:?}", finding.notice.id, finding.place.span.of(source))
}

#[test]
fn documented_snippets_have_no_false_error() {
    let Some(corpus) = shared("braze/liquid_corpus.json") else { return };
    let (mut whole, mut wrong) = (0, Vec::new());
    for case in corpus["snippets"].as_array().unwrap() {
        let source = case["snippet"].as_str().unwrap();
        let parsed = liquid::parse(source);
        let found = errors(&parsed.diagnostics);
        for finding in &parsed.diagnostics {
            told!("{} {:?} {}", case["id"], finding.severity, say(source, finding));
        }
        if case["is_fragment"] == true || case["documented_as_incorrect"] == true {
            continue;
        }
        whole += 1;
        if !found.is_empty() {
            wrong.push(case["id"].as_u64().unwrap());
        }
    }
    told!("{} of {whole} snippets have errors: {wrong:?}", wrong.len());
    assert_eq!(wrong, TRUE_ERRORS.iter().map(|(id, _)| *id).collect::<Vec<_>>());
}

#[test]
fn invalid_templates_are_noticed() {
    for file in ["liquid/golden_public.json", "liquid/spec_public.json", "liquid/braze_seed.json"] {
        let Some(cases) = shared(file) else { return };
        let (mut invalid, mut missed) = (0, 0);
        for case in cases["tests"].as_array().unwrap() {
            let source = case["template"].as_str().unwrap();
            let parsed = liquid::parse(source);
            let found = errors(&parsed.diagnostics);
            if case.get("invalid").is_some() {
                invalid += 1;
                if found.is_empty() {
                    missed += 1;
                    told!("missed {} {source:?}", case["name"]);
                }
            } else if let Some(first) = found.first() {
                told!("false {} {source:?}: {}", case["name"], say(source, first));
            }
            cover(&parsed.template.nodes, parsed.template.span());
        }
        told!("{file}: {missed} of {invalid} invalid templates are not noticed by the parser");
        // The others go wrong only with their data: the evaluator notices them.
        assert!(missed * 3 < invalid);
    }
}

/// The nodes lie side by side and cover `span`.
fn cover(nodes: &[ast::Node], span: Span) {
    let mut at = span.start;
    for node in nodes {
        assert_eq!(node.span.start, at, "{node:?}");
        at = node.span.end;
    }
    assert_eq!(at, span.end);
}

/// Every node lies in its block, and blocks in their nodes.
fn nested(nodes: &[ast::Node], within: Span) {
    for node in nodes {
        assert!(within.contains(node.span), "{node:?} in {within:?}");
        let blocks: Vec<&ast::Block> = match &node.kind {
            ast::Kind::If(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
            ast::Kind::Case(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
            ast::Kind::For(inner) => {
                std::iter::once(&inner.body).chain(inner.otherwise.iter().map(|(_, block)| block)).collect()
            }
            ast::Kind::TableRow(inner) => vec![&inner.body],
            ast::Kind::Capture { body, .. } | ast::Kind::IfChanged(body) => vec![body],
            ast::Kind::Braze(braze) => braze.body.iter().collect(),
            _ => Vec::new(),
        };
        for block in blocks {
            assert!(node.span.contains(block.span), "{block:?} in {node:?}");
            nested(&block.nodes, block.span);
        }
    }
}

struct Nobody;

impl Known for Nobody {
    fn root(&self, _: &str) -> Knowledge<'_> {
        Knowledge::Foreign
    }

    fn any(&self) -> bool {
        false
    }
}

struct Copy<'t>(&'t str, String);

impl Emit for Copy<'_> {
    fn source(&mut self, span: Span) {
        self.1.push_str(span.of(self.0));
    }

    fn value(&mut self, _: Span, _: &liquid::value::Value, _: &Path, _: bool) {
        panic!("nothing is known");
    }

    fn written(&mut self, text: &str, _: Span) {
        self.1.push_str(text);
    }
}

/// Whatever stands in a template: an answer, whose places fit the text.
fn answered(source: &str) {
    let parsed = liquid::parse(source);
    cover(&parsed.template.nodes, parsed.template.span());
    nested(&parsed.template.nodes, parsed.template.span());
    for finding in &parsed.diagnostics {
        assert!(source.get(finding.place.span.start..finding.place.span.end).is_some(), "{finding:?}");
        for fix in &finding.fixes {
            let mended = countersign::text::apply(source, &fix.edits);
            assert_ne!(mended, source, "a fix that changes nothing: {finding:?}");
        }
    }
    let _ = liquid::uses::uses(&parsed.template);
    let _ = liquid::partial::constructs(&parsed.template, "a");
    let mut copy = Copy(source, String::new());
    specialise(&parsed.template, &Nobody, &mut copy).unwrap();
    assert_eq!(copy.1, source);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(source in "\\PC{0,60}") {
        answered(&source);
    }

    #[test]
    fn any_heap_of_liquid_is_answered(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        answered(&pieces.concat());
    }
}

/// What templates are made of, whole and broken.
const PIECES: &[&str] = &[
    "{{",
    "}}",
    "{%",
    "%}",
    "{{-",
    "-}}",
    "{%-",
    "-%}",
    "{",
    "}",
    "${",
    "$",
    "|",
    ":",
    ",",
    ".",
    "..",
    "(",
    ")",
    "[",
    "]",
    "'",
    "\"",
    "‘",
    "’",
    "“",
    "é",
    "\u{a0}",
    " ",
    "\n",
    "-",
    "=",
    "==",
    "<",
    ">=",
    "!=",
    "&&",
    "||",
    "#",
    "a",
    "b.c",
    "x | upcase",
    "1",
    "-2.5",
    "nil",
    "and ",
    "or ",
    "contains ",
    "in ",
    "if ",
    "elsif ",
    "else",
    "endif",
    "unless ",
    "endunless",
    "for i in a",
    "endfor",
    "case ",
    "when ",
    "endcase",
    "capture x",
    "endcapture",
    "assign x = ",
    "raw",
    "endraw",
    "comment",
    "endcomment",
    "liquid\n",
    "echo ",
    "cycle ",
    "tablerow i in a",
    "endtablerow",
    "break",
    "abort_message('x')",
    "connected_content ",
    "https://x/",
    ":save ",
    ":body ",
    "catalog_items ",
    "custom_attribute.${b c}",
    "${first_name}",
    "default: ",
    "{% if a %}",
    "{% endif %}",
    "{{ a }}",
    "{% for i in a %}",
    "{% endfor %}",
    "{% raw %}",
    "{% endraw %}",
    "{% comment %}",
    "{% endcomment %}",
    "<!--",
    "-->",
    "text",
];

#[test]
fn broken_white_space_control_comes_back_as_it_is() {
    for source in ["a {{{- b }} c", "a {{ b -} c }} d", "a {{- b -%} c", "a {%- if b -}} c {% endif %}"] {
        answered(source);
    }
}

#[test]
fn hostile_templates_are_answered() {
    let nest = |open: &str, close: &str| format!("{}{}", open.repeat(5_000), close.repeat(5_000));
    let sources = [
        "{".repeat(64 << 10),
        "{{ ".repeat(20_000),
        "{% ".repeat(20_000),
        "{{'{{\"".repeat(10_000),
        format!("{{{{ {} x }}}}", " ".repeat(8_000)),
        format!("{{% if {}", " ".repeat(8_000)),
        nest("{% if x %}", "{% endif %}"),
        nest("{% for i in (1..300000000) %}", "{% endfor %}"),
        nest("{% comment %}", "{% endcomment %}"),
        "{% if x %}".repeat(5_000),
        "{% endif %}".repeat(5_000),
        format!("{{{{ x{}{} }}}}", "[a".repeat(20_000), "]".repeat(20_000)),
        format!("{{{{ {} }}}}", "(".repeat(60_000)),
        format!("{{{{ {}x{} }}}}", "{{".repeat(10_000), "}}".repeat(10_000)),
        format!("{{{{ x {} }}}}", "| upcasse ".repeat(7_000)),
        format!("{{% if a {} %}}{{% endif %}}", "and a ".repeat(10_000)),
        format!("{{% {} %}}", "liquid ".repeat(9_000)),
        format!("{{% liquid\n{}%}}", "if x\n".repeat(10_000)),
        format!("{{% connected_content {} %}}", "{{ x ".repeat(10_000)),
        (0..2_000).map(|n| format!("{{% assign v{n} = ${{a}} %}}{{% if v{n} %}}x{{% endif %}}")).collect(),
    ];
    for source in &sources {
        answered(source);
        let findings = liquid::parse(source).diagnostics.len();
        assert!(findings <= liquid::limits::FINDINGS);
    }
    for deep in [&sources[6], &sources[7]] {
        let found = liquid::parse(deep).diagnostics;
        assert!(found.iter().any(|finding| say(deep, finding).contains("too deep")), "{:?}", found.first());
    }
}
