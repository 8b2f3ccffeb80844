//! A message, all that is declared of it, and what Countersign says of it.

use countersign::diag::{Area, Severity, Source};
use countersign::engine::Engine;
use countersign::kit::{FORMAT, Kit};
use serde_json::{Map, Value, json};
use std::fmt;

/// A message and all that is declared of it. `[[…]]` in its texts stands around the words that a fault is in.
#[derive(Clone)]
pub(super) struct Message {
    pub(super) policy: Value,
    pub(super) group: Map<String, Value>,
    pub(super) facts: Map<String, Value>,
    /// On which channel, as files name it.
    pub(super) on: String,
    /// The subject of an e-mail, the title of another message; empty where it has none.
    pub(super) head: String,
    /// The HTML of an e-mail, the text of another message.
    pub(super) body: String,
    /// What a tap opens.
    pub(super) link: Option<String>,
    pub(super) delivery: Option<String>,
    pub(super) now: String,
}

/// In which of the message's texts, and between which bytes.
pub(super) type At = (&'static str, usize, usize);

/// Something that is said of a message.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Told {
    pub(super) rule: String,
    /// Where; `None` where it is in no text, or something is not there.
    pub(super) at: Option<At>,
    /// The words there.
    pub(super) words: String,
    /// Whether it keeps the message from going, or is the law's.
    pub(super) counts: bool,
}

impl fmt::Debug for Told {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.rule)?;
        self.at.map_or(Ok(()), |(text, ..)| write!(to, " in {text} at “{}”", self.words))
    }
}

impl Message {
    /// The texts without their marks, and where the marks were.
    fn unmarked(&self) -> ([(&'static str, String); 2], Vec<At>) {
        let mut marks = Vec::new();
        let mut clean = |name: &'static str, text: &str| {
            let (mut bare, mut rest) = (String::new(), text);
            while let Some((before, (words, after))) =
                rest.split_once("[[").and_then(|(before, rest)| Some((before, rest.split_once("]]")?)))
            {
                bare += before;
                marks.push((name, bare.len(), bare.len() + words.len()));
                bare += words;
                rest = after;
            }
            (name, bare + rest)
        };
        let [head, body] = self.parts();
        let texts = [clean(head, &self.head), clean(body, &self.body)];
        (texts, marks)
    }

    /// What findings call its head and its body.
    fn parts(&self) -> [&'static str; 2] {
        match self.on.as_str() {
            "email" => ["subject", "html"],
            "sms" => ["", "sms.body"],
            "push" => ["push.title", "push.body"],
            "content_card" => ["content_card.title", "content_card.description"],
            "whats_app" => ["whats_app.header", "whats_app.body"],
            other => panic!("no story is told on `{other}`"),
        }
    }

    /// What the template says of it.
    fn template(&self) -> Value {
        let ([(_, head), (_, body)], _) = self.unmarked();
        let link = &self.link;
        match self.on.as_str() {
            "email" => json!({ "subject": head, "html": body }),
            "sms" => json!({ "body": body }),
            "push" => json!({ "title": head, "body": body, "link": link, "android_channel": "news" }),
            "content_card" => {
                json!({ "title": head, "description": body, "link": link, "link_text": link.as_ref().map(|_| "Menu") })
            }
            _ => {
                let header = Some(head).filter(|head| !head.is_empty());
                let language = self.group["locale"].as_str().unwrap().replace('-', "_");
                let button = link.as_ref().map(|_| "Menu");
                let text =
                    json!({ "header": header, "body": body, "footer": "STOP", "link": link, "link_text": button });
                json!({ "template": "news", "texts": { language: text } })
            }
        }
    }

    /// The marked words.
    pub(super) fn marks(&self) -> Vec<At> {
        self.unmarked().1
    }

    /// What is said of it.
    pub(super) fn told(&self) -> Vec<Told> {
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
        let (texts, _) = self.unmarked();
        let mut letter = json!({ "name": both("Letter"), "version": 1, "purpose": purpose, "facts": message });
        letter[self.on.as_str()] = self.template();
        let kit: Kit = serde_json::from_value(json!({
            "format": FORMAT,
            "brand": { "name": "Roma" },
            "policy": policy,
            "groups": { "office": group },
            "offers": { "one": { "name": both("Offer"), "from": from, "until": until, "fields": offer } },
            "recipients": [],
            "templates": { "letter": letter },
        }))
        .unwrap();
        let moment = |day: &String| if day.contains('T') { day.clone() } else { format!("{day}T15:00:00Z") };
        let schedule = self.delivery.as_ref().map(|day| json!({ "time": moment(day) }));
        let draft = serde_json::from_value(json!({
            "template": "letter", "group": "office", "offer": "one", "audience": { "segment": "s1" }, "schedule": schedule,
        }))
        .unwrap();
        let mut review = Engine::new(kit).open(draft, format!("{}T12:00:00Z", self.now).parse().unwrap()).unwrap();
        let findings = review.report().findings().iter();
        let told = findings.map(|one| {
            let Source::Template(name) = &one.place.source else {
                return (one, None, String::new());
            };
            // What is missing may belong elsewhere: beside a button.
            let Some((name, text)) = texts.iter().find(|(text, _)| text == name) else {
                return (one, None, String::new());
            };
            let span = one.place.span;
            let at = (span.start < span.end).then_some((*name, span.start, span.end));
            (one, at, span.of(text).to_owned())
        });
        let mut told: Vec<Told> = told
            .map(|(one, at, words)| Told {
                rule: one.notice.id.to_owned(),
                at,
                words,
                counts: one.severity == Severity::Error || matches!(one.notice.area, Area::Legal | Area::Sms),
            })
            .collect();
        told.sort();
        told
    }
}
