//! `content-card-size`: a card is small enough to be kept, whoever gets it.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "content-card-size",
        area: Area::ContentCard,
        jurisdictions: &["*"],
        source: "Braze documentation, Content Cards: 2 KB for title, text, addresses and extras; the policy: data.attributes.*.longest",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Too much for a card", fr: "Trop pour une carte" },
        message: Text {
            en: "With the longest data the card has {count} bytes, with its addresses; {most} are kept.",
            fr: "Avec les données les plus longues, la carte fait {count} octets, adresses comprises\u{a0}; {most} sont gardés.",
        },
        why: Text { en: "Braze leaves out a card that is larger.", fr: "Braze écarte une carte plus grosse." },
        fix: Text {
            en: "Shorten the text, or the addresses of the link and the picture.",
            fr: "Raccourcissez le texte, ou les adresses du lien et de l’image.",
        },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(Channel::ContentCard, LONG).policy(WISHES),
        Example::lines(Channel::ContentCard, "content_card.title = Tonight\ncontent_card.description = Pizza")
            .policy(WISHES),
    ]),
};

const WISHES: &str = r#"{ "data": { "attributes": { "wishes":
    { "liquid": "custom_attribute.${wishes}", "label": { "en": "Wishes", "fr": "Souhaits" }, "longest": 2100 } } } }"#;
const LONG: &str =
    "content_card.title = Tonight\ncontent_card.description = [[Still on your list: {{custom_attribute.${wishes}}}]]";

/// The most bytes of a card.
const MOST: usize = 2048;

const PARTS: &[Part] =
    &[Part::CardTitle, Part::CardDescription, Part::CardImageAlt, Part::CardLinkText, Part::CardLink, Part::CardImage];

fn look(lines: &Lines, book: &Rulebook, found: &mut Findings) {
    let count = PARTS.iter().filter_map(|part| lines.longest(*part, book)).map(|text| text.len()).sum::<usize>();
    if count > MOST
        && let Some(place) = lines.to_shorten(PARTS)
    {
        found.say(found.in_place(place).with("count", count).with("most", MOST));
    }
}
