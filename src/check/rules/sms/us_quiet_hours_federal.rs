//! `sms-us-quiet-hours-federal`: between 8 and 21 o’clock where the recipient is.

use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-us-quiet-hours-federal",
        area: Area::Sms,
        jurisdictions: &["US"],
        source: "47 CFR § 64.1200(c)(1)",
        checked: Some("2026-11-23"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Hours for text messages", fr: "Heures des SMS" },
        message: Text {
            en: "It would arrive on {day} at {time} ({zone}).",
            fr: "Il arriverait le {day} à {time} ({zone}).",
        },
        why: Text {
            en: "US law allows advertising by telephone from 8 in the morning to 9 in the evening, where the recipient is.",
            fr: "Le droit américain permet la publicité par téléphone de 8 h à 21 h, à l’heure du destinataire.",
        },
        fix: Text {
            en: "Choose an hour within these, at each recipient’s own clock time.",
            fr: "Choisissez une heure permise, à l’heure locale de chaque destinataire.",
        },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-24T22:15:00-06:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T07:30:00-06:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T18:00:00-06:00" }"#).group(GROUP).sms(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T22:15:00-06:00" }"#).group(GROUP),
    ]),
};

const GROUP: &str = r#"{ "name": "Roma", "locale": "en-US", "country": "US", "time_zone": "America/Chicago" }"#;

const ALLOWED: Hours = Hours::daily(8, 21);

fn allowed(local: jiff::civil::DateTime, _: &Rulebook) -> bool {
    ALLOWED.allow(local)
}

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    if !book.case.values("message.purpose").any(|purpose| purpose == "promotional") {
        return;
    }
    if let Some(delivery) = plan.deliveries(book).into_iter().find(|delivery| !allowed(delivery.local, book)) {
        let finding = found.in_place(found.place(Span::at(0)));
        let (day, time) = (delivery.local.date().to_string(), delivery.clock());
        found.say(finding.with("day", day).with("time", time).with("zone", delivery.zone));
    }
}
