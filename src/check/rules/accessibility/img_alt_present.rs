//! `a11y-img-alt-present`: every image has a text for those who do not see it, or says that it needs none.

use crate::check::Rulebook;
use crate::check::facts::{Facts, ImageKind};
use crate::check::rule::*;
use crate::html::NodeId;
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
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<img src="h.jpg">]]"#).fixed(r#"<img src="h.jpg" alt="">"#),
        Example::html(
            "{}",
            r#"<img src="h.jpg" alt="Pizza Margherita"><img src="s.gif" alt=""><img src="d.png" role="presentation">"#,
        ),
        Example::html("{}", r#"<a href="https://roma.example">[[<img src="h.jpg" width="1" height="1"/>]]</a>"#)
            .fixed(r#"<a href="https://roma.example"><img src="h.jpg" width="1" height="1" alt=""/></a>"#),
        Example::html("{}", r#"<img src="h.jpg" aria-label="Pizza"><div style="display:none"><img src="h.jpg"></div>"#),
        Example::html("{}", r#"[[<img src="h.jpg" alt=" ">]]"#).fixed(r#"<img src="h.jpg" alt="">"#),
        Example::html("{}", r#"[[<div role="img">]]</div><svg role="img"><title>Pizza</title></svg><svg></svg>"#),
        Example::html("{}", r#"[[<img role="none" tabindex="0" src="h.jpg">]][[<input type="image" src="go.png">]]"#),
        Example::html("{}", r#"<p>{% if ${first_name} %}[[<img src="{{ x }}">]]{% endif %}</p>"#)
            .fixed(r#"<p>{% if ${first_name} %}<img src="{{ x }}" alt="">{% endif %}</p>"#),
        Example::html("{}", r#"<map>[[<area href="https://roma.example">]]<area></map>"#)
            .fixed(r#"<map><area href="https://roma.example" alt=""><area></map>"#),
    ]),
};

const DECORATES: Text = Text { en: "It only decorates: alt=\"\"", fr: "Elle est décorative : alt=\"\"" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for image in facts.images.iter().filter(|image| image.kind == ImageKind::Content) {
        let missing = match image.element {
            Some((tree, id)) if tree.name(id) != "area" => is_nameless(facts, id),
            Some((_, id)) => !image.described && !facts.access.is_hidden(id),
            None => !image.described,
        };
        if !missing {
            continue;
        }
        let mut finding = found.at(image.tag);
        let blank = image.element.and_then(|(tree, id)| tree.element(id)?.attribute("alt"));
        let edit = match blank {
            Some(alt) => found.edit_html(alt.value.span(), ""),
            None => {
                // Before `>` or `/>`.
                let closing = if image.closes_itself { 2 } else { 1 };
                let end = Span::at(image.tag.end.saturating_sub(closing).max(image.tag.start));
                found.edit_html(end, r#" alt="""#)
            }
        };
        let button = image.element.is_some_and(|(tree, id)| tree.name(id) == "input");
        if let Some(edit) = edit.filter(|_| !button) {
            let trust = if image.tiny { Trust::Safe } else { Trust::Suggestion };
            finding = finding.fix(Fix::new(DECORATES, trust, edit));
        }
        found.say(finding);
    }
    let others = facts.access.exposed().filter(|id| stands_for_an_image(facts, *id));
    for id in others.filter(|id| is_nameless(facts, *id)) {
        found.say(found.at(facts.tag(id)));
    }
}

/// Whether a screen reader meets an image here, and has nothing to say of it.
fn is_nameless(facts: &Facts, id: NodeId) -> bool {
    let access = &facts.access;
    let nothing =
        access.role(id).is_none_or(|role| role.is_none() || role.is("generic")) && facts.tree.name(id) != "object";
    !access.is_hidden(id) && !nothing && access.name(id).is_empty()
}

/// Whether something that is no `<img>` is said to be an image, or embeds one.
fn stands_for_an_image(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let said = |names: &[&str]| {
        facts.access.is_explicit(id) && facts.access.role(id).is_some_and(|role| names.contains(&role.name))
    };
    match tree.name(id) {
        "img" | "amp-img" | "input" | "area" => false,
        _ if tree.element(id).is_some_and(|element| !element.is_html()) => {
            said(&["img", "image", "graphics-document", "graphics-symbol"])
        }
        "object" => {
            let kind = tree.attribute(id, "type").unwrap_or_default().to_ascii_lowercase();
            let data = tree.attribute(id, "data").unwrap_or_default().to_ascii_lowercase();
            let named = PICTURES.iter().any(|end| data.ends_with(end));
            facts.access.role(id).is_none_or(|role| !role.is_none())
                && (named || ["image/", "audio/", "video/"].iter().any(|start| kind.starts_with(start)))
        }
        _ => said(&["img", "image"]),
    }
}

/// Endings of files that are seen or heard, not read.
const PICTURES: &[&str] =
    &[".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".mp3", ".mp4", ".wav", ".ogg", ".webm"];
