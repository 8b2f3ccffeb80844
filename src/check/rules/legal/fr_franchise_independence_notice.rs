//! `fr-franchise-independence-notice`: a French franchisee says that it is a business of its own.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::group::Kind;
use crate::text::{Span, fold};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "fr-franchise-independence-notice",
        area: Area::Legal,
        jurisdictions: &["FR"],
        source: "Code de commerce, art. A. 441-1 (arrêté du 21 février 1991)",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Independence notice", fr: "Mention d’indépendance" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "In France a franchisee must tell consumers, legibly and visibly, that it is an independent business.",
            fr: "En France, un franchisé doit informer le consommateur, de manière lisible et visible, de son indépendance.",
        },
        fix: Text {
            en: "Let the template print “{notice}” in text of at least 10 px with good contrast.",
            fr: "Faites imprimer par le modèle « {notice} », en 10 px au moins et bien contrasté.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(NOTICE, "<p>Roma Lyon</p>[[]]").group(LYON),
        Example::html(NOTICE, "<p>SARL Lyon Pizza, entreprise indépendante, franchisée du réseau Roma</p>").group(LYON),
        Example::html("{}", "<p>SARL Lyon Pizza est un franchisé indépendant du réseau Roma</p>").group(LYON),
        Example::html(NOTICE, "<p style=\"font-size:8px\">[[SARL Lyon Pizza, entreprise indépendante, franchisée du réseau Roma]]</p>")
            .group(LYON),
        Example::html(
            NOTICE,
            "<p style=\"color:#dddddd;background-color:#ffffff\">[[SARL Lyon Pizza, entreprise indépendante, franchisée du réseau Roma]]</p>",
        )
        .group(LYON),
        Example::html("{}", "<p>Une entreprise indépendante</p>[[]]").group(LYON),
        Example::html(NOTICE, "<p>Roma Paris</p>")
            .group(r#"{ "name": "Roma Paris", "kind": "branch", "country": "FR", "locale": "fr-FR" }"#),
    ]),
};

const NOTICE: &str = r#"{ "legal": { "strings": { "franchise_notice": {
    "en": "{legal_entity}, an independent business, franchisee of the Roma network",
    "fr": "{legal_entity}, entreprise indépendante, franchisée du réseau Roma" } } } }"#;
const LYON: &str = r#"{ "name": "Roma Lyon", "kind": "franchisee", "country": "FR", "locale": "fr-FR",
    "legal_entity": "SARL Lyon Pizza" }"#;

const MISSING: Text = Text {
    en: "The notice that this office is an independent business is missing.",
    fr: "La mention d’entreprise indépendante manque.",
};
const ILLEGIBLE: Text = Text {
    en: "The notice that this office is an independent business is there, but cannot be read: hidden, too small or too pale.",
    fr: "La mention d’entreprise indépendante est là, mais illisible : masquée, trop petite ou trop pâle.",
};
const SOMETIMES: Text = Text {
    en: "The notice that this office is an independent business is shown to some recipients only.",
    fr: "La mention d’entreprise indépendante n’est montrée qu’à certains destinataires.",
};

/// What says it in so many words, where the policy has no wording of its own.
const IN_SO_MANY_WORDS: &[&str] = &[
    "entreprise indépendante",
    "entreprises indépendantes",
    "commerçant indépendant",
    "commerçante indépendante",
    "franchisé indépendant",
    "franchisée indépendante",
    "société indépendante",
    "exploitant indépendant",
    "entité indépendante",
    "juridiquement indépendant",
    "juridiquement indépendante",
];

/// The least size at which it counts as legible.
const LEAST_SIZE: f32 = 10.0;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let Some(prose) = facts.prose.first().filter(|_| concerns(book)) else { return sight };
    let find = |text: &str| {
        let folded = crate::check::plain(text);
        prose.sequence(&folded.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>())
    };
    let entity = entity(book);
    let names_it = |text: &str| fold(text).contains(&fold(entity));
    let mut found: Vec<Span> = Vec::new();
    for wording in wordings(book) {
        // Wording that does not name the business wants the name beside it.
        if names_it(&wording) || !find(entity).is_empty() {
            found.extend(find(&wording));
        }
    }
    if found.is_empty()
        && let Some(name) = find(entity).first()
    {
        found.extend(
            IN_SO_MANY_WORDS
                .iter()
                .flat_map(|words| find(words))
                .map(|words| Span::new(words.start.min(name.start), words.end.max(name.end))),
        );
    }
    for part in found {
        let span = prose.span(part);
        match facts.is_legible(prose, part, LEAST_SIZE) {
            true => sight.there.push(span),
            false => sight.faulty = sight.faulty.or(Some((span, ILLEGIBLE))),
        }
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    if !concerns(book) || whole.always_there() {
        return;
    }
    let (place, what) = match (whole.first(), whole.fault()) {
        (Some(place), _) => (place, SOMETIMES),
        (None, Some(fault)) => fault,
        (None, None) => (whole.end(), MISSING),
    };
    let wording = wordings(book).into_iter().next().unwrap_or_else(|| "entreprise indépendante".to_owned());
    let named = fold(&wording).contains(&fold(entity(book)));
    let notice = if named { wording } else { format!("{}, {wording}", entity(book)) };
    found.say(found.in_place(place).with("what", what).with("notice", notice));
}

fn concerns(book: &Rulebook) -> bool {
    book.office.as_ref().is_some_and(|office| office.profile.kind == Some(Kind::Franchisee))
}

/// The name of the business in law; the group's own where there is none.
fn entity(book: &Rulebook) -> &str {
    let profile = book.office.as_ref().map(|office| &office.profile);
    profile.map_or("", |profile| profile.legal_entity.as_deref().unwrap_or(&profile.name))
}

/// The wording of the group's profile and of the policy, with the group's names filled in.
fn wordings(book: &Rulebook) -> Vec<String> {
    let Some(office) = &book.office else { return Vec::new() };
    let own =
        ["franchise_notice", "legal_notice"].into_iter().filter_map(|field| office.profile.fields.get(field)).cloned();
    let policy = book.policy.legal.strings.get("franchise_notice").into_iter();
    let policy =
        policy.flat_map(|notice| [&notice.fr, &notice.en]).filter(|notice| !notice.trim().is_empty()).map(|notice| {
            notice
                .replace("{legal_entity}", entity(book))
                .replace("{name}", &office.profile.name)
                .replace("{city}", office.profile.city.as_deref().unwrap_or_default())
        });
    own.chain(policy).collect()
}
