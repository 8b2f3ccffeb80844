//! `content-card-complete`: a card has what its form shows.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "content-card-complete",
        area: Area::ContentCard,
        jurisdictions: &["*"],
        source: "Braze documentation, Content Cards object: title, description, image_url",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Something is missing", fr: "Il manque quelque chose" },
        message: Text { en: "The card has no {what}.", fr: "La carte n’a pas {what}." },
        why: Text { en: "Braze refuses a card without it.", fr: "Braze refuse une carte qui en est dépourvue." },
        fix: Text { en: "Fill it in.", fr: "Remplissez-le." },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(Channel::ContentCard, "content_card.title = Tonight").facts(CLASSIC).missing(),
        Example::lines(Channel::ContentCard, "content_card.title = Tonight\ncontent_card.description = Pizza")
            .facts(r#"{ "message.card": "captioned_image" }"#)
            .missing(),
        Example::lines(Channel::ContentCard, "content_card.title = Tonight\ncontent_card.description = Pizza")
            .facts(CLASSIC),
        Example::lines(Channel::ContentCard, "content_card.image = https://images.roma.example/pizza.png")
            .facts(r#"{ "message.card": "banner" }"#),
    ]),
};

const CLASSIC: &str = r#"{ "message.card": "classic" }"#;

const TITLE: Text = Text { en: "title", fr: "de titre" };
const TEXT: Text = Text { en: "text", fr: "de texte" };
const PICTURE: Text = Text { en: "picture", fr: "d’image" };

fn look(lines: &Lines, book: &Rulebook, found: &mut Findings) {
    let needed: &[(Part, Text)] = match book.case.values("message.card").next() {
        Some("banner") => &[(Part::CardImage, PICTURE)],
        Some("captioned_image") => {
            &[(Part::CardTitle, TITLE), (Part::CardDescription, TEXT), (Part::CardImage, PICTURE)]
        }
        _ => &[(Part::CardTitle, TITLE), (Part::CardDescription, TEXT)],
    };
    for (part, what) in needed.iter().filter(|(part, _)| !lines.says(*part)) {
        if let Some(place) = lines.gap(*part) {
            found.say(found.in_place(place).with("what", *what));
        }
    }
}
