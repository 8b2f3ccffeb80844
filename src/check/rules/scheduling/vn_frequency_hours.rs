//! `sched-vn-frequency-hours`: in Viet Nam, three advertisements in 24 hours, and text messages by day.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::rule::*;
use crate::locale::Localized;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sched-vn-frequency-hours",
        area: Area::Scheduling,
        jurisdictions: &["VN"],
        source: "Decree 91/2020/ND-CP, Art. 13",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "How often, and when", fr: "Fréquence et heures" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Vietnamese law lets at most three advertisements a day reach one address or number, and text messages from 7 to 22 o’clock only.",
            fr: "Le droit vietnamien n’admet que trois publicités par jour et par adresse ou numéro, et des SMS de 7 h à 22 h seulement.",
        },
        fix: Text {
            en: "Choose an hour within these; let Braze’s frequency capping leave out who had three.",
            fr: "Choisissez une heure permise\u{a0}; laissez le plafonnement de Braze exclure qui en a déjà reçu trois.",
        },
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-24T23:00:00+07:00" }"#).group(HANOI).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T09:00:00+07:00" }"#)
            .group(HANOI)
            .facts(r#"{ "audience.ads_in_24h": 3 }"#)
            .missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T09:00:00+07:00" }"#)
            .group(HANOI)
            .sms()
            .facts(r#"{ "audience.ads_in_24h": 2 }"#),
        Example::schedule("{}", r#"{ "time": "2026-11-24T23:00:00+07:00" }"#).group(HANOI),
    ]),
};

const HANOI: &str = r#"{ "name": "Roma", "locale": "vi-VN", "country": "VN", "time_zone": "Asia/Ho_Chi_Minh" }"#;

const LATE: Text =
    Text { en: "It would arrive on {day} at {time} ({zone}).", fr: "Il arriverait le {day} à {time} ({zone})." };
const OFTEN: Text = Text {
    en: "These people may have had {count} advertisements in the 24 hours before it.",
    fr: "Ces personnes peuvent avoir reçu {count} publicités dans les 24 heures précédentes.",
};

const ALLOWED: Hours = Hours::daily(7, 22);
/// So many may have come before this one.
const MOST_BEFORE: f64 = 2.0;

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    if !book.case.values("message.purpose").any(|purpose| purpose == "promotional") {
        return;
    }
    let both = |text: Text, facts: &[(&'static str, String)]| {
        let facts = facts.iter().fold(crate::locale::Facts::new(), |all, (name, fact)| all.with(name, fact.as_str()));
        Localized { en: text.fill(crate::locale::Locale::En, &facts), fr: text.fill(crate::locale::Locale::Fr, &facts) }
    };
    let before = book.case.facts.get("audience.ads_in_24h").and_then(serde_json::Value::as_f64);
    if let Some(count) = before.filter(|count| *count > MOST_BEFORE) {
        let finding = found.in_place(found.place(Span::at(0)));
        found.say(finding.with("what", both(OFTEN, &[("count", count.to_string())])));
    }
    let late = plan.deliveries(book).into_iter().find(|delivery| !ALLOWED.allow(delivery.local));
    if let Some(delivery) = late.filter(|_| book.case.channel == Channel::Sms) {
        let facts = [("day", delivery.local.date().to_string()), ("time", delivery.clock()), ("zone", delivery.zone)];
        let finding = found.in_place(found.place(Span::at(0)));
        found.say(finding.with("what", both(LATE, &facts)));
    }
}
