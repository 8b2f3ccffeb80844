//! `brand-logo-alt`: the logo is read out as the brand’s name.

use super::BRAND;
use super::is_logo;
use crate::check::Rulebook;
use crate::check::facts::Image;
use crate::check::rule::*;
use crate::html::MASK;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-logo-alt",
        source: "The brand’s policy: look.logo.alt; WCAG 2.2, 1.1.1",
        severity: Severity::Error,
        title: Text { en: "Words of the logo", fr: "Texte du logo" },
        message: Text {
            en: "The logo is read out as “{found}”, not “{alt}”.",
            fr: "Le logo se lit « {found} », et non « {alt} ».",
        },
        why: Text {
            en: "Who does not see images gets the brand’s name from here.",
            fr: "Qui ne voit pas les images trouve ici le nom de la marque.",
        },
        fix: Text { en: "Write the brand’s name.", fr: "Écrivez le nom de la marque." },
        ..BRAND
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(ROMA, r##"<img src="https://a.example/logo-v3.png" alt="[[logo]]">"##)
            .fixed(r##"<img src="https://a.example/logo-v3.png" alt="Roma Pizza">"##),
        Example::html(ROMA, r##"[[<img src="https://a.example/logo-v3.png">]]"##),
        Example::html(
            ROMA,
            r##"<img src="https://a.example/logo-v3.png?v=2" alt="Roma Pizza"><img src="x.png" alt="logo">"##,
        ),
        Example::html("{}", r##"<img src="https://a.example/logo-v3.png" alt="logo">"##),
    ]),
};

const ROMA: &str = r#"{ "look": { "logo": { "files": ["logo-v3.png"], "alt": "Roma Pizza", "min_width": 120, "min_height": 24, "ratio": 4.0, "clear": 16, "after": 0 } } }"#;

const WRITE: Text = Text { en: "Write “{alt}”", fr: "Écrire «\u{a0}{alt}\u{a0}»" };

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let Some(logo) = book.policy.look.logo.as_ref().filter(|_| is_logo(image, book)) else { return };
    let Some((tree, id)) = image.element else { return };
    let alt = tree.element(id).and_then(|element| element.attribute("alt"));
    let text = alt.map(|alt| tree.value(alt)).unwrap_or_default();
    if text == logo.alt || text.contains(MASK) {
        return;
    }
    let span = alt.map_or(image.tag, |alt| alt.value.span());
    let mut finding = found.at(span).with("found", text).with("alt", logo.alt.as_str());
    if alt.is_some()
        && let Some(edit) = found.edit_html(span, &logo.alt)
    {
        finding = finding.fix(Fix::new(WRITE, Trust::Safe, edit));
    }
    found.say(finding);
}
