//! `liquid-wrong-platform-tags`: merge tags of another mail program.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-wrong-platform-tags",
        source: "Documentation of Mailchimp, Salesforce Marketing Cloud, HubSpot, Brevo",
        severity: Severity::Error,
        title: Text { en: "Foreign merge tag", fr: "Champ d’un autre outil" },
        message: Text {
            en: "“{tag}” is a merge tag of another program; Braze prints it as it stands.",
            fr: "« {tag} » est un champ d’un autre outil ; Braze l’affiche tel quel.",
        },
        why: Text {
            en: "Readers would see it letter for letter.",
            fr: "Les lecteurs le verraient lettre pour lettre.",
        },
        fix: Text { en: "Choose the merge tag from the list.", fr: "Choisissez le champ de fusion dans la liste." },
        ..DATA
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Hi [[*|FNAME|*]], hi [[%%first_name%%]], hi [[[FIRST_NAME]]]"),
        Example::html("{}", "<p>Hi [[%FIRSTNAME%]], hi [[&lt;%= name %&gt;]]</p>"),
        Example::line("{}", "100%% pure, 5 % of 10 %, [sic] [MENU], a*|b"),
        Example::line("{}", "Hi {{ ${first_name} | default: 'you' }}"),
    ]),
};

fn look(prose: &Prose, _: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link || !prose.signs().has(&['%', '|', '[']) {
        return;
    }
    let mut at = 0;
    while let Some(start) =
        prose.text.get(at..).and_then(|rest| rest.find(['%', '*', '[', '<'])).map(|start| at + start)
    {
        let rest = prose.text.get(start..).unwrap_or_default();
        let length = FORMS.iter().find_map(|(open, close, fits)| tag(rest, open, close, *fits));
        at = start + length.unwrap_or(1);
        if let Some(length) = length {
            let part = Span::new(start, start + length);
            found.say(found.at(prose.span(part)).with("tag", part.of(&prose.text)));
        }
    }
}

type Fits = fn(&str) -> bool;

/// How a merge tag begins and ends, and what may stand in it.
const FORMS: &[(&str, &str, Fits)] = &[
    ("*|", "|*", is_name),
    ("%%", "%%", is_name),
    ("<%", "%>", |_| true),
    ("%", "%", |name| name.len() > 3 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')),
    ("[", "]", |name| FIELDS.contains(&name)),
];

/// What other programs call a recipient’s fields in square brackets.
const FIELDS: &[&str] =
    &["FIRST", "FNAME", "FIRSTNAME", "FIRST_NAME", "LNAME", "LASTNAME", "LAST_NAME", "NAME", "PRENOM", "NOM", "EMAIL"];

/// The longest name of a field.
const LONGEST: usize = 60;

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':' | b'.' | b'='))
}

fn tag(rest: &str, open: &str, close: &str, fits: Fits) -> Option<usize> {
    let inner = near(rest.strip_prefix(open)?, LONGEST + close.len());
    let end = inner.find(close)?;
    (end > 0 && fits(inner.get(..end)?)).then_some(open.len() + end + close.len())
}

/// The first bytes of a text, about so many.
fn near(text: &str, most: usize) -> &str {
    let end = (most..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}
