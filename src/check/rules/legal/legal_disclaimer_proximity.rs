//! `legal-disclaimer-proximity`: every mark that refers to a note has its note.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Prose};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "legal-disclaimer-proximity",
        area: Area::Legal,
        jurisdictions: &["US", "GB", "FR"],
        source: "FTC .com Disclosures (proximity); CONC 3.5.3R (prominence)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Mark without note", fr: "Renvoi sans note" },
        message: Text {
            en: "“{mark}” refers to a note that is not there.",
            fr: "« {mark} » renvoie à une note qui n’est pas là.",
        },
        why: Text {
            en: "A condition must stand beside the claim that it limits, or be found from it: a mark that leads nowhere hides it.",
            fr: "Une condition doit être à côté de ce qu’elle limite, ou s’y trouver reliée : un renvoi sans note la cache.",
        },
        fix: Text {
            en: "Write the note with the same mark (“{mark} except drinks”), or take the mark out.",
            fr: "Écrivez la note avec le même signe (« {mark} hors boissons »), ou retirez le renvoi.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(FR, "<p>50 %[[*]] sur les pizzas</p>"),
        Example::html(FR, "<p>50 %<sup>[[(1)]]</sup> et 20 %<sup>(2)</sup></p><p>(2) hors boissons</p>"),
        Example::html(FR, "<p>50 %[[†]]</p><p>* hors boissons</p>"),
        Example::html(FR, "<p>50 %*</p><p>* hors boissons</p>"),
        Example::html(FR, "<p>50 %* sur les pizzas<br>*hors boissons</p>"),
        Example::html(FR, "<p>50 %<sup>(1)</sup></p><p><sup>(1)</sup> hors boissons</p>"),
        Example::html(FR, "<p>* * *</p><p>Carte ****1234, f***, 2 * 3, 5*3</p>"),
        Example::html("{}", "<p>50 %*</p>").group(r#"{ "name": "Roma", "country": "IT" }"#),
    ]),
};

const FR: &str = r#"{ "legal": { "everywhere": ["FR"] } }"#;

/// Marks and notes: a mark is its sign alone, a note its sign with what follows.
fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if let Some(prose) = facts.prose.first() {
        sight.there = signs(prose);
    }
    sight
}

fn signs(prose: &Prose) -> Vec<Span> {
    let text = &prose.text;
    let mut found = Vec::new();
    let mut done = 0;
    for (at, _) in prose.signs().all() {
        let rest = text.get(at..).unwrap_or_default();
        let length = if at < done { 0 } else { sign(rest) };
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        // The end of a longer row of stars is no sign of its own.
        if length == 0 || (before == Some('*') && done < at) {
            continue;
        }
        done = at + length;
        let after = text.get(done..).unwrap_or_default();
        let next = after.chars().next();
        let stands_alone = before.is_none_or(char::is_whitespace);
        if stands_alone && after.trim_start().starts_with(char::is_alphabetic) {
            let end = done + next.map_or(0, char::len_utf8);
            found.push(prose.span(Span::new(at, end)));
        } else if !stands_alone && !next.is_some_and(char::is_alphanumeric) {
            found.push(prose.span(Span::new(at, done)));
        }
    }
    found
}

/// How long the sign is that `text` begins with; none: 0.
fn sign(text: &str) -> usize {
    let stars = text.len() - text.trim_start_matches('*').len();
    if stars > 0 {
        // More than two mask something.
        return if stars <= 2 { stars } else { 0 };
    }
    if let Some(c) = text.chars().next().filter(|c| matches!(c, '†' | '‡')) {
        return c.len_utf8();
    }
    match text.as_bytes() {
        [b'(', b'1'..=b'9', b')', ..] => 3,
        _ => 0,
    }
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let mut marks = Vec::new();
    let mut notes = Vec::new();
    for (_, part, sight) in whole.parts() {
        for span in &sight.there {
            let text = span.of(&part.piece.html);
            let sign = text.get(..sign(text)).unwrap_or_default();
            if sign.len() == text.len() { marks.push((sign, part.piece.place(*span))) } else { notes.push(sign) }
        }
    }
    let mut told: Vec<&str> = Vec::new();
    for (sign, place) in marks {
        if !sign.is_empty() && !notes.contains(&sign) && !told.contains(&sign) {
            told.push(sign);
            found.say(found.in_place(place).with("mark", sign.to_owned()));
        }
    }
}
