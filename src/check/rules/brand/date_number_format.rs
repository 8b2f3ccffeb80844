//! `brand-date-number-format`: dates, hours and prices as the reader’s language writes them.

use super::BRAND;
use super::filled;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::locale::Locale;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-date-number-format",
        source: "Unicode CLDR; Le bon usage; the group’s locale",
        severity: Severity::Warning,
        title: Text { en: "Date or number", fr: "Date ou nombre" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "12/11 is a day in November to some and in December to others.",
            fr: "Le 12/11 est en novembre pour les uns, en décembre pour les autres.",
        },
        fix: Text {
            en: "Write the month as a word, and numbers as this language does.",
            fr: "Écrivez le mois en lettres, et les nombres comme le fait cette langue.",
        },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Until [[11/12/2026]], 25/12/2026 at the latest"),
        Example::line("{}", "Until 12 November 2026, open 24/7, 1/2 price"),
        Example::line("{}", "Until [[25/12/2026]]").group(r#"{ "name": "Roma", "locale": "en-US" }"#),
        Example::line("{}", "Le [[12/25/2026]], dès [[9.90 €]] ou [[€9,90]]").fr(),
        Example::line("{}", "Le 25/12/2026 à 19 h 30, dès 9,90 €, version 2.10")
            .fr()
            .fixed("Le 25/12/2026 à 19 h 30, dès 9,90 €, version 2.10"),
        Example::line("{}", "From [[£9,90]], 1,200 grams"),
        Example::line("{}", "Ouvert dès [[7 pm]]").fr(),
        Example::line("{}", "Open from 7 pm"),
    ]),
};

const AMBIGUOUS: Text = Text {
    en: "“{text}” can be read in two ways: day or month first.",
    fr: "«\u{a0}{text}\u{a0}» se lit de deux façons\u{a0}: le jour ou le mois d’abord.",
};
const ORDER: Text = Text {
    en: "“{text}” is not in the order of this language.",
    fr: "«\u{a0}{text}\u{a0}» n’est pas dans l’ordre de cette langue.",
};
const DECIMAL: Text = Text {
    en: "“{text}”: English writes decimals with a point.",
    fr: "«\u{a0}{text}\u{a0}»\u{a0}: le français écrit les décimales avec une virgule.",
};
const SIGN_FIRST: Text = Text {
    en: "“{text}”: French writes the sign behind the number.",
    fr: "«\u{a0}{text}\u{a0}»\u{a0}: en français, le symbole suit le nombre.",
};
const HOUR: Text = Text {
    en: "“{text}”: French counts hours up to 24 (19 h).",
    fr: "«\u{a0}{text}\u{a0}»\u{a0}: en français, les heures se comptent jusqu’à 24 (19\u{a0}h).",
};

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link || !prose.signs().has_digits() {
        return;
    }
    let Some(language) = book.language else { return };
    let tag = book.office.as_ref().and_then(|office| office.profile.locale.as_deref()).unwrap_or_default();
    let american = tag.eq_ignore_ascii_case("en-US") || tag.eq_ignore_ascii_case("en_US");
    for number in numbers(&prose.text) {
        let text = number.of(&prose.text);
        let what = date(text, language, american)
            .map(|what| (what, number))
            .or_else(|| money(&prose.text, number, language))
            .or_else(|| hour(&prose.text, number, language));
        if let Some((what, part)) = what
            && !found.is_registered(prose.span(part))
        {
            let what = filled(what, &[("text", part.of(&prose.text))]);
            found.say(found.at(prose.span(part)).with("what", what));
        }
    }
}

/// Runs of digits with points, commas and slashes between them, that no letter touches.
fn numbers(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())).map(|s| at + s) {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '/')).unwrap_or(rest.len());
        let run = rest.get(..length).unwrap_or_default().trim_end_matches(['.', ',', '/']);
        at = start + length.max(1);
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start + run.len()..).and_then(|rest| rest.chars().next());
        let touches =
            |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '-' | '_' | '@' | '='));
        if !touches(before) && !touches(after) {
            found.push(Span::new(start, start + run.len()));
        }
    }
    found
}

fn date(text: &str, language: Locale, american: bool) -> Option<Text> {
    let mut parts = text.split('/').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4));
    let (first, second, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || first == 0 || second == 0 || first > 31 || second > 31 || !(2000..2100).contains(&year)
    {
        return None;
    }
    match (first > 12, second > 12) {
        (true, true) => None,
        (true, false) => american.then_some(ORDER),
        (false, true) => (!american).then_some(ORDER),
        // In French the day always comes first.
        (false, false) => (language == Locale::En && first != second).then_some(AMBIGUOUS),
    }
}

const SPACES: [char; 4] = [' ', '\u{a0}', '\u{202f}', '\u{2009}'];

fn money(text: &str, number: Span, language: Locale) -> Option<(Text, Span)> {
    let is_sign = |c: &char| matches!(c, '€' | '£' | '$');
    let before = text.get(..number.start)?.trim_end_matches(SPACES);
    let after = text.get(number.end..)?;
    let ahead = before.chars().next_back().filter(is_sign);
    let behind = after.trim_start_matches(SPACES).chars().next().filter(is_sign);
    let gap = after.len() - after.trim_start_matches(SPACES).len();
    let end = behind.map_or(number.end, |sign| number.end + gap + sign.len_utf8());
    let start = ahead.map_or(number.start, |sign| before.len() - sign.len_utf8());
    let written = number.of(text);
    let cents = |mark: char| {
        let (_, cents) = written.rsplit_once(mark)?;
        (cents.len() == 2).then_some(())
    };
    match language {
        Locale::Fr if ahead == Some('€') && behind.is_none() => Some((SIGN_FIRST, Span::new(start, number.end))),
        Locale::Fr if behind.is_some() && cents('.').is_some() && !written.contains(',') => {
            Some((DECIMAL, Span::new(number.start, end)))
        }
        Locale::En if (ahead.or(behind)).is_some() && cents(',').is_some() && !written.contains('.') => {
            Some((DECIMAL, Span::new(start, end)))
        }
        _ => None,
    }
}

fn hour(text: &str, number: Span, language: Locale) -> Option<(Text, Span)> {
    let hour = number.of(text).parse::<u32>().ok().filter(|hour| (1..=12).contains(hour));
    let after = text.get(number.end..)?;
    let gap = after.len() - after.trim_start_matches(SPACES).len();
    let rest = after.get(gap..)?;
    let half = ["pm", "am", "p.m.", "a.m.", "PM", "AM"].into_iter().find(|half| rest.starts_with(half))?;
    let ends = rest.get(half.len()..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    let part = Span::new(number.start, number.end + gap + half.len());
    (language == Locale::Fr && hour.is_some() && gap > 0 && ends).then_some((HOUR, part))
}
