//! `brand-punctuation-typography`: spaces, quotes and dots as the language sets them.

use super::BRAND;
use super::filled;
use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::typography::{Kind, Setting, slips};
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-punctuation-typography",
        source: "Lexique des règles typographiques en usage à l’Imprimerie nationale; OQLF (fr-CA); New Hart’s Rules",
        severity: Severity::Info,
        title: Text { en: "Typography", fr: "Typographie" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Well-set text reads easily; a “?” alone at the start of a line does not.",
            fr: "Un texte bien composé se lit sans effort ; un « ? » seul en début de ligne, non.",
        },
        fix: Text {
            en: "Take the fix: it changes signs and spaces, never words.",
            fr: "Acceptez la correction : elle change des signes et des espaces, jamais de mots.",
        },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Bonjour[[ ]]! Prêt[[?]] Oui[[ ]]: voilà")
            .fr()
            .fixed("Bonjour\u{a0}! Prêt\u{a0}? Oui\u{a0}: voilà"),
        Example::line("{}", "L[[']]offre [[\"du jour\"]][[...]]").fr().fixed("L’offre «\u{a0}du jour\u{a0}»…"),
        Example::line("{}", "À 10:30 sur https://a.example/?x=1\u{a0}: «\u{a0}bon\u{a0}»\u{202f}! :) 1:1")
            .fr()
            .fixed("À 10:30 sur https://a.example/?x=1\u{a0}: «\u{a0}bon\u{a0}»\u{202f}! :) 1:1"),
        Example::line("{}", "Prêt? Oui[[:]] [[«voilà»]]").group(QUEBEC).fixed("Prêt? Oui\u{a0}: «\u{a0}voilà\u{a0}»"),
        Example::line("{}", "It[[']]s [[\"great\"]][[  ]]coffee[[...]] 5[[-]]9 pm")
            .fixed("It’s “great” coffee… 5–9 pm"),
        Example::line("{}", "It’s “great” coffee… 5–9 pm; call 020-7946-0018, 5' 6\" tall"),
        Example::html("{}", "<p>It’s  great\n  coffee</p>"),
        Example::markdown("{}", "Prêt[[ ]]? **Oui**[[ ]]!").fr().fixed("Prêt\u{a0}? **Oui**\u{a0}!"),
    ]),
};

const QUEBEC: &str = r#"{ "name": "Roma", "locale": "fr-CA" }"#;

/// No text needs more of the same told.
const MOST: usize = 40;

const NO_BREAK: Text = Text {
    en: "A no-break space stands before “{sign}” in French.",
    fr: "Une espace insécable précède «\u{a0}{sign}\u{a0}».",
};
const APOSTROPHE: Text =
    Text { en: "The apostrophe is “’”.", fr: "L’apostrophe s’écrit «\u{a0}’\u{a0}»." };
const QUOTES: Text =
    Text { en: "Quotes are “{right}”.", fr: "Les guillemets s’écrivent «\u{a0}{right}\u{a0}»." };
const DOTS: Text = Text {
    en: "Three dots are one sign: “…”.",
    fr: "Les points de suspension sont un seul signe\u{a0}: «\u{a0}…\u{a0}».",
};
const SPACES: Text = Text { en: "Two spaces stand here.", fr: "Deux espaces se suivent." };
const RANGE: Text = Text {
    en: "Between numbers stands a dash: “{right}”.",
    fr: "Entre deux nombres se met un tiret\u{a0}: «\u{a0}{right}\u{a0}».",
};
const MEND: Text = Text { en: "Set it right", fr: "Corriger" };

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    // In text messages each sign of typography costs half of the room.
    if prose.kind == ProseKind::Link || book.case.channel == Channel::Sms {
        return;
    }
    let Some(language) = book.language else { return };
    let tag = book.office.as_ref().and_then(|office| office.profile.locale.as_deref()).unwrap_or_default();
    // In HTML white space collapses: two spaces are one.
    let line = matches!(prose.kind, ProseKind::Subject | ProseKind::Preheader | ProseKind::Message);
    let setting = Setting { language, thin: !tag.to_ascii_uppercase().ends_with("CA"), line };
    for slip in slips(&prose.text, prose.signs(), setting).into_iter().take(MOST) {
        let what = match slip.kind {
            Kind::NoBreak => NO_BREAK,
            Kind::Apostrophe => APOSTROPHE,
            Kind::Quotes => QUOTES,
            Kind::Dots => DOTS,
            Kind::Spaces => SPACES,
            Kind::Range => RANGE,
        };
        if !prose.is_seen(slip.part) || found.is_registered(prose.span(slip.part)) {
            continue;
        }
        let sign = slip.right.trim();
        let what = filled(what, &[("sign", sign), ("right", sign)]);
        // Where a space goes before a sign, the space alone is pointed at.
        let mut finding = found.at(prose.span(slip.part)).with("what", what);
        if let Some(edit) = found.edit(prose, slip.part, &slip.write) {
            finding = finding.fix(Fix::new(MEND, Trust::Safe, edit));
        }
        found.say(finding);
    }
}
