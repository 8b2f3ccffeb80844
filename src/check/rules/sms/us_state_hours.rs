//! `sms-us-state-hours`: within the narrower hours of some states.

use crate::check::Rulebook;
use crate::check::facts::{Hours, Plan};
use crate::check::hours;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-us-state-hours",
        jurisdictions: &[
            "US-FL", "US-OK", "US-MD", "US-WA", "US-CT", "US-TX", "US-AL", "US-LA", "US-MS", "US-RI", "US-KY",
        ],
        source: "Fla. Stat. 501.616(6)(a); Okla. Stat. tit. 15 § 775C.1; Md. Com. Law 14-4501; RCW 80.36.390; Conn. Gen. Stat. 42-288a; Tex. Bus. & Com. 301.051",
        why: Text {
            en: "This state allows advertising by telephone in narrower hours than federal law does.",
            fr: "Cet État permet la publicité par téléphone sur des heures plus étroites que la loi fédérale.",
        },
        ..hours::NOTICE
    },
    check: Check::Schedule(look),
    examples: proofs(&[
        Example::schedule("{}", r#"{ "time": "2026-11-29T10:00:00-06:00" }"#).group(GROUP).sms().missing(),
        Example::schedule("{}", r#"{ "time": "2026-11-29T13:00:00-06:00" }"#).group(GROUP).sms(),
        Example::schedule("{}", r#"{ "time": "2026-11-30T09:00:00-06:00" }"#).group(GROUP).sms(),
        Example::schedule("{}", r#"{ "time": "2026-11-29T10:00:00-06:00" }"#).group(GROUP),
    ]),
};

const GROUP: &str = r#"{ "name": "Roma", "locale": "en-US", "country": "US-TX", "time_zone": "America/Chicago" }"#;

/// Each state's hours. Where compiled tables disagree, the narrower.
const STATES: &[(&str, Hours)] = &[
    ("US-FL", Hours::daily(8, 20)),
    ("US-OK", Hours::daily(8, 20)),
    ("US-MD", Hours::daily(8, 20)),
    ("US-WA", Hours::daily(8, 20)),
    ("US-CT", Hours::daily(9, 20)),
    ("US-TX", Hours { week: (9, 21), saturday: (9, 21), sunday: (12, 21) }),
    ("US-AL", Hours { week: (8, 20), saturday: (8, 20), sunday: (0, 0) }),
    ("US-LA", Hours { week: (8, 20), saturday: (8, 20), sunday: (0, 0) }),
    ("US-MS", Hours { week: (8, 20), saturday: (8, 20), sunday: (0, 0) }),
    ("US-RI", Hours { week: (9, 18), saturday: (10, 17), sunday: (0, 0) }),
    ("US-KY", Hours::daily(10, 21)),
];

fn allowed(local: jiff::civil::DateTime, book: &Rulebook) -> bool {
    STATES.iter().filter(|(state, _)| book.case.is_in(state)).all(|(_, hours)| hours.allow(local))
}

fn look(plan: &Plan, book: &Rulebook, found: &mut Findings) {
    hours::tell(plan, book, found, |local| allowed(local, book));
}
