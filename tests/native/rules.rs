//! The catalogue, held against the folder of rules, the catalogue that the product was asked to follow, and the
//! documentation made from it.

use countersign::check::{Check, catalogue};
use countersign::diag::Area;
use countersign::locale::Locale;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What begins an id for its area alone.
const PREFIXES: &[&str] =
    &["brand-", "link-", "a11y-", "data-", "sec-", "client-", "deliv-", "sms-", "push-", "sched-"];

/// `brand-forbidden-terms` → `brand/forbidden_terms`: the area is the folder, its short name comes off the id.
fn path_of(id: &str, area: &str) -> String {
    let short = PREFIXES.iter().find_map(|prefix| id.strip_prefix(prefix)).unwrap_or(id);
    format!("{area}/{short}").replace('-', "_")
}

fn area(rule: &countersign::check::Rule) -> String {
    serde_json::to_value(rule.notice.area).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn folder_and_catalogue_agree() {
    let mut files = BTreeSet::new();
    let folder = root().join("src/check/rules");
    for area in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(&area).unwrap().map(|entry| entry.unwrap().path()) {
            let fault = file.file_stem().unwrap().to_str().unwrap().to_owned();
            if fault != "mod" {
                files.insert(format!("{}/{fault}", area.file_name().unwrap().to_str().unwrap()));
            }
        }
    }
    let with_file = || catalogue::all().filter(|rule| !matches!(rule.check, Check::Entry(_)));
    let listed: BTreeSet<String> = with_file().map(|rule| path_of(rule.notice.id, &area(rule))).collect();
    let forgotten: Vec<_> = files.difference(&listed).collect();
    let without_file: Vec<_> = listed.difference(&files).collect();
    assert!(forgotten.is_empty(), "rule files that their area's mod.rs does not list: {forgotten:?}");
    assert!(without_file.is_empty(), "rules whose id is not the path of their file: {without_file:?}");
    let ids: BTreeSet<&str> = catalogue::all().map(|rule| rule.notice.id).collect();
    assert_eq!(ids.len(), catalogue::all().count(), "two rules have one id");
}

#[test]
fn ids_are_those_of_the_asked_for_catalogue() {
    let Ok(text) = fs::read_to_string(root().join("../shared/rules/rules.json")) else {
        println!("skipped: ../shared is not here");
        return;
    };
    let asked: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    // Ours beside them: what HTML asks of controls and pages, which mails seldom have.
    let ours = ["liquid-gotcha", "a11y-control-name", "a11y-meta-refresh", "a11y-autocomplete-valid"];
    for rule in catalogue::all().filter(|rule| !ours.contains(&rule.notice.id)) {
        let known = asked.iter().find(|asked| asked["id"] == rule.notice.id);
        let known = known.unwrap_or_else(|| panic!("{} is not in rules.json", rule.notice.id));
        let places: Vec<&str> = known["jurisdictions"].as_array().unwrap().iter().filter_map(|p| p.as_str()).collect();
        assert_eq!(rule.notice.jurisdictions, places, "{}", rule.notice.id);
        assert_eq!(
            serde_json::to_value(rule.notice.severity).unwrap(),
            known["default_severity"],
            "{}",
            rule.notice.id
        );
    }
}

#[test]
fn french_is_set_as_french_is() {
    let faults: Vec<String> = catalogue::all()
        .flat_map(|rule| {
            let notice = &rule.notice;
            [notice.title, notice.message, notice.why, notice.fix].map(|text| (notice.id, text.fr))
        })
        .filter(|(_, text)| {
            text.contains('\'')
                || text.contains(" »")
                || text.contains("« ")
                || [" :", " ;", " !", " ?"].into_iter().any(|spaced| text.replace(" !=", "").contains(spaced))
        })
        .map(|(id, text)| format!("{id}: {text}"))
        .collect();
    assert!(
        faults.is_empty(),
        "apostrophes are ’, and a no-break space stands before : ; ! ? »:\n{}",
        faults.join("\n")
    );
}

#[cfg(feature = "cli")]
#[test]
fn the_documentation_is_what_the_rules_say() {
    use countersign::cli::{rules_file, rules_index, rules_page};
    let mut pages = Vec::new();
    for (locale, index) in [(Locale::En, "rules.md"), (Locale::Fr, "rules.fr.md")] {
        pages.push((index.to_owned(), rules_index(locale)));
        pages.extend(Area::ALL.map(|area| (format!("rules/{}", rules_file(area, locale)), rules_page(area, locale))));
    }
    for (file, page) in pages {
        let path = root().join("www/docs").join(&file);
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
            fs::write(&path, &page).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == page, "www/docs/{file} is out of date: BLESS=1 cargo test --test native rules");
    }
}
