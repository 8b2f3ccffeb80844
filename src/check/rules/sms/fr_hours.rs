//! `sms-fr-hours`: on working days from 8 to 20 o’clock in France, not on public holidays.

use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::hours;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-fr-hours",
        jurisdictions: &["FR"],
        source: "Charte AF2M Business Messaging (1 September 2024); operators’ practice",
        why: Text {
            en: "French operators deliver advertising from Monday to Saturday, 8 to 20 o’clock, and not on public holidays.",
            fr: "Les opérateurs français acheminent la publicité du lundi au samedi, de 8 h à 20 h, hors jours fériés.",
        },
        ..hours::NOTICE
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-29T11:00:00+01:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2027-03-29T11:00:00+02:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-12-25T11:00:00+01:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T20:00:00+01:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-30T10:00:00+01:00" }"#).group(GROUP).sms(),
        Example::schedule("{}", r#"{ "time": "2026-11-28T19:59:00+01:00" }"#).group(GROUP).sms(),
        Example::schedule("{}", r#"{ "time": "2026-11-29T11:00:00+01:00" }"#).group(GROUP),
    ]),
};

const GROUP: &str = r#"{ "name": "Roma Lyon", "locale": "fr-FR", "country": "FR", "time_zone": "Europe/Paris" }"#;

const ALLOWED: Hours = Hours { week: (8, 20), saturday: (8, 20), sunday: (0, 0) };

/// Public holidays on the same day every year (Code du travail, art. L3133-1).
const FIXED: &[(i8, i8)] = &[(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
/// Those that follow Easter Sunday, by days: Monday after it, Ascension, Whit Monday.
const AFTER_EASTER: &[i64] = &[1, 39, 50];

fn allowed(local: jiff::civil::DateTime) -> bool {
    let day = local.date();
    let since_easter = easter(day.year()).map(|easter| day.duration_since(easter).as_hours() / 24);
    ALLOWED.allow(local)
        && !FIXED.contains(&(day.month(), day.day()))
        && !since_easter.is_some_and(|days| AFTER_EASTER.contains(&days))
}

/// Easter Sunday by the Gregorian reckoning (the anonymous algorithm of 1876).
fn easter(year: i16) -> Option<jiff::civil::Date> {
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let sum = moon + sunday - 7 * late + 114;
    let (month, day) = (i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?);
    jiff::civil::Date::new(i16::try_from(year).ok()?, month, day).ok()
}

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    hours::tell(plan, book, found, allowed);
}
