//! `a11y-text-in-image`: a message is more than its pictures.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, ImageKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-text-in-image",
        "WCAG 2.2, 1.4.5 (AA); ACT rule 0va7u6",
        Severity::Warning,
        Says {
            title: Text { en: "Only pictures", fr: "Des images seulement" },
            message: Text {
                en: "The whole message has {length} characters of text; what it says is in its pictures.",
                fr: "Tout le message compte {length} caractères de texte ; ce qu’il dit est dans ses images.",
            },
            why: Text {
                en: "Where pictures are not loaded, nothing is left; text in pictures cannot be enlarged or read aloud.",
                fr: "Sans les images, il ne reste rien ; le texte d’une image ne s’agrandit pas et n’est pas lu à voix haute.",
            },
            fix: Text {
                en: "Write the offer as text, on a colour or beside the picture.",
                fr: "Écrivez l’offre en texte, sur une couleur ou à côté de l’image.",
            },
        },
    ),
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="https://roma.example">[[<img src="all.jpg" width="600" height="900" alt="Menu">]]</a><p>Unsubscribe</p>"#,
        ),
        Example::html(
            "{}",
            r#"<img src="a.jpg" width="600" height="300" alt="Pizza"><p>Two pizzas for the price of one, every Tuesday in November.</p>"#,
        ),
        Example::html("{}", r#"<img src="logo.png" width="120" height="40" alt="Roma"><p>Short.</p>"#),
    ]),
};

/// A message with less text than this is carried by its pictures.
const LEAST: usize = 50;

/// From this area on a picture can carry a message; logos and icons are smaller.
const LARGE: usize = 60_000;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let length: usize = facts.inks.iter().map(|ink| ink.length).sum();
    let liquid: usize = facts.inks.iter().filter(|ink| ink.text.contains(crate::html::MASK)).count() * LEAST;
    sight.compared.push(Mark {
        span: Default::default(),
        name: "text".to_owned(),
        value: (length + liquid).to_string(),
    });
    for image in facts.images.iter().filter(|image| image.kind == ImageKind::Content && !image.hidden) {
        let side = |name: &str| {
            let (tree, id) = image.element?;
            tree.attribute(id, name)?.trim().trim_end_matches("px").parse::<usize>().ok()
        };
        if side("width").unwrap_or(0).saturating_mul(side("height").unwrap_or(0)) >= LARGE {
            sight.compared.push(Mark { span: image.tag, name: "image".to_owned(), value: String::new() });
        }
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let marks = whole.compared();
    let length: usize = marks.iter().filter_map(|(_, mark)| mark.value.parse::<usize>().ok()).sum();
    if let Some((place, _)) = marks.into_iter().find(|(_, mark)| mark.name == "image")
        && length < LEAST
    {
        found.say(found.in_place(place).with("length", length));
    }
}
