//! `client-video-form-interactive`: what only a web page can do has something in its place.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeId, Tree};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-video-form-interactive",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "caniemail.com: html-video, html-audio, html-form, html-object",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Works on web pages only", fr: "Réservé aux pages web" },
        message: Text {
            en: "<{element}> does not work in most mail programs, and nothing stands in for it.",
            fr: "<{element}> ne fonctionne pas dans la plupart des messageries, et rien ne le remplace.",
        },
        why: Text {
            en: "Gmail and Outlook remove players, frames and forms; a form that is shown often sends nothing.",
            fr: "Gmail et Outlook retirent lecteurs, cadres et formulaires ; un formulaire affiché n’envoie souvent rien.",
        },
        fix: Text {
            en: "Show an image that links to a page where it works; in <video> and <audio>, put such an image inside.",
            fr: "Affichez une image avec un lien vers une page où cela marche ; dans <video> et <audio>, placez-la à l’intérieur.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<video src="a.mp4" controls>]]<source src="b.mp4"> </video>"#),
        Example::html("{}", r#"[[<form action="https://a.example">]]<input name="q"><button>Send</button></form>"#),
        Example::html("{}", r#"[[<iframe src="https://a.example">]]</iframe>[[<input type="text" name="q">]]"#),
        Example::html(
            "{}",
            r#"<video src="a.mp4"><a href="https://a.example"><img src="a.png" alt="Film"></a></video><audio src="a.mp3">Listen <a href="https://a.example">here</a></audio>"#,
        ),
        Example::html(
            "{}",
            r#"<input type="checkbox" id="c" style="display:none"><a href="https://a.example">Film</a>"#,
        ),
        Example::html(
            "{}",
            r#"<div style="display:none"><form><input></form></div><amp-img src="a.png" alt=""></amp-img>"#,
        ),
    ]),
};

const NEVER: &[&str] =
    &["iframe", "frame", "frameset", "embed", "form", "input", "select", "textarea", "button", "canvas"];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in tree.descendants(tree.root()) {
        let Some(element) = tree.element(id).filter(|element| element.is_html()) else { continue };
        let name = element.name();
        let plays = matches!(name, "video" | "audio" | "object");
        if !plays && !NEVER.contains(&name) {
            continue;
        }
        let missing =
            if plays { !holds_something(tree, id) } else { !is_image_or_hidden(tree, id) && !in_form(tree, id) };
        if missing && !facts.looks.get(id).hidden {
            found.say(found.at(facts.tag(id)).with("element", name));
        }
    }
}

/// Whether an element holds something to see where it is not known itself.
fn holds_something(tree: &Tree, id: NodeId) -> bool {
    let images = tree.descendants(id).any(|inner| tree.name(inner) == "img");
    images || !tree.text_within(id).trim().is_empty()
}

/// A picture that is a button, or a field that nobody sees.
fn is_image_or_hidden(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, "type").is_some_and(|kind| matches!(kind.to_ascii_lowercase().as_str(), "image" | "hidden"))
}

/// What stands in a form is told with the form.
fn in_form(tree: &Tree, id: NodeId) -> bool {
    tree.ancestors(id).any(|outer| matches!(tree.name(outer), "form" | "select"))
}
