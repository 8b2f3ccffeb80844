//! `sms-kr-night`: not between 21 and 8 o’clock in Korea without a consent of its own.

use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-kr-night",
        area: Area::Sms,
        jurisdictions: &["KR"],
        source: "Act on Promotion of Information and Communications Network Utilization, Art. 50(3)",
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
            en: "Korean law forbids advertising by telephone from 9 in the evening to 8 in the morning without a separate consent.",
            fr: "Le droit coréen interdit la publicité par téléphone de 21 h à 8 h sans un consentement distinct.",
        },
        fix: Text {
            en: "Choose an hour within these, at each recipient’s own clock time.",
            fr: "Choisissez une heure permise, à l’heure locale de chaque destinataire.",
        },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-24T22:00:00+09:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T10:00:00+09:00" }"#).group(GROUP).sms(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T22:00:00+09:00" }"#).group(GROUP),
    ]),
};

const GROUP: &str = r#"{ "name": "Roma", "locale": "ko-KR", "country": "KR", "time_zone": "Asia/Seoul" }"#;

const ALLOWED: Hours = Hours::daily(8, 21);

fn allowed(local: jiff::civil::DateTime, book: &Rulebook) -> bool {
    ALLOWED.allow(local) || book.case.values("audience.night_consent").any(|consent| consent == "true")
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
