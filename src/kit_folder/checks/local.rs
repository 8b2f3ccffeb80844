//! `policies/<group>.toml`: a region or office only tightens what holds above it, within the brand's bounds.

use super::super::faults::{
    BRANDS_ALONE, CLOSED, DECIDED, HIGHER, LEAVES_HOURS, LIGHTER, LOOSER, LOWER, OPENS, OUT_OF_BOUNDS, STAYS_ON,
};
use super::super::parts::Parts;
use super::{A_GROUP, policy, unknown};
use crate::check::catalogue;
use crate::diag::Severity;
use crate::group::Groups;
use crate::locale::Text;
use crate::policy::{KEYS, Policy, Refusal, Why};
use crate::strict_toml::{Document, Mistake, Step};
use std::collections::BTreeMap;

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    if let Some(brand) = &parts.policy.value {
        bounds(brand, &parts.policy.document, mistakes);
    }
    for (group, own) in &parts.policies {
        let document = &own.document;
        if let Some(groups) = &parts.groups.value {
            mistakes.extend(unknown(document, &[], group, A_GROUP, groups.0.keys().map(String::as_str)));
        }
        let Some(value) = &own.value else { continue };
        policy::own_values(value, document, mistakes);
        let (Some(brand), Some(groups)) = (&parts.policy.value, &parts.groups.value) else { continue };
        let above = above(group, brand, groups, &parts.values());
        let (_, refused) = above.tightened(document.value());
        mistakes.extend(refused.iter().map(|refused| told(refused, document)));
        for (id, severity) in &value.severity {
            lighter(id, *severity, &above, document, mistakes);
        }
    }
}

/// What holds above a group.
fn above(group: &str, brand: &Policy, groups: &Groups, own: &BTreeMap<String, serde_json::Value>) -> Policy {
    let above = groups.resolve(group).map(|office| office.above).unwrap_or_default();
    let chain = above.iter().rev().filter_map(|id| own.get(id));
    chain.fold(brand.clone(), |policy, own| policy.tightened(own).0)
}

/// A severity that is lighter than the rule's own, where nothing above says another.
fn lighter(id: &str, severity: Severity, above: &Policy, document: &Document, mistakes: &mut Vec<Mistake>) {
    let own = catalogue::find(id).map(|rule| rule.notice.severity).filter(|own| severity < *own);
    if let Some(own) = own.filter(|_| !above.severity.contains_key(id)) {
        let mistake = document.mistake(&LIGHTER, &["severity".into(), id.into()]);
        mistakes.push(mistake.with("own", severity.name()).with("above", own.name()));
    }
}

const A_KEY: Text = Text { en: "a key or a table of the policy", fr: "une clé ou une table de la politique" };

/// Bounds name keys that there are.
fn bounds(brand: &Policy, document: &Document, mistakes: &mut Vec<Mistake>) {
    let keys = KEYS.iter().map(|(key, _)| *key);
    let mut known: Vec<&str> =
        keys.flat_map(|key| key.split_once('.').map(|(table, _)| table).into_iter().chain([key])).collect();
    known.extend(KEYS.iter().filter_map(|(key, _)| key.rsplit_once('.').map(|(table, _)| table)));
    known.sort_unstable();
    known.dedup();
    for (index, key) in brand.bounds.keys.iter().flatten().enumerate() {
        let path = ["bounds".into(), "keys".into(), index.into()];
        mistakes.extend(unknown(document, &path, key, A_KEY, known.iter().copied()));
    }
    for (key, figures) in &brand.bounds.figures {
        let path = ["bounds".into(), "figures".into(), Step::Key(key)];
        mistakes.extend(unknown(document, &path, key, A_KEY, KEYS.iter().map(|(key, _)| *key)));
        if let (Some(least), Some(most)) = (figures.least, figures.most)
            && least > most
        {
            mistakes.push(document.mistake(&OUT_OF_BOUNDS, &path).with("bounds", span(Some(least), Some(most))));
        }
    }
}

fn told(refused: &Refusal, document: &Document) -> Mistake {
    let path: Vec<Step<'_>> = refused
        .path
        .iter()
        .map(|step| step.parse().map_or(Step::Key(step), |index: usize| Step::Item(index)))
        .collect();
    let (fault, above) = match &refused.why {
        Why::BrandsAlone => (&BRANDS_ALONE, String::new()),
        Why::Closed => (&CLOSED, String::new()),
        Why::OutOfBounds { least, most } => {
            return document.mistake(&OUT_OF_BOUNDS, &path).with("bounds", span(*least, *most));
        }
        Why::Wider(above) => (&LOOSER, above.clone()),
        Why::Opens => (&OPENS, String::new()),
        Why::Higher(above) => (&HIGHER, above.to_string()),
        Why::Lower(above) => (&LOWER, above.to_string()),
        Why::StaysOn => (&STAYS_ON, String::new()),
        Why::Decided(above) => (&DECIDED, above.clone()),
        Why::Leaves(above) => (&LEAVES_HOURS, above.clone()),
        Why::Lighter(above) => (&LIGHTER, above.clone()),
    };
    let key = refused.path.iter().filter(|step| step.parse::<usize>().is_err());
    let key = key.map(String::as_str).collect::<Vec<_>>().join(".");
    document.mistake(fault, &path).with("above", above).with("key", key)
}

/// `30–50`, `≥ 30`, `≤ 50`.
fn span(least: Option<f64>, most: Option<f64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("{least}–{most}"),
        (Some(least), None) => format!("≥ {least}"),
        (None, Some(most)) => format!("≤ {most}"),
        (None, None) => "–".to_owned(),
    }
}
