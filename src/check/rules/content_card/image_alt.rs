//! `content-card-image-alt`: who does not see the picture is told what it shows.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "content-card-image-alt",
        area: Area::ContentCard,
        jurisdictions: &["*"],
        source: "WCAG 2.2, SC 1.1.1 (A)",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Picture without words", fr: "Image sans texte" },
        message: Text {
            en: "Nothing says what the picture of the card shows.",
            fr: "Rien ne dit ce que montre l’image de la carte.",
        },
        why: Text {
            en: "Who has the app read aloud hears nothing of it.",
            fr: "Qui se fait lire l’application n’en apprend rien.",
        },
        fix: Text { en: "Say in a few words what it shows.", fr: "Dites en quelques mots ce qu’elle montre." },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(Channel::ContentCard, "content_card.image = [[https://images.roma.example/pizza.png]]"),
        Example::lines(
            Channel::ContentCard,
            "content_card.image = https://images.roma.example/pizza.png\ncontent_card.image_alt = A pizza from the oven",
        ),
        Example::lines(Channel::ContentCard, "content_card.title = Tonight\ncontent_card.description = Pizza"),
    ]),
};

fn look(lines: &Lines, _: &Rulebook, found: &mut Findings) {
    if lines.says(Part::CardImageAlt) {
        return;
    }
    if let Some(image) = lines.get(Part::CardImage).filter(|_| lines.says(Part::CardImage)) {
        let mut place = image.place(Span::new(0, image.text.len()));
        // The picture's slot is where its words are written.
        if let Source::Slot(path) = &mut place.source
            && let Some(slot) = path.strip_suffix(".src")
        {
            *path = format!("{slot}.alt");
            place.span = Span::at(0);
        }
        found.say(found.in_place(place));
    }
}
