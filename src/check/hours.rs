//! Advertising by telephone at an hour at which the law of a place forbids it.

use super::Rulebook;
use super::facts::Plan;
use super::rule::*;
use crate::text::Span;
use jiff::civil::DateTime;

/// What the rule of a place says.
pub(super) const NOTICE: Notice = Notice {
    id: "",
    area: Area::Sms,
    jurisdictions: &[],
    source: "",
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
    why: Text { en: "", fr: "" },
    fix: Text {
        en: "Choose an hour within these, at each recipient’s own clock time.",
        fr: "Choisissez une heure permise, à l’heure locale de chaque destinataire.",
    },
};

/// Tells of an advertisement that arrives somewhere at a clock time that is not allowed there.
pub(super) fn tell(plan: &Plan, book: &Rulebook, found: &mut Findings, allowed: impl Fn(DateTime) -> bool) {
    if !book.case.values("message.purpose").any(|purpose| purpose == "promotional") {
        return;
    }
    if let Some(delivery) = plan.deliveries(book).into_iter().find(|delivery| !allowed(delivery.local)) {
        let finding = found.in_place(found.place(Span::at(0)));
        let (day, time) = (delivery.local.date().to_string(), delivery.clock());
        found.say(finding.with("day", day).with("time", time).with("zone", delivery.zone));
    }
}
