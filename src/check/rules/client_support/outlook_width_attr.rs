//! `client-outlook-width-attr`: images say their width in the way that Outlook for Windows reads it.

use crate::check::Rulebook;
use crate::check::clients::WORD;
use crate::check::facts::{Facts, Image, ImageKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-outlook-width-attr",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "Word’s HTML engine (Outlook 2007 to 2021 for Windows)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Image without width", fr: "Image sans largeur" },
        message: Text {
            en: "Images without a “width” attribute: {count}, this one first. Outlook for Windows shows them in the size of the file.",
            fr: "Images sans attribut « width » : {count}, d’abord celle-ci. Outlook pour Windows les affiche à la taille du fichier.",
        },
        why: Text {
            en: "Outlook for Windows ignores max-width, and a large picture tears the layout apart.",
            fr: "Outlook pour Windows ignore max-width, et une grande image déforme toute la mise en page.",
        },
        fix: Text {
            en: "Write the width in pixels into the “width” attribute.",
            fr: "Indiquez la largeur en pixels dans l’attribut « width ».",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", r#"[[<img src="a.png" alt="" style="max-width:600px">]]<img src="b.png" alt="">"#),
        Example::html("{}", r#"<p>[[<img src="a.png" alt="" width="auto">]]</p>"#),
        Example::html(
            "{}",
            r#"<img src="a.png" alt="" width="600" style="max-width:100%"><img src="b.png" alt="" width="{{ w }}">"#,
        ),
        Example::html(
            "{}",
            r#"<!--[if !mso]><!--><img src="a.png" alt=""><!--<![endif]--><img src="p.gif" style="display:none">"#,
        ),
        Example::html(r#"{ "clients": { "shares": { "gmail": 100 } } }"#, r#"<img src="a.png" alt="">"#),
    ]),
};

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let unsized_ = facts.images.iter().filter(|image| has_no_width(image) && facts.unread(image.tag) & WORD == 0);
    sight.marks.extend(unsized_.map(|image| (image.tag, 0)));
    sight
}

fn has_no_width(image: &Image) -> bool {
    let Some((tree, id)) = image.element.filter(|_| image.kind == ImageKind::Content && !image.hidden) else {
        return false;
    };
    let width = tree.attribute(id, "width").map(str::trim);
    tree.name(id) == "img" && width.is_none_or(|width| width.is_empty() || width.eq_ignore_ascii_case("auto"))
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    if let Some((part, span, _)) = marks.first().filter(|_| book.lists.readers.matter(WORD)) {
        found.say(found.in_place(whole.place(*part, *span)).with("count", marks.len()));
    }
}
