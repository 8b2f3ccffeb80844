//! `brand-logo-present`: one logo, at the top.

use super::BRAND;
use super::is_logo;
use crate::check::Rulebook;
use crate::check::facts::{Facts, ImageKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-logo-present",
        source: "The brand’s policy: look.logo",
        severity: Severity::Error,
        title: Text { en: "Logo", fr: "Logo" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text { en: "The logo tells at once who writes.", fr: "Le logo dit d’emblée qui écrit." },
        fix: Text { en: "Put the current logo at the top, once.", fr: "Placez le logo actuel en haut, une fois." },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(ROMA, r##"<p>Hi</p>[[]]"##),
        Example::html(
            ROMA,
            r##"<img src="https://a.example/logo-v3.png" alt="Roma Pizza"><img src="https://a.example/pizza.png" alt="">"##,
        ),
        Example::html(
            ROMA,
            r##"<img src="https://a.example/pizza.png" alt=""><img src="[[https://a.example/logo-v3.png]]" alt="Roma Pizza">"##,
        ),
        Example::html(
            ROMA,
            r##"<img src="https://a.example/logo-v3.png" alt=""><img src="[[https://a.example/logo-v3.png]]" alt="">"##,
        ),
        Example::html("{}", "<p>Hi</p>"),
    ]),
};

const ROMA: &str = r#"{ "look": { "logo": { "files": ["logo-v3.png"], "alt": "Roma Pizza", "min_width": 120, "min_height": 24, "ratio": 4.0, "clear": 16, "after": 0 } } }"#;

const NONE: Text = Text { en: "The logo is missing.", fr: "Le logo manque." };
const LATE: Text = Text { en: "Other images stand before the logo.", fr: "D’autres images précèdent le logo." };
const TWICE: Text = Text { en: "The logo stands here once more.", fr: "Le logo figure ici une fois de plus." };

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let images = facts.images.iter().filter(|image| image.kind == ImageKind::Content && !image.hidden && !image.tiny);
    for image in images.filter(|image| image.element.is_some()) {
        let span = image.sources.first().map_or(image.tag, |source| source.span);
        sight.marks.push((span, u32::from(is_logo(image, book))));
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let Some(logo) = &book.policy.look.logo else { return };
    let marks = whole.placed();
    let mut logos = marks.iter().enumerate().filter(|(_, (_, number))| *number == 1);
    match (logos.next(), logo.after) {
        (None, _) => found.say(found.in_place(whole.end()).with("what", NONE)),
        (Some((nth, (place, _))), Some(most)) if nth > most => {
            found.say(found.in_place(*place).with("what", LATE));
        }
        _ => {}
    }
    for (_, (place, _)) in logos {
        found.say(found.in_place(*place).with("what", TWICE));
    }
}
