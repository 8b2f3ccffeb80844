//! `a11y-img-alt-not-filename`: the text of an image is not the name of its file.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, ImageKind};
use crate::check::rule::*;
use crate::html::MASK;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-img-alt-not-filename",
        "WCAG 2.2, 1.1.1 (A); ACT rule 9eb3f6",
        Severity::Warning,
        Says {
            title: Text { en: "File name as text", fr: "Nom de fichier comme texte" },
            message: Text {
                en: "The text of this image, “{text}”, is the name of a file.",
                fr: "Le texte de cette image, « {text} », est un nom de fichier.",
            },
            why: Text {
                en: "It is read aloud, letter by letter, and says nothing of the image.",
                fr: "Il est lu à voix haute, lettre par lettre, et ne dit rien de l’image.",
            },
            fix: Text {
                en: "Say in a few words what the image shows.",
                fr: "Dites en quelques mots ce que montre l’image.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<img src="https://a.example/harbour-7.jpg" alt="harbour-7.jpg" aria-label="The harbour at noon">"#,
        ),
        Example::html("{}", r#"<img src="a.jpg" alt="[[IMG_2031.jpg]]"><img src="b.jpg" alt="[[DSC00412]]">"#),
        Example::html(
            "{}",
            r#"<img src="a.jpg" alt="[[hero-banner_600x200.png]]"><img src="a.jpg" alt="[[600x200]]">"#,
        ),
        Example::html("{}", r#"<img src="a.jpg" alt="[[3f2504e0-4f89-11d3-9a0c-0305e82c3301]]">"#),
        Example::html("{}", r#"<img src="https://cdn.example/hero_novembre.jpg?v=2" alt="[[Hero_novembre]]">"#),
        Example::html(
            "{}",
            r#"<img src="a.jpg" alt="Terrasse au soleil"><img src="roma.png" alt="Roma"><img src="a.png" alt="">"#,
        ),
        Example::html("{}", r#"<a href="menu.png" download>Download <img src="menu.png" alt="menu.png"></a>"#),
        Example::html(
            "{}",
            r#"<img src="a.jpg" alt="{{ offer.${image} }}.jpg"><img src="a.jpg" alt="Order on roma.example">"#,
        ),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for image in facts.images.iter().filter(|image| image.kind == ImageKind::Content && !image.hidden) {
        let Some((tree, id)) = image.element else { continue };
        let Some(alt) = tree.element(id).and_then(|element| element.attribute("alt")) else { continue };
        let text = tree.value(alt).trim();
        let named = ["aria-label", "aria-labelledby"]
            .iter()
            .any(|name| tree.attribute(id, name).is_some_and(|value| !value.trim().is_empty()));
        // The name of a file that can be had there is what the link is about.
        let offered = tree
            .ancestors(id)
            .any(|holder| tree.element(holder).is_some_and(|one| one.attribute("download").is_some()));
        if named || offered || text.is_empty() || text.contains(MASK) || facts.access.is_hidden(id) {
            continue;
        }
        let file = image.sources.first().map_or("", |source| source.url.as_str());
        if is_file_name(text) || is_stem_of(text, file) {
            found.say(found.at(alt.value.span()).with("text", text));
        }
    }
}

/// Whether a text reads as the name of a file, a number of a camera, a hash or a size.
fn is_file_name(text: &str) -> bool {
    const ENDINGS: &[&str] =
        &[".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".psd"];
    const CAMERAS: &[&str] =
        &["img_", "img-", "dsc", "dscf", "dscn", "p10", "pxl_", "image_", "screenshot_", "untitled-"];
    let lower = text.to_ascii_lowercase();
    let ends = ENDINGS.iter().any(|ending| lower.ends_with(ending));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '-'));
    let numbered = CAMERAS.iter().any(|camera| lower.strip_prefix(camera).is_some_and(digits));
    let hexadecimal = lower.len() >= 16
        && lower.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
        && lower.contains(|c: char| c.is_ascii_digit());
    let size = lower.split_once('x').is_some_and(|(one, other)| {
        [one, other].iter().all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    });
    ends || numbered || hexadecimal || size
}

/// Whether a text is the file's name without its ending, in words that nobody would write: with `_`, or with figures.
fn is_stem_of(text: &str, url: &str) -> bool {
    let file = url.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    text.eq_ignore_ascii_case(stem)
        && !text.contains(' ')
        && text.contains(|c: char| matches!(c, '_' | '-') || c.is_ascii_digit())
}
