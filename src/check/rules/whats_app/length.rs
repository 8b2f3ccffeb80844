//! `whats-app-length`: filled in, the message is no longer than Meta sends.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "whats-app-length",
        area: Area::WhatsApp,
        jurisdictions: &["*"],
        source: "Meta, WhatsApp template components: header 60, body 1,024 characters; the policy: data.attributes.*.longest",
        checked: Some("2026-11-29"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Too long", fr: "Trop long" },
        message: Text {
            en: "With the longest data the {what} has {count} characters; WhatsApp takes {most}.",
            fr: "Avec les données les plus longues, {what} fait {count} caractères\u{a0}; WhatsApp en accepte {most}.",
        },
        why: Text { en: "Meta does not send what is longer.", fr: "Meta n’envoie pas ce qui dépasse." },
        fix: Text { en: "Shorten what you filled in.", fr: "Raccourcissez ce que vous avez saisi." },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(
            Channel::WhatsApp,
            "whats_app.header = [[News from the oldest pizza oven of the beautiful town of Bath]]\nwhats_app.body = Come and see.",
        ),
        Example::lines(
            Channel::WhatsApp,
            "whats_app.header = Roma\nwhats_app.body = [[Hello {{custom_attribute.${wishes}}}, see you soon.]]",
        )
        .policy(WISHES),
        Example::lines(
            Channel::WhatsApp,
            "whats_app.header = Roma\nwhats_app.body = Hello, come and see. See you soon.",
        ),
    ]),
};

const WISHES: &str = r#"{ "data": { "attributes": { "wishes":
    { "liquid": "custom_attribute.${wishes}", "label": { "en": "Wishes", "fr": "Souhaits" }, "longest": 1010 } } } }"#;

const HEADER: Text = Text { en: "line above the text", fr: "la ligne au-dessus du texte" };
const BODY: Text = Text { en: "text", fr: "le texte" };

fn look(lines: &Lines, book: &Rulebook, found: &mut Findings) {
    for (part, what, most) in [(Part::WhatsAppHeader, HEADER, 60), (Part::WhatsAppBody, BODY, 1024)] {
        let count = lines.longest(part, book).map_or(0, |text| text.chars().count());
        if count > most
            && let Some(place) = lines.to_shorten(&[part])
        {
            found.say(found.in_place(place).with("what", what).with("count", count).with("most", most));
        }
    }
}
