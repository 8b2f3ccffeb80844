//! `legal-offer-dates-consistent`: a weekday fits its date, and the end of an offer is the declared one.

use crate::check::Rulebook;
use crate::check::facts::Prose;
use crate::check::rule::*;
use crate::text::{Gap, Span, Word, WordTable, Words};
use jiff::civil::{Date, Weekday};
use std::sync::LazyLock;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "legal-offer-dates-consistent",
        area: Area::Legal,
        jurisdictions: &["US", "EU", "GB", "FR"],
        source: "Directive 2005/29/EC, arts 6(1)(d), 7; FTC Act § 5",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Dates that disagree", fr: "Dates contradictoires" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Nobody can tell which one holds; law takes the reading that is best for the customer.",
            fr: "On ne sait pas laquelle est la bonne ; la loi retient la lecture la plus favorable au client.",
        },
        fix: Text { en: "Write “{right}”.", fr: "Écrivez « {right} »." },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::html(FR, "<p>Jusqu’au [[samedi]] 27 novembre 2026</p>")
            .fr()
            .fixed("<p>Jusqu’au vendredi 27 novembre 2026</p>"),
        Example::line(US, "Only on [[Monday]], November 27").fixed("Only on Friday, November 27"),
        Example::line(US, "30% off until [[28 November 2026]]").facts(r#"{ "offer.until": "2026-11-29" }"#),
        Example::html(FR, "<p>Jusqu’au vendredi 27 novembre 2026, puis le mardi 1er décembre</p>").fr(),
        Example::line(US, "Friday 27 Nov, 6 pm; open Mon 2 and 3 March"),
        Example::line(US, "30% off until Sunday 29 November").facts(r#"{ "offer.until": "2026-11-29" }"#),
        Example::line("{}", "Monday, November 27").group(r#"{ "name": "Roma", "country": "JP" }"#),
    ]),
};

const FR: &str = r#"{ "legal": { "everywhere": ["FR"] } }"#;
const US: &str = r#"{ "legal": { "everywhere": ["US"] } }"#;

const WEEKDAY: Text =
    Text { en: "The weekday is not that of the date.", fr: "Le jour de la semaine n’est pas celui de la date." };
const SAY: Text = Text { en: "Write “{day}”", fr: "Écrire « {day} »" };
const END: Text =
    Text { en: "The declared offer ends on another day.", fr: "L’offre déclarée se termine un autre jour." };

const WEEKDAYS: &[(&str, &str, Weekday)] = &[
    ("monday", "lundi", Weekday::Monday),
    ("tuesday", "mardi", Weekday::Tuesday),
    ("wednesday", "mercredi", Weekday::Wednesday),
    ("thursday", "jeudi", Weekday::Thursday),
    ("friday", "vendredi", Weekday::Friday),
    ("saturday", "samedi", Weekday::Saturday),
    ("sunday", "dimanche", Weekday::Sunday),
];

/// Names of months, folded, with their short forms.
static MONTHS: LazyLock<WordTable<i8>> = LazyLock::new(|| {
    WordTable::new([
        ("january", 1),
        ("jan", 1),
        ("janvier", 1),
        ("janv", 1),
        ("february", 2),
        ("feb", 2),
        ("fevrier", 2),
        ("fevr", 2),
        ("march", 3),
        ("mar", 3),
        ("mars", 3),
        ("april", 4),
        ("apr", 4),
        ("avril", 4),
        ("avr", 4),
        ("may", 5),
        ("mai", 5),
        ("june", 6),
        ("jun", 6),
        ("juin", 6),
        ("july", 7),
        ("jul", 7),
        ("juillet", 7),
        ("juil", 7),
        ("august", 8),
        ("aug", 8),
        ("aout", 8),
        ("september", 9),
        ("sept", 9),
        ("sep", 9),
        ("septembre", 9),
        ("october", 10),
        ("oct", 10),
        ("octobre", 10),
        ("november", 11),
        ("nov", 11),
        ("novembre", 11),
        ("december", 12),
        ("dec", 12),
        ("decembre", 12),
    ])
});

/// What stands before the end of an offer, folded.
const UNTIL: &[&str] = &["until", "till", "through", "ends", "jusqu", "au"];

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind == crate::check::facts::ProseKind::Link {
        return;
    }
    let words = prose.words();
    let list = words.list();
    let until = book.case.values("offer.until").next().and_then(|day| day.get(..10)?.parse::<Date>().ok());
    for (at, word) in list.iter().enumerate() {
        let Some(&month) = MONTHS.of_word(words, word) else { continue };
        let Some((day, from, to)) = day_beside(words, at) else { continue };
        let year =
            list.get(to).and_then(|word| words.key(word).parse::<i16>().ok()).filter(|y| (2000..2100).contains(y));
        let Some(date) = dated(day, month, year, book.delivery) else { continue };
        let last = list.get(if year.is_some() { to } else { to.saturating_sub(1) });
        let (Some(first), Some(last)) = (list.get(from), last) else { continue };
        let own = weekday_before(words, from);
        if let Some((named, wanted)) = own.filter(|(_, wanted)| *wanted != date.weekday()) {
            let said = named.span.of(&prose.text);
            let right = in_case(said, name_of(date.weekday(), wanted, words.key(named)));
            let mut finding =
                found.at(prose.span(named.span)).with("what", WEEKDAY).with("right", format!("{right} …"));
            if let Some(edit) = found.edit(prose, named.span, &right) {
                finding = finding.fix(Fix::new(SAY, Trust::Suggestion, edit).with("day", right));
            }
            found.say(finding);
        }
        let before = from.checked_sub(1 + usize::from(own.is_some())).and_then(|at| list.get(at));
        let ends = before.is_some_and(|word| UNTIL.contains(&words.key(word)));
        if let Some(until) = until.filter(|until| ends && *until != date) {
            let span = prose.span(Span::new(first.span.start, last.span.end));
            found.say(found.at(span).with("what", END).with("right", until.to_string()));
        }
    }
}

/// The day beside the month at `at`: the day, the index of its first word, the index after its last.
fn day_beside(words: &Words, at: usize) -> Option<(i8, usize, usize)> {
    let list = words.list();
    let day = |index: usize| -> Option<i8> {
        let key = words.key(list.get(index)?);
        let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let rest = key.get(digits.len()..)?;
        let ordinal = ["", "st", "nd", "rd", "th", "er"].contains(&rest);
        digits.parse().ok().filter(|day| ordinal && (1..=31).contains(day))
    };
    let near = |index: usize| list.get(index).is_some_and(|word| word.gap == Gap::Space);
    if let Some(before) = at.checked_sub(1).filter(|_| near(at))
        && let Some(day) = day(before)
    {
        // Of several days (`2 and 3 March`) only the one beside the month is meant, and no weekday is its own.
        return Some((day, before, at + 1));
    }
    day(at + 1).filter(|_| near(at + 1)).map(|day| (day, at, at + 2))
}

/// The weekday right before.
fn weekday_before(words: &Words, from: usize) -> Option<(&Word, Weekday)> {
    let word = words.list().get(from.checked_sub(1)?)?;
    let key = words.key(word);
    let day = WEEKDAYS.iter().find(|(en, fr, _)| key == *en || key == *fr)?;
    Some((word, day.2))
}

/// The date that is meant: with its year, or the one nearest to delivery.
fn dated(day: i8, month: i8, year: Option<i16>, delivery: Date) -> Option<Date> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok();
    }
    let years = [delivery.year() - 1, delivery.year(), delivery.year() + 1];
    let far = |date: &Date| delivery.until(*date).map_or(i32::MAX, |span| span.get_days().abs());
    years.iter().filter_map(|year| Date::new(*year, month, day).ok()).min_by_key(far)
}

/// The name of `day` in the language of the name that stands there.
fn name_of(day: Weekday, said: Weekday, key: &str) -> &'static str {
    let french = WEEKDAYS.iter().any(|(_, fr, own)| *own == said && *fr == key);
    let name = WEEKDAYS.iter().find(|(_, _, own)| *own == day);
    name.map_or("", |(en, fr, _)| if french { fr } else { en })
}

fn in_case(said: &str, name: &str) -> String {
    match said.chars().next().is_some_and(char::is_uppercase) {
        true => name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect(),
        false => name.to_owned(),
    }
}
