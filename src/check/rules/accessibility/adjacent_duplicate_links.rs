//! `a11y-adjacent-duplicate-links`: an image and the words beside it that lead to the same place are one link.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, Link};
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-adjacent-duplicate-links",
        "WCAG 2.2, technique H2",
        Severity::Info,
        Says {
            title: Text { en: "Two links for one", fr: "Deux liens pour un" },
            message: Text {
                en: "This link and the one before it lead to the same place.",
                fr: "Ce lien et celui qui le précède mènent au même endroit.",
            },
            why: Text {
                en: "Who listens hears the same link twice, and who uses the keyboard stops twice.",
                fr: "Qui écoute entend deux fois le même lien, et qui se sert du clavier s’y arrête deux fois.",
            },
            fix: Text {
                en: "Put image and words into one link, with alt=\"\" on the image.",
                fr: "Mettez l’image et le texte dans un seul lien, avec alt=\"\" sur l’image.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="https://roma.example/menu"><img src="m.jpg" alt="Menu"></a> [[<a href="https://roma.example/menu">Menu</a>]]"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/menu">Menu</a><br>[[<a href="https://roma.example/menu"><img src="m.jpg" alt="Menu"></a>]]"#,
        ),
        Example::html("{}", r#"<a href="https://roma.example/menu"><img src="m.jpg" alt=""> Menu</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/menu"><img src="m.jpg" alt="Menu"></a> or <a href="https://roma.example/menu">Menu</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/a"><img src="m.jpg" alt="Menu"></a><a href="https://roma.example/b">Book</a>"#,
        ),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for pair in facts.links.windows(2) {
        let [one, other] = pair else { continue };
        let same = one.href == other.href && !one.href.is_empty() && !one.href.contains(MASK);
        if same && one.visible && other.visible && has_words(one) != has_words(other) && is_close(facts, one, other) {
            found.say(found.at(other.span));
        }
    }
}

fn has_words(link: &Link) -> bool {
    link.words.text.contains(char::is_alphanumeric)
}

/// Whether only tags and spaces stand between two links.
fn is_close(facts: &Facts, one: &Link, other: &Link) -> bool {
    let between = Span::new(one.span.end, other.span.start).of(facts.html);
    let (mut tag, mut close) = (false, between.len() < 400);
    for c in between.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            _ => close &= tag || c.is_whitespace(),
        }
    }
    close && !between.contains("<img")
}
