//! `brand-exclamation-limit`: how many exclamation marks.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-exclamation-limit",
        source: "The brand’s policy: limits.exclamations",
        severity: Severity::Warning,
        title: Text { en: "Too many “!”", fr: "Trop de « ! »" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "One mark is joy, three are a market stall; spam filters count them too.",
            fr: "Un point d’exclamation dit la joie, trois font le camelot ; les filtres antispam les comptent aussi.",
        },
        fix: Text { en: "Keep one, at most.", fr: "Gardez-en un, au plus." },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Wow[[!!!]] Really[[??]]").fixed("Wow! Really?"),
        Example::line("{}", "Wow! Really?"),
        Example::line(ONE, "Wow! Come[[!]]"),
        Example::line(ONE, "Bravo ! Venez.").fr(),
        Example::markdown("{}", "Bravo [[!!]]").fr().fixed("Bravo !"),
    ]),
};

const ONE: &str = r#"{ "limits": { "exclamations": 1 } }"#;

const REPEATED: Text = Text { en: "One mark is enough.", fr: "Un seul signe suffit." };
const MANY: Text =
    Text { en: "Too many exclamation marks in one text.", fr: "Trop de points d’exclamation dans un même texte." };
const KEEP_ONE: Text = Text { en: "Keep “{one}”", fr: "Garder «\u{a0}{one}\u{a0}»" };

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if matches!(prose.kind, ProseKind::Link | ProseKind::Aside) || !prose.signs().has(&['!', '?']) {
        return;
    }
    let most = book.policy.limits.exclamations;
    let mut count = 0;
    let mut at = 0;
    while let Some(start) = prose.text.get(at..).and_then(|rest| rest.find(['!', '?'])).map(|start| at + start) {
        let rest = prose.text.get(start..).unwrap_or_default();
        let length = rest.find(|c| !matches!(c, '!' | '?')).unwrap_or(rest.len());
        let part = Span::new(start, start + length);
        at = part.end;
        let run = part.of(&prose.text);
        let one = run.get(..1).unwrap_or_default();
        count += usize::from(run.contains('!'));
        if length > 1 {
            let mut finding = found.at(prose.span(part)).with("what", REPEATED);
            if let Some(edit) = found.edit(prose, part, one) {
                finding = finding.fix(Fix::new(KEEP_ONE, Trust::Safe, edit).with("one", one));
            }
            found.say(finding);
        } else if run == "!" && most.is_some_and(|most| count > most) {
            found.say(found.at(prose.span(part)).with("what", MANY));
        }
    }
}
