//! `brand-font-weight-style`: only the weights that the brand’s fonts have.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-font-weight-style",
        source: "The brand’s policy: look.weights",
        severity: Severity::Info,
        title: Text { en: "Weight of letters", fr: "Graisse" },
        message: Text {
            en: "Weight {weight} is not one of the brand’s ({known}).",
            fr: "La graisse {weight} n’est pas une de celles de la marque ({known}).",
        },
        why: Text {
            en: "A weight that a font does not have is drawn by the program, badly.",
            fr: "Une graisse que la police n’a pas est dessinée par le logiciel, et mal.",
        },
        fix: Text { en: "Take one that the font has.", fr: "Prenez une graisse que la police possède." },
        ..BRAND
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(TWO, r##"<p style="[[font-weight:800]]">Hi</p>"##),
        Example::html(TWO, "<style>h1 { [[font-weight: 300]] }</style><h1>Hi</h1>"),
        Example::html(
            TWO,
            r##"<p style="font-weight:bold">Hi <i style="font-weight:normal">you</i><b style="font-weight:700">!</b></p>"##,
        ),
        Example::html("{}", r##"<p style="font-weight:800">Hi</p>"##),
    ]),
};

const TWO: &str = r#"{ "look": { "weights": [400, 700] } }"#;

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    let weights = &book.policy.look.weights;
    for style in facts.styles().all.iter().filter(|style| style.name.eq_ignore_ascii_case("font-weight")) {
        let weight = match style.value.trim().to_ascii_lowercase().as_str() {
            "normal" => 400,
            "bold" => 700,
            number => match number.parse::<u16>() {
                Ok(number) => number,
                Err(_) => continue,
            },
        };
        if !weights.is_empty() && !weights.contains(&weight) {
            let known: Vec<String> = weights.iter().map(u16::to_string).collect();
            found.say(found.at(style.span).with("weight", usize::from(weight)).with("known", known.join(", ")));
        }
    }
}
