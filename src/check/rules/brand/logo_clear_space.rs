//! `brand-logo-clear-space`: the logo stands free.

use super::BRAND;
use super::{filled, is_logo};
use crate::check::Rulebook;
use crate::check::facts::Image;
use crate::check::rule::*;
use crate::html::declarations;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-logo-clear-space",
        source: "The brand’s policy: look.logo.clear",
        severity: Severity::Warning,
        title: Text { en: "Room around the logo", fr: "Espace autour du logo" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Whatever comes too near becomes part of the logo.",
            fr: "Ce qui s’approche trop finit par faire partie du logo.",
        },
        fix: Text {
            en: "Give its cell padding on every side, and nothing else.",
            fr: "Donnez à sa cellule une marge intérieure de chaque côté, et rien d’autre.",
        },
        ..BRAND
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(
            ROMA,
            r##"<table><tr><td style="padding:0">[[<img src="https://a.example/logo-v3.png" alt="">]]</td></tr></table>"##,
        ),
        Example::html(
            ROMA,
            r##"<table><tr><td style="padding:24px">[[<img src="https://a.example/logo-v3.png" alt="">]] News</td></tr></table>"##,
        ),
        Example::html(
            ROMA,
            r##"<table><tr><td style="padding:24px 16px"><a href="https://a.example/"><img src="https://a.example/logo-v3.png" alt=""></a></td></tr></table>"##,
        ),
        Example::html(ROMA, r##"<img src="https://a.example/logo-v3.png" alt="">"##),
    ]),
};

const ROMA: &str = r#"{ "look": { "logo": { "files": ["logo-v3.png"], "alt": "Roma Pizza", "min_width": 120, "min_height": 24, "ratio": 4.0, "clear": 16, "after": 0 } } }"#;

const NARROW: Text = Text {
    en: "The padding around the logo is {size} px, less than {least}.",
    fr: "La marge autour du logo est de {size}\u{a0}px, moins que {least}.",
};
const WORDS: Text = Text { en: "Text stands in the cell of the logo.", fr: "Du texte figure dans la cellule du logo." };

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let clear = book.policy.look.logo.as_ref().and_then(|logo| logo.clear).filter(|_| is_logo(image, book));
    let (Some(clear), Some((tree, id))) = (clear, image.element) else { return };
    let Some(cell) = tree.ancestors(id).find(|id| matches!(tree.name(*id), "td" | "th")) else { return };
    if !tree.text_within(cell).trim().is_empty() {
        found.say(found.at(image.tag).with("what", WORDS));
    } else if let Some(least) =
        padding(tree.attribute(cell, "style").unwrap_or_default()).filter(|least| *least < clear)
    {
        let what = filled(NARROW, &[("size", &least.to_string()), ("least", &clear.to_string())]);
        found.say(found.at(image.tag).with("what", what));
    }
}

/// The least padding of the four sides; `None` where it is not given in pixels, or not at all.
fn padding(style: &str) -> Option<f64> {
    let pixels = |text: &str| {
        let text = text.trim().to_ascii_lowercase();
        text.strip_suffix("px").unwrap_or(&text).trim().parse::<f64>().ok()
    };
    let mut sides: [Option<f64>; 4] = [None; 4];
    for one in declarations(style) {
        let name = one.name.to_ascii_lowercase();
        let Some(side) = name.strip_prefix("padding") else { continue };
        if side.is_empty() {
            let all: Vec<Option<f64>> = one.value.split_whitespace().map(pixels).collect();
            let nth = |at: usize| all.get(at).copied().flatten();
            sides = match all.len() {
                1 => [nth(0); 4],
                2 => [nth(0), nth(1), nth(0), nth(1)],
                3 => [nth(0), nth(1), nth(2), nth(1)],
                _ => [nth(0), nth(1), nth(2), nth(3)],
            };
        } else if let Some(at) = ["-top", "-right", "-bottom", "-left"].iter().position(|one| *one == side)
            && let Some(place) = sides.get_mut(at)
        {
            *place = pixels(one.value);
        }
    }
    sides.into_iter().collect::<Option<Vec<f64>>>()?.into_iter().min_by(f64::total_cmp)
}
