//! `sms-kr-night`: not between 21 and 8 o’clock in Korea without a consent of its own.

use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::hours;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-kr-night",
        jurisdictions: &["KR"],
        source: "Act on Promotion of Information and Communications Network Utilization, Art. 50(3)",
        why: Text {
            en: "Korean law forbids advertising by telephone from 9 in the evening to 8 in the morning without a separate consent.",
            fr: "Le droit coréen interdit la publicité par téléphone de 21 h à 8 h sans un consentement distinct.",
        },
        ..hours::NOTICE
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
    hours::tell(plan, book, found, |local| allowed(local, book));
}
