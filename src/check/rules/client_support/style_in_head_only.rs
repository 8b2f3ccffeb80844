//! `client-style-in-head-only`: style sheets stand in the head.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-style-in-head-only",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "caniemail.com, html-style, note 1",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Style sheet in the body", fr: "Feuille de style dans le corps" },
        message: Text {
            en: "This <style> stands in the body, where Gmail does not read it.",
            fr: "Ce <style> se trouve dans le corps du message, où Gmail ne le lit pas.",
        },
        why: Text {
            en: "What it says is lost for every reader who uses Gmail.",
            fr: "Ce qu’il définit est perdu pour tous les lecteurs de Gmail.",
        },
        fix: Text {
            en: "Move it into <head>, or write its declarations into style attributes.",
            fr: "Déplacez-le dans <head>, ou écrivez ses déclarations dans des attributs style.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<html><body>[[<style>]]p { color: red }</style><p>a</p></body></html>"),
        Example::html("{}", "<!DOCTYPE html><table><tr><td>[[<style>]]p{margin:0}</style><p>a</p></td></tr></table>"),
        Example::html("{}", "<html><head><style>p { color: red }</style></head><body><p>a</p></body></html>"),
        Example::html("{}", "<p>A snippet</p><style>p { color: red }</style>"),
        Example::html("{}", "<html><body><!--[if mso]><style>p{margin:0}</style><![endif]--><p>a</p></body></html>"),
        Example::html("{}", "<html><body><style> </style><svg><style>a{}</style></svg></body></html>"),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    if facts.document().is_some() && facts.written_document().is_none() {
        return;
    }
    let tree = facts.tree;
    for sheet in facts.styles().sheets.iter().filter(|sheet| !sheet.text.trim().is_empty()) {
        let around = || tree.ancestors(sheet.element).filter_map(|id| tree.element(id));
        let in_head = around().any(|element| element.name() == "head");
        if !in_head && around().all(|element| element.is_html()) {
            found.say(found.at(facts.tag(sheet.element)));
        }
    }
}
