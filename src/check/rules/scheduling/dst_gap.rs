//! `sched-dst-gap`: a clock time that the change to or from summer time skips or repeats.

use crate::check::Rulebook;
use crate::check::facts::Plan;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sched-dst-gap",
        area: Area::Scheduling,
        jurisdictions: &["*"],
        source: "IANA time zone database",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Clock change", fr: "Changement d’heure" },
        message: Text {
            en: "{time} does not come, or comes twice, in {zone}: clocks change that night.",
            fr: "{time} n’existe pas, ou vient deux fois, à {zone} : l’heure change cette nuit-là.",
        },
        why: Text {
            en: "Braze has to guess which hour you meant.",
            fr: "Braze doit deviner l’heure que vous aviez en tête.",
        },
        fix: Text { en: "Choose a time an hour later.", fr: "Choisissez une heure plus tard." },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2027-03-28T02:30:00+01:00", "in_local_time": true }"#)
            .group(LYON)
            .missing(),
        Example::schedule("{}", r#"{ "time": "2027-10-31T02:30:00+02:00", "in_local_time": true }"#)
            .group(LYON)
            .missing(),
        Example::schedule("{}", r#"{ "time": "2027-03-28T03:30:00+02:00", "in_local_time": true }"#).group(LYON),
        Example::schedule("{}", r#"{ "time": "2026-11-24T08:00:00+01:00" }"#).group(LYON),
    ]),
};

const LYON: &str = r#"{ "name": "Roma Lyon", "locale": "fr-FR", "time_zone": "Europe/Paris" }"#;

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    if let Some(delivery) = plan.deliveries(book).into_iter().find(|delivery| delivery.ambiguous) {
        let finding = found.in_place(found.place(Span::at(0)));
        found.say(finding.with("time", delivery.clock()).with("zone", delivery.zone));
    }
}
