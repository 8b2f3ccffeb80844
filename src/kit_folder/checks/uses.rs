//! What templates print, held against what there is: slots, the group's profile, the brand, offers. And the faults of
//! their Liquid.

use super::super::faults::{PART, SLOT_UNDECLARED, SLOT_UNDECLARED_NEAR, SLOT_UNUSED, UNKNOWN, UNKNOWN_NEAR};
use super::super::parts::{Parts, TemplatePart};
use super::paths::{ITEM, Looked, paths};
use super::some_of;
use super::templates::kind;
use crate::compile::Part;
use crate::diag::{Finding, Severity};
use crate::liquid;
use crate::locale::Text;
use crate::strict_toml::{Document, Fault, Mistake, Step, nearest};
use crate::template::{Slot, SlotKind};
use std::collections::BTreeSet;

/// What templates can print of a group, besides `sender` and `fields`.
const GROUP: &[&str] = &[
    "id",
    "name",
    "kind",
    "locale",
    "language",
    "country",
    "time_zone",
    "legal_entity",
    "address",
    "city",
    "phone",
    "hours",
    "website",
    "sender",
    "fields",
];

/// Of its sender.
const SENDER: &[&str] = &["name", "email", "reply_to"];

/// Of the brand.
const BRAND: &[&str] = &["name", "website", "logo", "accent", "fields", "colours"];

/// Names that there are, gathered from the other files. `None` where the file could not be read.
struct Known<'p> {
    group_fields: Option<BTreeSet<&'p str>>,
    brand_fields: Option<BTreeSet<&'p str>>,
    colours: Option<BTreeSet<&'p str>>,
    offer: Option<BTreeSet<&'p str>>,
}

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    let known = Known {
        group_fields: parts
            .groups
            .value
            .as_ref()
            .map(|groups| groups.0.values().flat_map(|group| group.fields.keys()).map(String::as_str).collect()),
        brand_fields: parts.brand.value.as_ref().map(|brand| brand.fields.keys().map(String::as_str).collect()),
        colours: parts
            .policy
            .value
            .as_ref()
            .map(|policy| policy.look.colours.iter().map(|colour| colour.name.as_str()).collect()),
        offer: parts.offers.value.as_ref().map(|offers| {
            let fields = offers.values().flat_map(|offer| offer.fields.keys()).map(String::as_str);
            fields.chain(["name", "from", "until"]).collect()
        }),
    };
    for part in parts.templates.values() {
        template(part, &known, mistakes);
    }
}

fn template(part: &TemplatePart, known: &Known<'_>, mistakes: &mut Vec<Mistake>) {
    let Some(template) = &part.template.value else { return };
    let document = &part.template.document;
    let mut used = BTreeSet::new();
    let mut look = |source: &str, at: &dyn Fn(&Fault, usize) -> Mistake| {
        let parsed = liquid::parse(source);
        mistakes.extend(parsed.diagnostics.iter().filter_map(|finding| told(finding, at)));
        for looked in paths(&parsed.template) {
            mistakes.extend(path(&looked, &template.slots, known, at));
            used.insert(looked.steps);
        }
    };
    for template in template.in_each_language() {
        for part in Part::ALL.into_iter().filter(|part| !matches!(part, Part::Html | Part::Text)) {
            let path: Vec<Step<'_>> = part.path(&template).into_iter().map(Step::from).collect();
            if let Some(source) = part.of(&template) {
                look(source, &|fault, _| document.mistake(fault, &path));
            }
        }
    }
    for (body, source) in &part.sources {
        if let Some(written) = part.bodies.get(body) {
            look(source, &|fault, at| written.mistake_at(fault, at));
        }
    }
    // A body that could not be read may print anything.
    if part.complete() {
        unused(&template.slots, &["slot".to_owned()], &[Step::Key("slots")], &used, document, mistakes);
    }
}

/// A fault of the Liquid itself.
fn told(finding: &Finding, at: &dyn Fn(&Fault, usize) -> Mistake) -> Option<Mistake> {
    let notice = finding.notice;
    let fault = Fault { code: notice.id, what: notice.message, todo: notice.fix };
    (finding.severity == Severity::Error)
        .then(|| Mistake { facts: finding.facts.clone(), ..at(&fault, finding.place.span.start) })
}

/// Slots that no part prints.
fn unused(
    slots: &[Slot],
    above: &[String],
    path: &[Step<'_>],
    used: &BTreeSet<Vec<String>>,
    document: &Document,
    mistakes: &mut Vec<Mistake>,
) {
    let everything: Vec<String> = above.iter().cloned().chain(["*".to_owned()]).collect();
    if used.contains(&everything) {
        return;
    }
    for (index, slot) in slots.iter().enumerate() {
        let steps: Vec<String> = above.iter().cloned().chain([slot.id.clone()]).collect();
        let here: Vec<Step<'_>> = path.iter().copied().chain([index.into()]).collect();
        if !used.iter().any(|looked| looked.starts_with(&steps)) {
            let place: Vec<Step<'_>> = here.iter().copied().chain(["id".into()]).collect();
            let name = steps.iter().filter(|step| *step != ITEM).cloned().collect::<Vec<_>>().join(".");
            mistakes.push(document.mistake(&SLOT_UNUSED, &place).with("name", name));
        } else if slot.kind == SlotKind::Repeat {
            let items: Vec<String> = steps.into_iter().chain([ITEM.to_owned()]).collect();
            let inner: Vec<Step<'_>> = here.into_iter().chain(["slots".into()]).collect();
            unused(&slot.slots, &items, &inner, used, document, mistakes);
        }
    }
}

/// One path, held against what there is.
fn path(looked: &Looked, slots: &[Slot], known: &Known<'_>, at: &dyn Fn(&Fault, usize) -> Mistake) -> Option<Mistake> {
    let steps: Vec<&str> = looked.steps.iter().map(String::as_str).collect();
    let at = |fault: &Fault| at(fault, looked.span.start);
    let one_of = |name: &str, kind: Text, known: &[&str]| {
        if known.contains(&name) || name == "*" {
            return None;
        }
        let near = nearest(name, known.iter().copied());
        let mistake = at(if near.is_some() { &UNKNOWN_NEAR } else { &UNKNOWN }).with("name", steps.join("."));
        Some(mistake.with("kind", kind).with("nearest", near.unwrap_or_default()).with("known", some_of(known)))
    };
    let of = |names: &Option<BTreeSet<&str>>, name: &str, kind: Text| {
        let names: Vec<&str> = names.as_ref()?.iter().copied().collect();
        one_of(name, kind, &names)
    };
    match steps.as_slice() {
        ["slot", id, rest @ ..] if *id != "*" => {
            slot(id, rest, slots, &|fault| at(fault).with("name", steps.join(".").replace(".[]", "")))
        }
        ["group", "sender", name, ..] => one_of(name, A_SENDER, SENDER),
        ["group", "fields", name, ..] => of(&known.group_fields, name, A_GROUP_FIELD),
        ["group", name, ..] => one_of(name, A_PROFILE, GROUP),
        ["brand", "fields", name, ..] => of(&known.brand_fields, name, A_BRAND_FIELD),
        ["brand", "colours", name, ..] => of(&known.colours, name, A_COLOUR),
        ["brand", name, ..] => one_of(name, A_BRAND, BRAND),
        ["offer", name, ..] => of(&known.offer, name, AN_OFFER),
        _ => None,
    }
}

fn slot(id: &str, rest: &[&str], slots: &[Slot], at: &dyn Fn(&Fault) -> Mistake) -> Option<Mistake> {
    let Some(slot) = slots.iter().find(|slot| slot.id == id) else {
        let ids: Vec<&str> = slots.iter().map(|slot| slot.id.as_str()).collect();
        let near = nearest(id, ids.iter().copied());
        let mistake = at(if near.is_some() { &SLOT_UNDECLARED_NEAR } else { &SLOT_UNDECLARED });
        return Some(mistake.with("nearest", near.unwrap_or_default()).with("known", some_of(&ids)));
    };
    let parts: &[&str] = match (slot.kind, rest) {
        (_, [] | ["*", ..] | ["size"]) => return None,
        (SlotKind::Repeat, [ITEM]) => return None,
        (SlotKind::Repeat, [ITEM, inner, rest @ ..]) => {
            return match *inner {
                "*" => None,
                inner => self::slot(inner, rest, &slot.slots, at),
            };
        }
        (SlotKind::Image, ["src" | "alt"]) => return None,
        (SlotKind::Image, _) => &["src", "alt"],
        _ => &[],
    };
    let part = rest.first().copied().unwrap_or_default();
    let mistake = at(&PART).with("id", id).with("kind", kind(slot.kind)).with("part", part);
    Some(mistake.with("known", some_of(parts)))
}

const A_PROFILE: Text = Text {
    en: "something of a group that templates can print",
    fr: "une donnée du groupe que les modèles peuvent imprimer",
};
const A_SENDER: Text = Text { en: "something of a sender", fr: "une donnée de l’expéditeur" };
const A_GROUP_FIELD: Text = Text { en: "among the `fields` of any group", fr: "parmi les `fields` d’un groupe" };
const A_BRAND: Text = Text {
    en: "something of the brand that templates can print",
    fr: "une donnée de la marque que les modèles peuvent imprimer",
};
const A_BRAND_FIELD: Text = Text { en: "among the `fields` of brand.toml", fr: "parmi les `fields` de brand.toml" };
const A_COLOUR: Text = Text { en: "a colour of policy.toml", fr: "une couleur de policy.toml" };
const AN_OFFER: Text = Text { en: "something of an offer", fr: "une donnée d’une offre" };
