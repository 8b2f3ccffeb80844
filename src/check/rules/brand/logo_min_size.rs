//! `brand-logo-min-size`: the logo is large enough to be read.

use super::BRAND;
use super::{is_logo, pixels};
use crate::check::Rulebook;
use crate::check::facts::Image;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-logo-min-size",
        source: "The brand’s policy: look.logo.min_width, min_height",
        severity: Severity::Error,
        title: Text { en: "Small logo", fr: "Petit logo" },
        message: Text {
            en: "The logo is {size} px {side}, less than {least}.",
            fr: "Le logo fait {size} px de {side}, moins que {least}.",
        },
        why: Text { en: "Smaller, its letters run together.", fr: "Plus petit, ses lettres se confondent." },
        fix: Text { en: "Make it larger.", fr: "Agrandissez-le." },
        ..BRAND
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(ROMA, r##"[[<img src="https://a.example/logo-v3.png" alt="" width="60">]]"##),
        Example::html(
            ROMA,
            r##"[[<img src="https://a.example/logo-v3.png" alt="" width="140" style="height:20px">]]"##,
        ),
        Example::html(ROMA, r##"<img src="https://a.example/logo-v3.png" alt="" width="140" height="35">"##),
        Example::html(
            ROMA,
            r##"<img src="https://a.example/logo-v3.png" alt="" width="100%"><img src="x.png" alt="" width="20">"##,
        ),
    ]),
};

const ROMA: &str = r#"{ "look": { "logo": { "files": ["logo-v3.png"], "alt": "Roma Pizza", "min_width": 120, "min_height": 24, "ratio": 4.0, "clear": 16, "after": 0 } } }"#;

const WIDE: Text = Text { en: "wide", fr: "largeur" };
const HIGH: Text = Text { en: "high", fr: "hauteur" };

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let Some(logo) = book.policy.look.logo.as_ref().filter(|_| is_logo(image, book)) else { return };
    let sides = [("width", logo.min_width, WIDE), ("height", logo.min_height, HIGH)];
    let short = sides.into_iter().find_map(|(name, least, side)| {
        pixels(image, name).filter(|size| *size < least).map(|size| (size, least, side))
    });
    if let Some((size, least, side)) = short {
        let finding = found.at(image.tag).with("size", size).with("side", side);
        found.say(finding.with("least", least));
    }
}
