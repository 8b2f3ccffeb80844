//! `sms-in-dlt`: in India operators pass on registered advertising from 10 to 21 o’clock.

use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::hours;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-in-dlt",
        jurisdictions: &["IN"],
        source: "TCCCPR 2018 (TRAI): hours of promotional messages",
        why: Text {
            en: "Indian operators deliver advertising from 10 in the morning to 9 in the evening only, whatever its DLT registration.",
            fr: "Les opérateurs indiens n’acheminent la publicité que de 10 h à 21 h, quel que soit son enregistrement DLT.",
        },
        ..hours::NOTICE
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-24T22:00:00+05:30" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T09:30:00+05:30" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T12:00:00+05:30" }"#).group(GROUP).sms(),
        Example::schedule("{}", r#"{ "time": "2026-11-24T22:00:00+05:30" }"#).group(GROUP),
    ]),
};

const GROUP: &str = r#"{ "name": "Roma", "locale": "en-IN", "country": "IN", "time_zone": "Asia/Kolkata" }"#;

const ALLOWED: Hours = Hours::daily(10, 21);

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    hours::tell(plan, book, found, |local| ALLOWED.allow(local));
}
