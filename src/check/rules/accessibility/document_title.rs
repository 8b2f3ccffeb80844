//! `a11y-document-title`: the document has a title that says what it is.

use super::html_lang::is_written;
use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{Element, NodeId};
use crate::text::fold;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-document-title",
        "WCAG 2.2, 2.4.2 (A); ACT rules 2779a5, c4a8a4",
        Severity::Warning,
        Says {
            title: Text { en: "No title", fr: "Pas de titre" },
            message: Text { en: "The document’s title {what}.", fr: "Le titre du document {what}." },
            why: Text {
                en: "It is the first thing that a screen reader says, and the name of the tab where a message is opened in the browser.",
                fr: "C’est la première chose que dit un lecteur d’écran, et le nom de l’onglet quand le message est ouvert dans un navigateur.",
            },
            fix: Text {
                en: "Write the subject, or what the message is about, into <title>.",
                fr: "Écrivez l’objet du message, ou ce dont il parle, dans <title>.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<html lang=\"fr\"><head>[[<title></title>]]</head><p>Bonjour</p></html>"),
        Example::html("{}", "[[<html lang=\"fr\">]]<head></head><p>Bonjour</p><svg><title>Logo</title></svg></html>"),
        Example::html("{}", "<html><head>[[<title> Newsletter </title>]]</head></html>"),
        Example::html("{}", "<html><head><title>Roma – offres de novembre</title></head></html>"),
        Example::html("{}", "<html><head><title>{{ campaign.${name} }}</title></head></html>"),
        Example::html("{}", "<p>A part of a message, not a document.</p>"),
    ]),
};

const MISSING: Text = Text { en: "is missing", fr: "manque" };
const EMPTY: Text = Text { en: "is empty", fr: "est vide" };
const GENERIC: Text = Text { en: "says nothing", fr: "ne dit rien" };

/// Titles that editors and templates put there.
const SAYING_NOTHING: &[&str] = &[
    "untitled",
    "untitled document",
    "new document",
    "document",
    "email",
    "e-mail",
    "mail",
    "newsletter",
    "message",
    "title",
    "template",
    "email template",
    "html email",
    "sans titre",
    "document sans titre",
    "nouveau document",
    "titre",
    "courriel",
    "infolettre",
    "modele",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    let Some(html) = facts.document().filter(|_| is_written(tree)) else { return };
    let inert = |id: NodeId| tree.ancestors(id).any(|id| tree.name(id) == "template");
    let title = tree.elements("title").find(|id| tree.element(*id).is_some_and(Element::is_html) && !inert(*id));
    let (span, what) = match title {
        // An author's words may be the title: then it stands in a unit.
        None if tree.children(html).any(|id| tree.name(id) == "head" && facts.has_hole(tree.node(id).span)) => return,
        None => (facts.tag(html), MISSING),
        Some(id) => {
            let text = fold(tree.text_within(id).trim());
            match text.is_empty() {
                true if facts.has_hole(tree.node(id).span) => return,
                true => (tree.node(id).span, EMPTY),
                false if SAYING_NOTHING.contains(&text.as_str()) => (tree.node(id).span, GENERIC),
                false => return,
            }
        }
    };
    found.say(found.at(span).with("what", what));
}
