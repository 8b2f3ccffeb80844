//! `brand-logo-version`: no older logo under its old name.

use super::{BRAND, is_logo};
use crate::check::Rulebook;
use crate::check::facts::Image;
use crate::check::rule::*;
use crate::text::fold;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-logo-version",
        source: "The brand’s policy: look.logo.files",
        severity: Severity::Error,
        title: Text { en: "Another logo", fr: "Autre logo" },
        message: Text {
            en: "“{file}” looks like the brand’s logo, and is none of its files.",
            fr: "«\u{a0}{file}\u{a0}» ressemble au logo de la marque et n’en est pas un fichier.",
        },
        why: Text {
            en: "An old logo, or one that somebody uploaded anew, makes readers doubt who writes.",
            fr: "Un ancien logo, ou un logo déposé par quelqu’un, fait douter le lecteur de qui lui écrit.",
        },
        fix: Text {
            en: "Use the brand’s own file: {right}.", fr: "Utilisez le fichier de la marque\u{a0}: {right}."
        },
        ..BRAND
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html(ROMA, r#"<img src="[[https://a.example/logo-v2.png]]" alt="Roma">"#),
        Example::html(ROMA, r#"<img src="[[https://a.example/2019/logo_2019.png?x=1]]" alt="">"#),
        Example::html(ROMA, r#"<img src="[[https://a.example/upload/7f3a.png]]" alt="Roma Pizza">"#),
        Example::html(ROMA, r#"<img src="https://a.example/logo-v3.png" alt="Roma Pizza">"#),
        Example::html(ROMA, r#"<img src="https://a.example/logo-partner.png" alt="Our partner Verdi">"#),
        Example::html(ROMA, r#"<img src="https://a.example/oven.png" alt="The oven of Roma Pizza">"#),
        Example::html("{}", r#"<img src="https://a.example/logo-v2.png" alt="Roma Pizza">"#),
    ]),
};

const ROMA: &str = r#"{ "look": { "logo": { "files": ["logo-v3.png"], "alt": "Roma Pizza" } } }"#;

fn look(image: &Image, book: &Rulebook, found: &mut Findings) {
    let Some(logo) = book.policy.look.logo.as_ref().filter(|_| !is_logo(image, book)) else { return };
    let Some((tree, id)) = image.element else { return };
    let alt = fold(tree.attribute(id, "alt").unwrap_or_default().trim());
    let named = !alt.is_empty() && alt == fold(&logo.alt);
    for source in &image.sources {
        let file = name(&source.url);
        let alike =
            stem(file).is_some_and(|own| logo.files.iter().any(|other| stem(name(other)).as_ref() == Some(&own)));
        // What Liquid chooses is not known.
        if (named || alike) && !source.url.contains(crate::html::MASK) {
            let right = logo.files.first().map_or("", |file| name(file));
            found.say(found.at(source.span).with("file", file).with("right", right));
        }
    }
}

/// The name of the file in an address.
fn name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// What files of one logo have in common: `logo-v3.png` and `logo_2019@2x.png` are both `logo`.
fn stem(file: &str) -> Option<String> {
    let bare = file.rsplit_once('.').map_or(file, |(bare, _)| bare);
    let bare = bare.split('@').next().unwrap_or_default();
    let words = bare.split(|c: char| !c.is_alphabetic()).filter(|word| !matches!(*word, "" | "v" | "V" | "x"));
    let stem = fold(&words.collect::<String>());
    (!stem.is_empty()).then_some(stem)
}
