//! `a11y-contrast-text`: text stands out from what is behind it.

use crate::check::Rulebook;
use crate::check::facts::Ink;
use crate::check::rule::*;
use crate::html::Colour;
use crate::text::Span;

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
    check: Check::Colour(look),
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
        Example::html("{}", r#"<p style="display:none;color:#fff">Pizza</p>"#),
    ]),
};

const PALETTE: &str = r##"{ "look": { "colours": [
    { "name": "espresso", "value": "#2a1a12" }, { "name": "mocha", "value": "#5c4335" }, { "name": "crema", "value": "#f6ece0" } ] } }"##;

const USE: Text = Text { en: "Use {name} ({value})", fr: "Employer {name} ({value})" };

/// What WCAG wants of text, and of large text.
const ENOUGH: f64 = 4.5;
const ENOUGH_FOR_LARGE: f64 = 3.0;

fn look(ink: &Ink, book: &Rulebook, found: &mut Findings) {
    let needed = if ink.look.is_large() { ENOUGH_FOR_LARGE } else { ENOUGH };
    let (Some(colour), Some(ground)) = (ink.look.colour, ink.look.background) else { return };
    let contrast = colour.contrast(ground);
    if contrast >= needed || !ink.says_something() || ink.liquid_decides() {
        return;
    }
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

/// The colour of the palette nearest to `colour` that stands out enough.
fn nearest(book: &Rulebook, colour: Colour, ground: Colour, needed: f64) -> Option<(&str, Colour)> {
    let far = |other: Colour| {
        let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        part(colour.red, other.red) + part(colour.green, other.green) + part(colour.blue, other.blue)
    };
    let palette = book.palette.iter().filter(|(_, other)| other.contrast(ground) >= needed);
    palette.min_by_key(|(_, other)| far(*other)).map(|(name, other)| (name.as_str(), *other))
}
