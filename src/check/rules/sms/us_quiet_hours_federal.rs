//! `sms-us-quiet-hours-federal`: between 8 and 21 o’clock where the recipient is.

use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::hours;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-us-quiet-hours-federal",
        jurisdictions: &["US"],
        source: "47 CFR § 64.1200(c)(1)",
        why: Text {
            en: "US law allows advertising by telephone from 8 in the morning to 9 in the evening, where the recipient is.",
            fr: "Le droit américain permet la publicité par téléphone de 8 h à 21 h, à l’heure du destinataire.",
        },
        ..hours::NOTICE
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

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    hours::tell(plan, book, found, |local| ALLOWED.allow(local));
}
