//! `client-image-dimensions`: the room of an image is known before the image is there.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Image, ImageKind};
use crate::check::rule::*;
use crate::html::declarations;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-image-dimensions",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "HTML Standard, 4.8.17",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Image of unknown size", fr: "Image sans dimensions" },
        message: Text {
            en: "Images that say neither width nor height: {count}, this one first.",
            fr: "Images sans largeur ni hauteur : {count}, d’abord celle-ci.",
        },
        why: Text {
            en: "The text jumps when the images come, and where they are blocked their frames have odd sizes.",
            fr: "Le texte saute quand les images arrivent, et là où elles sont bloquées leurs cadres ont des tailles étranges.",
        },
        fix: Text {
            en: "Write “width” and “height” in pixels, and “display:block; height:auto” as style.",
            fr: "Indiquez « width » et « height » en pixels, et « display:block; height:auto » en style.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", r#"[[<img src="a.png" alt="">]]<img src="b.png" alt="" style="display:block">"#),
        Example::html("{}", r#"<td>[[<img src="{{ x }}" alt="" style="max-width:100%">]]</td>"#),
        Example::html(
            "{}",
            r#"<img src="a.png" alt="" width="600" height="300"><img src="b.png" alt="" width="600" style="height:auto">"#,
        ),
        Example::html(
            "{}",
            r#"<img src="a.png" alt="" style="width:20px"><img src="p.gif" alt="" style="display:none">"#,
        ),
    ]),
};

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    sight.marks.extend(facts.images.iter().filter(|image| says_nothing(image)).map(|image| (image.tag, 0)));
    sight
}

fn says_nothing(image: &Image) -> bool {
    let Some((tree, id)) = image.element.filter(|_| image.kind == ImageKind::Content && !image.hidden) else {
        return false;
    };
    let said = |name: &str| tree.attribute(id, name).is_some_and(|value| !value.trim().is_empty());
    let style = declarations(tree.attribute(id, "style").unwrap_or_default());
    let mut styled =
        style.filter(|one| one.name.eq_ignore_ascii_case("width") || one.name.eq_ignore_ascii_case("height"));
    tree.name(id) == "img" && !said("width") && !said("height") && styled.next().is_none()
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    if let Some((part, span, _)) = marks.first() {
        found.say(found.in_place(whole.place(*part, *span)).with("count", marks.len()));
    }
}
