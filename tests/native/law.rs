//! Whole messages under the law of a place (`tests/law/*.toml`): one that complies passes, and each single fault of it is
//! found by exactly the rule that it breaks.
//!
//! A fault may need a case of its own (`facts`, `group`, `good`: then the message with these must pass too) and then
//! breaks it (`replace` in the HTML, `bad`, `bad_facts`, `bad_group`, `subject`).

use countersign::diag::{Area, Severity};
use countersign::engine::Engine;
use countersign::kit::{FORMAT, Kit};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::PathBuf;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    subject: String,
    html: String,
    group: Map<String, Value>,
    facts: Map<String, Value>,
    fault: Vec<Fault>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Fault {
    rule: String,
    policy: Option<Value>,
    group: Map<String, Value>,
    facts: Map<String, Value>,
    good: String,
    good_subject: Option<String>,
    replace: Option<[String; 2]>,
    bad: String,
    bad_facts: Map<String, Value>,
    bad_group: Map<String, Value>,
    subject: Option<String>,
    delivery: Option<String>,
    /// The day on which it is asked; 2026-11-23 where left out.
    now: Option<String>,
}

/// A message and all that is declared of it.
#[derive(Clone)]
struct Message {
    policy: Value,
    group: Map<String, Value>,
    facts: Map<String, Value>,
    subject: String,
    html: String,
    delivery: Option<String>,
    now: String,
}

/// What comes over what was there; `false` takes it away.
fn over(base: &Map<String, Value>, more: &Map<String, Value>) -> Map<String, Value> {
    let mut all = base.clone();
    all.extend(more.clone());
    all.retain(|_, value| *value != Value::Bool(false));
    all
}

impl Message {
    /// The errors, and whatever law says: rule ids.
    fn told(&self) -> Vec<String> {
        let mut sections: Map<String, Value> = Map::new();
        for (path, value) in &self.facts {
            let (section, name) = path.split_once('.').unwrap();
            // Claims and pictures are declared with the template.
            let (section, name) = match section {
                "claim" | "asset" => ("message", format!("{section}.{name}")),
                _ => (section, name.to_owned()),
            };
            let facts = sections.entry(section).or_insert_with(|| json!({})).as_object_mut().unwrap();
            match name.split_once('.') {
                Some((table, name)) => {
                    facts.entry(table).or_insert_with(|| json!({}))[name] = value.clone();
                }
                None => {
                    facts.insert(name, value.clone());
                }
            }
        }
        let mut of = |section: &str| sections.remove(section).unwrap_or_else(|| json!({}));
        let (brand, mut message, mut offer, audience) = (of("brand"), of("message"), of("offer"), of("audience"));
        assert!(sections.is_empty(), "{sections:?}");
        let mut policy = self.policy.clone();
        policy["facts"] = brand;
        let mut group = self.group.clone();
        group.insert("segments".to_owned(), json!([{ "id": "s1", "name": "All", "facts": audience }]));
        let taken = |from: &mut Value, key: &str| from.as_object_mut().unwrap().remove(key);
        let (from, until) = (taken(&mut offer, "from"), taken(&mut offer, "until"));
        let purpose = taken(&mut message, "purpose").unwrap_or_else(|| json!("promotional"));
        let both = |text: &str| json!({ "en": text, "fr": text });
        let kit: Kit = serde_json::from_value(json!({
            "format": FORMAT,
            "brand": { "name": "Roma" },
            "policy": policy,
            "groups": { "office": group },
            "offers": { "one": { "name": both("Offer"), "from": from, "until": until, "fields": offer } },
            "recipients": [],
            "templates": { "letter": {
                "name": both("Letter"), "version": 1, "purpose": purpose, "facts": message,
                "email": { "subject": self.subject, "html": self.html.trim() },
            } },
        }))
        .unwrap();
        let schedule = self.delivery.as_ref().map(|day| json!({ "time": format!("{day}T15:00:00Z") }));
        let draft = serde_json::from_value(json!({
            "template": "letter", "group": "office", "offer": "one", "audience": { "segment": "s1" }, "schedule": schedule,
        }))
        .unwrap();
        let mut review = Engine::new(kit).open(draft, format!("{}T12:00:00Z", self.now).parse().unwrap()).unwrap();
        let findings = review.report().findings().iter();
        findings
            .filter(|one| one.severity == Severity::Error || one.notice.area == Area::Legal)
            .map(|one| one.notice.id.to_owned())
            .collect()
    }

    fn insert(&mut self, html: &str) {
        self.html = self.html.replace("<!-- more -->", html);
    }
}

#[test]
fn what_complies_passes_and_each_fault_is_found_by_its_rule() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/law");
    let mut wrong = Vec::new();
    let mut faults = 0;
    for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let place: Place = toml::from_str(&fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let base = Message {
            policy: json!({}),
            group: place.group.clone(),
            facts: place.facts.clone(),
            subject: place.subject.clone(),
            html: place.html.clone(),
            delivery: None,
            now: "2026-11-23".to_owned(),
        };
        let told = base.told();
        if !told.is_empty() {
            wrong.push(format!("{name}: what complies is told {told:?}"));
        }
        for (nth, fault) in place.fault.iter().enumerate() {
            faults += 1;
            let mut good = base.clone();
            good.policy = fault.policy.clone().unwrap_or(good.policy);
            good.group = over(&base.group, &fault.group);
            good.facts = over(&base.facts, &fault.facts);
            good.delivery = fault.delivery.clone();
            good.now = fault.now.clone().unwrap_or(good.now);
            let mut bad = good.clone();
            good.insert(&fault.good);
            good.subject = fault.good_subject.clone().unwrap_or(good.subject);
            let told = good.told();
            if !told.is_empty() {
                wrong.push(format!(
                    "{name}, fault {} ({}): the message without it is told {told:?}",
                    nth + 1,
                    fault.rule
                ));
            }
            bad.group = over(&bad.group, &fault.bad_group);
            bad.facts = over(&bad.facts, &fault.bad_facts);
            bad.insert(&fault.bad);
            bad.subject = fault.subject.clone().unwrap_or(bad.subject);
            if let Some([from, to]) = &fault.replace {
                assert!(bad.html.contains(from), "{name}, fault {}: “{from}” is not there", nth + 1);
                bad.html = bad.html.replace(from.as_str(), to);
            }
            let mut told = bad.told();
            told.dedup();
            if told != [fault.rule.as_str()] {
                wrong.push(format!("{name}, fault {} ({}): is told {told:?}", nth + 1, fault.rule));
            }
        }
    }
    assert!(faults >= 200, "only {faults} faults: this test looks in the wrong place");
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
