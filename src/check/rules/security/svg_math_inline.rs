//! `sec-svg-math-inline`: nothing that parsers read differently.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-svg-math-inline",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "DOMPurify’s published mutation cases; caniemail.com on inline SVG",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Drawing as markup", fr: "Dessin écrit en balises" },
        message: Text {
            en: "“{name}” is read differently by each mail program.",
            fr: "« {name} » est lu différemment par chaque messagerie.",
        },
        why: Text {
            en: "Programs disagree about what is inside it, and attacks are hidden there; most inboxes take it out.",
            fr: "Les logiciels ne s’accordent pas sur son contenu, et l’on y cache des attaques ; la plupart des messageries l’enlèvent.",
        },
        fix: Text {
            en: "Use an image file (PNG or JPEG) or plain text.",
            fr: "Utilisez un fichier image (PNG ou JPEG) ou du texte simple.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<p>[[<svg>]]<circle r='4'/></svg></p>").fixed("<p></p>"),
        Example::html("{}", "[[<math>]]<mtext>x</mtext></math>").fixed(""),
        Example::html("{}", "<p>Hi</p>[[<noscript>]]<p>x</p></noscript>[[<template>]]<p>x</p></template>")
            .fixed("<p>Hi</p>"),
        Example::html(
            "{}",
            "<!--[if mso]><noscript><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml></noscript><![endif]-->",
        ),
        Example::html("{}", r#"<img src="https://a.example/logo.svg" alt="Roma"><pre>x</pre>"#),
    ]),
};

const REMOVE: Text = Text { en: "Take it out", fr: "Le retirer" };

/// What parsers read differently, and what moves inside them.
const DRAWN: &[&str] = &[
    "svg",
    "math",
    "template",
    "noscript",
    "xmp",
    "listing",
    "plaintext",
    "noembed",
    "noframes",
    "set",
    "animate",
    "animatetransform",
    "animatemotion",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags().filter(|tag| !tag.outlook && is_drawn(tag.name())) {
        // The outermost stands for all.
        if tag.tree.ancestors(tag.id).any(|id| is_drawn(tag.tree.name(id))) {
            continue;
        }
        let mut finding = found.at(tag.span()).with("name", tag.name());
        if let Some(edit) = found.edit_html(tag.tree.node(tag.id).span, "") {
            finding = finding.fix(Fix::new(REMOVE, Trust::Suggestion, edit));
        }
        found.say(finding);
    }
}

fn is_drawn(name: &str) -> bool {
    DRAWN.iter().any(|drawn| drawn.eq_ignore_ascii_case(name))
}
