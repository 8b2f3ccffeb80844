//! `brand-image-size-dimensions`: images fit their place.

use super::BRAND;
use super::pixels;
use crate::check::Rulebook;
use crate::check::facts::{Image, ImageKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-image-size-dimensions",
        source: "The brand’s policy: look.image_width",
        severity: Severity::Warning,
        title: Text { en: "Size of an image", fr: "Taille d’une image" },
        message: Text {
            en: "This image is laid out {width} px wide; the message has room for {most}.",
            fr: "Cette image est affichée sur {width} px de large ; le message en offre {most}.",
        },
        why: Text {
            en: "A wider image breaks the layout, or is scrolled sideways.",
            fr: "Une image plus large casse la mise en page, ou oblige à faire défiler.",
        },
        fix: Text { en: "Lay it out narrower, or crop it.", fr: "Affichez-la moins large, ou recadrez-la." },
        ..BRAND
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(ROOM, r##"[[<img src="https://a.example/p.png" alt="" width="1200">]]"##),
        Example::html(ROOM, r##"[[<img src="https://a.example/p.png" alt="" style="width:640px">]]"##),
        Example::html(
            ROOM,
            r##"<img src="https://a.example/p.png" alt="" width="1200" style="width:100%"><img src="https://a.example/p.png" alt="" width="600">"##,
        ),
        Example::html("{}", r##"<img src="https://a.example/p.png" alt="" width="1200">"##),
    ]),
};

const ROOM: &str = r#"{ "look": { "image_width": 600 } }"#;

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let (Some(most), Some(width)) = (book.policy.look.image_width, pixels(image, "width")) else { return };
    if image.kind == ImageKind::Content && width > f64::from(most) {
        found.say(found.at(image.tag).with("width", width).with("most", most as usize));
    }
}
