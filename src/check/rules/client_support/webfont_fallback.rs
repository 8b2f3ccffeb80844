//! `client-webfont-fallback`: where a font is missing, another one is named.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Style, Styles, Written};
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::Span;
use std::collections::BTreeSet;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-webfont-fallback",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "caniemail.com, css-at-font-face; CSS Fonts Module Level 4, 2.1",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Font without fallback", fr: "Police sans remplaçante" },
        message: Text {
            en: "“{what}”: after this font no other is named.",
            fr: "« {what} » : aucune autre police n’est prévue après celle-ci.",
        },
        why: Text {
            en: "Gmail and Outlook load no fonts: they show Times where nothing else is named.",
            fr: "Gmail et Outlook ne chargent pas de polices : ils affichent du Times si rien d’autre n’est prévu.",
        },
        fix: Text {
            en: "Name a font that everybody has, and a family: “… , Arial, sans-serif”.",
            fr: "Citez une police que tout le monde possède, puis une famille : « … , Arial, sans-serif ».",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<p style="font-family:[['Roma Sans']]">a</p><p style="font-family:'Roma Sans'">b</p>"#)
            .fixed(r#"<p style="font-family:'Roma Sans', Arial, sans-serif">a</p><p style="font-family:'Roma Sans', Arial, sans-serif">b</p>"#),
        Example::html("{}", r#"<style>h1 { font: bold 12px/1.5 [[Lato, Roboto]] }</style><h1>a</h1>"#)
            .fixed(r#"<style>h1 { font: bold 12px/1.5 Lato, Roboto, Arial, sans-serif }</style><h1>a</h1>"#),
        Example::html("{}", r#"<style>@font-face { font-family: Lato; src: url(a.woff2) } p { font-family: Lato, Arial }</style>"#),
        Example::html("{}", r#"<p style="font-family:{{ brand.font }};">a</p><p style="font:inherit;font-family:var(--f), serif">b</p>"#),
        Example::html("{}", r#"<p style="font-family:-apple-system,'Segoe UI'">a</p><p style="font-family:inherit">b</p>"#),
    ]),
};

const ADD: Text = Text { en: "Add Arial and sans-serif", fr: "Ajouter Arial et sans-serif" };

/// Fonts that come with every system, or stand for one that does.
const EVERYWHERE: &[&str] = &[
    "-apple-system",
    "andale mono",
    "arial",
    "arial black",
    "arial narrow",
    "avenir",
    "blinkmacsystemfont",
    "book antiqua",
    "calibri",
    "cambria",
    "candara",
    "century gothic",
    "comic sans ms",
    "consolas",
    "courier",
    "courier new",
    "cursive",
    "fantasy",
    "garamond",
    "geneva",
    "georgia",
    "helvetica",
    "helvetica neue",
    "impact",
    "lucida console",
    "lucida grande",
    "lucida sans",
    "lucida sans unicode",
    "monaco",
    "monospace",
    "palatino",
    "palatino linotype",
    "sans-serif",
    "segoe ui",
    "serif",
    "symbol",
    "system-ui",
    "tahoma",
    "times",
    "times new roman",
    "trebuchet ms",
    "ui-sans-serif",
    "ui-serif",
    "verdana",
    "webdings",
    "wingdings",
    "inherit",
    "initial",
    "unset",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let styles = facts.styles();
    let mut told: BTreeSet<String> = BTreeSet::new();
    // A mail writes the same few lists again and again.
    let mut sound: BTreeSet<&str> = BTreeSet::new();
    for style in &styles.all {
        let Some(fonts) = fonts(style).filter(|fonts| !sound.contains(fonts)) else { continue };
        if in_font_face(styles, style) {
            continue;
        }
        if has_fallback(fonts) {
            sound.insert(fonts);
            continue;
        }
        // The list stands at the end of the declaration.
        let span = Span::new(style.span.end.saturating_sub(fonts.len()), style.span.end);
        if span.of(facts.html) != fonts {
            continue;
        }
        let first = told.insert(fonts.to_ascii_lowercase());
        let edit = found.edit_html(Span::at(span.end), ", Arial, sans-serif");
        if first {
            let mut finding = found.at(span).with("what", fonts);
            if let Some(edit) = edit {
                finding = finding.fix(Fix::new(ADD, Trust::Suggestion, edit));
            }
            for other in styles.all.iter().filter(|other| other.span != style.span && self::fonts(other) == Some(fonts))
            {
                let fix =
                    finding.fixes.first_mut().zip(found.edit_html(Span::at(other.span.end), ", Arial, sans-serif"));
                if let Some((fix, edit)) = fix.filter(|_| !in_font_face(styles, other)) {
                    fix.edits.push(edit);
                }
            }
            found.say(finding);
        }
    }
}

/// The list of fonts that a declaration names.
fn fonts<'a>(style: &Style<'a>) -> Option<&'a str> {
    let value = style.value;
    if !style.name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("font"))
        || value.contains(MASK)
        || value.contains("var(")
    {
        return None;
    }
    match () {
        () if style.name.eq_ignore_ascii_case("font-family") => Some(value),
        () if style.name.eq_ignore_ascii_case("font") => {
            // After the size, which is the first word with a digit that is no weight.
            let mut at = 0;
            for word in value.split(' ') {
                let end = at + word.len();
                let size = word.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                let weight = word.parse::<u32>().is_ok();
                if size && !weight {
                    return value.get(end..).map(str::trim).filter(|list| !list.is_empty() && !list.starts_with('/'));
                }
                at = end + 1;
            }
            None
        }
        () => None,
    }
}

fn in_font_face(styles: &Styles, style: &Style) -> bool {
    let Written::Sheet(sheet, block) = style.from else { return false };
    styles.sheets.get(sheet).is_some_and(|sheet| {
        sheet.css.holders(block).any(|block| block.prelude.of(sheet.text).starts_with("@font-face"))
    })
}

fn has_fallback(fonts: &str) -> bool {
    fonts.split(',').any(|font| {
        let font = font.trim().trim_matches(['"', '\'']).trim().to_ascii_lowercase();
        font.is_empty() || EVERYWHERE.contains(&font.as_str())
    })
}
