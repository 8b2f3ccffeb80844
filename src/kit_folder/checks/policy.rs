//! `policy.toml`: the forms of its values, and names of groups and templates.

use super::super::faults::{ATTRIBUTE_DEFAULT, EMPTY, INSTEAD, NOT_LIGHTER, NOT_WAIVABLE};
use super::super::parts::Parts;
use super::forms::{ATTRIBUTE, COLOUR, COUNTRY, DATE, HOST, HOUR, LANGUAGE, NAME};
use super::{A_GROUP, A_TEMPLATE, twice, unknown};
use crate::audience::Fields;
use crate::check::catalogue;
use crate::locale::Text;
use crate::policy::{Data, Policy, Upload, Wording};
use crate::strict_toml::{Document, Mistake, Step};

/// What can be said of a policy by itself, a brand's or a group's.
pub(super) fn own_values(policy: &Policy, document: &Document, mistakes: &mut Vec<Mistake>) {
    wording(&policy.wording, document, mistakes);
    values(policy, document, mistakes);
    for id in policy.severity.keys() {
        rule(document, &["severity".into(), Step::Key(id)], id, mistakes);
    }
}
const A_COLUMN: Text = Text {
    en: "a column that files may have: an identifier or a merge tag",
    fr: "une colonne permise dans un fichier\u{a0}: un identifiant ou une balise",
};

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    let Some(policy) = &parts.policy.value else { return };
    let document = &parts.policy.document;
    own_values(policy, document, mistakes);
    attributes(policy, document, mistakes);
    upload(policy, document, mistakes);
    for (index, id) in policy.off.iter().enumerate() {
        rule(document, &["off".into(), index.into()], id, mistakes);
        firm(document, &["off".into(), index.into()], id, mistakes);
    }
    for (id, severity) in &policy.severity {
        if catalogue::find(id).is_some_and(|rule| *severity < rule.notice.severity) {
            firm(document, &["severity".into(), Step::Key(id)], id, mistakes);
        }
    }
    for (index, waiver) in policy.waivers.iter().enumerate() {
        let at = |key: &'static str| [Step::Key("waivers"), index.into(), key.into()];
        DATE.check(document, &at("until"), &waiver.until, mistakes);
        rule(document, &at("rule"), &waiver.rule, mistakes);
        firm(document, &at("rule"), &waiver.rule, mistakes);
        let own = policy.severity.get(&waiver.rule).copied();
        let own = own.or_else(|| Some(catalogue::find(&waiver.rule)?.notice.severity));
        if let (Some(lighter), Some(own)) = (waiver.severity, own)
            && lighter >= own
        {
            let mistake = document.mistake(&NOT_LIGHTER, &at("severity")).with("name", waiver.rule.as_str());
            mistakes.push(mistake.with("severity", lighter.name()).with("own", own.name()));
        }
        for (key, value) in [("who", &waiver.who), ("why", &waiver.why)] {
            if value.trim().is_empty() {
                mistakes.push(document.mistake(&EMPTY, &at(key)).with("key", key));
            }
        }
        if let (Some(group), Some(groups)) = (&waiver.group, &parts.groups.value) {
            mistakes.extend(unknown(document, &at("group"), group, A_GROUP, groups.0.keys().map(String::as_str)));
        }
        if let Some(template) = &waiver.template {
            let known = parts.templates.keys().map(String::as_str);
            mistakes.extend(unknown(document, &at("template"), template, A_TEMPLATE, known));
        }
    }
}

const A_RULE: Text =
    Text { en: "a rule (`countersign rules` lists them)", fr: "une règle (`countersign rules` les énumère)" };

/// Tells that there is no rule `id`.
fn rule(document: &Document, path: &[Step<'_>], id: &str, mistakes: &mut Vec<Mistake>) {
    mistakes.extend(unknown(document, path, id, A_RULE, catalogue::all().map(|rule| rule.notice.id)));
}

/// Tells that the rule `id` can be neither waived nor turned off nor made lighter.
fn firm(document: &Document, path: &[Step<'_>], id: &str, mistakes: &mut Vec<Mistake>) {
    if catalogue::find(id).is_some_and(|rule| !rule.notice.waivable) {
        mistakes.push(document.mistake(&NOT_WAIVABLE, path).with("name", id));
    }
}

fn values(policy: &Policy, document: &Document, mistakes: &mut Vec<Mistake>) {
    for (index, colour) in policy.look.colours.iter().enumerate() {
        let at = |key: &'static str| [Step::Key("look"), "colours".into(), index.into(), key.into()];
        NAME.check(document, &at("name"), &colour.name, mistakes);
        COLOUR.check(document, &at("value"), &colour.value, mistakes);
    }
    let names = policy.look.colours.iter().enumerate().map(|(index, colour)| {
        (colour.name.as_str(), vec![Step::Key("look"), "colours".into(), index.into(), "name".into()])
    });
    twice(document, names, mistakes);
    let links = &policy.links;
    for (key, hosts) in
        [("hosts", &links.hosts), ("image_hosts", &links.image_hosts), ("unsubscribe_hosts", &links.unsubscribe_hosts)]
    {
        for (index, host) in hosts.iter().enumerate() {
            HOST.check(document, &["links".into(), key.into(), index.into()], host, mistakes);
        }
    }
    for (index, country) in policy.legal.everywhere.iter().enumerate() {
        COUNTRY.check(document, &["legal".into(), "everywhere".into(), index.into()], country, mistakes);
    }
    if let Some(quiet) = &policy.schedule.quiet {
        for (key, value) in [("from", &quiet.from), ("until", &quiet.until)] {
            HOUR.check(document, &["schedule".into(), "quiet".into(), key.into()], value, mistakes);
        }
    }
}

fn attributes(policy: &Policy, document: &Document, mistakes: &mut Vec<Mistake>) {
    for (name, attribute) in &policy.data.attributes {
        let path = ["data".into(), "attributes".into(), Step::Key(name)];
        NAME.check_key(document, &path, name, mistakes);
        let [data, attributes, key] = path;
        ATTRIBUTE.check(document, &[data, attributes, key, "liquid".into()], &attribute.liquid, mistakes);
        if attribute.nullable && attribute.default.is_none() {
            mistakes.push(document.mistake_at_key(&ATTRIBUTE_DEFAULT, &path).with("name", name.as_str()));
        }
    }
}

/// Columns of uploaded files are identifiers and merge tags; the attribute of lists has a name that Braze takes.
fn upload(policy: &Policy, document: &Document, mistakes: &mut Vec<Mistake>) {
    let Some(upload) = &policy.data.upload else { return };
    if upload.list.trim().is_empty() {
        let path = ["data".into(), "upload".into(), "list".into()];
        mistakes.push(document.mistake(&EMPTY, &path).with("key", "list"));
    }
    let whole = Upload { columns: None, ..upload.clone() };
    let fields = Fields::of(&Data { upload: Some(whole), ..policy.data.clone() });
    for (index, column) in upload.columns.iter().flatten().enumerate() {
        let known = fields.iter().flat_map(Fields::iter).map(|field| field.id.as_str());
        let path = ["data".into(), "upload".into(), "columns".into(), index.into()];
        mistakes.extend(unknown(document, &path, column, A_COLUMN, known));
    }
}

fn wording(wording: &Wording, document: &Document, mistakes: &mut Vec<Mistake>) {
    let within = |list: &'static str, index: usize, key: &'static str| {
        vec![Step::Key("wording"), list.into(), index.into(), key.into()]
    };
    let names =
        wording.names.iter().enumerate().map(|(index, name)| (name.name.as_str(), within("names", index, "name")));
    twice(document, names, mistakes);
    let claims =
        wording.claims.iter().enumerate().map(|(index, claim)| (claim.id.as_str(), within("claims", index, "id")));
    twice(document, claims, mistakes);
    for (index, claim) in wording.claims.iter().enumerate() {
        if let Some(until) = &claim.until {
            DATE.check(document, &within("claims", index, "until"), until, mistakes);
        }
    }
    // One word may be forbidden in two languages, each with its own replacement.
    let terms = wording.forbidden.iter().map(|one| format!("{} {}", one.term, one.language.as_deref().unwrap_or("")));
    let terms: Vec<String> = terms.map(|term| term.trim_end().to_owned()).collect();
    twice(
        document,
        terms.iter().enumerate().map(|(index, term)| (term.as_str(), within("forbidden", index, "term"))),
        mistakes,
    );
    for (index, one) in wording.forbidden.iter().enumerate() {
        for (key, value) in [("term", Some(&one.term)), ("instead", one.instead.as_ref())] {
            if value.is_some_and(|value| value.trim().is_empty()) {
                mistakes.push(document.mistake(&EMPTY, &within("forbidden", index, key)).with("key", key));
            }
        }
        if let Some(language) = &one.language {
            LANGUAGE.check(document, &within("forbidden", index, "language"), language, mistakes);
        }
        let Some(instead) = &one.instead else { continue };
        let same_language = |language: &Option<String>| match (language, &one.language) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let other = wording
            .forbidden
            .iter()
            .filter(|other| same_language(&other.language))
            .flat_map(|other| std::iter::once(&other.term).chain(&other.also))
            .find(|term| holds(instead, term));
        if let Some(other) = other {
            let mistake = document.mistake(&INSTEAD, &within("forbidden", index, "instead"));
            mistakes.push(
                mistake.with("instead", instead.as_str()).with("term", one.term.as_str()).with("other", other.as_str()),
            );
        }
    }
}

/// Whether `term` stands in `text` as a word of its own.
fn holds(text: &str, term: &str) -> bool {
    let (text, term) = (text.to_lowercase(), term.to_lowercase());
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    !term.is_empty()
        && text.match_indices(&term).any(|(at, _)| {
            edge(text.get(..at).and_then(|before| before.chars().next_back()))
                && edge(text.get(at + term.len()..).and_then(|after| after.chars().next()))
        })
}
