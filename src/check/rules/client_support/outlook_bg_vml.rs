//! `client-outlook-bg-vml`: where Outlook for Windows shows no background picture, something else stands behind the text.

use crate::check::Rulebook;
use crate::check::clients::WORD;
use crate::check::facts::{Facts, Image, ImageKind};
use crate::check::rule::*;
use crate::html::{MASK, NodeId, Paint, Tree, declarations};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-outlook-bg-vml",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "Word’s HTML engine (Outlook 2007 to 2021 for Windows)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Background picture alone", fr: "Image de fond seule" },
        message: Text {
            en: "Outlook for Windows does not show this background picture, and no colour stands in for it.",
            fr: "Outlook pour Windows n’affiche pas cette image de fond, et aucune couleur ne la remplace.",
        },
        why: Text {
            en: "Text that was made for the picture then stands on white, and may not be legible.",
            fr: "Le texte prévu pour l’image se retrouve sur du blanc, parfois illisible.",
        },
        fix: Text {
            en: "Give the element a “bgcolor”, or put the picture in for Outlook with VML (<v:rect> with <v:fill>).",
            fr: "Donnez à l’élément un « bgcolor », ou insérez l’image pour Outlook en VML (<v:rect> avec <v:fill>).",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<table><tr><td style="background-image:url([[https://a.example/h.jpg]])"><p>Hello</p></td></tr></table>"#,
        ),
        Example::html("{}", r#"<table><tr><td background="[[h.jpg]]"><p>Hello</p></td></tr></table>"#),
        Example::html("{}", r##"<table><tr><td background="h.jpg" bgcolor="#223344"><p>Hello</p></td></tr></table>"##),
        Example::html("{}", r#"<div style="background:#234 url(h.jpg) no-repeat">Hello</div>"#),
        Example::html(
            "{}",
            r#"<table><tr><td style="background:url(h.jpg)"><!--[if gte mso 9]><v:rect style="width:600px"><v:fill type="frame" src="h.jpg"/><v:textbox><![endif]--><p>Hello</p><!--[if gte mso 9]></v:textbox></v:rect><![endif]--></td></tr></table>"#,
        ),
        Example::html("{}", r#"<!--[if !mso]><!--><div style="background:url(h.jpg)">Hello</div><!--<![endif]-->"#),
    ]),
};

/// VML stands inside its element, or at most so many bytes before it.
const NEAR: usize = 1_500;

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    if !book.lists.readers.matter(WORD) {
        return;
    }
    for image in facts.images.iter().filter(|image| image.kind == ImageKind::Background) {
        let (Some((tree, id)), Some(source)) = (image.element, image.sources.first()) else { continue };
        let shown = !facts.looks.get(id).hidden && facts.unread(image.tag) & WORD == 0;
        if shown && !has_colour(tree, id) && !has_vml(facts, image, tree, id) {
            found.say(found.at(source.span));
        }
    }
}

/// Whether the element has a colour of its own behind the picture.
fn has_colour(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "bgcolor").is_some_and(|colour| !colour.trim().is_empty())
        || declarations(tree.attribute(id, "style").unwrap_or_default()).any(|one| {
            let name = one.name.to_ascii_lowercase();
            (name == "background-color" && !one.value.is_empty())
                || (name == "background" && (one.value.contains(MASK) || paints(one.value)))
        })
}

/// Whether a shorthand names a colour besides the picture.
fn paints(value: &str) -> bool {
    let outside = value.split_once("url(").map_or(value, |(before, _)| before);
    let after = value.rsplit_once(')').map_or("", |(_, after)| after);
    let words = outside.split_ascii_whitespace().chain(after.split_ascii_whitespace());
    Paint::parse(outside).is_some()
        || words.into_iter().any(|word| word.trim_end_matches(',').len() > 2 && Paint::parse(word).is_some())
}

fn has_vml(facts: &Facts, image: &Image, tree: &Tree, id: NodeId) -> bool {
    let element = tree.node(id).span;
    let around = Span::new(image.tag.start.saturating_sub(NEAR), element.end);
    let mut comments = facts.conditional().only.iter().filter(|only| only.overlaps(around));
    comments.any(|only| {
        let text = only.of(facts.html);
        text.contains("<v:fill")
            || text.contains("<v:image")
            || text.contains("<v:background")
            || text.contains("bgcolor")
    })
}
