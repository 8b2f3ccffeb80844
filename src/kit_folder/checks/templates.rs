//! `templates/<name>/template.toml`: slots that make sense by themselves, and merge tags that the policy knows.

use super::super::faults::{
    EMPTY, NO_CHANNEL, NO_TEMPLATES, SLOT_KEY, SLOT_NEEDS, SLOT_NESTED, SLOT_PLACEHOLDER, SLOT_RANGE,
};
use super::super::parts::Parts;
use super::forms::{ID, NAME};
use super::{messages, twice, unknown};
use crate::compile::Part;
use crate::locale::Text;
use crate::policy::Policy;
use crate::strict_toml::{Document, Mistake, Step};
use crate::template::{Slot, SlotKind};

const A_MERGE_TAG: Text =
    Text { en: "a merge tag of policy.toml ([data.attributes])", fr: "une balise de policy.toml ([data.attributes])" };

/// The parts that say something where they are there.
const SAYING: [Part; 6] =
    [Part::Subject, Part::SmsBody, Part::PushTitle, Part::PushBody, Part::CardTitle, Part::CardDescription];

pub(super) fn check(parts: &Parts, mistakes: &mut Vec<Mistake>) {
    if parts.templates.is_empty() {
        mistakes.push(Mistake::of_file(&NO_TEMPLATES, "templates"));
    }
    for (name, part) in &parts.templates {
        ID.check_key(&part.template.document, &[], name, mistakes);
        let Some(template) = &part.template.value else { continue };
        let document = &part.template.document;
        if template.channels().next().is_none() {
            mistakes.push(document.mistake(&NO_CHANNEL, &[]));
        }
        for part in SAYING {
            if part.of(template).is_some_and(|text| text.trim().is_empty()) {
                let path: Vec<Step<'_>> = part.path(template).into_iter().map(Step::from).collect();
                let key = part.path(template).pop().unwrap_or_default().to_owned();
                mistakes.push(document.mistake(&EMPTY, &path).with("key", key));
            }
        }
        messages::check(template, document, mistakes);
        let mut place = Place { document, policy: parts.policy.value.as_ref(), mistakes };
        place.slots(&template.slots, &["slots".into()], false);
    }
}

/// Where slots are looked at.
struct Place<'p> {
    document: &'p Document,
    policy: Option<&'p Policy>,
    mistakes: &'p mut Vec<Mistake>,
}

impl Place<'_> {
    fn slots(&mut self, slots: &[Slot], above: &[Step<'_>], repeated: bool) {
        let path = |index: usize| above.iter().copied().chain([index.into(), "id".into()]).collect::<Vec<_>>();
        let names = slots.iter().enumerate().map(|(index, slot)| (slot.id.as_str(), path(index)));
        twice(self.document, names, self.mistakes);
        for (index, slot) in slots.iter().enumerate() {
            let path: Vec<Step<'_>> = above.iter().copied().chain([index.into()]).collect();
            self.slot(slot, &path, repeated);
        }
    }

    fn slot(&mut self, slot: &Slot, path: &[Step<'_>], repeated: bool) {
        let at = |key: &'static str| path.iter().copied().chain([key.into()]).collect::<Vec<_>>();
        NAME.check(self.document, &at("id"), &slot.id, self.mistakes);
        let kind = kind(slot.kind);
        let written = matches!(slot.kind, SlotKind::Text | SlotKind::Markdown);
        let counted = written || slot.kind == SlotKind::Repeat;
        // Key, whether it is there, whether this kind may have it, the kinds that may.
        let keys = [
            ("min", slot.min.is_some(), counted, "`text`, `markdown`, `repeat`"),
            ("max", slot.max.is_some(), counted, "`text`, `markdown`, `repeat`"),
            ("allow", slot.allow.is_some(), slot.kind == SlotKind::Markdown, "`markdown`"),
            ("merge_tags", !slot.merge_tags.is_empty(), written, "`text`, `markdown`"),
            ("choices", !slot.choices.is_empty(), slot.kind == SlotKind::Choice, "`choice`"),
            ("slots", !slot.slots.is_empty(), slot.kind == SlotKind::Repeat, "`repeat`"),
            (
                "required",
                slot.required,
                slot.kind != SlotKind::Switch,
                "`text`, `markdown`, `url`, `image`, `choice`, `repeat`",
            ),
        ];
        for (key, there, may, kinds) in keys {
            if there && !may {
                let mistake = self.document.mistake_at_key(&SLOT_KEY, &at(key));
                self.mistakes.push(mistake.with("key", key).with("kind", kind).with("kinds", kinds));
            }
        }
        let needs = [
            ("choices", slot.kind == SlotKind::Choice && slot.choices.is_empty()),
            ("slots", slot.kind == SlotKind::Repeat && slot.slots.is_empty()),
        ];
        for (key, missing) in needs {
            if missing {
                let mistake = self.document.mistake_at_key(&SLOT_NEEDS, &at("kind"));
                self.mistakes.push(mistake.with("key", key).with("kind", kind));
            }
        }
        if let (Some(min), Some(max)) = (slot.min, slot.max)
            && min > max
        {
            self.mistakes.push(self.document.mistake(&SLOT_RANGE, &at("min")));
        }
        if let (true, Some(max), Some(placeholder)) = (written, slot.max, &slot.placeholder) {
            for (language, text) in [("en", &placeholder.en), ("fr", &placeholder.fr)] {
                let count = text.chars().count();
                if count > max {
                    let path: Vec<Step<'_>> = at("placeholder").into_iter().chain([language.into()]).collect();
                    let mistake = self.document.mistake(&SLOT_PLACEHOLDER, &path);
                    self.mistakes.push(mistake.with("count", count).with("max", max));
                }
            }
        }
        if let Some(policy) = self.policy {
            for (index, tag) in slot.merge_tags.iter().enumerate() {
                let path: Vec<Step<'_>> = at("merge_tags").into_iter().chain([index.into()]).collect();
                let known = policy.data.attributes.keys().map(String::as_str);
                self.mistakes.extend(unknown(self.document, &path, tag, A_MERGE_TAG, known));
            }
        }
        let values = slot.choices.iter().enumerate().map(|(index, choice)| {
            let path = path.iter().copied().chain(["choices".into(), index.into(), "value".into()]);
            (choice.value.as_str(), path.collect::<Vec<_>>())
        });
        twice(self.document, values, self.mistakes);
        if slot.kind == SlotKind::Repeat && repeated {
            self.mistakes.push(self.document.mistake_at_key(&SLOT_NESTED, &at("kind")));
        } else {
            self.slots(&slot.slots, &at("slots"), true);
        }
    }
}

/// As it is written in `template.toml`.
pub(super) const fn kind(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Text => "text",
        SlotKind::Markdown => "markdown",
        SlotKind::Url => "url",
        SlotKind::Image => "image",
        SlotKind::Choice => "choice",
        SlotKind::Switch => "switch",
        SlotKind::Repeat => "repeat",
    }
}
