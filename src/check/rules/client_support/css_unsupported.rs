//! `client-css-unsupported`: the styles of a mail work where its readers read it.

use crate::check::Rulebook;
use crate::check::clients::{self, Families, Feature, feature};
use crate::check::facts::{Facts, Style, StyleSheet, Styles, Written};
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::{Span, lower};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-css-unsupported",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "caniemail.com (data of 2026-05-13); the policy’s clients",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Style not supported", fr: "Style non pris en charge" },
        message: Text {
            en: "“{what}” does nothing in {names}: about {share} % of readers.",
            fr: "« {what} » n’a aucun effet dans {names} : environ {share} % des lecteurs.",
        },
        why: Text {
            en: "Where a mail program does not know a style, it leaves it out, and the design falls back to what is left.",
            fr: "Une messagerie qui ne connaît pas un style l’ignore, et la mise en page se contente de ce qui reste.",
        },
        fix: Text {
            en: "Lay out with tables, or write a value that every program knows before the new one.",
            fr: "Mettez en page avec des tableaux, ou écrivez d’abord une valeur comprise partout.",
        },
    },
    check: Check::Whole { see, judge: clients::tell },
    examples: proofs(&[
        Example::html("{}", r#"<div style="[[display: flex]]"><p style="display:flex">a</p></div>"#),
        Example::html("{}", r#"<div style="color:red;[[position:absolute]];top:0">a</div>"#),
        Example::html("{}", r#"<style>.a { [[width: calc(100% - 20px)]] }</style><p class="a">a</p>"#),
        Example::html("{}", r#"<p style="[[color:var(--ink)]]">a</p><p style="color:#333;color:var(--ink)">b</p>"#),
        Example::html("{}", r#"<style>.a { [[& b]] { color: rgb(0 0 0) } [[.c:has(p)]] { margin: 0 } }</style>"#),
        Example::html("{}", r#"<style>[[@import url("https://a.example/all.css")]];</style>"#),
        Example::html(GMAIL, r#"<p style="display:flex;[[box-shadow:0 1px 2px #000]]">a</p>"#),
        Example::html(
            "{}",
            r#"<style>@import url(https://fonts.googleapis.com/css?family=Lato); a:hover { color: red } @media (max-width:600px) { .a { display: flex !important; width: 90vw } } @supports (display:grid) { .b { display: grid } }</style>"#,
        ),
        Example::html(
            "{}",
            r#"<table><tr><td style="border-radius:4px;max-width:600px;background-color:#123;background-image:linear-gradient(#123,#456)">a</td></tr></table>"#,
        ),
        Example::html("{}", r#"<!--[if !mso]><!--><p style="writing-mode:vertical-rl">a</p><!--<![endif]-->"#)
            .policy(OUTLOOK),
        Example::html(
            "{}",
            r#"<div style="display:none;position:absolute">preheader</div><p style="position:sticky">a</p><style>a:hover { transform: none 1s; filter: blur(1px) }</style>"#,
        ),
        Example::html("{}", r#"<style>[data-ogsc] .a { position: absolute } u + .body .b { display: grid }</style>"#),
    ]),
};

const GMAIL: &str = r#"{ "clients": { "shares": { "gmail": 100 } } }"#;
const OUTLOOK: &str = r#"{ "clients": { "shares": { "outlook-windows": 100 } } }"#;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let styles = facts.styles();
    let mut word = String::new();
    for (index, style) in styles.all.iter().enumerate() {
        if is_left_alone(facts, styles, style) {
            continue;
        }
        let before =
            || styles.all.get(..index).unwrap_or_default().iter().rev().take_while(|one| one.from == style.from);
        let same = |one: &Style| one.name.eq_ignore_ascii_case(style.name);
        let mut has_fallback = None;
        used(style, &mut word, |feature, of_value| {
            // A value that is known comes before: it stays where the new one is not.
            let falls_back = of_value
                && *has_fallback.get_or_insert_with(|| {
                    before().any(same) || (is_gradient(style.value) && has_ground(facts, styles, style))
                });
            if !falls_back {
                clients::remember(&mut sight, book, feature, style.unread, style.span);
            }
        });
    }
    for sheet in &styles.sheets {
        see_sheet(facts, book, sheet, &mut sight);
    }
    sight
}

/// Whether a declaration is out of the question: nobody sees its element, or it stands where it is only read if
/// understood, or for one program alone.
fn is_left_alone(facts: &Facts, styles: &Styles, style: &Style) -> bool {
    match style.from {
        Written::Attribute(node) => facts.looks.get(node).hidden,
        Written::Sheet(sheet, block) => styles.sheets.get(sheet).is_none_or(|sheet| {
            sheet.css.holders(block).any(|block| {
                let prelude = block.prelude.of(sheet.text);
                let passing = [":hover", ":focus", ":active"].iter().any(|state| prelude.contains(state));
                prelude.starts_with("@supports") || prelude.starts_with("@font-face") || passing || is_hack(prelude)
            })
        }),
    }
}

/// Selectors that find something in one mail program alone.
fn is_hack(selector: &str) -> bool {
    const HACKS: &[&str] = &[
        "data-ogs",
        "ExternalClass",
        "#outlook",
        "#MessageViewBody",
        "moz-text-html",
        "u + ",
        "u+",
        "u ~ ",
        "[owa]",
        "data-outlook-cycle",
        "x-apple-data-detectors",
        ":root",
        ".yahoo",
        "_filtered",
        "#__bodyCellFrame",
        "-webkit-",
        "-moz-",
        "-ms-",
    ];
    HACKS.iter().any(|hack| selector.contains(hack))
}

/// Every feature that a declaration uses, and whether it is one of its value. `scratch` is for words that are put together.
fn used(style: &Style, scratch: &mut String, mut each: impl FnMut(Feature, bool)) {
    let (name, value) = (lower(style.name), lower(style.value));
    if name.starts_with("--") || name.starts_with("mso-") {
        return;
    }
    let mut say = |word: &[&str], of_value: bool| {
        let found = match word {
            [word] => feature(word),
            parts => {
                scratch.clear();
                scratch.extend(parts.iter().copied());
                feature(scratch)
            }
        };
        if let Some(feature) = found {
            each(feature, of_value);
        }
    };
    match &*name {
        "display" if matches!(&*value, "block" | "inline-block" | "inline") => {}
        "display" => say(&["display:", &value], true),
        // What sticks elsewhere simply stands where it is written.
        "position" if !matches!(&*value, "absolute" | "fixed") => {}
        // These begin where a function or nothing stands; `none` takes back what another rule said.
        _ if matches!(&*value, "none" | "initial" | "inherit" | "auto" | "unset" | "0") => {}
        name => say(&[name], false),
    }
    let bytes = value.as_bytes();
    let mut word = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'(' => {
                let function = value.get(word..at).unwrap_or_default();
                if function == "url" {
                    return;
                }
                say(&[function, "()"], true);
                word = at + 1;
            }
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' => continue,
            _ => {
                unit(value.get(word..at).unwrap_or_default(), &mut say);
                word = at + 1;
            }
        }
    }
    unit(value.get(word..).unwrap_or_default(), &mut say);
}

/// The unit of a number: `90vw`; or a keyword that counts as one.
fn unit(word: &str, say: &mut impl FnMut(&[&str], bool)) {
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let number = word.get(..word.len() - letters.len()).unwrap_or_default();
    if number.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0') && letters.len() >= 2 {
        say(&["1", letters], true);
    } else if word.ends_with("-content") {
        say(&["=", word], true);
    }
}

fn is_gradient(value: &str) -> bool {
    value.contains("-gradient(") || value.contains("-GRADIENT(")
}

/// Whether something has a colour behind it besides a gradient: in the same place, or by an old attribute.
fn has_ground(facts: &Facts, styles: &Styles, style: &Style) -> bool {
    let named = styles.all.iter().filter(|one| one.from == style.from).any(|one| {
        let name = one.name.to_ascii_lowercase();
        name == "background-color" || (name == "background" && !is_gradient(one.value))
    });
    let old = match style.from {
        Written::Attribute(node) => facts.tree.attribute(node, "bgcolor").is_some(),
        Written::Sheet(..) => false,
    };
    named || old || style.value.contains(MASK)
}

/// What a sheet uses besides declarations: imports, selectors.
fn see_sheet(facts: &Facts, book: &Rulebook, sheet: &StyleSheet, sight: &mut Sight) {
    let mut remember = |word: &str, unread: Families, span: Span| {
        if let Some(feature) = feature(word) {
            clients::remember(sight, book, feature, unread, sheet.origin(facts, span));
        }
    };
    for statement in &sheet.css.statements {
        let text = statement.of(sheet.text).to_ascii_lowercase();
        if text.starts_with("@import") && !text.contains("font") {
            remember("@import", sheet.unread, *statement);
        }
    }
    for block in &sheet.css.blocks {
        let prelude = block.prelude.of(sheet.text);
        let outer = block
            .parent
            .map_or("", |parent| sheet.css.blocks.get(parent).map_or("", |outer| outer.prelude.of(sheet.text)));
        if prelude.starts_with('@') || is_hack(prelude) || outer.starts_with("@supports") || outer.starts_with("@keyf")
        {
            continue;
        }
        let no_media = if outer.starts_with("@media") { feature("@media").map_or(0, |one| one.lacking) } else { 0 };
        let unread = sheet.unread | no_media;
        if !outer.is_empty() && !outer.starts_with('@') {
            remember("&", unread, block.prelude);
        }
        for (at, _) in prelude.match_indices(':') {
            let rest = prelude.get(at..).unwrap_or_default();
            let colons = if rest.starts_with("::") { 2 } else { 1 };
            let name: String =
                rest.chars().skip(colons).take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
            let word = match name.as_str() {
                "before" | "after" => format!("::{name}"),
                _ => format!("{}{name}", rest.get(..colons).unwrap_or_default()),
            };
            remember(&word, unread, block.prelude);
        }
    }
}
