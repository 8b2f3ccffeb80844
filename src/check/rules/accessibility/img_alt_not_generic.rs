//! `a11y-img-alt-not-generic`: the text of an image says what is on it, not that it is an image.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, ImageKind};
use crate::check::rule::*;
use crate::html::{MASK, NodeId, Tree};
use crate::text::fold;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-img-alt-not-generic",
        "WCAG 2.2, 1.1.1 (A); ACT rule qt1vmo",
        Severity::Warning,
        Says {
            title: Text { en: "Text says nothing of the image", fr: "Texte qui ne dit rien de l’image" },
            message: Text { en: "“{text}” {what}.", fr: "« {text} » {what}." },
            why: Text {
                en: "A screen reader says “image” by itself; what counts is what is on it.",
                fr: "Un lecteur d’écran annonce déjà « image » ; ce qui compte, c’est ce qu’elle montre.",
            },
            fix: Text {
                en: "Say what the image shows; leave the text empty where words beside it say it already.",
                fr: "Dites ce que montre l’image ; laissez le texte vide si les mots voisins le disent déjà.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<img src="a.jpg" alt="[[image]]"><img src="a.jpg" alt="[[Logo]]"><img src="a.jpg" alt="[[Bannière]]">"#,
        ),
        Example::html("{}", r#"<img src="a.jpg" alt="[[Image of a pizza]]">"#)
            .fixed(r#"<img src="a.jpg" alt="A pizza">"#),
        Example::html("{}", r#"<img src="a.jpg" alt="[[photo d’une pizza]]">"#),
        Example::html("{}", r#"<img src="a.jpg" alt="[[Nos pizzas]]"> Nos pizzas"#)
            .fixed(r#"<img src="a.jpg" alt=""> Nos pizzas"#),
        Example::html(
            "{}",
            r#"<img src="a.jpg" alt="Carte de fidélité"><img src="l.png" alt="Logo of Roma"><img src="a.png" alt="">"#,
        ),
        Example::html("{}", r#"<a href="https://roma.example"><img src="a.jpg" alt="Menu"></a> <p>Menu</p>"#),
    ]),
};

const SAYS_NOTHING: Text = Text { en: "says nothing of this image", fr: "ne dit rien de cette image" };
const SAYS_IMAGE: Text =
    Text { en: "begins by saying that it is an image", fr: "commence par dire que c’est une image" };
const SAID_TWICE: Text =
    Text { en: "repeats the words beside the image", fr: "répète les mots voisins de l’image" };
const SHORTEN: Text = Text { en: "Write “{text}”", fr: "Écrire « {text} »" };
const EMPTY: Text = Text { en: "Leave the text empty", fr: "Laisser le texte vide" };

/// Words that would fit any image.
const GENERIC: &[&str] = &[
    "image",
    "img",
    "picture",
    "photo",
    "photograph",
    "graphic",
    "graphics",
    "logo",
    "banner",
    "hero",
    "hero image",
    "icon",
    "icone",
    "illustration",
    "banniere",
    "visuel",
    "photographie",
    "alt",
    "alt text",
    "texte alternatif",
    "spacer",
    "pixel",
    "placeholder",
    "thumbnail",
    "vignette",
    "header",
    "footer",
    "image 1",
    "image1",
];

/// How a text begins that says that there is an image.
const OPENINGS: &[&str] = &["image of ", "picture of ", "photo of ", "graphic of ", "photograph of "];
const OPENINGS_FR: &[&str] =
    &["image de ", "image d'", "photo de ", "photo d'", "image du ", "photo du ", "image des ", "photo des "];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for image in facts.images.iter().filter(|image| image.kind == ImageKind::Content) {
        let Some((tree, id)) = image.element else { continue };
        let Some(alt) = tree.element(id).and_then(|element| element.attribute("alt")) else { continue };
        let text = tree.value(alt).trim();
        if text.is_empty() || text.contains(MASK) || facts.access.is_hidden(id) || image.tiny {
            continue;
        }
        let folded = fold(text).replace('’', "'");
        let finding = || found.at(alt.value.span()).with("text", text);
        let finding = if GENERIC.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric())) {
            finding().with("what", SAYS_NOTHING)
        } else if let Some(rest) =
            OPENINGS.iter().find_map(|opening| text.get(opening.len()..).filter(|_| folded.starts_with(opening)))
        {
            let better = capital(rest);
            let fix = found.edit_html(alt.value.span(), &better);
            let said = finding().with("what", SAYS_IMAGE);
            match fix {
                Some(edit) => said.fix(Fix::new(SHORTEN, Trust::Suggestion, edit).with("text", better)),
                None => said,
            }
        } else if OPENINGS_FR.iter().any(|opening| folded.starts_with(opening)) {
            finding().with("what", SAYS_IMAGE)
        } else if beside(tree, id).is_some_and(|beside| fold(beside.trim()) == fold(text)) {
            let said = finding().with("what", SAID_TWICE);
            match found.edit_html(alt.value.span(), "") {
                Some(edit) => said.fix(Fix::new(EMPTY, Trust::Suggestion, edit)),
                None => said,
            }
        } else {
            continue;
        };
        found.say(finding);
    }
}

/// The words right beside an image, in the same element.
fn beside(tree: &Tree, id: NodeId) -> Option<&str> {
    let words = |id: Option<NodeId>| id.map(|id| tree.text(id)).filter(|text| !text.trim().is_empty());
    words(tree.node(id).next).or_else(|| words(tree.node(id).previous))
}

fn capital(text: &str) -> String {
    let mut chars = text.trim().chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
