//! `sched-quiet-hours-recipient-zone`: nothing arrives in the quiet hours of the policy, wherever people are.

use crate::check::Rulebook;
use crate::check::facts::Delivery;
use crate::check::facts::Plan;
use crate::check::rule::*;
use crate::text::Span;
use jiff::civil::Time;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sched-quiet-hours-recipient-zone",
        area: Area::Scheduling,
        jurisdictions: &["*"],
        source: "The brand’s quiet hours; Braze quiet hours",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Quiet hours", fr: "Heures de silence" },
        message: Text {
            en: "It would arrive at {time} in {zone}; nothing may arrive between {from} and {until}.",
            fr: "Il arriverait à {time} ({zone}) ; rien ne doit arriver entre {from} et {until}.",
        },
        why: Text {
            en: "A message at night wakes people and brings complaints.",
            fr: "Un message reçu la nuit dérange et fait naître des plaintes.",
        },
        fix: Text {
            en: "Choose a later hour, or delivery at each recipient’s own clock time.",
            fr: "Choisissez une autre heure, ou l’envoi à l’heure locale de chaque destinataire.",
        },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule(QUIET, r#"{ "time": "2026-11-24T22:00:00+01:00" }"#).group(LYON).missing(),
        Example::schedule(QUIET, r#"{ "time": "2026-11-24T08:00:00+01:00" }"#).group(LYON),
        Example::schedule(QUIET, r#"{ "time": "2026-11-24T08:00:00+01:00" }"#)
            .group(LYON)
            .facts(r#"{ "audience.time_zones": ["America/Martinique"] }"#)
            .missing(),
        Example::schedule(QUIET, r#"{ "time": "2026-11-25T09:00:00+01:00", "in_local_time": true }"#)
            .group(LYON)
            .facts(r#"{ "audience.time_zones": ["America/Martinique"] }"#),
        Example::schedule("{}", r#"{ "time": "2026-11-24T03:00:00+01:00" }"#).group(LYON),
    ]),
};

const QUIET: &str = r#"{ "schedule": { "quiet": { "from": "20:30", "until": "08:00" } } }"#;
const LYON: &str = r#"{ "name": "Roma Lyon", "locale": "fr-FR", "time_zone": "Europe/Paris" }"#;

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    let Some(quiet) = &book.policy.schedule.quiet else { return };
    let (Ok(from), Ok(until)) = (quiet.from.parse::<Time>(), quiet.until.parse::<Time>()) else { return };
    let is_quiet = |delivery: &Delivery| {
        let time = delivery.local.time();
        if from <= until { from <= time && time < until } else { from <= time || time < until }
    };
    // At the hour at which each recipient opens most, Braze itself keeps to quiet hours.
    if plan.schedule.is_some_and(|schedule| schedule.at_optimal_time) {
        return;
    }
    if let Some(delivery) = plan.deliveries(book).into_iter().find(is_quiet) {
        let finding = found.in_place(found.place(Span::at(0)));
        found.say(
            finding
                .with("time", delivery.clock())
                .with("zone", delivery.zone)
                .with("from", quiet.from.as_str())
                .with("until", quiet.until.as_str()),
        );
    }
}
