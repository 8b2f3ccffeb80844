//! `a11y-html-lang`: the document says in which language it is.

use super::{Says, notice, put_attribute};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeKind, Tree};
use crate::locale::{Locale, primary};

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-html-lang",
        "WCAG 2.2, 3.1.1 (A); ACT rule b5c3f8",
        Severity::Error,
        Says {
            title: Text { en: "Language not given", fr: "Langue non indiquée" },
            message: Text {
                en: "The document does not say in which language it is written.",
                fr: "Le document n’indique pas dans quelle langue il est écrit.",
            },
            why: Text {
                en: "A screen reader picks its voice by the language; without it, French is read with an English voice.",
                fr: "Un lecteur d’écran choisit sa voix d’après la langue ; sans elle, le français est lu avec une voix anglaise.",
            },
            fix: Text {
                en: "Put the language on the <html> element: lang=\"en\".",
                fr: "Indiquez la langue sur l’élément <html> : lang=\"fr\".",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "[[<html>]]<body><p>Bonjour</p></body></html>")
            .fr()
            .fixed("<html lang=\"fr\"><body><p>Bonjour</p></body></html>"),
        Example::html("{}", "[[<html lang=\" \" dir=\"ltr\">]]<p>Hello</p></html>")
            .fixed("<html lang=\"en\" dir=\"ltr\"><p>Hello</p></html>"),
        Example::html("{}", "[[<html xml:lang=\"fr\">]]<p>Bonjour</p></html>"),
        Example::html("{}", "[[<html>]]<body><p>Guten Tag</p></body></html>")
            .group(r#"{ "name": "Roma Köln", "locale": "de-DE" }"#)
            .fixed("<html lang=\"de\"><body><p>Guten Tag</p></body></html>"),
        Example::html("{}", "<html lang=\"fr\"><p>Bonjour</p></html>"),
        Example::html("{}", "<p>A part of a message, not a document.</p>"),
        Example::html("{}", "<html lang=\"{{ ${language} }}\"><p>Hello</p></html>"),
    ]),
};

/// Whether somebody wrote a document, not a part of one.
pub(super) fn is_written(tree: &Tree) -> bool {
    tree.descendants(tree.root()).any(|id| match &tree.node(id).kind {
        NodeKind::Doctype => true,
        NodeKind::Element(element) => matches!(element.name(), "html" | "head" | "body") && !element.is_implied(),
        _ => false,
    })
}

/// The language that the message is written in, as a tag; `None` where nothing says.
pub(super) fn written_in(book: &Rulebook) -> Option<&str> {
    let tag = book.office.as_ref().and_then(|office| office.profile.locale.as_deref()).map(primary);
    tag.or(book.language.map(Locale::tag))
}

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    let Some(html) = facts.document().filter(|_| is_written(tree)) else { return };
    if tree.attribute(html, "lang").is_some_and(|lang| !lang.trim().is_empty()) {
        return;
    }
    let mut finding = found.at(facts.tag(html));
    if let Some(language) = written_in(book)
        && let Some(fix) = put_attribute(facts, found, html, "lang", language)
    {
        finding = finding.fix(fix);
    }
    found.say(finding);
}
