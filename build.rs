//! Makes constants of the rules in `src/check/packs/*.toml`, so that the module carries them ready.
//!
//! Says file and rule where an entry is wrong: a missing language, an unknown key, a condition that cannot be read.

#![allow(clippy::print_stdout, reason = "a build script speaks to cargo")]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, error, fs};

type Fault = Box<dyn error::Error>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    #[serde(default)]
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(default = "legal")]
    area: String,
    jurisdictions: Vec<String>,
    source: String,
    checked: Option<String>,
    effective_from: Option<String>,
    effective_to: Option<String>,
    severity: String,
    #[serde(default = "yes")]
    waivable: bool,
    #[serde(default = "email")]
    channels: Vec<String>,
    #[serde(default)]
    when: BTreeMap<String, toml::Value>,
    #[serde(default)]
    unless: BTreeMap<String, toml::Value>,
    #[serde(default)]
    instead_of: Vec<String>,
    title: Both,
    message: Both,
    why: Both,
    fix: Both,
    says: Option<Says>,
    #[serde(default)]
    needs: Needs,
    #[serde(default)]
    or: Vec<Or>,
    example: Vec<Example>,
}

/// Another case of the same rule. What the rule itself asks of the facts holds besides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Or {
    channels: Option<Vec<String>>,
    #[serde(default)]
    when: BTreeMap<String, toml::Value>,
    #[serde(default)]
    unless: BTreeMap<String, toml::Value>,
    says: Option<Says>,
    #[serde(default)]
    needs: Needs,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    en: String,
    fr: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Says {
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    begins: Vec<String>,
    #[serde(default)]
    percent: bool,
    #[serde(default)]
    money: bool,
    #[serde(default)]
    struck: bool,
    off_above: Option<f64>,
    #[serde(default)]
    off_price: bool,
    #[serde(default)]
    other_than: Vec<String>,
    #[serde(default, rename = "in")]
    parts: Vec<String>,
    #[serde(default)]
    but: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Needs {
    wording: Vec<Wording>,
    links: Vec<Link>,
    shown: Vec<String>,
    begins: Vec<String>,
    way_out: Vec<String>,
    facts: BTreeMap<String, toml::Value>,
    any_facts: BTreeMap<String, toml::Value>,
    facts_when: BTreeMap<String, toml::Value>,
    asks: Option<Both>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    any: BTreeMap<String, Vec<String>>,
    setting: Option<String>,
    #[serde(default)]
    verbatim: bool,
    size: Option<f64>,
    #[serde(default)]
    beside: bool,
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    when: BTreeMap<String, toml::Value>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    #[serde(default)]
    label: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    address: Vec<String>,
    #[serde(default)]
    when: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    html: Option<String>,
    line: Option<String>,
    subject: Option<String>,
    #[serde(default)]
    policy: Option<toml::Value>,
    #[serde(default)]
    group: Option<toml::Value>,
    #[serde(default)]
    facts: BTreeMap<String, toml::Value>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    delivery: Option<String>,
    fixed: Option<String>,
    #[serde(default)]
    missing: bool,
    channel: Option<String>,
}

fn legal() -> String {
    "legal".to_owned()
}

fn email() -> Vec<String> {
    vec!["email".to_owned()]
}

const fn yes() -> bool {
    true
}

fn main() -> Result<(), Fault> {
    let folder = Path::new("src/check/packs");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let mut rules = String::new();
    for path in files {
        let wrong = |what: String| format!("{}: {what}", path.display());
        let pack: Pack = toml::from_str(&fs::read_to_string(&path)?).map_err(|error| wrong(error.to_string()))?;
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        for entry in pack.rule {
            let code = entry.code(name).map_err(|what| wrong(format!("rule `{}`: {what}", entry.id)))?;
            let _ = writeln!(rules, "    &{code},");
        }
    }
    let out = Path::new(&env::var("OUT_DIR")?).join("packs.rs");
    let head = "/// The rules of every pack, by file.\npub(super) static RULES: &[&super::Rule] = &[\n";
    fs::write(out, format!("{head}{rules}];\n"))?;
    Ok(())
}

impl Entry {
    fn code(&self, pack: &str) -> Result<String, String> {
        let known = ["error", "warning", "info"].contains(&self.severity.as_str());
        let severity = known.then(|| camel(&self.severity)).ok_or("severity is error, warning or info")?;
        let own = Or {
            channels: None,
            when: BTreeMap::new(),
            unless: BTreeMap::new(),
            says: self.says.clone(),
            needs: self.needs.clone(),
        };
        // A rule of which every case is an `or` has none of its own.
        let bare = own.says.is_none() && own.needs.is_empty() && !self.or.is_empty();
        let cases: Result<String, String> =
            (!bare).then_some(&own).into_iter().chain(&self.or).map(|case| case.code(pack, self)).collect();
        let examples: Result<String, String> = self.example.iter().map(|example| example.code(self)).collect();
        Ok(format!(
            "super::Rule {{ notice: crate::diag::Notice {{ id: {:?}, area: crate::diag::Area::{}, jurisdictions: &{:?}, \
             source: {:?}, checked: {:?}, effective_from: {:?}, effective_to: {:?}, \
             severity: crate::diag::Severity::{severity}, waivable: {}, title: {}, message: {}, why: {}, fix: {} }}, \
             check: super::Check::Entry(&[{}]), examples: super::example::proofs(&[{}]) }}",
            self.id,
            camel(&self.area),
            self.jurisdictions,
            self.source,
            self.checked,
            self.effective_from,
            self.effective_to,
            self.waivable,
            self.title.code(),
            self.message.code(),
            self.why.code(),
            self.fix.code(),
            cases?,
            examples?,
        ))
    }
}

impl Or {
    fn code(&self, pack: &str, rule: &Entry) -> Result<String, String> {
        let with = |own: &BTreeMap<String, toml::Value>, more: &BTreeMap<String, toml::Value>| {
            asked(&own.iter().chain(more).map(|(path, value)| (path.clone(), value.clone())).collect())
        };
        if self.says.is_none() && self.needs.is_empty() && self.when.is_empty() {
            return Err("it neither listens for anything nor needs anything".to_owned());
        }
        let channels = self.channels.as_ref().unwrap_or(&rule.channels);
        let channels: String = channels.iter().map(|one| format!("crate::channel::Channel::{},", camel(one))).collect();
        Ok(format!(
            "Entry {{ pack: {pack:?}, channels: &[{channels}], when: {}, unless: {}, instead_of: &{:?}, \
             says: {}, needs: {} }},",
            with(&rule.when, &self.when)?,
            with(&rule.unless, &self.unless)?,
            rule.instead_of,
            self.says.as_ref().map_or(Ok("None".to_owned()), |says| says.code().map(|code| format!("Some({code})")))?,
            self.needs.code()?,
        ))
    }
}

impl Both {
    fn code(&self) -> String {
        format!("crate::locale::Text {{ en: {:?}, fr: {:?} }}", self.en.trim(), french(self.fr.trim()))
    }
}

/// Set as French is: the apostrophe, and no-break spaces before `: ; ! ? %` and inside guillemets.
fn french(text: &str) -> String {
    let mut set = text.replace('\'', "’").replace("« ", "«\u{a0}");
    for sign in [":", ";", "!", "?", "»", "%", "€"] {
        set = set.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    set
}

impl Says {
    fn code(&self) -> Result<String, String> {
        let parts: Result<String, String> = (self.parts.iter())
            .map(|part| match part.as_str() {
                "subject" | "preheader" | "body" => Ok(format!("Where::{},", camel(part))),
                _ => Err(format!("`in` names subject, preheader and body, not `{part}`")),
            })
            .collect();
        Ok(format!(
            "Says {{ words: {}, begins: &{:?}, percent: {}, money: {}, struck: {}, off_above: {:?}, off_price: {}, \
             other_than: &{:?}, parts: &[{}], but: {} }}",
            words(&self.words),
            self.begins,
            self.percent,
            self.money,
            self.struck,
            self.off_above,
            self.off_price,
            self.other_than,
            parts?,
            words(&self.but)
        ))
    }
}

impl Needs {
    fn is_empty(&self) -> bool {
        self.wording.is_empty()
            && self.links.is_empty()
            && self.shown.is_empty()
            && self.begins.is_empty()
            && self.way_out.is_empty()
            && self.facts.is_empty()
            && self.any_facts.is_empty()
            && self.asks.is_none()
    }

    fn code(&self) -> Result<String, String> {
        let wording: Result<String, String> = self.wording.iter().map(Wording::code).collect();
        let links: Result<String, String> = self.links.iter().map(Link::code).collect();
        let way_out: Result<String, String> = (self.way_out.iter())
            .map(|one| match one.as_str() {
                "there" | "seen" | "easy" | "said" => Ok(format!("WayOut::{},", camel(one))),
                _ => Err(format!("`way_out` names there, seen, easy and said, not `{one}`")),
            })
            .collect();
        Ok(format!(
            "Needs {{ wording: &[{}], links: &[{}], shown: &{:?}, begins: &{:?}, way_out: &[{}], facts: {}, any_facts: {}, \
             facts_when: {}, asks: {} }}",
            wording?,
            links?,
            self.shown,
            self.begins,
            way_out?,
            asked(&self.facts)?,
            asked(&self.any_facts)?,
            asked(&self.facts_when)?,
            self.asks.as_ref().map_or("None".to_owned(), |both| format!("Some({})", both.code()))
        ))
    }
}

impl Wording {
    fn code(&self) -> Result<String, String> {
        let size = self.size.map_or("LEAST_SIZE".to_owned(), |size| format!("{size:?}"));
        Ok(format!(
            "Wording {{ any: {}, setting: {:?}, verbatim: {}, size: {size}, beside: {}, anywhere: {}, when: {} }},",
            words(&self.any),
            self.setting,
            self.verbatim,
            self.beside,
            self.anywhere,
            asked(&self.when)?
        ))
    }
}

impl Link {
    fn code(&self) -> Result<String, String> {
        let (label, when) = (words(&self.label), asked(&self.when)?);
        Ok(format!("Link {{ label: {label}, address: &{:?}, when: {when} }},", self.address))
    }
}

impl Example {
    fn code(&self, entry: &Entry) -> Result<String, String> {
        let json = |value: &Option<toml::Value>| value.as_ref().map_or(Ok("{}".to_owned()), json);
        let given = match (&self.html, &self.line) {
            (Some(html), None) => match &self.subject {
                Some(subject) => format!("super::Given::Mail({subject:?}, {html:?})"),
                None => format!("super::Given::Html({html:?})"),
            },
            (None, Some(line)) => format!("super::Given::Line({line:?})"),
            _ => return Err("an example has `html` or `line`".to_owned()),
        };
        let facts = toml::Value::Table(self.facts.clone().into_iter().collect());
        let place =
            entry.jurisdictions.first().filter(|place| *place != "*").map_or("GB", |place| match place.as_str() {
                "EU" => "IE",
                place => place,
            });
        let group = match &self.group {
            Some(_) => json(&self.group)?,
            None => format!(
                r#"{{ "name": "Roma", "country": "{place}", "locale": "{}" }}"#,
                self.language.as_deref().unwrap_or("en")
            ),
        };
        let channel = self.channel.as_ref().or(entry.channels.first());
        let channel = camel(channel.map_or("email", String::as_str));
        Ok(format!(
            "super::Example {{ policy: {:?}, group: {group:?}, given: {given}, fixed: {:?}, missing: {}, facts: {:?}, \
             channel: crate::channel::Channel::{channel}, delivery: {:?}, template: \"\", draft: \"\" }},",
            json(&self.policy)?,
            self.fixed,
            self.missing,
            json(&Some(facts))?,
            self.delivery,
        ))
    }
}

/// A TOML value as JSON.
fn json(value: &toml::Value) -> Result<String, String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

/// `client-support` → `ClientSupport`, `whats_app` → `WhatsApp`.
fn camel(name: &str) -> String {
    let capital =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    name.split(['-', '_']).map(capital).collect()
}

/// The endings of a German adjective, for which `~` stands: `nachhaltig~`.
const GERMAN: [&str; 6] = ["", "e", "er", "es", "en", "em"];

fn words(by_language: &BTreeMap<String, Vec<String>>) -> String {
    let lists = by_language.iter().map(|(language, phrases)| {
        let language = if language == "any" { "*" } else { language };
        let phrases: Vec<String> = (phrases.iter())
            .flat_map(|phrase| match phrase.contains('~') {
                true => GERMAN.map(|ending| phrase.replace('~', ending)).to_vec(),
                false => vec![phrase.clone()],
            })
            .collect();
        format!("Words {{ language: {language:?}, phrases: {:?} }},", phrases.join("\n"))
    });
    format!("&[{}]", lists.collect::<String>())
}

/// `{ "offer.until" = "not over" }` as conditions.
fn asked(facts: &BTreeMap<String, toml::Value>) -> Result<String, String> {
    let mut code = String::new();
    for (path, value) in facts {
        let condition = condition(value).ok_or_else(|| format!("`{path}`: cannot read the condition {value}"))?;
        let _ =
            write!(code, "super::case::Asked {{ path: {path:?}, condition: super::case::Condition::{condition} }},");
    }
    Ok(format!("&[{code}]"))
}

fn condition(value: &toml::Value) -> Option<String> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    match value {
        toml::Value::Boolean(yes) => Some(format!("OneOf(&[\"{yes}\"])")),
        toml::Value::Array(list) => {
            let words: Vec<&str> = list.iter().filter_map(toml::Value::as_str).collect();
            (words.len() == list.len()).then(|| format!("OneOf(&{words:?})"))
        }
        toml::Value::String(text) => Some(match text.as_str() {
            "known" => "Known".to_owned(),
            "not over" => "NotOver".to_owned(),
            "begun" => "Begun".to_owned(),
            "that day" => "ThatDay".to_owned(),
            "of drinking age" => "OfDrinkingAge".to_owned(),
            _ if text.starts_with(">=") => format!("AtLeast({:?})", number(text.get(2..)?)?),
            _ if text.starts_with("<=") => format!("AtMost({:?})", number(text.get(2..)?)?),
            _ if text.starts_with("at most ") && text.ends_with(" days old") => {
                let days = text.trim_start_matches("at most ").trim_end_matches(" days old");
                format!("Fresh({})", days.parse::<i64>().ok()?)
            }
            _ => format!("OneOf(&[{text:?}])"),
        }),
        _ => None,
    }
}
