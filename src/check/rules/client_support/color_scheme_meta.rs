//! `client-color-scheme-meta`: a mail with dark styles says that it has them.

use crate::check::Rulebook;
use crate::check::facts::{Facts, StyleSheet};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-color-scheme-meta",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "CSS Color Adjustment Module Level 1; caniemail.com, html-meta-color-scheme",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Dark styles not declared", fr: "Mode sombre non déclaré" },
        message: Text {
            en: "There are styles for dark mode, but the head does not say so (<meta name=\"color-scheme\">).",
            fr: "Des styles pour le mode sombre existent, mais l’en-tête ne le dit pas (<meta name=\"color-scheme\">).",
        },
        why: Text {
            en: "Apple Mail may then darken the colours itself instead of taking yours.",
            fr: "Apple Mail peut alors assombrir lui-même les couleurs au lieu de prendre les vôtres.",
        },
        fix: Text {
            en: "Put <meta name=\"color-scheme\" content=\"light dark\"> and the same for supported-color-schemes into the head.",
            fr: "Ajoutez dans l’en-tête <meta name=\"color-scheme\" content=\"light dark\"> et de même pour supported-color-schemes.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            "<html><head><style>[[@media (prefers-color-scheme: dark)]] { p { color: white } }</style></head><body>a</body></html>",
        ),
        Example::html(
            "{}",
            "<html><head><style>p{margin:0} [[@media (Prefers-Color-Scheme:dark)]]{p{color:white}}</style><meta name=viewport></head></html>",
        ),
        Example::html(
            "{}",
            r#"<html><head><meta name="color-scheme" content="light dark"><style>@media (prefers-color-scheme: dark) { p { color: white } }</style></head></html>"#,
        ),
        Example::html(
            "{}",
            "<html><head><style>:root { color-scheme: light dark } @media (prefers-color-scheme: dark) { p { color: white } }</style></head></html>",
        ),
        Example::html("{}", "<html><head><style>p { color: black }</style></head><body>a</body></html>"),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    let styles = facts.styles();
    let Some((sheet, prelude)) = styles.sheets.iter().find_map(|sheet| Some((sheet, dark(sheet)?))) else { return };
    let named = |id| tree.attribute(id, "name").is_some_and(|name| name.trim().eq_ignore_ascii_case("color-scheme"));
    let declared = styles.all.iter().any(|one| one.name.eq_ignore_ascii_case("color-scheme"));
    if !declared && !tree.elements("meta").any(named) {
        found.say(found.at(sheet.origin(facts, prelude)));
    }
}

/// The first media query for dark mode.
fn dark(sheet: &StyleSheet) -> Option<Span> {
    let mut blocks = sheet.css.blocks.iter().map(|block| block.prelude);
    blocks.find(|prelude| {
        let text: String = prelude.of(sheet.text).to_ascii_lowercase().split_ascii_whitespace().collect();
        text.starts_with("@media") && text.contains("prefers-color-scheme:dark")
    })
}
