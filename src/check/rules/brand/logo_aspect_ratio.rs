//! `brand-logo-aspect-ratio`: the logo is not distorted.

use super::BRAND;
use super::{is_logo, pixels};
use crate::check::Rulebook;
use crate::check::facts::Image;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-logo-aspect-ratio",
        source: "The brand’s policy: look.logo.ratio",
        severity: Severity::Error,
        title: Text { en: "Distorted logo", fr: "Logo déformé" },
        message: Text {
            en: "The logo is laid out {width} × {height}; its own shape is {ratio} to 1.",
            fr: "Le logo est affiché en {width} × {height} ; sa forme est de {ratio} pour 1.",
        },
        why: Text { en: "A squeezed logo is no longer the logo.", fr: "Un logo écrasé n’est plus le logo." },
        fix: Text {
            en: "Leave out the height, or compute it from the width.",
            fr: "Retirez la hauteur, ou calculez-la d’après la largeur.",
        },
        ..BRAND
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(ROMA, r##"[[<img src="https://a.example/logo-v3.png" alt="" width="200" height="200">]]"##),
        Example::html(
            ROMA,
            r##"[[<img src="https://a.example/logo-v3.png" alt="" style="width:200px;height:60px">]]"##,
        ),
        Example::html(ROMA, r##"<img src="https://a.example/logo-v3.png" alt="" width="200" height="50">"##),
        Example::html(
            ROMA,
            r##"<img src="https://a.example/logo-v3.png" alt="" width="200" height="200" style="height:auto">"##,
        ),
    ]),
};

const ROMA: &str = r#"{ "look": { "logo": { "files": ["logo-v3.png"], "alt": "Roma Pizza", "min_width": 120, "min_height": 24, "ratio": 4.0, "clear": 16, "after": 0 } } }"#;

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let ratio = book.policy.look.logo.as_ref().and_then(|logo| logo.ratio).filter(|_| is_logo(image, book));
    let Some(ratio) = ratio else { return };
    let (Some(width), Some(height)) = (pixels(image, "width"), pixels(image, "height")) else { return };
    // Half a pixel of rounding is no distortion.
    let right = width / ratio.max(0.01);
    if height > 0.0 && (right - height).abs() > (right * 0.01).max(0.51) {
        let finding = found.at(image.tag).with("width", width).with("height", height);
        found.say(finding.with("ratio", ratio));
    }
}
