//! `a11y-contrast-text`: text stands out from what is behind it.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Ink, button};
use crate::check::rule::*;
use crate::html::{Colour, NodeId};
use crate::order;
use crate::text::Span;
use std::collections::BTreeSet;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "a11y-contrast-text",
        area: Area::Accessibility,
        jurisdictions: &["*"],
        source: "WCAG 2.2, 1.4.3 (AA); ACT rule afw4f7",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Text too pale", fr: "Texte trop peu contrasté" },
        message: Text {
            en: "Contrast {ratio}:1 between {colour} and {ground}; {needed}:1 is needed.",
            fr: "Contraste de {ratio}:1 entre {colour} et {ground} ; il faut {needed}:1.",
        },
        why: Text {
            en: "Many people cannot read pale text, and nobody can in sunlight.",
            fr: "Beaucoup de personnes ne peuvent pas lire un texte pâle, et en plein soleil, personne.",
        },
        fix: Text {
            en: "Choose a colour that stands out more, or larger type: from 24 px, or 18.66 px bold, 3:1 is enough.",
            fr: "Choisissez une couleur plus contrastée, ou un texte plus grand : dès 24 px, ou 18,66 px en gras, 3:1 suffit.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(PALETTE, r#"<p style="color:[[#999]]">Pizza</p>"#).fixed(r#"<p style="color:#5c4335">Pizza</p>"#),
        Example::html("{}", r#"<p style="color:#767676">Pizza</p><p style="color:#777;font-size:24px">Pizza</p>"#),
        Example::html("{}", r#"<p style="color: [[#777777]]">Pizza</p>"#),
        Example::html(
            "{}",
            r#"<div style="background-color:#fff"><p style="color:#777;font-size:19px"><b>Pizza</b></p></div>"#,
        ),
        Example::html(PALETTE, r##"<div style="background:#2a1a12"><font color="[[#5c4335]]">Pizza</font></div>"##)
            .fixed(r##"<div style="background:#2a1a12"><font color="#f6ece0">Pizza</font></div>"##),
        Example::html("{}", r#"<div style="background:#000">[[Pizza]]</div>"#),
        Example::html("{}", r#"<div style="background:#000 url(https://a.example/b.png)">Pizza</div>"#),
        Example::html("{}", r#"<p style="color:#fff"> &nbsp; | · </p><p style="color:{{ x }}">Pizza</p>"#),
        Example::html(
            "{}",
            r#"<p style="color:#fff;background-color:{% if ${vip} %}#000{% else %}#111{% endif %}">Pizza</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="color:[[#aaa]];background:linear-gradient(#fff,#00f)">Pizza</p><p style="color:#333;background:linear-gradient(#fff,#00f)">Pizza</p>"#,
        ),
        Example::html("{}", r#"<div style="opacity:.4"><p style="color:[[#000]]">Pizza</p></div>"#),
        Example::html("{}", r#"<p style="color:#000;background:#737373;text-shadow:white 0 0 3px">Pizza</p>"#),
        Example::html(
            "{}",
            r#"<label style="color:#888">City <input disabled></label><p style="color:var(--c)">Pizza</p>"#,
        ),
        Example::html("{}", r#"<p style="color:[[color-mix(in srgb, #000 50%, white)]]">Pizza</p>"#),
        Example::html(
            "{}",
            r#"<p style="color:color-mix(in srgb, #000 80%, transparent)">Pizza</p><p style="color:color-mix(in oklab, #ccc, white)">Pizza</p>"#,
        ),
        Example::html("{}", r#"<p style="display:none;color:#fff">Pizza</p>"#),
    ]),
};

const PALETTE: &str = r##"{ "look": { "colours": [
    { "name": "espresso", "value": "#2a1a12" }, { "name": "mocha", "value": "#5c4335" }, { "name": "crema", "value": "#f6ece0" } ] } }"##;

const USE: Text = Text { en: "Use {name} ({value})", fr: "Employer {name} ({value})" };

/// What WCAG wants of text, and of large text.
const ENOUGH: f64 = 4.5;
const ENOUGH_FOR_LARGE: f64 = 3.0;

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    let idle = idle_words(facts);
    for ink in &facts.inks {
        let Some((colour, ground, contrast, needed)) = fault(ink) else { continue };
        if ink.liquid_decides()
            || idle.contains(&ink.node)
            || is_icon(facts, ink)
            || button::label_of(facts, ink.node).is_some()
        {
            continue;
        }
        // In the very colour of what is behind it, and not read out either: nobody is to meet it.
        let gone = contrast < UNSEEN && facts.tree.ancestors(ink.node).any(|id| facts.access.is_hidden(id));
        if !gone {
            say(ink, (colour, ground, contrast, needed), book, found);
        }
    }
}

/// Below this contrast nobody sees that there is text.
const UNSEEN: f64 = 1.3;

/// The colour, the ground, the contrast and the contrast that is needed, where it is too little.
pub(super) fn fault(ink: &Ink) -> Option<(Colour, Colour, f64, f64)> {
    let needed = if ink.look.is_large() { ENOUGH_FOR_LARGE } else { ENOUGH };
    let (ground, contrast) = ink.look.best_ground()?;
    (contrast < needed && ink.says_something()).then_some((ink.look.colour?, ground, contrast, needed))
}

/// Says that text does not stand out.
pub(super) fn say(ink: &Ink, fault: (Colour, Colour, f64, f64), book: &Rulebook, found: &mut Findings) {
    let (colour, ground, contrast, needed) = fault;
    let written = ink.colour_written();
    let place = found.place(written.unwrap_or(ink.span));
    let place = match place.source {
        // Authors choose no colours: what surrounds their words does.
        Source::Slot(_) => Place { source: Source::Template("html".to_owned()), span: Span::at(0) },
        _ => place,
    };
    let mut finding = found
        .in_place(place)
        .with("ratio", contrast)
        .with("needed", needed)
        .with("colour", colour.to_string())
        .with("ground", ground.to_string());
    if let Some((name, better)) = nearest(book, colour, ground, needed)
        && let Some(edit) = written.and_then(|span| found.edit_html(span, &better.to_string()))
    {
        let fix = Fix::new(USE, Trust::Suggestion, edit).with("name", name).with("value", better.to_string());
        finding = finding.fix(fix);
    }
    found.say(finding);
}

/// Text of what is switched off: in a control that is, in its label, in a group that is.
fn idle_words(facts: &Facts) -> BTreeSet<NodeId> {
    let (tree, access) = (facts.tree, &facts.access);
    let mut off: BTreeSet<NodeId> = BTreeSet::new();
    for id in tree.descendants(tree.root()) {
        let Some(element) = tree.element(id) else { continue };
        let said = tree.attribute(id, "aria-disabled").is_some_and(|value| value.trim() == "true");
        if !said && element.attribute("disabled").is_none() {
            continue;
        }
        off.insert(id);
        let labels = tree.attribute(id, "aria-labelledby").unwrap_or_default().split_ascii_whitespace();
        off.extend(labels.filter_map(|label| access.by_id(label)));
        off.extend(access.labels(id).iter().copied());
        off.extend(tree.ancestors(id).find(|id| tree.name(*id) == "label"));
    }
    let texts = off.into_iter().flat_map(|id| tree.descendants(id)).filter(|id| tree.element(*id).is_none());
    order::set(texts.take(MOST_IDLE))
}

/// So many texts of controls that are switched off are looked at; no mail has them.
const MOST_IDLE: usize = 10_000;

/// Whether a text is a sign rather than words: a letter for which another name is given.
fn is_icon(facts: &Facts, ink: &Ink) -> bool {
    ink.text.chars().count() == 1
        && facts.tree.node(ink.node).parent.is_some_and(|parent| facts.tree.attribute(parent, "aria-label").is_some())
}

/// The colour of the palette nearest to `colour` that stands out enough.
fn nearest(book: &Rulebook, colour: Colour, ground: Colour, needed: f64) -> Option<(&str, Colour)> {
    let far = |other: Colour| {
        let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        part(colour.red, other.red) + part(colour.green, other.green) + part(colour.blue, other.blue)
    };
    let palette = book.lists.palette.iter().filter(|(_, other)| other.contrast(ground) >= needed);
    palette.min_by_key(|(_, other)| far(*other)).map(|(name, other)| (name.as_str(), *other))
}
