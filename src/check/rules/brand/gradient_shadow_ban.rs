//! `brand-gradient-shadow-ban`: no gradients, shadows and filters where the brand is flat.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-gradient-shadow-ban",
        source: "The brand’s policy: look.flat",
        severity: Severity::Warning,
        title: Text { en: "Effect", fr: "Effet" },
        message: Text {
            en: "“{property}” makes an effect that the brand does not use.",
            fr: "« {property} » produit un effet que la marque n’emploie pas.",
        },
        why: Text {
            en: "Effects look different in each mail program, and nowhere like the brand.",
            fr: "Les effets changent d’une messagerie à l’autre, et ne ressemblent nulle part à la marque.",
        },
        fix: Text { en: "Take the declaration out.", fr: "Retirez la déclaration." },
        ..BRAND
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(FLAT, r##"<p style="[[box-shadow:0 0 9px #000]];color:red">Hi</p>"##),
        Example::html(FLAT, r##"<p style="box-shadow:none;color:red">Hi</p>"##),
        Example::html(
            FLAT,
            r##"<div style="[[background: linear-gradient(red, blue)]]">Hi</div><style>p { [[text-shadow: 1px 1px red]] }</style>"##,
        ),
        Example::html("{}", r##"<p style="box-shadow:0 0 9px #000">Hi</p>"##),
    ]),
};

const FLAT: &str = r#"{ "look": { "flat": true } }"#;

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    if !book.policy.look.flat {
        return;
    }
    for style in &facts.styles().all {
        let (name, value) = (style.name.to_ascii_lowercase(), style.value.to_ascii_lowercase());
        let effect = match name.as_str() {
            "box-shadow" | "text-shadow" | "filter" | "backdrop-filter" => {
                !matches!(value.trim(), "none" | "0" | "initial" | "inherit" | "unset")
            }
            "background" | "background-image" => value.contains("gradient("),
            _ => false,
        };
        if effect {
            found.say(found.at(style.span).with("property", name));
        }
    }
}
