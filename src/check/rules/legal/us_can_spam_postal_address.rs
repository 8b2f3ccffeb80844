//! `us-can-spam-postal-address`: every commercial e-mail shows the sender's postal address.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Prose};
use crate::check::rule::*;
use crate::template::Purpose;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "us-can-spam-postal-address",
        area: Area::Legal,
        jurisdictions: &["US"],
        source: "15 U.S.C. § 7704(a)(5)(A)(iii); 16 CFR § 316.2(p)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Postal address", fr: "Adresse postale" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "US law (CAN-SPAM) wants the sender’s valid physical postal address in every commercial e-mail.",
            fr: "La loi américaine (CAN-SPAM) impose l’adresse postale valide de l’expéditeur dans tout e-mail commercial.",
        },
        fix: Text {
            en: "Let the template’s footer print the group’s address ({{ group.address }}) as text that everybody sees.",
            fr: "Faites imprimer l’adresse du groupe ({{ group.address }}) au pied du modèle, en texte visible de tous.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(US, "<div>Pizza Roma – see our website</div>[[]]").group(AUSTIN),
        Example::html(US, "<div>Pizza Roma, 12 Main St, Austin, TX 78701</div>").group(AUSTIN),
        Example::html(US, "<div>Pizza Roma<br>12 MAIN ST<br>Austin TX 78701</div>").group(AUSTIN),
        Example::html(US, "<div style=\"display:none\">[[12 Main St, Austin, TX 78701]]</div>").group(AUSTIN),
        Example::html(US, "<div>P.O. Box 1234, Albany, NY 12201-0001</div>").group(AUSTIN),
        Example::html(US, "{% if ${country} == 'US' %}<p>[[12 Main St, Austin, TX 78701]]</p>{% endif %}")
            .group(AUSTIN),
        Example::html(US, "<div>Pizza Roma</div>").group(r#"{ "name": "Roma" }"#).missing(),
        Example::html("{}", "<div>Pizza Roma – a group in France</div>")
            .group(r#"{ "name": "Roma", "country": "FR" }"#),
    ]),
};

const US: &str = r#"{ "legal": { "everywhere": ["US"] } }"#;
const AUSTIN: &str =
    r#"{ "name": "Pizza Roma", "locale": "en-US", "country": "US", "address": "12 Main St, Austin, TX 78701" }"#;

const MISSING: Text =
    Text { en: "The sender’s postal address is missing.", fr: "L’adresse postale de l’expéditeur manque." };
const HIDDEN: Text = Text {
    en: "The sender’s postal address is there, but nobody can see it.",
    fr: "L’adresse postale de l’expéditeur est là, mais personne ne peut la voir.",
};
const SOMETIMES: Text = Text {
    en: "The sender’s postal address is shown to some recipients only.",
    fr: "L’adresse postale de l’expéditeur n’est montrée qu’à certains destinataires.",
};
const UNKNOWN: Text = Text {
    en: "The group’s profile has no postal address.",
    fr: "Le profil du groupe ne contient pas d’adresse postale.",
};

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let Some(prose) = facts.prose.first() else { return sight };
    let wanted: Vec<&str> =
        book.lists.address.as_deref().unwrap_or_default().split(' ').filter(|word| !word.is_empty()).collect();
    let mut found = prose.sequence(&wanted);
    found.extend(us_addresses(prose));
    for part in found {
        let span = prose.span(part);
        match facts.is_visible(prose, part) {
            true => sight.there.push(span),
            false => sight.faulty = sight.faulty.or(Some((span, HIDDEN))),
        }
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    if whole.template().purpose != Purpose::Promotional || whole.always_there() {
        return;
    }
    let (place, what) = match (whole.first(), whole.fault()) {
        (Some(place), _) => (place, SOMETIMES),
        (None, Some(fault)) => fault,
        (None, None) if book.office.is_some() && book.lists.address.is_none() => {
            (Place { source: Source::Group("address".to_owned()), span: Span::at(0) }, UNKNOWN)
        }
        (None, None) => (whole.end(), MISSING),
    };
    found.say(found.in_place(place).with("what", what));
}

/// A street or a post-office box, a city, a state and a ZIP code.
fn us_addresses(prose: &Prose) -> Vec<Span> {
    let words = prose.words();
    let list = words.list();
    let mut found = Vec::new();
    for (at, pair) in list.windows(2).enumerate() {
        let [state, zip] = pair else { continue };
        let is_zip = |text: &str| text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
        if zip.letters != 5 || !is_zip(words.key(zip)) || !STATES.contains(&state.span.of(&prose.text)) {
            continue;
        }
        let from = at.saturating_sub(12);
        let before = list.get(from..at).unwrap_or_default();
        let is_number = |key: &str| key.len() < 7 && key.starts_with(|c: char| c.is_ascii_digit());
        // A number and then at least a street's name and a city's.
        let street =
            before.iter().position(|word| is_number(words.key(word))).filter(|number| before.len() - number > 2);
        let post_box = before.windows(2).position(|pair| match pair {
            [box_word, number] => words.key(box_word) == "box" && is_number(words.key(number)),
            _ => false,
        });
        if let Some(start) = post_box.or(street).and_then(|start| before.get(start)) {
            found.push(Span::new(start.span.start, zip.span.end));
        }
    }
    found
}

/// As the Postal Service writes them.
const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "PR", "VI", "GU", "AS", "MP", "AA",
    "AE", "AP",
];
