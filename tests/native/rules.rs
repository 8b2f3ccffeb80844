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

#[cfg(feature = "cli")]
#[test]
fn folder_and_catalogue_agree() {
    let mut files = BTreeSet::new();
    let folder = root().join("src/check/rules");
    for area in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(&area).unwrap().map(|entry| entry.unwrap().path()) {
            let fault = file.file_stem().unwrap().to_str().unwrap().to_owned();
            if fault != "mod" {
                files.insert(format!("src/check/rules/{}/{fault}.rs", area.file_name().unwrap().to_str().unwrap()));
            }
        }
    }
    let with_file = || catalogue::all().filter(|rule| !matches!(rule.check, Check::Entry(_)));
    let listed: BTreeSet<String> = with_file().map(countersign::cli::rule_path).collect();
    let forgotten: Vec<_> = files.difference(&listed).collect();
    let without_file: Vec<_> = listed.difference(&files).collect();
    assert!(forgotten.is_empty(), "rule files that their area's mod.rs does not list: {forgotten:?}");
    assert!(without_file.is_empty(), "rules whose id is not the path of their file: {without_file:?}");
    let ids: BTreeSet<&str> = catalogue::all().map(|rule| rule.notice.id).collect();
    assert_eq!(ids.len(), catalogue::all().count(), "two rules have one id");
}

/// Ours beside the asked-for ones: what HTML asks of controls and pages, which mails seldom have; channels of which the
/// catalogue says nothing.
const OURS: &[&str] = &[
    "liquid-gotcha",
    "a11y-control-name",
    "a11y-meta-refresh",
    "a11y-autocomplete-valid",
    "content-card-complete",
    "content-card-image-alt",
    "content-card-link-valid",
    "content-card-size",
    "content-card-until",
    "whats-app-length",
    "whats-app-open-place",
    "whats-app-opt-in",
    "whats-app-opt-out",
    "webhook-json",
    "webhook-output-escaped",
];

#[test]
fn ids_are_those_of_the_asked_for_catalogue() {
    let Ok(text) = fs::read_to_string(root().join("../shared/rules/rules.json")) else {
        told!("skipped: ../shared is not here");
        return;
    };
    let asked: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    for rule in catalogue::all().filter(|rule| !OURS.contains(&rule.notice.id)) {
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

#[cfg(feature = "cli")]
#[test]
fn every_asked_for_rule_is_there_or_left_out_with_a_reason() {
    let left = countersign::cli::rules_left_out();
    assert!(!left.is_empty(), "left_out.toml cannot be read");
    for one in &left {
        assert!(catalogue::find(&one.id).is_none(), "{} is left out and a rule", one.id);
        for why in [&one.why.en, &one.why.fr] {
            assert!(why.trim().len() > 20 && why.ends_with('.'), "{}: a reason is a sentence", one.id);
        }
        let set = one.why.fr.contains('\'') || [" :", " ;", " »", "« "].iter().any(|sign| one.why.fr.contains(sign));
        assert!(!set, "{}: French is not set as French is", one.id);
    }
    let Ok(text) = fs::read_to_string(root().join("../shared/rules/rules.json")) else {
        told!("skipped: ../shared is not here");
        return;
    };
    let asked: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let ids: BTreeSet<&str> = asked.iter().filter_map(|one| one["id"].as_str()).collect();
    let there: BTreeSet<&str> = catalogue::all().map(|rule| rule.notice.id).collect();
    let out: BTreeSet<&str> = left.iter().map(|one| one.id.as_str()).collect();
    let missing: Vec<_> = ids.iter().filter(|id| !there.contains(*id) && !out.contains(*id)).collect();
    assert!(missing.is_empty(), "{} are neither rules nor left out: {missing:?}", missing.len());
    let unasked: Vec<_> = out.difference(&ids).chain(there.difference(&ids).filter(|id| !OURS.contains(id))).collect();
    assert!(unasked.is_empty(), "nobody asked for {unasked:?}");
}

/// What `countersign rules --format json` says of each rule is whole: source, places, dates, both languages, examples.
#[cfg(feature = "cli")]
#[test]
fn every_rule_says_where_it_comes_from_in_both_languages_with_examples() {
    const LEAST: usize = 420;
    let mut out = Vec::new();
    let arguments = ["countersign", "rules", "--format", "json"].map(Into::into);
    countersign::cli::run(arguments, &mut out, &mut Vec::new());
    let rules: Vec<serde_json::Value> = serde_json::from_slice(&out).unwrap();
    assert!(rules.len() >= LEAST, "only {} rules", rules.len());
    let mut faults = Vec::new();
    for rule in &rules {
        let id = rule["id"].as_str().unwrap_or_default();
        let mut fault = |what: &str| faults.push(format!("{id}: {what}"));
        if rule["source"].as_str().is_none_or(|source| source.trim().is_empty()) {
            fault("no source");
        }
        let places = rule["jurisdictions"].as_array().map(Vec::as_slice).unwrap_or_default();
        if places.is_empty() || !places.iter().all(|place| place.as_str().is_some_and(|place| !place.is_empty())) {
            fault("no jurisdiction");
        }
        for key in ["checked", "effective_from", "effective_to"] {
            match rule.get(key) {
                Some(serde_json::Value::Null) => {}
                Some(day) if day.as_str().is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok()) => {}
                _ => fault(&format!("`{key}` is no day")),
            }
        }
        for key in ["title", "message", "why", "fix"] {
            for language in ["en", "fr"] {
                if rule[key][language].as_str().is_none_or(|text| text.trim().is_empty()) {
                    fault(&format!("no `{key}` in {language}"));
                }
            }
        }
        let examples = rule["examples"].as_array().map(Vec::as_slice).unwrap_or_default();
        for good in [true, false] {
            if !examples.iter().any(|example| example["good"] == good) {
                fault(if good { "no good example" } else { "no bad example" });
            }
        }
        // What is found in a bad example is said in both languages; nothing is in a good one.
        for example in examples {
            for language in ["en", "fr"] {
                let said = example["says"][language].as_array().is_some_and(|said| !said.is_empty());
                if said == (example["good"] == true) {
                    fault(&format!("an example says otherwise in {language}: {}", example["given"]));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
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

/// An author has no keys: where one is named, the sentence says what head office does with it, after what she can do.
#[test]
fn a_key_stands_only_in_what_head_office_does() {
    let strange = |text: &str, office: &str| {
        let of_keys = |sentence: &&str| sentence.contains('`') && !sentence.trim_start().starts_with(office);
        text.split(". ").find(of_keys).map(str::to_owned)
    };
    assert_eq!(strange("Do this. Head office declares `offer.until`.", "Head office"), None);
    assert_eq!(strange("Declare `min_age`.", "Head office").as_deref(), Some("Declare `min_age`."));
    let faults: Vec<String> = catalogue::all()
        .flat_map(|rule| {
            let fix = rule.notice.fix;
            let faults = [strange(fix.en, "Head office"), strange(fix.fr, "Le siège")];
            faults.into_iter().flatten().map(|sentence| format!("{}: {sentence}", rule.notice.id))
        })
        .collect();
    assert!(faults.is_empty(), "say what the author does, then “Head office …” with the key:\n{}", faults.join("\n"));
}

#[cfg(feature = "cli")]
#[test]
fn the_documentation_is_what_the_rules_say() {
    use countersign::cli::{rules_coverage, rules_file, rules_index, rules_page};
    let mut pages = Vec::new();
    for (locale, index, table) in
        [(Locale::En, "rules.md", "coverage.md"), (Locale::Fr, "rules.fr.md", "coverage.fr.md")]
    {
        pages.push((index.to_owned(), rules_index(locale)));
        pages.push((table.to_owned(), rules_coverage(locale)));
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
