//! `client-style-block-size`: Gmail reads every style sheet of the mail.

use crate::check::Rulebook;
use crate::check::facts::{Facts, StyleSheet};
use crate::check::rule::*;
use crate::html::{Broken, NodeKind};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-style-block-size",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "caniemail.com, html-style, note 6; github.com/hteumeuleu/email-bugs 90",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Style sheet dropped", fr: "Feuille de style ignorée" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Gmail then leaves out the whole <style> element, and with it everything that makes the mail fit a phone.",
            fr: "Gmail ignore alors tout l’élément <style>, et avec lui ce qui adapte le message au mobile.",
        },
        fix: Text {
            en: "Split long style sheets into several, close every brace, and put web fonts in a <style> of their own.",
            fr: "Répartissez les longues feuilles de style, fermez chaque accolade et placez les polices web dans un <style> à part.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<style>p { color: red } [[}]] a { color: blue }</style>"),
        Example::html("{}", "<style>p { color: red } [[@media (max-width: 600px)]] { a { color: blue }</style>"),
        Example::html("{}", "<style>p { color: red } [[/*]] a { color: blue }</style>"),
        Example::html(
            "{}",
            "<style>p { color: red } @media screen { [[@font-face]] { font-family: A; src: url(a.woff2) } }</style>",
        ),
        Example::html(
            "{}",
            "<style>@media (max-width: 600px) { a { color: blue } } /* } */ p::after { content: '}' }</style>",
        ),
        Example::html(
            "{}",
            "<style>@media screen { @font-face { font-family: A; src: url(a.woff2) } h1 { font-family: A } }</style><style>p { color: red }</style>",
        ),
        Example::html("{}", "<style>p { {% if x %}color: red }{% else %}color: blue }{% endif %}</style>"),
    ]),
};

/// What Gmail reads of one `<style>`, in bytes.
const LARGEST: usize = 16 * 1024;

const TOO_LARGE: Text =
    Text { en: "This style sheet is larger than 16 KB.", fr: "Cette feuille de style dépasse 16 Ko." };
const UNCLOSED: Text = Text { en: "Nothing closes this block.", fr: "Rien ne ferme ce bloc." };
const STRAY: Text = Text { en: "This brace closes nothing.", fr: "Cette accolade ne ferme rien." };
const COMMENT: Text = Text { en: "Nothing ends this comment.", fr: "Rien ne termine ce commentaire." };
const NESTED: Text = Text {
    en: "An @ rule stands inside another @ rule.",
    fr: "Une règle @ se trouve à l’intérieur d’une autre.",
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for sheet in &facts.styles().sheets {
        if sheet.text.len() > LARGEST {
            found.say(found.at(facts.tag(sheet.element)).with("what", TOO_LARGE));
        }
        if let Some((span, what)) = broken(facts, sheet) {
            found.say(found.at(sheet.origin(facts, span)).with("what", what));
        }
    }
}

/// What is broken first: all that follows is broken by it.
fn broken(facts: &Facts, sheet: &StyleSheet) -> Option<(Span, Text)> {
    // Where Liquid chooses between stretches, braces may be balanced whichever way it goes.
    let is_masked = facts.tree.children(sheet.element).any(|inner| match &facts.tree.node(inner).kind {
        NodeKind::Text(text) => text.is_masked(),
        _ => false,
    });
    let fault = sheet.css.faults.first().filter(|_| !is_masked).map(|(span, broken)| {
        (
            *span,
            match broken {
                Broken::Unclosed => UNCLOSED,
                Broken::Stray => STRAY,
                Broken::Comment => COMMENT,
            },
        )
    });
    fault.or_else(|| nested(sheet).map(|span| (span, NESTED)))
}

/// An at-rule in an at-rule, where the sheet has more to lose than what that holds.
fn nested(sheet: &StyleSheet) -> Option<Span> {
    let blocks = &sheet.css.blocks;
    let is_at = |block: &crate::html::Block| block.prelude.of(sheet.text).starts_with('@');
    let (inner, outer) = blocks.iter().find_map(|block| {
        let parent = block.parent?;
        (is_at(block) && blocks.get(parent).is_some_and(is_at)).then_some((block.prelude, parent))
    })?;
    let others = blocks.iter().enumerate().any(|(index, block)| {
        !is_at(block) && !sheet.css.holders(index).any(|holder| blocks.get(outer).is_some_and(|outer| outer == holder))
    });
    others.then_some(inner)
}
