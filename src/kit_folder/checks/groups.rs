//! `groups.toml`: the tree has no circle, names lead somewhere, lists only narrow, offices have what sending needs.

use super::super::faults::{CIRCLE, DEPTH, EMPTY, PROFILE, VARIATION, WIDENS};
use super::super::parts::Parts;
use super::forms::{COUNTRY, EMAIL, HTTPS, ID, LOCALE, NAME, ZONE};
use super::{A_GROUP, A_TEMPLATE, twice, unknown};
use crate::group::{Group, Groups, Kind, MAX_DEPTH};
use crate::strict_toml::{Document, Mistake, Step};
use std::collections::BTreeMap;

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    let Some(groups) = &parts.groups.value else { return };
    let document = &parts.groups.document;
    let templates: Vec<&str> = parts.templates.keys().map(String::as_str).collect();
    let mut variations: BTreeMap<&str, &str> = BTreeMap::new();
    for (id, group) in &groups.0 {
        forms(id, group, document, mistakes);
        if let Some(parent) = group.parent.as_ref().filter(|parent| !groups.0.contains_key(*parent)) {
            let known = groups.0.keys().map(String::as_str);
            mistakes.extend(unknown(document, &[id.as_str().into(), "parent".into()], parent, A_GROUP, known));
        }
        for (index, template) in group.templates.iter().flatten().enumerate() {
            let path = [id.as_str().into(), "templates".into(), index.into()];
            mistakes.extend(unknown(document, &path, template, A_TEMPLATE, templates.iter().copied()));
        }
        if let Some(variation) = &group.message_variation_id
            && let Some(other) = variations.insert(variation, id)
        {
            let path = [id.as_str().into(), "message_variation_id".into()];
            let mistake = document.mistake(&VARIATION, &path);
            mistakes.push(mistake.with("name", variation.as_str()).with("other", format!("`{other}`")));
        }
        if sound(id, groups, document, mistakes) {
            narrows(id, group, groups, document, mistakes);
            complete(id, group, groups, document, mistakes);
        }
    }
}

fn forms(id: &str, group: &Group, document: &Document, mistakes: &mut Vec<Mistake>) {
    let at = |key: &'static str| [Step::Key(id), key.into()];
    ID.check_key(document, &[id.into()], id, mistakes);
    if group.name.trim().is_empty() {
        mistakes.push(document.mistake(&EMPTY, &at("name")).with("key", "name"));
    }
    for (key, value, form) in [
        ("locale", &group.locale, LOCALE),
        ("country", &group.country, COUNTRY),
        ("time_zone", &group.time_zone, ZONE),
        ("website", &group.website, HTTPS),
    ] {
        if let Some(value) = value {
            form.check(document, &at(key), value, mistakes);
        }
    }
    if let Some(sender) = &group.sender {
        let path = |key: &'static str| [Step::Key(id), "sender".into(), key.into()];
        EMAIL.check(document, &path("email"), &sender.email, mistakes);
        if let Some(reply_to) = &sender.reply_to {
            EMAIL.check(document, &path("reply_to"), reply_to, mistakes);
        }
    }
    for name in group.fields.keys() {
        NAME.check_key(document, &[id.into(), "fields".into(), name.as_str().into()], name, mistakes);
    }
    let segments = group.segments.iter().flatten().enumerate();
    twice(
        document,
        segments.map(|(index, segment)| {
            (segment.id.as_str(), vec![Step::Key(id), "segments".into(), index.into(), "id".into()])
        }),
        mistakes,
    );
}

/// The ids above `id`, nearest first, until there is no more or one comes again.
fn above<'g>(id: &'g str, groups: &'g Groups) -> Vec<&'g str> {
    let mut way = vec![id];
    while let Some(parent) = way.last().and_then(|id| groups.0.get(*id)).and_then(|group| group.parent.as_deref()) {
        let again = way.contains(&parent);
        way.push(parent);
        // Far beyond what is allowed, and short enough to be walked for every group.
        if again || way.len() > 4 * MAX_DEPTH {
            break;
        }
    }
    way
}

/// Whether the way up ends at a group without a parent.
fn sound(id: &str, groups: &Groups, document: &Document, mistakes: &mut Vec<Mistake>) -> bool {
    let way = above(id, groups);
    let path = [Step::Key(id), "parent".into()];
    let (_, upwards) = way.split_first().unwrap_or((&"", &[]));
    if upwards.last() == Some(&id) {
        let names: Vec<String> = upwards.iter().map(|id| format!("`{id}`")).collect();
        mistakes.push(document.mistake(&CIRCLE, &path).with("way", names.join(" → ")));
        return false;
    }
    // A circle further up is told there.
    let circle = upwards.last().is_some_and(|last| upwards.iter().filter(|id| *id == last).count() > 1);
    if !circle && way.len() > MAX_DEPTH {
        mistakes.push(document.mistake(&DEPTH, &path).with("most", MAX_DEPTH));
    }
    // A parent that is not there is told where it is named.
    let whole = way.iter().all(|id| groups.0.contains_key(*id));
    !circle && whole && way.len() <= MAX_DEPTH
}

/// What the nearest group above that says something allows.
fn allowed<'g, T>(
    id: &'g str,
    groups: &'g Groups,
    of: impl Fn(&'g Group) -> Option<&'g T>,
) -> Option<(&'g str, &'g T)> {
    above(id, groups).into_iter().skip(1).find_map(|id| Some((id, of(groups.0.get(id)?)?)))
}

fn narrows(id: &str, group: &Group, groups: &Groups, document: &Document, mistakes: &mut Vec<Mistake>) {
    let mut widens = |key: &'static str, index: usize, name: &str, parent: &str| {
        let mistake = document.mistake(&WIDENS, &[id.into(), key.into(), index.into()]);
        mistakes.push(mistake.with("name", name).with("parent", parent));
    };
    if let (Some(own), Some((parent, theirs))) =
        (&group.templates, allowed(id, groups, |group| group.templates.as_ref()))
    {
        for (index, name) in own.iter().enumerate().filter(|(_, name)| !theirs.contains(name)) {
            widens("templates", index, name, parent);
        }
    }
    if let (Some(own), Some((parent, theirs))) = (&group.segments, allowed(id, groups, |group| group.segments.as_ref()))
    {
        for (index, segment) in own.iter().enumerate() {
            if !theirs.iter().any(|other| other.id == segment.id) {
                widens("segments", index, &segment.id, parent);
            }
        }
    }
}

/// What an office cannot do without.
fn complete(id: &str, group: &Group, groups: &Groups, document: &Document, mistakes: &mut Vec<Mistake>) {
    if !matches!(group.kind, None | Some(Kind::Branch | Kind::Franchisee)) {
        return;
    }
    let Some(office) = groups.resolve(id) else { return };
    let profile = &office.profile;
    let needs = [
        ("locale", profile.locale.is_some()),
        ("country", profile.country.is_some()),
        ("time_zone", profile.time_zone.is_some()),
        ("sender", profile.sender.is_some()),
    ];
    let missing: Vec<String> = needs.iter().filter(|(_, there)| !there).map(|(key, _)| format!("`{key}`")).collect();
    if !missing.is_empty() {
        mistakes.push(document.mistake_at_key(&PROFILE, &[id.into()]).with("keys", missing.join(", ")));
    }
}
