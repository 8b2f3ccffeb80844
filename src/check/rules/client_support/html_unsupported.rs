//! `client-html-unsupported`: the elements of a mail are shown where its readers read it.

use crate::check::Rulebook;
use crate::check::clients::{self, feature};
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeId, Tree};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-html-unsupported",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "caniemail.com (data of 2026-05-13); the policy’s clients",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Element not supported", fr: "Élément non pris en charge" },
        message: Text {
            en: "“{what}” does not work in {names}: about {share} % of readers.",
            fr: "« {what} » ne fonctionne pas dans {names} : environ {share} % des lecteurs.",
        },
        why: Text {
            en: "Mail programs remove what they do not know, and sometimes all that stands in it.",
            fr: "Les messageries retirent ce qu’elles ne connaissent pas, parfois avec tout ce qu’il contient.",
        },
        fix: Text {
            en: "Use an image, a table or a link instead, or put something inside that is shown where it is not known.",
            fr: "Employez plutôt une image, un tableau ou un lien, ou placez-y un contenu de remplacement.",
        },
    },
    check: Check::Whole { see, judge: clients::tell },
    examples: proofs(&[
        Example::html("{}", r#"<p>[[<svg width="20">]]<path d="M0 0"/></svg><svg></svg></p>"#),
        Example::html("{}", r#"<head>[[<link rel="stylesheet" href="https://a.example/mail.css">]]</head>"#),
        Example::html("{}", r#"[[<picture>]]<source srcset="a.webp"></picture>"#),
        Example::html("{}", r#"<p [[hidden]]>Only for members</p>"#),
        Example::html("{}", r##"<a href="[[#offers]]">Offers</a><a href="#">x</a>"##).policy(YAHOO),
        Example::html(
            "{}",
            r#"<picture><source srcset="a.webp"><img src="a.png" alt=""></picture><img src="a.png" srcset="b.png 2x" loading="lazy" alt="">"#,
        ),
        Example::html(
            "{}",
            r#"<link href="https://fonts.googleapis.com/css?family=Lato" rel="stylesheet"><section><header role="banner">a</header></section>"#,
        ),
        Example::html("{}", r#"<p hidden style="display:none">a</p><!--[if !mso]><!--><div>b</div><!--<![endif]-->"#),
    ]),
};

const YAHOO: &str = r#"{ "clients": { "shares": { "yahoo": 60, "apple-mail": 40 } } }"#;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let tree = facts.tree;
    for id in tree.descendants(tree.root()) {
        let Some(element) = tree.element(id).filter(|element| !element.is_implied()) else { continue };
        let unread = facts.unread(element.start_tag);
        let mut remember = |word: &str, span| {
            if let Some(feature) = feature(word) {
                clients::remember(&mut sight, book, feature, unread, span);
            }
        };
        match element.name() {
            "svg" | "dialog" | "meter" | "progress" | "marquee" => {
                remember(&format!("<{}>", element.name()), element.start_tag);
            }
            "picture" if !holds_image(tree, id) => remember("<picture>", element.start_tag),
            "link" if is_sheet(tree, id) => remember("<link>", element.start_tag),
            _ => {}
        }
        for attribute in &element.attributes {
            match attribute.name() {
                "hidden" if !is_hidden_otherwise(tree, id) => remember("[hidden]", attribute.name_span),
                "popover" => remember("[popover]", attribute.name_span),
                "href" if tree.value(attribute).starts_with('#') && tree.value(attribute).len() > 1 => {
                    remember("#", attribute.value.span());
                }
                _ => {}
            }
        }
    }
    sight
}

fn holds_image(tree: &Tree, id: NodeId) -> bool {
    tree.descendants(id).any(|inner| tree.name(inner) == "img" && tree.attribute(inner, "src").is_some())
}

/// Whether a link loads a style sheet that is not one of fonts: those have a stack to fall back to.
fn is_sheet(tree: &Tree, id: NodeId) -> bool {
    let sheet = tree.attribute(id, "rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"));
    let href = tree.attribute(id, "href").unwrap_or_default().to_ascii_lowercase();
    sheet && !href.contains("font") && !href.contains("typekit")
}

fn is_hidden_otherwise(tree: &Tree, id: NodeId) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.split_ascii_whitespace().collect();
    style.contains("display:none")
}
