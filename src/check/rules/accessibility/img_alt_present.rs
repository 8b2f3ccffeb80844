//! `a11y-img-alt-present`: every image has a text for those who do not see it, or says that it needs none.

use crate::check::Rulebook;
use crate::check::facts::{Image, ImageKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "a11y-img-alt-present",
        area: Area::Accessibility,
        jurisdictions: &["*"],
        source: "WCAG 2.2, 1.1.1 (A); ACT rule 23a2a8",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Image without text", fr: "Image sans texte" },
        message: Text {
            en: "This image has no “alt” text.",
            fr: "Cette image n’a pas de texte de remplacement (« alt »).",
        },
        why: Text {
            en: "Many inboxes show no images, and screen readers read the file name aloud instead.",
            fr: "Beaucoup de messageries n’affichent pas les images, et les lecteurs d’écran lisent alors le nom du fichier.",
        },
        fix: Text {
            en: "Say in a few words what the image shows; leave the text empty only where it merely decorates.",
            fr: "Dites en quelques mots ce que montre l’image ; ne laissez le texte vide que si elle est décorative.",
        },
    },
    check: Check::Image(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<img src="h.jpg">]]"#).fixed(r#"<img src="h.jpg" alt="">"#),
        Example::html(
            "{}",
            r#"<img src="h.jpg" alt="Pizza Margherita"><img src="s.gif" alt=""><img src="d.png" role="presentation">"#,
        ),
        Example::html("{}", r#"<a href="https://roma.example">[[<img src="h.jpg" width="1" height="1"/>]]</a>"#)
            .fixed(r#"<a href="https://roma.example"><img src="h.jpg" width="1" height="1" alt=""/></a>"#),
        Example::html("{}", r#"<img src="h.jpg" aria-label="Pizza"><div style="display:none"><img src="h.jpg"></div>"#),
        Example::html("{}", r#"<p>{% if ${first_name} %}[[<img src="{{ x }}">]]{% endif %}</p>"#)
            .fixed(r#"<p>{% if ${first_name} %}<img src="{{ x }}" alt="">{% endif %}</p>"#),
        Example::html("{}", r#"<map>[[<area href="https://roma.example">]]<area></map>"#)
            .fixed(r#"<map><area href="https://roma.example" alt=""><area></map>"#),
    ]),
};

const DECORATES: Text = Text { en: "It only decorates: alt=\"\"", fr: "Elle est décorative : alt=\"\"" };

fn look(image: &Image, _: &Rulebook, found: &mut Findings) {
    if image.kind != ImageKind::Content || image.described || image.hidden {
        return;
    }
    let mut finding = found.at(image.tag);
    // Before `>` or `/>`.
    let closing = if image.closes_itself { 2 } else { 1 };
    let end = Span::at(image.tag.end.saturating_sub(closing).max(image.tag.start));
    let trust = if image.tiny { Trust::Safe } else { Trust::Suggestion };
    if let Some(edit) = found.edit_html(end, r#" alt="""#) {
        finding = finding.fix(Fix::new(DECORATES, trust, edit));
    }
    found.say(finding);
}
