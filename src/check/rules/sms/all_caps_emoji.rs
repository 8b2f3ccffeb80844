//! `sms-all-caps-emoji`: a text message does not shout.

use crate::check::loud;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-all-caps-emoji",
        area: Area::Sms,
        source: "CTIA Messaging Principles § 5; the policy: limits.capitals_subject, limits.emoji_subject",
        why: Text {
            en: "Carriers’ filters take capitals and rows of emoji for fraud, and readers feel shouted at.",
            fr: "Les filtres des opérateurs prennent les capitales et les rangées d’émojis pour de la fraude, et le lecteur se sent agressé.",
        },
        ..loud::NOTICE
    },
    check: Check::Short(loud::look),
    examples: proofs(&[
        Example::line("{}", "[[FREE]]!!!").sms(),
        Example::line("{}", "Roma: pizza 🍕🔥[[🎉]]").sms(),
        Example::line("{}", "Roma: free coffee with every pizza 🍕").sms(),
        Example::line("{}", "FREE!!!"),
    ]),
};
