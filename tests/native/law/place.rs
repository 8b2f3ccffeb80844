//! A place and its stories, as `tests/law/<place>.toml` tells them.

use super::message::Message;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// A place: an e-mail that complies, other messages that do, and the faults that each may have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    subject: String,
    html: String,
    pub(super) group: Map<String, Value>,
    facts: Map<String, Value>,
    pub(super) fault: Vec<Fault>,
    #[serde(default)]
    message: Vec<Short>,
    /// Rules of the place without a fault here, each with the reason.
    #[serde(default)]
    pub(super) without: BTreeMap<String, String>,
}

/// A message on another channel that complies.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Short {
    on: String,
    #[serde(default)]
    title: String,
    body: String,
    link: Option<String>,
    /// Other texts of it that comply: words that only look like those of a fault.
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    facts: Map<String, Value>,
    fault: Vec<Fault>,
}

/// A fault, the case that it needs, and what breaks it.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Fault {
    pub(super) rule: String,
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
    /// A link that only the message with the fault lacks: `bad_link = ""`.
    bad_link: Option<String>,
    /// The day of delivery, or its moment.
    delivery: Option<String>,
    bad_delivery: Option<String>,
    /// The day on which it is asked; 2026-11-23 where left out.
    now: Option<String>,
}

/// A story: what complies, the same with one fault, and the rule that must find it.
pub(super) struct Story {
    pub(super) name: String,
    pub(super) rule: String,
    pub(super) good: Message,
    pub(super) bad: Message,
}

/// Where a fault's own words go in.
const MORE: &str = "<!-- more -->";

impl Place {
    /// Every place that has a file, by the file's name.
    pub(super) fn all() -> Vec<(String, Self)> {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/law");
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let read = |file: PathBuf| {
            let place = toml::from_str(&fs::read_to_string(&file).unwrap());
            let place = place.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            (file.file_stem().unwrap().to_str().unwrap().to_owned(), place)
        };
        files.into_iter().map(read).collect()
    }

    /// What complies, in every wording that it has.
    pub(super) fn every_wording(&self) -> Vec<Message> {
        let also = std::iter::once(&[][..]).chain(self.message.iter().map(|short| &short.also[..]));
        let worded = self.complies().into_iter().zip(also).flat_map(|(message, also)| {
            let other = message.clone();
            let others = also.iter().map(move |body| Message { body: body.clone(), ..other.clone() });
            std::iter::once(message).chain(others)
        });
        worded.collect()
    }

    /// What complies: the e-mail, and the other messages.
    pub(super) fn complies(&self) -> Vec<Message> {
        let email = Message {
            policy: json!({}),
            group: self.group.clone(),
            facts: self.facts.clone(),
            on: "email".to_owned(),
            head: self.subject.clone(),
            body: self.html.trim().to_owned(),
            link: None,
            delivery: None,
            now: "2026-11-23".to_owned(),
        };
        let short = self.message.iter().map(|short| Message {
            facts: over(&self.facts, &short.facts),
            on: short.on.clone(),
            head: short.title.clone(),
            body: short.body.clone(),
            link: short.link.clone(),
            ..email.clone()
        });
        let short: Vec<Message> = short.collect();
        std::iter::once(email).chain(short).collect()
    }

    /// Every fault with the message that has it.
    pub(super) fn stories(&self) -> Vec<Story> {
        let shorts = self.message.iter().map(|short| &short.fault[..]);
        let lists = self.complies().into_iter().zip(std::iter::once(&self.fault[..]).chain(shorts));
        let numbered = lists.flat_map(|(base, faults)| faults.iter().enumerate().map(move |one| (base.clone(), one)));
        numbered.map(|(base, (nth, fault))| fault.story(base, nth + 1)).collect()
    }
}

impl Fault {
    fn story(&self, base: Message, nth: usize) -> Story {
        let name = format!("{} fault {nth} ({})", base.on, self.rule);
        let mut good = base;
        good.policy = self.policy.clone().unwrap_or(good.policy);
        good.group = over(&good.group, &self.group);
        good.facts = over(&good.facts, &self.facts);
        good.delivery = self.delivery.clone();
        good.now = self.now.clone().unwrap_or(good.now);
        let mut bad = good.clone();
        good.say(&self.good);
        good.head = self.good_subject.clone().unwrap_or(good.head);
        bad.say(&self.bad);
        bad.group = over(&bad.group, &self.bad_group);
        bad.facts = over(&bad.facts, &self.bad_facts);
        bad.head = self.subject.clone().unwrap_or(bad.head);
        bad.link = self.bad_link.clone().or(bad.link).filter(|link| !link.is_empty());
        bad.delivery = self.bad_delivery.clone().or(bad.delivery);
        if let Some([from, to]) = &self.replace {
            assert!(bad.body.contains(from), "{name}: “{from}” is not there");
            bad.body = bad.body.replace(from.as_str(), to);
        }
        Story { name, rule: self.rule.clone(), good, bad }
    }
}

impl Message {
    /// Puts in the words of a fault: where the e-mail has room for them; another message is nothing else.
    fn say(&mut self, words: &str) {
        match self.on.as_str() {
            "email" => self.body = self.body.replace(MORE, words),
            _ if !words.is_empty() => words.clone_into(&mut self.body),
            _ => {}
        }
    }
}

/// What comes over what was there; `false` takes it away.
fn over(base: &Map<String, Value>, more: &Map<String, Value>) -> Map<String, Value> {
    let mut all = base.clone();
    all.extend(more.clone());
    all.retain(|_, value| *value != Value::Bool(false));
    all
}
