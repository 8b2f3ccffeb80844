//! `sec-form`: a message asks nobody to type.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::Tag;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-form",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "Microsoft and Google advice against forms in mail; the HTML Standard, 4.10",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Form in the message", fr: "Formulaire dans le message" },
        message: Text {
            en: "“{name}” asks the reader to type or send something here.",
            fr: "« {name} » demande au lecteur d’écrire ou d’envoyer quelque chose ici.",
        },
        why: Text {
            en: "Forms in mail are what fraudsters use: most inboxes take them out and warn the reader.",
            fr: "Les formulaires dans les messages servent aux fraudeurs : la plupart des messageries les enlèvent et alertent le lecteur.",
        },
        fix: Text { en: "Link to a page that has the form.", fr: "Renvoyez vers une page qui contient le formulaire." },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"[[<form action="https://roma.example">]]<input type="email"></form>"#),
        Example::html("{}", r#"<p>[[<input name="card">]] [[<textarea>]]</textarea></p>"#),
        Example::html("{}", r#"[[<button formaction="https://a.example">]]Go</button>"#),
        Example::html("{}", r#"<input type="checkbox" id="menu"><label for="menu">Menu</label>"#),
        Example::html("{}", r#"<a href="https://roma.example/join"><button type="button">Join</button></a>"#),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags().filter(asks) {
        found.say(found.at(tag.span()).with("name", tag.name()));
    }
}

fn asks(tag: &Tag) -> bool {
    let in_form = || tag.tree.ancestors(tag.id).any(|id| tag.tree.name(id) == "form");
    match tag.name() {
        "form" | "isindex" => true,
        // One finding for a form with all that is in it.
        "input" => {
            let kind = tag.value("type").unwrap_or_default().trim().to_ascii_lowercase();
            // Ticks and choices outside a form open and close things by style alone.
            !matches!(kind.as_str(), "checkbox" | "radio") && !in_form()
        }
        "textarea" | "select" | "keygen" => !in_form(),
        "button" => (tag.value("formaction").is_some() || tag.value("form").is_some()) && !in_form(),
        _ => false,
    }
}
