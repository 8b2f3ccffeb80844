//! `legal-required-string-verbatim`: wording that the policy prescribes stands as it was written, not nearly so.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::{Span, Words};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "legal-required-string-verbatim",
        area: Area::Legal,
        jurisdictions: &["US", "EU", "GB", "FR", "DE", "AU"],
        source: "Prescribed wording, such as arrêté du 29 juillet 2022 (“ne peut pas être modifié”)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Altered wording", fr: "Mention modifiée" },
        message: Text {
            en: "This is nearly the prescribed wording, but not word for word.",
            fr: "C’est presque la mention prescrite, mais pas mot pour mot.",
        },
        why: Text {
            en: "Prescribed wording counts only as it was prescribed: a paraphrase counts as none.",
            fr: "Une mention prescrite ne vaut que telle quelle : une paraphrase ne compte pas.",
        },
        fix: Text { en: "Write: “{wording}”", fr: "Écrivez : « {wording} »" },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::html(EVIN, "<p>[[L’abus d’alcool nuit beaucoup à la santé]], dit-on</p>").fr(),
        Example::html(EVIN, "<p>[[L’abus d’alcool est mauvais pour la santé]].</p>").fr(),
        Example::html(EVIN, "<p>L’abus d’alcool est dangereux pour la santé.</p>").fr(),
        Example::html(EVIN, "<p>Un café sans alcool, pour la santé.</p>").fr(),
        Example::html(r#"{ "legal": { "everywhere": ["FR"] } }"#, "<p>L’abus d’alcool nuit à la santé</p>").fr(),
    ]),
};

const EVIN: &str = r#"{ "legal": { "everywhere": ["FR"], "strings": { "evin": {
    "en": "", "fr": "L’abus d’alcool est dangereux pour la santé" } } } }"#;

/// Shorter wording is looked for by its own rule; so few words come together by chance.
const FEWEST: usize = 6;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind != ProseKind::Running {
        return;
    }
    let strings = book.policy.legal.strings.values().flat_map(|text| [&text.en, &text.fr]);
    for wording in strings.filter(|wording| !wording.contains('{')) {
        let wanted = Words::of(wording);
        let wanted: Vec<&str> = wanted.list().iter().map(|word| wanted.key(word)).collect();
        if wanted.len() >= FEWEST
            && prose.sequence(&wanted).is_empty()
            && let Some(part) = nearly(prose, &wanted)
        {
            found.say(found.at(prose.span(part)).with("wording", wording.clone()));
        }
    }
}

/// Where a text begins as `wanted` does and has most of its words: up to its last word.
fn nearly(prose: &Prose, wanted: &[&str]) -> Option<Span> {
    let words = prose.words();
    let list = words.list();
    let (head, last) = (wanted.get(..3)?, wanted.last()?);
    let heads = prose.sequence(head);
    heads.into_iter().find_map(|start| {
        let at = list.partition_point(|word| word.span.start < start.start);
        let window: Vec<_> = list.iter().skip(at).take(wanted.len() + 2).collect();
        let end = window.iter().rposition(|word| words.key(word) == *last)?;
        let window = window.get(..=end)?;
        let same = wanted.iter().filter(|wanted| window.iter().any(|word| words.key(word) == **wanted)).count();
        (same * 10 >= wanted.len() * 6).then(|| Span::new(start.start, window.last().map_or(start.end, |w| w.span.end)))
    })
}
