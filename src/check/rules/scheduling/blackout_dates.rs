//! `sched-blackout-dates`: nothing goes on the days that the brand keeps free.

use crate::check::Rulebook;
use crate::check::facts::Plan;
use crate::check::rule::*;
use crate::text::Span;
use jiff::civil::Date;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sched-blackout-dates",
        area: Area::Scheduling,
        jurisdictions: &["*"],
        source: "The brand’s calendar",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Blocked day", fr: "Jour bloqué" },
        message: Text { en: "Nothing may go on {day}: {reason}.", fr: "Rien ne doit partir le {day} : {reason}." },
        why: Text {
            en: "Head office keeps these days free of messages.",
            fr: "Le siège garde ces jours libres de tout message.",
        },
        fix: Text { en: "Choose another day.", fr: "Choisissez un autre jour." },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule(MOURNING, r#"{ "time": "2026-12-11T10:00:00+01:00" }"#).group(LYON).missing(),
        Example::schedule(MOURNING, r#"{ "time": "2026-12-12T10:00:00+01:00" }"#).group(LYON),
        Example::schedule(MOURNING, r#"{ "time": "2026-12-11T10:00:00Z" }"#),
        Example::schedule(MOURNING, r#"{ "time": "2026-12-11T10:00:00+01:00" }"#)
            .group(LYON)
            .facts(r#"{ "message.purpose": "transactional" }"#),
    ]),
};

const MOURNING: &str = r#"{ "schedule": { "blackouts": [
    { "from": "2026-12-10", "until": "2026-12-11", "countries": ["FR"], "promotional": true, "why": "national mourning" } ] } }"#;
const LYON: &str = r#"{ "name": "Roma Lyon", "locale": "fr-FR", "country": "FR", "time_zone": "Europe/Paris" }"#;

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    let promotional = book.case.values("message.purpose").any(|purpose| purpose == "promotional");
    for delivery in plan.deliveries(book) {
        let day = delivery.local.date();
        let blocked = book.policy.schedule.blackouts.iter().find(|blackout| {
            let from = blackout.from.parse::<Date>().ok();
            let until = blackout.until.as_ref().map_or(from, |until| until.parse().ok());
            from.is_some_and(|from| from <= day)
                && until.is_some_and(|until| day <= until)
                && (!blackout.promotional || promotional)
                && (blackout.countries.is_empty() || blackout.countries.iter().any(|country| book.case.is_in(country)))
        });
        if let Some(blackout) = blocked {
            let finding = found.in_place(found.place(Span::at(0)));
            found.say(finding.with("day", day.to_string()).with("reason", blackout.why.trim_end_matches('.')));
            return;
        }
    }
}
