//! Ordinary e-mail templates, in the styles that people use, and what is said of each: every finding was looked at.
//!
//! `tests/lint/templates/<name>.html` is the template, `<name>.findings.txt` what is found in it, refreshed by
//! `BLESS=1 cargo test --test native templates`; the README beside them says why each finding is true.

use countersign::check::case::Case;
use countersign::check::{self, For, Rulebook};
use countersign::diag::{FindingView, Report};
use countersign::locale::Locale;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/lint/templates")
}

fn findings(html: &str) -> String {
    let today = jiff::civil::date(2026, 11, 23);
    let case = Case::default();
    let book = Rulebook::new(For {
        policy: None,
        office: None,
        template: "",
        language: None,
        today,
        delivery: today,
        case: &case,
    });
    let report = Report::new(check::finished(html, &book));
    let mut told = String::new();
    for finding in report.findings() {
        let view = FindingView::new(finding, Locale::En);
        let span = finding.place.span;
        let line = html.get(..span.start).unwrap_or_default().matches('\n').count() + 1;
        let quoted: Vec<&str> = span.of(html).split_ascii_whitespace().collect();
        let quoted: String = quoted.join(" ").chars().take(70).collect();
        let severity = finding.severity.name();
        let _ = writeln!(told, "{line}: {severity} {} “{quoted}”\n    {}", view.rule, view.message);
    }
    told
}

#[test]
fn ordinary_templates_are_told_what_was_found_true() {
    let mut names: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    names.sort();
    assert!(names.len() >= 10);
    for path in names {
        let told = findings(&fs::read_to_string(&path).unwrap());
        let beside = path.with_extension("findings.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&beside, &told).unwrap();
        }
        let written = fs::read_to_string(&beside).unwrap_or_default();
        assert!(
            written == told,
            "{}: what is found has changed. Look at each finding, then BLESS=1 cargo test --test native templates",
            path.display()
        );
    }
}
