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

/// One draft that cannot be read, or of which nothing is expected yet, keeps nobody from hearing of the others.
#[test]
fn every_draft_is_looked_at_whatever_is_wrong_with_one() {
    let kit = copy("each");
    let tests = kit.join("policy-tests");
    fs::write(tests.join("a-broken.json"), "{").unwrap();
    fs::copy(tests.join("fr-lyon-offre-parfaite.json"), tests.join("b-new.json")).unwrap();
    let (said, well) = countersign(&["policy", "test", kit.to_str().unwrap()]);
    assert!(!well && said.contains("a-broken.json: EOF"), "{said}");
    assert!(said.contains("nothing is expected of it yet") && said.contains("2 of 5 drafts"), "{said}");
    fs::remove_dir_all(&tests).unwrap();
    let (said, well) = countersign(&["policy", "test", kit.to_str().unwrap()]);
    assert!(!well && said.contains("holds no drafts"), "{said}");
    fs::remove_dir_all(kit).unwrap();
}

#[test]
fn one_rule_is_told_by_its_id() {
    let (said, well) = countersign(&["rules", "brand-forbidden-terms"]);
    assert!(well && said.starts_with("### ") || said.starts_with("## "), "{said}");
    let (said, _) = countersign(&["rules", "brand-forbidden-terms", "a11y-link-vague", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&said).unwrap().len(), 2);
    let (said, well) = countersign(&["rules", "brand-forbiden-terms"]);
    assert!(!well && said.contains("Perhaps you mean “brand-forbidden-terms”."), "{said}");
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

/// The demo kit's Québec tightens; what holds there says where it comes from, and rules go by it.
#[test]
fn a_region_tightens_for_its_offices_and_the_origin_of_each_value_is_told() {
    let kit = root().join("www/demo/kit");
    let kit = kit.to_str().unwrap();
    let (said, well) = countersign(&["policy", "show", kit, "--group", "montreal-mile-end", "--json"]);
    assert!(well, "{said}");
    let shown: serde_json::Value = serde_json::from_str(&said).unwrap();
    let values = shown["values"].as_array().unwrap();
    let of = |key: &str| values.iter().filter(|one| one["key"] == key).cloned().collect::<Vec<_>>();
    let words = &of("limits.sentence_words")[0];
    assert_eq!((&words["value"], &words["group"]), (&24.into(), &"quebec".into()));
    assert_eq!(words["file"], "policies/quebec.toml");
    let subject = &of("limits.subject.max")[0];
    assert_eq!((&subject["value"], &subject["file"]), (&60.into(), &"policy.toml".into()));
    let terms = of("wording.forbidden[]");
    let own: Vec<_> = terms.iter().filter(|one| one["group"] == "quebec").map(|one| &one["value"]["term"]).collect();
    assert_eq!(own, ["shopping"]);
    assert!(terms.len() > 3 && terms.iter().all(|one| one["line"].as_u64().is_some()));
    let (said, _) = countersign(&["policy", "show", kit, "--group", "lyon-pentes"]);
    assert!(said.starts_with("# Torrèle") && !said.contains("quebec.toml"), "{said}");
    let (said, well) = countersign(&["policy", "show", kit, "--group", "lyon"]);
    assert!(!well && said.contains("no group “lyon”") && said.contains("lyon-pentes"), "{said}");
}

#[test]
fn rules_go_by_the_policy_of_the_group() {
    use countersign::engine::Engine;
    let engine = Engine::new(countersign::kit_folder::load(&root().join("www/demo/kit")).unwrap());
    // What goes into kit.json is read by the browser; it comes to the same.
    let again = Engine::new(countersign::kit::Kit::from_json(&engine.kit().to_json()).unwrap());
    let told = |engine: &Engine, group: &str| {
        let draft = serde_json::json!({
            "template": "local-offer", "group": group, "slots": { "subject": "Une journée de shopping en novembre" },
        });
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        let mut review = engine.open(serde_json::from_value(draft).unwrap(), now).unwrap();
        let found = review.report().findings().iter().filter(|found| found.notice.id == "brand-forbidden-terms");
        found
            .map(|found| found.facts.get("term", countersign::locale::Locale::Fr).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    for engine in [&engine, &again] {
        assert_eq!(told(engine, "montreal-mile-end"), ["shopping"]);
        assert_eq!(told(engine, "lyon-pentes"), Vec::<String>::new());
    }
}

#[test]
fn what_would_loosen_is_told_with_file_and_line() {
    let kit = copy("loosens");
    fs::write(
        kit.join("policies/quebec.toml"),
        "off = [\"brand-profanity\"]\n\n[limits]\nsubject = { max = 70 }\n\n[links]\nhosts = [\"*.torrele.example\", \"*.ailleurs.example\"]\n\n\
         [severity]\nbrand-forbidden-terms = \"info\"\n\n[[waivers]]\nrule = \"brand-superlatives\"\nwho = \"X\"\nwhy = \"Y\"\nuntil = 2027-01-01\n",
    )
    .unwrap();
    fs::write(kit.join("policies/quebek.toml"), "").unwrap();
    let text = fs::read_to_string(kit.join("policy.toml")).unwrap();
    let bounds = "[bounds]\nkeys = [\"limits\", \"links\", \"severity\", \"of\"]\nfigures.\"limits.subject.max\" = { least = 40 }\n\n";
    fs::write(kit.join("policy.toml"), format!("{bounds}{text}")).unwrap();
    fs::write(
        kit.join("policies/montreal-mile-end.toml"),
        "[limits]\nsubject.max = 39\nemoji = 1\n\n[look]\nflat = true\n",
    )
    .unwrap();
    let (said, well) = countersign(&["kit", "check", kit.to_str().unwrap()]);
    assert!(!well);
    let told: Vec<&str> = said.lines().collect();
    let expected = [
        "policies/montreal-mile-end.toml:2:15: This lies outside head office’s bounds: ≥ 40.",
        "policies/montreal-mile-end.toml:6:8: Head office has not opened `look.flat` to regions and offices.",
        "policies/quebec.toml:1:7: Head office has not opened `off` to regions and offices.",
        "policies/quebec.toml:4:19: This is more than the 60 that hold above. Choose at most 60",
        "policies/quebec.toml:7:31: This is not among what is allowed above: *.torrele.example.",
        "policies/quebec.toml:10:25: This is lighter than `error`",
        "policies/quebec.toml:12:1: `waivers` is head office’s alone",
        "policies/quebek.toml:1:1: `quebek` is not a group of this kit. Perhaps you mean `quebec`.",
        "policy.toml:2:40: `of` is not a key or a table of the policy. Perhaps you mean `off`.",
    ];
    for expected in expected {
        assert!(told.iter().any(|told| told.starts_with(expected)), "expected {expected}, told\n{said}");
    }
    assert_eq!(told.len(), expected.len() + 1, "{said}");
    let (said, _) = countersign(&["kit", "check", kit.to_str().unwrap(), "--locale", "fr"]);
    assert!(said.contains("C’est plus que les 60 qui valent au-dessus."), "{said}");
    fs::remove_dir_all(kit).unwrap();
}

/// A key of the policy of which nothing says what a group may do with it would be a hole, or useless to groups.
#[test]
fn every_key_of_the_policy_says_what_a_group_may_do_with_it() {
    let schema = countersign::strict_toml::plain::<countersign::policy::Policy>();
    fn walk(schema: &serde_json::Value, node: &serde_json::Value, path: &str, open: &mut Vec<String>) {
        let known = countersign::policy::KEYS.iter().any(|(key, _)| *key == path);
        let node = match node["$ref"].as_str() {
            Some(at) => schema.pointer(at.trim_start_matches('#')).unwrap(),
            None => node,
        };
        match node["properties"].as_object().filter(|_| !known) {
            Some(properties) => {
                for (name, inner) in properties {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    walk(schema, inner, &path, open);
                }
            }
            None if !known => open.push(path.to_owned()),
            None => {}
        }
    }
    let mut open = Vec::new();
    walk(&schema, &schema, "", &mut open);
    assert!(open.is_empty(), "KEYS of src/policy/tighten/keys.rs says nothing of {open:?}");
    for (key, _) in countersign::policy::KEYS {
        let mut node = &schema;
        for step in key.split('.') {
            node = node["properties"].get(step).unwrap_or_else(|| panic!("the policy has no {key}"));
            if let Some(at) = node["$ref"].as_str() {
                node = schema.pointer(at.trim_start_matches('#')).unwrap();
            }
        }
    }
}
