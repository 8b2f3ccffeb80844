//! `a11y-linked-image-alt`: an image that is all of a link says where the link leads.

use super::{Says, link_name, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-linked-image-alt",
        "WCAG 2.2, 2.4.4, 1.1.1 (A); ACT rule c487ae",
        Severity::Error,
        Says {
            title: Text { en: "Linked image without text", fr: "Image-lien sans texte" },
            message: Text {
                en: "This image is a link, and no text says where it leads.",
                fr: "Cette image est un lien, et aucun texte ne dit où il mène.",
            },
            why: Text {
                en: "Where the image is not seen or not loaded, nothing is left of the link.",
                fr: "Si l’image n’est pas vue ou pas chargée, il ne reste rien du lien.",
            },
            fix: Text {
                en: "Write into “alt” where the link leads: “Book a table”.",
                fr: "Écrivez dans « alt » où mène le lien : « Réserver une table ».",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://roma.example/book">[[<img src="b.png" alt="">]]</a>"#),
        Example::html("{}", r#"<a href="https://roma.example/book">[[<img src="b.png" alt="Book" role="none">]]</a>"#),
        Example::html("{}", r#"<a href="https://roma.example/book"> [[<img src="b.png">]]<br></a>"#),
        Example::html("{}", r#"<a href="https://roma.example/book"><img src="b.png" alt="Réserver une table"></a>"#),
        Example::html("{}", r#"<a href="https://roma.example/book"><img src="b.png" alt=""> Réserver</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/book" aria-label="Réserver"><img src="b.png" alt=""></a>"#,
        ),
        Example::html("{}", r#"<a href="https://roma.example/book"><img src="b.png" alt="{{ ${city} }}"></a>"#),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for (_, image) in link_name::nameless(facts) {
        if let Some(image) = image {
            found.say(found.at(facts.tag(image)));
        }
    }
}
