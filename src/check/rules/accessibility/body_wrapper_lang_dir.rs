//! `a11y-body-wrapper-lang-dir`: language and direction stand inside the body too, where webmails keep them.

use super::html_lang::{is_written, written_in};
use super::{Says, notice, put_attribute};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeId, NodeKind, Tree};

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-body-wrapper-lang-dir",
        "WCAG 2.2, 3.1.1, 1.3.2 (A); Email Markup Consortium, report 2026",
        Severity::Error,
        Says {
            title: Text { en: "Language lost in webmail", fr: "Langue perdue en webmail" },
            message: Text {
                en: "No element around the whole content carries {what}.",
                fr: "Aucun élément autour de tout le contenu ne porte {what}.",
            },
            why: Text {
                en: "Webmails put the message into their own page and drop <html> and <body> with what they say.",
                fr: "Les webmails insèrent le message dans leur propre page et retirent <html> et <body> avec ce qu’ils disent.",
            },
            fix: Text {
                en: "Wrap all content in one element with lang and dir: <div lang=\"en\" dir=\"ltr\">.",
                fr: "Entourez tout le contenu d’un élément avec lang et dir : <div lang=\"fr\" dir=\"ltr\">.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<html lang=\"fr\"><body>[[<table>]]<tr><td>Bonjour</td></tr></table></body></html>")
            .fr()
            .fixed("<html lang=\"fr\"><body><table lang=\"fr\" dir=\"ltr\"><tr><td>Bonjour</td></tr></table></body></html>"),
        Example::html("{}", "<html><body>[[<div lang=\"en\">]]<p>Hello</p></div></body></html>")
            .fixed("<html><body><div dir=\"ltr\" lang=\"en\"><p>Hello</p></div></body></html>"),
        Example::html("{}", "<html><body>[[<div>]]<p>مرحبا</p></div></body></html>")
            .group(r#"{ "name": "Roma Dubai", "locale": "ar-AE" }"#)
            .fixed("<html><body><div lang=\"ar\" dir=\"rtl\"><p>مرحبا</p></div></body></html>"),
        Example::html("{}", "<html>[[<body lang=\"fr\" dir=\"ltr\">]]<p>Bonjour</p><p>À bientôt</p></body></html>"),
        Example::html("{}", "<html><body><div lang=\"fr\" dir=\"ltr\"><p>Bonjour</p></div><!-- end --><style>p{}</style></body></html>"),
        Example::html("{}", "<html><body><div style=\"display:none\">Preheader</div><center><div lang=\"fr\" dir=\"ltr\">Bonjour</div></center></body></html>"),
        Example::html("{}", "<p>A part of a message, not a document.</p>"),
    ]),
};

const BOTH: Text = Text { en: "lang and dir", fr: "lang et dir" };
const LANG: Text = Text { en: "lang", fr: "lang" };
const DIR: Text = Text { en: "dir", fr: "dir" };

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    let Some(html) = facts.document().filter(|_| is_written(tree)) else { return };
    let Some(body) = tree.children(html).find(|id| tree.name(*id) == "body") else { return };
    let (mut lang, mut dir) = (false, false);
    let mut holder = body;
    let mut wrapper = None;
    // Into the one element that holds everything, as long as there is one.
    while let Some(only) = only_content(facts, holder) {
        let says = |name: &str| tree.attribute(only, name).is_some_and(|value| !value.trim().is_empty());
        (lang, dir) = (lang || says("lang"), dir || says("dir"));
        wrapper = wrapper.or(Some(only));
        holder = only;
    }
    if (lang && dir) || !has_content(tree, body) {
        return;
    }
    let what = match (lang, dir) {
        (false, false) => BOTH,
        (false, true) => LANG,
        _ => DIR,
    };
    let mut finding = found.at(facts.tag(wrapper.unwrap_or(body))).with("what", what);
    let language = written_in(book);
    if let Some(wrapper) = wrapper.filter(|_| lang || language.is_some()) {
        let runs = if language.is_some_and(|language| FROM_THE_RIGHT.contains(&language)) { "rtl" } else { "ltr" };
        let missing = [("lang", language.filter(|_| !lang)), ("dir", Some(runs).filter(|_| !dir))];
        let mut edits =
            missing.into_iter().filter_map(|(name, value)| put_attribute(facts, found, wrapper, name, value?));
        if let Some(mut fix) = edits.next() {
            for more in edits {
                fix.edits.extend(more.edits);
            }
            finding = finding.fix(fix);
        }
    }
    found.say(finding);
}

/// Languages that are written from right to left.
const FROM_THE_RIGHT: &[&str] = &["ar", "dv", "fa", "he", "ps", "ur", "yi"];

/// The one element in `holder` that has all that a reader meets; the preheader, which is hidden, may stand beside it.
fn only_content(facts: &Facts, holder: NodeId) -> Option<NodeId> {
    let tree = facts.tree;
    let mut only = None;
    for child in tree.children(holder) {
        match &tree.node(child).kind {
            NodeKind::Text(_) if !tree.text(child).trim().is_empty() => return None,
            NodeKind::Element(element) => {
                let beside = matches!(element.name(), "style" | "script" | "link" | "meta" | "title" | "img")
                    || facts.looks.get(child).hidden
                    || !has_content(tree, child);
                match only {
                    _ if beside => {}
                    None => only = Some(child),
                    Some(_) => return None,
                }
            }
            _ => {}
        }
    }
    only
}

fn has_content(tree: &Tree, id: NodeId) -> bool {
    tree.descendants(id).any(|inner| !tree.text(inner).trim().is_empty() || tree.name(inner) == "img")
}
