//! Each file of a kit read strictly, each body compiled. What could not be read is absent, with its mistakes told, so
//! that the checks across files still look at the rest.

use super::faults::{
    BODY_EMPTY, BODY_ENDING, BODY_MISSING, CSS, FILE_MISSING, FILE_STRANGE, FILE_STRANGE_NEAR, GROUPS_TWICE, MJML,
    MJML_TEXT, MJML_UNCLOSED, MJML_UNKNOWN, MJML_UNKNOWN_NEAR,
};
use super::files::Files;
use super::mjml::{self, MjmlError};
use super::{groups_csv, inline};
use crate::draft::Recipient;
use crate::group::Groups;
use crate::kit::{Brand, Offer};
use crate::policy::Policy;
use crate::strict_toml::{self, Document, Mistake, nearest};
use crate::template::Template;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// A file that was read: its value if it has one, and where everything stands.
pub(super) struct Read<T> {
    pub(super) value: Option<T>,
    pub(super) document: Document,
}

/// A template and the bodies as they were written.
pub(super) struct TemplatePart {
    pub(super) template: Read<Template>,
    /// By key of `[email]` (`html`, `text`): the body before it was compiled.
    pub(super) bodies: BTreeMap<&'static str, Document>,
    /// The same bodies' texts.
    pub(super) sources: BTreeMap<&'static str, String>,
}

impl TemplatePart {
    /// Whether every body was found.
    pub(super) fn complete(&self) -> bool {
        let Some(value) = &self.template.value else { return false };
        let wanted = value.email.as_ref().map_or(0, |email| 1 + usize::from(email.text.is_some()));
        self.bodies.len() == wanted
    }
}

/// `recipients.toml`
#[derive(Clone, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recipients {
    /// The samples, in the order of the list.
    #[serde(default)]
    pub recipients: Vec<Recipient>,
}

/// All files of a kit.
pub(super) struct Parts {
    pub(super) brand: Read<Brand>,
    pub(super) policy: Read<Policy>,
    /// By group: what it says of its own.
    pub(super) policies: BTreeMap<String, Read<Policy>>,
    pub(super) groups: Read<Groups>,
    pub(super) offers: Read<BTreeMap<String, Offer>>,
    pub(super) recipients: Read<Recipients>,
    pub(super) templates: BTreeMap<String, TemplatePart>,
    pub(super) mistakes: Vec<Mistake>,
}

/// The files at the top of a kit.
const TOP: &[&str] = &["brand.toml", "policy.toml", "groups.toml", "groups.csv", "offers.toml", "recipients.toml"];

impl Parts {
    pub(super) fn read(files: &Files) -> Self {
        let mut mistakes = Vec::new();
        for path in files.0.keys().filter(|path| !path.contains('/') && !TOP.contains(&path.as_str())) {
            let near = nearest(path, TOP.iter().copied());
            let fault = if near.is_some() { &FILE_STRANGE_NEAR } else { &FILE_STRANGE };
            let mistake = Mistake::of_file(fault, path).with("nearest", near.unwrap_or_default());
            mistakes.push(mistake.with("known", TOP.join(", ")));
        }
        let brand = file(files, "brand.toml", true, &mut mistakes);
        let policy = file(files, "policy.toml", true, &mut mistakes);
        let groups = match (files.get("groups.toml"), files.get("groups.csv")) {
            (None, Some(text)) => {
                let (value, document, faults) = groups_csv::open("groups.csv", text);
                mistakes.extend(faults);
                Read { value, document }
            }
            (toml, csv) => {
                if toml.is_some() && csv.is_some() {
                    mistakes.push(Mistake::of_file(&GROUPS_TWICE, "groups.csv"));
                }
                file(files, "groups.toml", true, &mut mistakes)
            }
        };
        let policies = files.policies().map(|(group, path)| (group.to_owned(), file(files, path, true, &mut mistakes)));
        let policies = policies.collect();
        let offers = file(files, "offers.toml", false, &mut mistakes);
        let recipients = file(files, "recipients.toml", false, &mut mistakes);
        let mut templates = BTreeMap::new();
        for name in files.templates() {
            templates.insert(name.to_owned(), template(files, name, &mut mistakes));
        }
        Self { brand, policy, policies, groups, offers, recipients, templates, mistakes }
    }

    /// What groups say of their own, as it is written.
    pub(super) fn values(&self) -> BTreeMap<String, Value> {
        let read = self.policies.iter().filter(|(_, own)| own.value.is_some());
        read.map(|(group, own)| (group.clone(), own.document.value().clone())).collect()
    }
}

fn file<T: DeserializeOwned + JsonSchema>(
    files: &Files,
    path: &str,
    needed: bool,
    mistakes: &mut Vec<Mistake>,
) -> Read<T> {
    let text = files.get(path);
    if text.is_none() {
        if needed {
            mistakes.push(Mistake::of_file(&FILE_MISSING, path));
        }
        return Read { value: None, document: Document::parse(path, "").0 };
    }
    let (value, document, faults) = strict_toml::open(path, text.unwrap_or_default());
    mistakes.extend(faults);
    Read { value, document }
}

fn template(files: &Files, name: &str, mistakes: &mut Vec<Mistake>) -> TemplatePart {
    let folder = format!("templates/{name}/");
    let mut template: Read<Template> = file(files, &format!("{folder}template.toml"), true, mistakes);
    let mut bodies = BTreeMap::new();
    let mut sources = BTreeMap::new();
    if let Some(value) = &mut template.value {
        let mut body = |key: &'static str, file: &mut String, endings: &[&str]| {
            let at = |fault| template.document.mistake(fault, &["email".into(), key.into()]).with("file", file.clone());
            let Some(text) = files.get(&format!("{folder}{file}")).filter(|_| !file.contains(['/', '\\'])) else {
                mistakes.push(at(&BODY_MISSING).with("folder", folder.clone()));
                return;
            };
            let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
            if !endings.contains(&ending) {
                mistakes.push(at(&BODY_ENDING).with("endings", endings.join(", .")));
                return;
            }
            if text.trim().is_empty() {
                mistakes.push(at(&BODY_EMPTY));
                return;
            }
            let document = Document::plain(&format!("{folder}{file}"), text);
            match body(ending, text, &document) {
                Ok(compiled) => *file = compiled,
                Err(faults) => mistakes.extend(faults),
            }
            bodies.insert(key, document);
            sources.insert(key, text.to_owned());
        };
        if let Some(email) = &mut value.email {
            body("html", &mut email.html, &["html", "mjml"]);
            if let Some(text) = &mut email.text {
                body("text", text, &["txt"]);
            }
        }
    }
    TemplatePart { template, bodies, sources }
}

/// A body as it goes into the kit.
fn body(ending: &str, text: &str, document: &Document) -> Result<String, Vec<Mistake>> {
    let css = |reason: String| vec![Mistake::of_file(&CSS, document.file()).with("reason", reason)];
    match ending {
        "mjml" => {
            let html = mjml::compile(text)
                .map_err(|errors| errors.into_iter().map(|error| told(error, document)).collect::<Vec<_>>())?;
            inline::inline(&html).map_err(css)
        }
        "html" => inline::inline(text).map_err(css),
        _ => Ok(text.to_owned()),
    }
}

fn told(error: MjmlError, document: &Document) -> Mistake {
    match error {
        MjmlError::Unknown { name, at } => {
            let near = nearest(&name, mjml::COMPONENTS.iter().copied());
            let fault = if near.is_some() { &MJML_UNKNOWN_NEAR } else { &MJML_UNKNOWN };
            document.mistake_at(fault, at).with("nearest", near.unwrap_or_default()).with("name", name)
        }
        MjmlError::Text { at } => document.mistake_at(&MJML_TEXT, at),
        MjmlError::Unclosed { name, at } => document.mistake_at(&MJML_UNCLOSED, at).with("name", name),
        MjmlError::Broken { reason, at } => document.mistake_at(&MJML, at).with("reason", reason),
    }
}
