//! `sched-local-time-24h`: delivery at local time is scheduled a day ahead.

use crate::check::Rulebook;
use crate::check::facts::Plan;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sched-local-time-24h",
        area: Area::Scheduling,
        jurisdictions: &["*"],
        source: "Braze documentation, local time delivery: schedule at least 24 hours ahead",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Local time too soon", fr: "Heure locale trop proche" },
        message: Text {
            en: "Delivery at local time is less than 24 hours away: where that hour has passed already, nobody gets it.",
            fr: "L’envoi à l’heure locale est dans moins de 24 heures : là où cette heure est déjà passée, personne ne le recevra.",
        },
        why: Text {
            en: "The day begins up to a day earlier elsewhere.",
            fr: "Ailleurs, la journée commence jusqu’à un jour plus tôt.",
        },
        fix: Text {
            en: "Choose tomorrow or later, or a fixed moment for everybody.",
            fr: "Choisissez demain ou plus tard, ou un même moment pour tous.",
        },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-23T15:00:00Z", "in_local_time": true }"#).missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T18:00:00Z", "in_local_time": true }"#),
        Example::schedule("{}", r#"{ "time": "2026-11-23T15:00:00Z" }"#),
    ]),
};

const DAY: i64 = 24 * 60 * 60;

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    let locally = plan.schedule.is_some_and(|schedule| schedule.in_local_time);
    let soon = |instant: jiff::Timestamp| instant.as_second() - plan.now.as_second() < DAY;
    if locally && plan.deliveries(book).iter().any(|delivery| soon(delivery.instant)) {
        found.say(found.in_place(found.place(Span::at(0))));
    }
}
