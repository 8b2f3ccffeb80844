//! `brand-font-size-scale`: sizes come from the scale.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-font-size-scale",
        source: "The brand’s policy: look.sizes",
        severity: Severity::Warning,
        title: Text { en: "Size of letters", fr: "Corps du texte" },
        message: Text {
            en: "{size} px is not on the scale; {nearest} px is nearest.",
            fr: "{size} px n’est pas dans l’échelle ; {nearest} px en est le plus proche.",
        },
        why: Text {
            en: "A few sizes make a page calm, and headings plain to see.",
            fr: "Peu de corps différents font une page calme, où les titres se voient.",
        },
        fix: Text { en: "Take the nearest size of the scale.", fr: "Prenez le corps le plus proche de l’échelle." },
        ..BRAND
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(SCALE, r##"<p style="[[font-size:17px]]">Hi</p>"##)
            .fixed(r##"<p style="font-size:16px">Hi</p>"##),
        Example::html(SCALE, "<style>h1 { [[font-size: 30px]] } p { font-size: 16PX }</style><h1>Hi</h1>"),
        Example::html(
            SCALE,
            r##"<p style="font-size:16px">Hi <span style="font-size:1px">.</span><b style="font-size:1.2em">you</b></p>"##,
        ),
        Example::html("{}", r##"<p style="font-size:17px">Hi</p>"##),
    ]),
};

const SCALE: &str = r#"{ "look": { "sizes": [12, 14, 16, 20, 28] } }"#;

const TAKE: Text = Text { en: "{nearest} px", fr: "{nearest}\u{a0}px" };

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    let sizes = &book.policy.look.sizes;
    for style in
        facts.styles().all.iter().filter(|style| !sizes.is_empty() && style.name.eq_ignore_ascii_case("font-size"))
    {
        let value = style.value.to_ascii_lowercase();
        let Some(size) = value.strip_suffix("px").and_then(|number| number.trim().parse::<f64>().ok()) else {
            continue;
        };
        // Smaller than this, text is there to be hidden.
        let off = |step: &f64| (step - size).abs();
        let Some(nearest) = sizes.iter().copied().min_by(|a, b| off(a).total_cmp(&off(b))).filter(|_| size > 2.0)
        else {
            continue;
        };
        if off(&nearest) < 0.05 {
            continue;
        }
        let mut finding = found.at(style.span).with("size", size).with("nearest", nearest);
        let write = format!("{}:{nearest}px", style.name);
        if let Some(edit) = found.edit_html(style.span, &write) {
            finding = finding.fix(Fix::new(TAKE, Trust::Suggestion, edit));
        }
        found.say(finding);
    }
}
