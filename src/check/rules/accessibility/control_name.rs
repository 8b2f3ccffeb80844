//! `a11y-control-name`: what can be operated says what it does.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::NodeId;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-control-name",
        "WCAG 2.2, 4.1.2 (A); ACT rules 97a4e1, e086e5, cae760, 2t702h, m6b1q3",
        Severity::Error,
        Says {
            title: Text { en: "Control without a name", fr: "Commande sans nom" },
            message: Text {
                en: "This control ({what}) has no name that a screen reader could read.",
                fr: "Cette commande ({what}) n’a pas de nom qu’un lecteur d’écran puisse lire.",
            },
            why: Text {
                en: "Whoever listens to the message meets it, and cannot tell what it is for.",
                fr: "Qui écoute le message la rencontre, sans pouvoir dire à quoi elle sert.",
            },
            fix: Text {
                en: "Put words into the button, a <label> to the field, a “title” on the frame.",
                fr: "Mettez du texte dans le bouton, un <label> au champ, un « title » au cadre.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<button type="button">]]<img src="x.png" alt=""></button>"#),
        Example::html("{}", r#"<p>Name</p>[[<input type="text">]][[<input type="button">]]"#),
        Example::html("{}", r#"[[<div role="checkbox" aria-checked="true" tabindex="0">]]</div>"#),
        Example::html("{}", r#"[[<iframe src="https://roma.example/map">]]</iframe>"#),
        Example::html("{}", r#"<details>[[<summary>]]</summary><p>More</p></details>"#),
        Example::html(
            "{}",
            r#"<button>Réserver</button><input type="submit"><input type="hidden"><button hidden></button>"#,
        ),
        Example::html(
            "{}",
            r#"<label>Name <input type="text"></label><label for="c">City</label><select id="c"></select>"#,
        ),
        Example::html("{}", r#"<input placeholder="City"><iframe title="Map" src="https://roma.example"></iframe>"#),
        Example::html("{}", r#"<iframe src="https://roma.example/map" role="none"></iframe>"#),
        Example::html("{}", r#"<details><summary>Opening hours</summary></details><details>Hours</details>"#),
    ]),
};

/// Roles that are operated, and named.
const OPERATED: &[&str] = &[
    "button",
    "checkbox",
    "combobox",
    "listbox",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for id in facts.access.exposed() {
        let Some(what) = kind(facts, id) else { continue };
        if facts.access.name(id).is_empty() {
            found.say(found.at(facts.tag(id)).with("what", what));
        }
    }
}

/// What kind of control an element is, in a word of HTML or ARIA.
fn kind<'f>(facts: &'f Facts, id: NodeId) -> Option<&'f str> {
    let tree = facts.tree;
    let role = facts.access.role(id);
    let image =
        tree.name(id) == "input" && tree.attribute(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("image"));
    if image {
        // Its image is what has no text: `a11y-img-alt-present`.
        return None;
    }
    if let Some(role) = role.filter(|role| OPERATED.contains(&role.name)) {
        return Some(role.name);
    }
    match tree.name(id) {
        "summary" if role.is_none() && is_first_summary(facts, id) => Some("summary"),
        "iframe" if is_said_to_be_nothing(facts, id) => None,
        "iframe" if tree.attribute(id, "tabindex").is_none_or(|index| !index.trim().starts_with('-')) => Some("iframe"),
        "input" if role.is_none() => {
            let kind = tree.attribute(id, "type").unwrap_or_default();
            (!kind.eq_ignore_ascii_case("hidden")).then_some("input")
        }
        _ => None,
    }
}

/// Whether a frame's first role is none: though the focus reaches it, its author did not mean it to be met.
fn is_said_to_be_nothing(facts: &Facts, id: NodeId) -> bool {
    let said = facts.tree.attribute(id, "role").and_then(|role| role.split_ascii_whitespace().next());
    said.is_some_and(|said| ["none", "presentation"].iter().any(|nothing| nothing.eq_ignore_ascii_case(said)))
}

/// Whether a summary is that of details: the first of their children that is one.
fn is_first_summary(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let details = tree.node(id).parent.filter(|parent| tree.name(*parent) == "details");
    details.is_some_and(|details| tree.children(details).find(|child| tree.name(*child) == "summary") == Some(id))
}
