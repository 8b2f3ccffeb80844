//! `deliv-image-text-ratio`: a message is more than pictures.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Image, ImageKind};
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-image-text-ratio",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "SpamAssassin: HTML_IMAGE_ONLY, HTML_IMAGE_RATIO; the policy: inbox.least_words",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Hardly any text", fr: "Presque pas de texte" },
        message: Text {
            en: "Besides its large images the message has {count} words; {least} are needed.",
            fr: "En dehors des grandes images, le message compte {count} mots ; il en faut {least}.",
        },
        why: Text {
            en: "Filters cannot read images and mistrust messages of nothing else; where images are blocked, nothing is left.",
            fr: "Les filtres ne lisent pas les images et se méfient d’un message qui n’a rien d’autre ; si elles sont bloquées, il ne reste rien.",
        },
        fix: Text {
            en: "Write what the image says as text below or above it.",
            fr: "Écrivez en texte, au-dessus ou au-dessous, ce que dit l’image.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<html><body>[[<img src="a.jpg" width="600" alt="Everything at half price">]]<p>Unsubscribe</p></body></html>"#,
        ),
        Example::html(
            MANY,
            r#"<html><body>[[<img src="a.jpg" alt="">]]<p>Not quite as many words as the brand wants.</p></body></html>"#,
        ),
        Example::html(
            "{}",
            r#"<html><body><img src="a.jpg" width="600" alt=""><p>Every pizza costs half as much this week, from Monday to Friday, at noon and in the evening, at all our tables.</p></body></html>"#,
        ),
        Example::html(
            "{}",
            r#"<html><body><img src="logo.png" width="120" alt="Roma"><p>Your code is 123456.</p></body></html>"#,
        ),
        Example::html("{}", r#"<img src="a.jpg" width="600" alt="A snippet">"#),
    ]),
};

const MANY: &str = r#"{ "inbox": { "least_words": 60 } }"#;

/// Where the policy says nothing: below it there is nothing but pictures.
const LEAST: usize = 20;

/// Narrower pictures are logos and signs, in pixels.
const LARGE: u32 = 300;

const IMAGE: u32 = 0;
const DOCUMENT: u32 = 1;
const WORDS: u32 = 2;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    sight.marks.extend(facts.images.iter().filter(|image| is_large(image)).map(|image| (image.tag, IMAGE)));
    if facts.written_document().is_some() {
        sight.marks.push((Span::at(0), DOCUMENT));
    }
    let words: usize = facts.inks.iter().map(|ink| words(ink.text)).sum();
    sight.marks.push((Span::at(0), WORDS + u32::try_from(words).unwrap_or(u32::MAX - WORDS)));
    sight
}

/// Words of letters or digits; what Braze prints counts as one.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(|c: char| c.is_alphanumeric() || c == MASK)).count()
}

fn is_large(image: &Image) -> bool {
    let Some((tree, id)) = image.element else { return false };
    let width = tree.attribute(id, "width").map(str::trim).unwrap_or_default().trim_end_matches("px").parse::<u32>();
    image.kind == ImageKind::Content && !image.hidden && !image.tiny && width.map_or(true, |width| width >= LARGE)
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    let least = book.policy.inbox.least_words.unwrap_or(LEAST);
    let count: usize = marks.iter().filter_map(|(.., mark)| usize::try_from(mark.checked_sub(WORDS)?).ok()).sum();
    let Some((part, span, _)) = marks.iter().find(|(.., mark)| *mark == IMAGE) else { return };
    if count < least && marks.iter().any(|(.., mark)| *mark == DOCUMENT) {
        let finding = found.in_place(whole.place(*part, *span));
        found.say(finding.with("count", count).with("least", least));
    }
}
