//! Published attacks and harmless texts, linted without a kit: what could reach a script is refused, what is harmless
//! is not.

use countersign::check::{self, For, Rulebook};
use countersign::diag::{Area, Severity};
use countersign::markdown::{Allowed, MergeTags, render};
use serde_json::Value;

/// Published cases that reach no script in any parser of today, and so need not be refused.
const HARMLESS: &[&str] = &[
    "dompurify-002",
    "dompurify-010",
    "dompurify-011",
    "dompurify-012",
    "dompurify-016",
    "dompurify-017",
    "dompurify-020",
    "dompurify-022",
    "dompurify-023",
    "dompurify-032",
    "dompurify-033",
    "dompurify-043",
    "dompurify-071",
    "dompurify-084",
    "dompurify-102",
    "dompurify-103",
    "dompurify-104",
    "dompurify-105",
    "dompurify-106",
    "dompurify-113",
    "dompurify-120",
    "dompurify-123",
    "dompurify-129",
    "dompurify-134",
    "dompurify-145",
    "dompurify-147",
    "dompurify-154",
    "dompurify-163",
    "dompurify-164",
    "dompurify-191",
    "dompurify-192",
    "dompurify-211",
    "dompurify-214",
    "dompurify-216",
    "dompurify-220",
    "dompurify-221",
    "dompurify-222",
    "bleach-07",
    "bleach-08",
    "bleach-09",
    "bleach-15",
];

fn shared(name: &str) -> Option<Vec<Value>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/security/").to_owned() + name;
    let Ok(text) = std::fs::read_to_string(path) else {
        told!("skipped: ../shared is not here");
        return None;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    Some(file["cases"].as_array().unwrap().clone())
}

fn book() -> Rulebook {
    let today = jiff::civil::date(2026, 11, 23);
    let case = Default::default();
    Rulebook::new(For { policy: None, office: None, template: "", language: None, today, delivery: today, case: &case })
}

/// The security rules that find something in `html`, each with its severity.
fn told(html: &str, book: &Rulebook) -> Vec<(&'static str, Severity)> {
    let findings = check::finished(html, book);
    let security = findings.iter().filter(|finding| finding.notice.area == Area::Security);
    security.map(|finding| (finding.notice.id, finding.severity)).collect()
}

#[test]
fn what_reaches_a_script_is_refused() {
    let book = book();
    let mut passed = Vec::new();
    for file in ["dompurify.json", "bleach.json"] {
        for case in shared(file).into_iter().flatten() {
            let (id, payload) = (case["id"].as_str().unwrap(), case["payload"].as_str().unwrap());
            let refused = told(payload, &book).iter().any(|(_, severity)| *severity == Severity::Error);
            if !refused && !HARMLESS.contains(&id) {
                passed.push(format!("{id}: {payload}"));
            }
        }
    }
    assert!(passed.is_empty(), "{} not refused:\n{}", passed.len(), passed.join("\n"));
}

#[test]
fn what_is_harmless_is_not_refused() {
    let book = book();
    for case in shared("benign.json").into_iter().flatten() {
        let slot = render(case["input"].as_str().unwrap(), &Allowed::ALL, &MergeTags::new());
        assert_eq!(told(&slot.html, &book), [], "{}: {}", case["id"], slot.html);
        let whole =
            format!("<!doctype html><html lang=en><body><table><tr><td>{}</td></tr></table></body></html>", slot.html);
        assert_eq!(told(&whole, &book), [], "{}", case["id"]);
    }
}
