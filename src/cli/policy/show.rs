//! `countersign policy show KIT --group G`: the policy as it holds for a group, and where each value of it comes from.

use super::super::CliError;
use super::super::check::read_kit;
use crate::group::Office;
use crate::kit::Kit;
use crate::kit_folder;
use crate::locale::{Facts, Locale, Text};
use crate::policy::{KEYS, Policy, Way};
use crate::strict_toml::{self, Document, Step};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// The policy at a group, under all above it.
struct Level {
    /// The group; nothing for the brand itself.
    group: Option<String>,
    /// What holds there.
    policy: Value,
    /// What was written there, in the folder of a kit: as the types have it, and where.
    written: Option<(Value, Document)>,
}

/// A value of the policy, and where it comes from.
#[derive(Debug, PartialEq, Serialize)]
struct Held {
    key: String,
    value: Value,
    /// The group that says so; nothing where the brand does.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

pub(super) fn run(
    path: &Path,
    group: &str,
    locale: Locale,
    json: bool,
    out: &mut dyn Write,
) -> Result<ExitCode, CliError> {
    const NONE: Text = Text {
        en: "There is no group “{group}” in this kit. Known: {known}.",
        fr: "Ce kit n’a pas de groupe «\u{a0}{group}\u{a0}». Connus\u{a0}: {known}.",
    };
    let kit = read_kit(path, locale)?;
    let Some(office) = kit.groups.resolve(group) else {
        let known: Vec<&str> = kit.groups.0.keys().map(String::as_str).take(SHOWN).collect();
        let facts = Facts::new().with("group", group).with("known", known.join(", "));
        return Err(CliError::Input(NONE.fill(locale, &facts)));
    };
    let levels = levels(path, &kit, &office);
    let held = held(&levels);
    if json {
        writeln!(out, "{}", serde_json::json!({ "group": office.id, "above": office.above, "values": held }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let chain: Vec<&str> = std::iter::once(&office.id).chain(&office.above).map(String::as_str).collect();
    writeln!(out, "# {} ({})", office.profile.name, chain.join(" < "))?;
    let lines: Vec<(String, String)> = held.iter().map(|one| (one.said(), one.origin(locale))).collect();
    let wide = lines.iter().map(|(said, _)| said.chars().count()).filter(|wide| *wide <= WIDEST).max().unwrap_or(0);
    for (said, origin) in lines {
        writeln!(out, "{said:wide$}  # {origin}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// So many groups are named where one is not known.
const SHOWN: usize = 20;
/// Origins stand in one column, but for lines that are longer than this.
const WIDEST: usize = 72;

/// The brand, then each group down to this one that says something of its own.
fn levels(path: &Path, kit: &Kit, office: &Office) -> Vec<Level> {
    let files = if path.is_dir() { kit_folder::read(path).0 } else { kit_folder::Files::default() };
    let written = |file: &str| {
        let (policy, document, _) = strict_toml::open::<Policy>(file, files.get(file)?);
        Some((serde_json::to_value(policy?).ok()?, document))
    };
    let json = |policy: &Policy| {
        let mut policy = policy.clone();
        policy.withhold();
        serde_json::to_value(policy).unwrap_or_default()
    };
    let mut policy = kit.policy.clone();
    let mut levels = vec![Level { group: None, policy: json(&policy), written: written("policy.toml") }];
    for id in office.above.iter().rev().chain(std::iter::once(&office.id)) {
        if let Some(own) = kit.policies.get(id) {
            policy = policy.tightened(own).0;
            let written = written(&format!("policies/{id}.toml"));
            levels.push(Level { group: Some(id.clone()), policy: json(&policy), written });
        }
    }
    levels
}

/// Every value that somebody set.
fn held(levels: &[Level]) -> Vec<Held> {
    let usual = serde_json::to_value(Policy::default()).unwrap_or_default();
    let mut held = Vec::new();
    if let Some(last) = levels.last() {
        walk(&last.policy, &usual, &mut Vec::new(), levels, &mut held);
    }
    held
}

fn walk(value: &Value, usual: &Value, path: &mut Vec<String>, levels: &[Level], held: &mut Vec<Held>) {
    if value == usual {
        return;
    }
    match value {
        Value::Object(table) => {
            for (name, value) in table {
                path.push(name.clone());
                walk(value, usual.get(name).unwrap_or(&Value::Null), path, levels, held);
                path.pop();
            }
        }
        // What groups add to is told entry by entry.
        Value::Array(items) if adds(&path.join(".")) || items.iter().any(Value::is_object) => {
            held.extend(items.iter().filter_map(|item| origin(levels, path, item, true)));
        }
        Value::Null => {}
        value => held.extend(origin(levels, path, value, false)),
    }
}

fn adds(path: &str) -> bool {
    KEYS.iter().any(|(key, way)| *key == path && *way == Way::Add)
}

/// A value with where it has stood as it is from on; nothing where nobody wrote it.
fn origin(levels: &[Level], path: &[String], value: &Value, entry: bool) -> Option<Held> {
    let has = |policy: &Value| {
        let there = path.iter().try_fold(policy, |value, key| value.get(key));
        let entries = there.and_then(Value::as_array).filter(|_| entry);
        entries.map_or(there == Some(value), |entries| entries.contains(value))
    };
    let since = levels.iter().rposition(|level| !has(&level.policy)).map_or(0, |before| before + 1);
    let level = levels.get(since).or(levels.last())?;
    let place = level.written.as_ref().and_then(|(written, document)| {
        let index = entry.then(|| {
            let list = path.iter().try_fold(written, |value, key| value.get(key))?.as_array()?;
            list.iter().position(|one| one == value)
        });
        let steps = path.iter().map(|key| Step::Key(key)).chain(index.flatten().map(Step::Item));
        let steps: Vec<Step<'_>> = steps.collect();
        document.has(&steps).then(|| (document.file().to_owned(), document.line(&steps)))
    });
    if level.written.is_some() && place.is_none() {
        return None;
    }
    let key = path.join(".") + if entry { "[]" } else { "" };
    Some(Held {
        key,
        value: bare(value),
        group: level.group.clone(),
        line: place.as_ref().map(|(_, line)| *line),
        file: place.map(|(file, _)| file),
    })
}

/// Without what was left out.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(table) => {
            let told = table.iter().filter(|(_, value)| {
                !value.is_null()
                    && value.as_array().is_none_or(|list| !list.is_empty())
                    && **value != Value::Bool(false)
            });
            Value::Object(told.map(|(name, value)| (name.clone(), bare(value))).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

impl Held {
    /// `limits.subject.max = 40`
    fn said(&self) -> String {
        format!("{} = {}", self.key, self.value)
    }

    /// `policies/france.toml:3`
    fn origin(&self, locale: Locale) -> String {
        const BRAND: Text = Text { en: "brand", fr: "marque" };
        match (&self.file, self.line, &self.group) {
            (Some(file), Some(line), _) => format!("{file}:{line}"),
            (_, _, Some(group)) => group.clone(),
            _ => BRAND.get(locale).to_owned(),
        }
    }
}
