//! `sched-lead-time`: a delivery lies as far ahead as the policy wants, and no further.

use crate::check::Rulebook;
use crate::check::facts::Plan;
use crate::check::rule::*;
use crate::locale::{Facts, Locale, Localized};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sched-lead-time",
        area: Area::Scheduling,
        jurisdictions: &["*"],
        source: "The brand’s notice time",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Too soon or too far", fr: "Trop tôt ou trop tard" },
        message: Text { en: "{when}", fr: "{when}" },
        why: Text {
            en: "Head office wants time to look, and Braze to prepare.",
            fr: "Le siège veut le temps de regarder, et Braze celui de préparer.",
        },
        fix: Text { en: "Choose a time within these limits.", fr: "Choisissez un moment dans ces limites." },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule(LIMITS, r#"{ "time": "2026-11-23T12:10:00Z" }"#).missing(),
        Example::schedule(LIMITS, r#"{ "time": "2026-11-22T12:00:00Z" }"#).missing(),
        Example::schedule(LIMITS, r#"{ "time": "2027-11-23T12:00:00Z" }"#).missing(),
        Example::schedule(LIMITS, r#"{ "time": "2026-11-23T12:30:00Z" }"#),
        Example::schedule("{}", r#"{ "time": "2026-11-23T12:00:00Z" }"#),
    ]),
};

const LIMITS: &str = r#"{ "schedule": { "notice_minutes": 30, "ahead_days": 90 } }"#;

const PAST: Text = Text { en: "This time is past.", fr: "Ce moment est passé." };
const SOON: Text = Text {
    en: "This is too soon: messages are scheduled at least {minutes} minutes ahead.",
    fr: "C’est trop tôt : un message se programme au moins {minutes} minutes à l’avance.",
};
const FAR: Text =
    Text { en: "This is too far ahead: at most {days} days.", fr: "C’est trop loin : {days} jours au plus." };

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    let limits = &book.policy.schedule;
    let Some(first) = plan.deliveries(book).into_iter().min_by_key(|delivery| delivery.instant) else { return };
    let minutes = (first.instant.as_second() - plan.now.as_second()) / 60;
    let least = limits.notice_minutes.map_or(0, i64::from);
    let most = limits.ahead_days.map(|days| i64::from(days) * 24 * 60);
    let (text, facts) = if minutes < 0 {
        (PAST, Facts::new())
    } else if minutes < least {
        (SOON, Facts::new().with("minutes", least.to_string()))
    } else if most.is_some_and(|most| minutes > most) {
        (FAR, Facts::new().with("days", limits.ahead_days.unwrap_or_default().to_string()))
    } else {
        return;
    };
    let said = Localized { en: text.fill(Locale::En, &facts), fr: text.fill(Locale::Fr, &facts) };
    found.say(found.in_place(found.place(Span::at(0))).with("when", said));
}
