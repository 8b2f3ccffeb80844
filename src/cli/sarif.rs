//! Findings for the programs that guard a repository: SARIF 2.1.0, and the annotations of GitHub's workflows.

use crate::check::catalogue;
use crate::diag::{FindingView, Severity, Source};
use crate::locale::Locale;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Findings of one file.
pub(super) struct Of<'a> {
    /// The file, as it is to be shown.
    pub(super) file: &'a str,
    /// Its text, where the findings' positions are in it.
    pub(super) text: Option<&'a str>,
    /// What was found.
    pub(super) findings: &'a [FindingView],
}

/// A SARIF log of all findings: one run, each rule described once.
pub(super) fn sarif(files: &[Of], locale: Locale) -> Value {
    let ids: BTreeSet<&str> = files.iter().flat_map(|of| of.findings).map(|finding| finding.rule.as_str()).collect();
    let rules: Vec<Value> = ids.iter().map(|id| descriptor(id, locale)).collect();
    let mut results: Vec<Value> = Vec::new();
    for of in files {
        let places = of.text.map(|text| Places::of(text, of.findings));
        results.extend(of.findings.iter().map(|finding| result(of, places.as_ref(), finding)));
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Countersign", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(id: &str, locale: Locale) -> Value {
    let Some(rule) = catalogue::find(id) else { return json!({ "id": id }) };
    let notice = &rule.notice;
    json!({
        "id": id,
        "shortDescription": { "text": notice.title.get(locale) },
        "fullDescription": { "text": notice.why.get(locale) },
        "help": { "text": format!("{} ({})", notice.fix.get(locale), notice.source) },
        "defaultConfiguration": { "level": level(notice.severity) },
    })
}

fn result(of: &Of, places: Option<&Places>, finding: &FindingView) -> Value {
    let artifact = json!({ "uri": of.file });
    let physical = match places.and_then(|places| places.region(finding)) {
        Some(at) => json!({ "artifactLocation": artifact, "region": {
            "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column,
        } }),
        None => json!({ "artifactLocation": artifact }),
    };
    json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": format!("{} {}", finding.message, finding.hint) },
        "locations": [{ "physicalLocation": physical, "logicalLocations": [{ "fullyQualifiedName": logical(&finding.place.source) }] }],
    })
}

/// The findings as GitHub's workflows take them from standard output.
pub(super) fn annotations(files: &[Of]) -> String {
    let mut lines = String::new();
    for of in files {
        let places = of.text.map(|text| Places::of(text, of.findings));
        for finding in of.findings {
            let kind = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let place = match places.as_ref().and_then(|places| places.region(finding)) {
                Some(at) => {
                    format!(",line={},col={},endLine={},endColumn={}", at.line, at.column, at.end_line, at.end_column)
                }
                None => String::new(),
            };
            let title = property(&format!("{} ({})", finding.title, finding.rule));
            let message = data(&format!("{} {}", finding.message, finding.hint));
            lines.push_str(&format!("::{kind} file={}{place},title={title}::{message}\n", property(of.file)));
        }
    }
    lines
}

/// A stretch as people count: lines and characters from 1, the end behind the last.
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

/// Line and column of each byte at which a finding starts or ends, counted in one walk over the text.
struct Places(BTreeMap<usize, (usize, usize)>);

impl Places {
    fn of(text: &str, findings: &[FindingView]) -> Self {
        let spans = findings.iter().map(|finding| finding.place.span);
        let mut wanted: Vec<usize> = spans.flat_map(|span| [span.start, span.end]).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut wanted = wanted.into_iter().peekable();
        let (mut line, mut column, mut found) = (1, 1, BTreeMap::new());
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if wanted.next_if_eq(&at).is_some() {
                found.insert(at, (line, column));
            }
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        Self(found)
    }

    fn region(&self, finding: &FindingView) -> Option<Region> {
        let at = |offset: usize| self.0.get(&offset).copied();
        let ((line, column), (end_line, end_column)) = (at(finding.place.span.start)?, at(finding.place.span.end)?);
        Some(Region { line, column, end_line, end_column })
    }
}

fn logical(source: &Source) -> String {
    match source {
        Source::Slot(path) => format!("slot.{path}"),
        Source::Draft(name) => format!("draft.{name}"),
        Source::Template(part) => format!("template.{part}"),
        Source::Group(field) => format!("group.{field}"),
        Source::Text => "text".to_owned(),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// What a workflow command cannot hold as it is.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
