//! `deliv-white-on-white`: no text in the colour of its ground.

use crate::check::Rulebook;
use crate::check::facts::Ink;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-white-on-white",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "SpamAssassin: HTML_FONT_LOW_CONTRAST",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Text in the colour of its ground", fr: "Texte de la couleur du fond" },
        message: Text {
            en: "{colour} on {ground}: nobody can see this text.",
            fr: "{colour} sur {ground} : personne ne voit ce texte.",
        },
        why: Text {
            en: "Filters take it for hidden words and count it against the message.",
            fr: "Les filtres y voient des mots cachés et pénalisent le message.",
        },
        fix: Text {
            en: "Choose a colour that stands out, or take the text out.",
            fr: "Choisissez une couleur qui se détache, ou retirez le texte.",
        },
    },
    check: Check::Colour(look),
    examples: proofs(&[
        Example::html("{}", r#"<p style="color:[[#fff]]">Cheap watches</p>"#),
        Example::html(
            "{}",
            r##"<table><tr><td bgcolor="#222222"><font color="[[#2a2a2a]]">Cheap watches</font></td></tr></table>"##,
        ),
        Example::html("{}", r#"<p style="color:#777">Pale, which is another rule’s matter</p>"#),
        Example::html(
            "{}",
            r#"<div style="display:none;color:#fff">Preheader</div><div style="color:#fff;font-size:1px;line-height:1px">Preheader</div>"#,
        ),
        Example::html(
            "{}",
            r#"<div style="background:url(a.jpg);color:#fff">On a picture</div><p style="color:#fff">&nbsp;|</p>"#,
        ),
    ]),
};

/// Below it text cannot be seen.
const LEAST: f64 = 1.5;

/// Type of fewer pixels is a preheader's.
const SMALLEST: f32 = 6.0;

fn look(ink: &Ink, _: &Rulebook, found: &mut Findings) {
    let (Some(colour), Some(ground)) = (ink.look.colour, ink.look.background) else { return };
    if colour.contrast(ground) >= LEAST
        || ink.look.font_size < SMALLEST
        || !ink.says_something()
        || ink.liquid_decides()
    {
        return;
    }
    let place = match found.place(ink.colour_written().unwrap_or(ink.span)) {
        // Authors choose no colours: what surrounds their words does.
        Place { source: Source::Slot(_), .. } => {
            Place { source: Source::Template("html".to_owned()), span: Span::at(0) }
        }
        place => place,
    };
    found.say(found.in_place(place).with("colour", colour.to_string()).with("ground", ground.to_string()));
}
