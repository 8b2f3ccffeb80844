//! A policy as a product: its tests, what a change of it would mean, and findings for the programs that guard it.

use countersign::cli;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs a command line: what it says, and whether all is well.
fn countersign(arguments: &[&str]) -> (String, bool) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = std::iter::once("countersign").chain(arguments.iter().copied()).map(Into::into);
    let code = cli::run(arguments, &mut out, &mut err);
    let said = String::from_utf8(out).unwrap() + &String::from_utf8(err).unwrap();
    (said, code == std::process::ExitCode::SUCCESS)
}

/// A copy of the demo kit that a test may change.
fn copy(name: &str) -> PathBuf {
    let to = std::env::temp_dir().join(format!("countersign-policy-{}-{name}", std::process::id()));
    copy_folder(&root().join("www/demo/kit"), &to);
    to
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target)
        } else {
            fs::copy(entry.path(), target).map(drop).unwrap()
        }
    }
}

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: no {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_demo_policy_says_what_its_tests_expect() {
    let kit = root().join("www/demo/kit");
    let kit = kit.to_str().unwrap();
    if std::env::var_os("BLESS").is_some() {
        countersign(&["policy", "test", kit, "--bless"]);
    }
    let (said, well) = countersign(&["policy", "test", kit]);
    assert!(well, "{said}");
}

#[test]
fn a_policy_that_says_something_else_fails_its_tests_and_names_what() {
    let kit = copy("test");
    change(&kit.join("policy-tests/fr-lyon-offre-parfaite.toml"), "verdict = \"pass\"", "verdict = \"fail\"");
    let (said, well) = countersign(&["policy", "test", kit.to_str().unwrap()]);
    assert!(!well && said.contains("verdict pass, expected fail") && said.contains("1 of 3"), "{said}");
    change(&kit.join("policy-tests/fr-lyon-offre-parfaite.toml"), "now = ", "then = ");
    let (said, well) = countersign(&["policy", "test", kit.to_str().unwrap(), "--locale", "fr"]);
    assert!(!well && said.contains("`then`"), "{said}");
    fs::remove_dir_all(kit).unwrap();
}

#[test]
fn a_changed_policy_shows_which_past_drafts_it_would_have_stopped() {
    let (old, new) = (root().join("www/demo/kit"), copy("diff"));
    let policy = fs::read_to_string(new.join("policy.toml")).unwrap();
    fs::write(new.join("policy.toml"), format!("{policy}\n[[wording.forbidden]]\nterm = \"novembre\"\n")).unwrap();
    let drafts = old.join("policy-tests");
    let same = ["policy", "diff", old.to_str().unwrap(), old.to_str().unwrap(), "--drafts", drafts.to_str().unwrap()];
    let now = ["--now", "2026-11-23T12:00:00Z"];
    let (said, well) = countersign(&[&same[..], &now[..]].concat());
    assert!(well && said.contains("3 drafts: 0 would hear something else"), "{said}");
    let other = ["policy", "diff", old.to_str().unwrap(), new.to_str().unwrap(), "--drafts", drafts.to_str().unwrap()];
    let (said, well) = countersign(&[&other[..], &now[..]].concat());
    assert!(!well && said.contains("+ error [brand-forbidden-terms]") && said.contains("pass → fail"), "{said}");
    let (said, _) = countersign(&[&other[..], &now[..], &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(json["stopped"].as_u64().unwrap() > 0);
    fs::remove_dir_all(new).unwrap();
}

#[test]
fn findings_come_as_sarif_and_as_annotations() {
    let kit = root().join("www/demo/kit");
    let draft = kit.join("policy-tests/en-bristol-mistakes.json");
    let check = ["check", kit.to_str().unwrap(), "--draft", draft.to_str().unwrap(), "--format"];
    let (said, _) = countersign(&[&check[..], &["sarif"]].concat());
    let log: serde_json::Value = serde_json::from_str(&said).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(!results.is_empty());
    assert!(results.iter().all(|result| rules.iter().any(|rule| rule["id"] == result["ruleId"])));
    let (said, _) = countersign(&[&check[..], &["github"]].concat());
    assert!(
        said.lines().all(|line| line.starts_with("::") && line.contains("file=") && line.contains("title=")),
        "{said}"
    );
    assert!(said.contains("::error file="));
}
