//! The locked parts of a kit's e-mails, held against the rules: what no author could mend is told to the brand team
//! before anybody writes.
//!
//! Each template is filled in with harmless values (each choice once, two blocks of each repeat) for one office of each
//! sort: offices that differ in nothing that templates and rules can tell apart are looked at once.

use super::faults::DOES_NOT_OPEN;
use super::files::Files;
use super::inline::inline_with_places;
use crate::compile::Part;
use crate::diag::{Finding, Owner, Severity, Source};
use crate::draft::Draft;
use crate::engine::Engine;
use crate::group::{Group, Kind, Office};
use crate::kit::Kit;
use crate::strict_toml::{Document, Fault, Mistake, Step};
use crate::template::{Slot, SlotKind, Template};
use crate::text::Span;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// All that rules find in locked parts and in offices' profiles. `files` are what the kit was compiled from.
pub fn locked(kit: &Kit, files: &Files, now: Timestamp) -> Vec<Mistake> {
    let engine = Engine::new(kit.clone());
    let groups = ["groups.toml", "groups.csv"].into_iter().find_map(|file| Some((file, files.get(file)?)));
    let groups = groups.map(|(file, text)| Document::parse(file, text).0);
    let mut mistakes = Vec::new();
    for (name, template) in &kit.templates {
        let place = Place { files, groups: groups.as_ref(), name, template };
        let offices = sorts(kit, name);
        // What is told, and for which offices.
        let mut told: BTreeMap<String, (Mistake, BTreeSet<&str>)> = BTreeMap::new();
        for office in &offices {
            for slots in fillings(template, kit) {
                let draft = Draft { template: name.clone(), group: office.id.clone(), slots, ..Draft::default() };
                let found = match engine.open(draft, now) {
                    Ok(mut review) => {
                        let findings = review.report().findings();
                        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                        errors.filter_map(|finding| place.mistake(finding, office)).collect()
                    }
                    Err(error) => {
                        let file = format!("templates/{name}/template.toml");
                        vec![Mistake::of_file(&DOES_NOT_OPEN, &file).with("reason", error.to_string())]
                    }
                };
                for mistake in found {
                    told.entry(mistake.to_string()).or_insert((mistake, BTreeSet::new())).1.insert(&office.id);
                }
            }
        }
        mistakes.extend(told.into_values().map(|(mistake, whose)| match mistake.line {
            // Something is not there, and not for every office: for which ones tells why.
            0 if whose.len() < offices.len() => {
                let whose: Vec<&str> = whose.into_iter().collect();
                Mistake { file: format!("{} ({})", mistake.file, whose.join(", ")), ..mistake }
            }
            _ => mistake,
        }));
    }
    Mistake::sort(&mut mistakes);
    mistakes
}

/// One office of each sort that may use the template.
fn sorts(kit: &Kit, template: &str) -> Vec<Office> {
    let mut seen = BTreeSet::new();
    let mut offices = Vec::new();
    for id in kit.groups.0.keys() {
        let Some(office) = kit.groups.resolve(id) else { continue };
        let profile = &office.profile;
        let writes = matches!(profile.kind.unwrap_or_default(), Kind::Branch | Kind::Franchisee);
        let may = profile.templates.as_ref().is_none_or(|allowed| allowed.iter().any(|name| name == template));
        if writes && may && seen.insert(sort(&office, kit)) {
            offices.push(office);
        }
    }
    offices
}

/// What templates and rules can tell apart of an office.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    kind: &'static str,
    locale: Option<String>,
    country: Option<String>,
    /// Which parts of the profile there are.
    there: [bool; 7],
    fields: Vec<String>,
    /// Whose policies tighten the brand's for it.
    policies: Vec<String>,
}

fn sort(office: &Office, kit: &Kit) -> Sort {
    let profile: &Group = &office.profile;
    let chain = std::iter::once(&office.id).chain(&office.above);
    let there = [
        &profile.legal_entity,
        &profile.address,
        &profile.city,
        &profile.phone,
        &profile.hours,
        &profile.website,
        &profile.message_variation_id,
    ];
    Sort {
        kind: profile.kind.unwrap_or_default().name(),
        locale: profile.locale.clone(),
        country: profile.country.clone(),
        there: there.map(Option::is_some),
        fields: profile.fields.keys().cloned().collect(),
        policies: chain.filter(|id| kit.policies.contains_key(*id)).cloned().collect(),
    }
}

/// Harmless values: one filling, and one more for each further choice.
fn fillings(template: &Template, kit: &Kit) -> Vec<BTreeMap<String, Value>> {
    let host = |hosts: &[String]| {
        let host = hosts.first().map_or("www.example.com", |host| host.strip_prefix("*.").unwrap_or(host));
        format!("https://{host}/")
    };
    let (link, image) = (host(&kit.policy.links.hosts), host(&kit.policy.links.image_hosts));
    let most = template.slots.iter().map(|slot| slot.choices.len()).max().unwrap_or(1).max(1);
    let filling =
        |turn: usize| template.slots.iter().map(|slot| (slot.id.clone(), value(slot, turn, &link, &image))).collect();
    (0..most).map(filling).collect()
}

fn value(slot: &Slot, turn: usize, link: &str, image: &str) -> Value {
    match slot.kind {
        SlotKind::Text | SlotKind::Markdown => json!("Abc"),
        SlotKind::Url => json!(link),
        SlotKind::Image => json!({ "src": format!("{image}abc.png"), "alt": "Abc" }),
        SlotKind::Choice => json!(slot.choices.get(turn).or(slot.choices.first()).map(|choice| &choice.value)),
        SlotKind::Switch => json!(true),
        SlotKind::Repeat => {
            let block = || slot.slots.iter().map(|inner| (inner.id.clone(), value(inner, turn, link, image)));
            let blocks = slot.min.unwrap_or(0).max(2).min(slot.max.unwrap_or(usize::MAX));
            (0..blocks).map(|_| Value::Object(block().collect())).collect()
        }
    }
}

/// Where a template's findings are told.
struct Place<'p> {
    files: &'p Files,
    groups: Option<&'p Document>,
    name: &'p str,
    template: &'p Template,
}

impl Place<'_> {
    fn mistake(&self, finding: &Finding, office: &Office) -> Option<Mistake> {
        let notice = finding.notice;
        let fault = Fault { code: notice.id, what: notice.message, todo: notice.fix };
        let mistake = match (&finding.place.source, finding.place.source.owner()) {
            (_, Owner::Author) => return None,
            (Source::Group(key), _) => {
                let path = [office.id.as_str().into(), key.as_str().into()];
                self.groups.map_or_else(|| Mistake::of_file(&fault, "groups"), |groups| groups.mistake(&fault, &path))
            }
            (Source::Template(part), _) => {
                let locale = office.profile.locale.as_deref().unwrap_or_default();
                self.in_part(&fault, part, finding, locale)
            }
            _ => return None,
        };
        Some(Mistake { facts: finding.facts.clone(), ..mistake })
    }

    /// In the file as it was written: the same words, as many times in.
    fn in_part(&self, fault: &Fault, part: &str, finding: &Finding, locale: &str) -> Mistake {
        let folder = format!("templates/{}/", self.name);
        let part = Part::named(part);
        let compiled = part.and_then(|part| part.of(self.template)).unwrap_or_default();
        let endings: &[&str] = match part {
            Some(Part::Html) => &["html", "mjml"],
            Some(Part::Text) => &["txt"],
            other => {
                let file = format!("{folder}template.toml");
                let document = Document::parse(&file, self.files.get(&file).unwrap_or_default()).0;
                let template = self.template.spoken(locale);
                let path = other.map(|part| part.path(&template).into_iter().map(Step::from).collect::<Vec<_>>());
                return document.mistake(fault, path.as_deref().unwrap_or_default());
            }
        };
        let mut sources = self.files.0.iter().filter(|(path, _)| {
            path.strip_prefix(&folder).is_some_and(|file| endings.iter().any(|ending| file.ends_with(ending)))
        });
        let Some((file, source)) = sources.next() else {
            return Mistake::of_file(fault, &format!("{folder}template.toml"));
        };
        if finding.place.span.of(compiled).is_empty() {
            return Mistake::of_file(fault, file);
        }
        match place_in(file, source, compiled, finding.place.span) {
            Some(at) => Document::plain(file, source).mistake_at(fault, at),
            None => Mistake::of_file(fault, file),
        }
    }
}

/// Where `span` of the compiled body was written. HTML says so itself; of MJML, the same words as many times in, if
/// they are there at all.
fn place_in(file: &str, source: &str, compiled: &str, span: Span) -> Option<usize> {
    if let (true, Ok((text, places))) = (file.ends_with(".html"), inline_with_places(source))
        && text == compiled
    {
        return Some(places.source(span.start));
    }
    let before = compiled.get(..span.start).unwrap_or_default();
    let words = span.of(compiled);
    source.match_indices(words).nth(before.matches(words).count()).map(|(at, _)| at)
}
