//! `brand-font-family`: only the brand’s fonts, each with a fallback.

use super::BRAND;
use super::filled;
use crate::check::Rulebook;
use crate::check::facts::{Facts, Style, Written};
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-font-family",
        source: "The brand’s policy: look.fonts",
        severity: Severity::Error,
        title: Text { en: "Font", fr: "Police" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Where a font is missing, mail programs take what they like.",
            fr: "Quand une police manque, chaque messagerie prend ce qu’elle veut.",
        },
        fix: Text {
            en: "Begin with a font of the brand and end with a generic one: “sans-serif”.",
            fr: "Commencez par une police de la marque et terminez par une générique : « sans-serif ».",
        },
        ..BRAND
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(ROMA, r##"<p style="[[font-family:'Comic Sans MS', sans-serif]]">Hi</p>"##),
        Example::html(
            ROMA,
            r##"<p style="[[font-family:'Roma Sans', Arial]]"><font face="[[Papyrus]]">Hi</font></p>"##,
        ),
        Example::html(
            ROMA,
            r##"<p style="font-family:'Roma Sans',Arial,sans-serif"><b style="font-family:inherit">Hi</b></p>"##,
        ),
        Example::html(
            ROMA,
            r##"<p style="[[font:bold 12px/1.5 Papyrus, serif]]">Hi</p><p style="font:16px arial,sans-serif">Hi</p>"##,
        ),
        Example::html("{}", "<p style='font-family:Papyrus'>Hi</p>"),
    ]),
};

const ROMA: &str = r#"{ "look": { "fonts": ["Roma Sans", "Arial"] } }"#;

const OTHER: Text = Text {
    en: "“{font}” is not a font of the brand.",
    fr: "«\u{a0}{font}\u{a0}» n’est pas une police de la marque.",
};
const NO_END: Text = Text {
    en: "“{font}” is the last choice here; behind it belongs a generic font, such as sans-serif.",
    fr: "«\u{a0}{font}\u{a0}» est ici le dernier choix\u{a0}; une police générique (sans-serif) doit suivre.",
};
const GENERIC: &[&str] =
    &["serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif"];

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    if book.policy.look.fonts.is_empty() {
        return;
    }
    for style in &facts.styles().all {
        let name = style.name.to_ascii_lowercase();
        let stack = match name.as_str() {
            "font-family" if !declares_a_font(style, facts) => style.value,
            "font" => shorthand(style.value),
            _ => continue,
        };
        judge(stack, style.span, true, book, found);
    }
    for id in facts.tree.elements("font") {
        if let Some(face) = facts.tree.element(id).and_then(|font| font.attribute("face")) {
            judge(facts.tree.value(face), face.value.span(), false, book, found);
        }
    }
}

/// `@font-face` says what a font is called, and uses none.
fn declares_a_font(style: &Style, facts: &Facts) -> bool {
    let Written::Sheet(sheet, block) = style.from else { return false };
    let Some(sheet) = facts.styles().sheets.get(sheet) else { return false };
    sheet.css.holders(block).any(|holder| holder.prelude.of(sheet.text).trim_start().starts_with("@font-face"))
}

/// The fonts of a `font`: what stands behind the size.
fn shorthand(value: &str) -> &str {
    let sized =
        |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && !word.bytes().all(|b| b.is_ascii_digit());
    let mut rest = value;
    while let Some((word, after)) = rest.trim_start().split_once(char::is_whitespace) {
        rest = after;
        if sized(word) {
            return rest;
        }
    }
    ""
}

fn judge(stack: &str, span: Span, whole: bool, book: &Rulebook, found: &mut Findings) {
    let names: Vec<String> = stack
        .split(',')
        .map(|font| font.trim().trim_matches(['"', '\'']).to_lowercase())
        .filter(|font| !font.is_empty())
        .collect();
    let (Some(first), Some(last)) = (names.first(), names.last()) else { return };
    if matches!(first.as_str(), "inherit" | "initial" | "unset") || stack.contains(MASK) {
        return;
    }
    let known = |font: &str| book.policy.look.fonts.iter().any(|one| one.to_lowercase() == font);
    let (what, font) = match () {
        () if !known(first) && !GENERIC.contains(&first.as_str()) => (OTHER, first),
        () if whole && !GENERIC.contains(&last.as_str()) => (NO_END, last),
        () => return,
    };
    found.say(found.at(span).with("what", filled(what, &[("font", font)])));
}
