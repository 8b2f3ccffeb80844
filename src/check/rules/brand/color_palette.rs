//! `brand-color-palette`: every colour is one of the palette.

use super::BRAND;
use super::is_dark;
use crate::check::Rulebook;
use crate::check::facts::{Facts, nearness};
use crate::check::rule::*;
use crate::html::{Colour, MASK, Paint};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-color-palette",
        source: "The brand’s policy: look.colours, look.tolerance; ISO/CIE 11664-6 (ΔE2000)",
        severity: Severity::Error,
        title: Text { en: "Colour outside the palette", fr: "Couleur hors palette" },
        message: Text {
            en: "{colour} is not in the palette; “{name}” ({nearest}) is nearest.",
            fr: "{colour} n’est pas dans la palette ; « {name} » ({nearest}) en est la plus proche.",
        },
        why: Text {
            en: "A brand is known by its colours first.",
            fr: "On reconnaît une marque d’abord à ses couleurs.",
        },
        fix: Text {
            en: "Take the nearest colour of the palette.",
            fr: "Prenez la couleur la plus proche de la palette.",
        },
        ..BRAND
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(ROMA, r##"<p style="color:[[#E63A2F]]">Hi</p>"##).fixed(r##"<p style="color:#E4002B">Hi</p>"##),
        Example::html(
            ROMA,
            r##"<p style="color:#E4002B;border:1px solid rgb(227,1,42);background:transparent">Hi</p>"##,
        ),
        Example::html(
            ROMA,
            r##"<table bgcolor="[[#eeeeee]]"><tr><td style="border:1px solid [[navy]]">Hi</td></tr></table>"##,
        ),
        Example::html(
            ROMA,
            "<style>p { color: [[teal]] } @media (prefers-color-scheme: dark) { p { color: #ccc } }</style><p>Hi</p>",
        ),
        Example::html(
            ROMA,
            "<style>:root { --ink: [[teal]]; --gap: 4px } p { color: var(--ink, var(--x, [[navy]])) }</style><p>Hi</p>",
        ),
        Example::html(ROMA, r##"<table bgcolor="{{ ${paper} }}"><tr><td>Hi</td></tr></table>"##),
        Example::html(
            r##"{ "look": { "colours": [{ "name": "tomato", "value": "#E4002B" }] } }"##,
            r##"<p style="color:#123456">Hi</p>"##,
        ),
    ]),
};

const ROMA: &str = r##"{ "look": { "tolerance": 2.0, "colours": [{ "name": "tomato", "value": "#E4002B" }, { "name": "flour", "value": "#ffffff" }] } }"##;

/// Properties that paint.
const PAINTS: &[&str] = &[
    "color",
    "background",
    "background-color",
    "border",
    "border-color",
    "border-top",
    "border-right",
    "border-bottom",
    "border-left",
    "border-top-color",
    "border-right-color",
    "border-bottom-color",
    "border-left-color",
    "outline",
    "outline-color",
    "text-decoration-color",
];
const TAKE: Text = Text { en: "Take “{name}” ({nearest})", fr: "Prendre «\u{a0}{name}\u{a0}» ({nearest})" };

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    let Some(tolerance) = book.policy.look.tolerance.filter(|_| !book.lists.palette.is_empty()) else { return };
    for style in &facts.styles().all {
        let name = style.name.to_ascii_lowercase();
        // What a variable holds is painted with sooner or later.
        if !(PAINTS.contains(&name.as_str()) || name.starts_with("--")) || is_dark(style, facts.styles()) {
            continue;
        }
        for (part, text) in tokens(style.value) {
            if let Some(paint) = Paint::parse(text).filter(|paint| paint.alpha > 0.0) {
                // Where the value stands as it is written, its place is known to the byte.
                let start = style.span.end.saturating_sub(style.value.len());
                let exact = Span::new(start, style.span.end).of(facts.html) == style.value;
                let span = if exact { part.shift(start) } else { style.span };
                say(paint.colour, text, span, tolerance, book, found);
            }
        }
    }
    for id in facts.tree.descendants(facts.tree.root()) {
        let Some(element) = facts.tree.element(id) else { continue };
        for attribute in &element.attributes {
            let old =
                matches!((element.name(), attribute.name()), (_, "bgcolor") | ("font", "color") | ("body", "text"));
            let text = facts.tree.value(attribute);
            // What Liquid prints there is not known.
            if let Some(paint) = Paint::parse_legacy(text).filter(|_| old && !text.contains(MASK)) {
                say(paint.colour, text, attribute.value.span(), tolerance, book, found);
            }
        }
    }
}

fn say(colour: Colour, text: &str, span: Span, tolerance: f64, book: &Rulebook, found: &mut Findings) {
    let far = |other: &Colour| nearness(colour, *other);
    let nearest = book.lists.palette.iter().map(|(name, other)| (name, other, far(other)));
    let Some((name, other, distance)) = nearest.min_by(|a, b| a.2.total_cmp(&b.2)) else { return };
    if distance <= tolerance {
        return;
    }
    let nearest = book.policy.look.colours.iter().find(|one| one.name == *name).map(|one| one.value.clone());
    let nearest = nearest.unwrap_or_else(|| other.to_string());
    let mut finding = found.at(span).with("colour", text).with("name", name.as_str());
    finding = finding.with("nearest", nearest.as_str());
    if span.len() == text.len()
        && let Some(edit) = found.edit_html(span, &nearest)
    {
        finding = finding.fix(Fix::new(TAKE, Trust::Suggestion, edit));
    }
    found.say(finding);
}

/// The values of a property, one by one; what is in brackets stays whole, save what a variable falls back on.
fn tokens(value: &str) -> Vec<(Span, &str)> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, c) in value.char_indices().chain([(value.len(), ' ')]) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && (c.is_whitespace() || matches!(c, ',' | '/')) => {
                let text = value.get(start..at).unwrap_or_default();
                let fallback = text.strip_prefix("var(").and_then(|inner| inner.strip_suffix(')')?.split_once(','));
                match fallback {
                    Some((_, inner)) => {
                        let from = at - ")".len() - inner.len();
                        found.extend(tokens(inner).into_iter().map(|(part, text)| (part.shift(from), text)));
                    }
                    None if !text.is_empty() => found.push((Span::new(start, at), text)),
                    None => {}
                }
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found
}
