//! `a11y-aria-valid`: roles and attributes of WAI-ARIA are those that there are, used as they must be.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::access::Misuse;
use crate::check::rule::*;
use crate::html::NodeId;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-aria-valid",
        "WCAG 2.2, 4.1.2 (A); WAI-ARIA 1.2; ACT rules 674b10, 5f99a7, 6a7281, 5c01ea, 4e8ab6, ff89c9, bc4a75, 6cfa84",
        Severity::Warning,
        Says {
            title: Text { en: "ARIA used wrongly", fr: "ARIA mal employé" },
            message: Text { en: "“{name}” {what}.", fr: "« {name} » {what}." },
            why: Text {
                en: "A screen reader says what ARIA tells it; told something wrong, it says something wrong, or nothing.",
                fr: "Un lecteur d’écran répète ce qu’ARIA lui dit ; mal renseigné, il se trompe ou se tait.",
            },
            fix: Text {
                en: "Take it out, or use plain HTML: it says most of this by itself.",
                fr: "Retirez-le, ou employez du HTML simple : il dit presque tout cela de lui-même.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<div role="buton">]]Menu</div><p role="banner region">Roma</p><p role="">Roma</p>"#),
        Example::html("{}", r#"[[<p aria-labelled="x">]]Menu</p>"#),
        Example::html("{}", r#"[[<a href="https://roma.example" aria-current="yes">]]Menu</a>"#),
        Example::html("{}", r#"[[<h2 aria-checked="true">]]Menu</h2>"#),
        Example::html("{}", r#"[[<div role="checkbox">]]Agree</div>[[<div role="heading">]]Menu</div>"#),
        Example::html("{}", r#"[[<div role="listitem">]]Pizza</div><ul><li role="listitem">Pizza</li></ul>"#),
        Example::html(
            "{}",
            r#"[[<div role="list">]]<p>Pizza</p></div><div role="list"><p role="listitem">Pizza</p></div>"#,
        ),
        Example::html("{}", r#"[[<div aria-hidden="true">]]<a href="https://roma.example">Menu</a></div>"#),
        Example::html("{}", r#"[[<p aria-label="Menu">]]Pizza</p><td aria-label="Menu">Pizza</td>"#),
        Example::html(
            "{}",
            r#"<table role="presentation"><tr><td><div role="article" aria-roledescription="email" aria-label="Roma">Pizza</div></td></tr></table>"#,
        ),
        Example::html(
            "{}",
            r#"<span aria-hidden="true">→</span><img src="a.png" alt="Pizza" aria-describedby="{{ x }}">"#,
        ),
    ]),
};

const UNKNOWN_ROLE: Text = Text { en: "is no role", fr: "n’est pas un rôle" };
const UNKNOWN_ATTRIBUTE: Text = Text { en: "is no attribute of ARIA", fr: "n’est pas un attribut d’ARIA" };
const BAD_VALUE: Text = Text { en: "has a value that it does not take", fr: "a une valeur qu’il n’accepte pas" };
const NOT_SUPPORTED: Text =
    Text { en: "does not belong to the role of this element", fr: "ne convient pas au rôle de cet élément" };
const MISSING: Text =
    Text { en: "is missing: the role of this element needs it", fr: "manque : le rôle de cet élément l’exige" };
const OUT_OF_PLACE: Text =
    Text { en: "stands outside of what must hold it", fr: "se trouve hors de ce qui doit le contenir" };
const WRONG_CONTENT: Text =
    Text { en: "does not hold what it must hold", fr: "ne contient pas ce qu’il doit contenir" };
const TAKES_FOCUS: Text = Text {
    en: "keeps from a screen reader what the keyboard still reaches",
    fr: "cache au lecteur d’écran ce que le clavier atteint encore",
};
const NAMED: Text =
    Text { en: "names an element that can have no name", fr: "nomme un élément qui ne peut pas avoir de nom" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    let mut reported = None;
    for id in tree.descendants(tree.root()) {
        let Some(element) = tree.element(id) else { continue };
        let says = element
            .attributes
            .iter()
            .any(|attribute| attribute.name() == "role" || attribute.name().starts_with("aria-"));
        let holds = matches!(element.name(), "ul" | "ol" | "button" | "menu");
        if !says && !holds {
            continue;
        }
        for (misuse, name) in facts.access.misuses(id) {
            found.say(found.at(facts.tag(id)).with("name", name).with("what", what(misuse)));
        }
        if let Some(name) = shuts_away(facts, id, &mut reported) {
            found.say(found.at(facts.tag(id)).with("name", name).with("what", TAKES_FOCUS));
        }
    }
}

const fn what(misuse: Misuse) -> Text {
    match misuse {
        Misuse::UnknownRole => UNKNOWN_ROLE,
        Misuse::UnknownAttribute => UNKNOWN_ATTRIBUTE,
        Misuse::BadValue => BAD_VALUE,
        Misuse::NotSupported => NOT_SUPPORTED,
        Misuse::Missing => MISSING,
        Misuse::OutOfPlace => OUT_OF_PLACE,
        Misuse::WrongContent => WRONG_CONTENT,
        Misuse::TakesFocus => TAKES_FOCUS,
        Misuse::Named => NAMED,
    }
}

/// The attribute or role that keeps from a screen reader something within (or the element itself) that takes the focus.
/// `within` is where the last such element ends: what is in it has been looked at.
fn shuts_away(facts: &Facts, id: NodeId, within: &mut Option<usize>) -> Option<String> {
    let tree = facts.tree;
    let hides = tree.attribute(id, "aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true"));
    let atomic = facts.access.role(id).filter(|role| role.atomic && !facts.access.is_hidden(id));
    if !(hides || atomic.is_some()) || within.is_some_and(|end| tree.node(id).span.start < end) {
        return None;
    }
    *within = Some(tree.node(id).span.end);
    let inner = tree.descendants(id).skip(usize::from(!hides));
    let reached = inner.into_iter().any(|inner| facts.access.is_in_tab_order(inner));
    let name = if hides { "aria-hidden" } else { atomic.map_or("", |role| role.name) };
    reached.then(|| name.to_owned())
}
