//! The front of Liquid against the shared corpora, and against people who mean harm.

#![allow(clippy::print_stdout)]

use countersign::diag::{Finding, Severity};
use countersign::liquid::{self, ast};
use countersign::text::Span;
use serde_json::Value;
use std::fs;

/// A file of `../shared`, where that is at hand.
fn shared(path: &str) -> Option<Value> {
    let path = format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR"));
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: ../shared is not here");
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

/// Snippets that the corpus takes for whole and correct, and that are wrong all the same: placeholders for people
/// ("{{CAMPAIGN ID}}": 29, 139), a missing brace (40), pieces that begin in the middle of a block (51, 200, 205, 206, 227,
/// 228, 243, 267), curly quotes (462 to 464).
const TRUE_ERRORS: &[u64] = &[29, 40, 51, 139, 200, 205, 206, 227, 228, 243, 267, 462, 463, 464];

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
            println!("{} {:?} {}", case["id"], finding.severity, say(source, finding));
        }
        if case["is_fragment"] == true || case["documented_as_incorrect"] == true {
            continue;
        }
        whole += 1;
        if !found.is_empty() {
            wrong.push(case["id"].as_u64().unwrap());
        }
    }
    println!("{} of {whole} snippets have errors: {wrong:?}", wrong.len());
    assert_eq!(wrong, TRUE_ERRORS);
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
                    println!("missed {} {source:?}", case["name"]);
                }
            } else if let Some(first) = found.first() {
                println!("false {} {source:?}: {}", case["name"], say(source, first));
            }
            cover(&parsed.template.nodes, parsed.template.span());
        }
        println!("{file}: {missed} of {invalid} invalid templates are not noticed by the parser");
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
