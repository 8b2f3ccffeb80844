//! `push-brand-emoji-caps`: a notification does not shout.

use crate::check::loud;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "push-brand-emoji-caps",
        area: Area::Push,
        why: Text {
            en: "A notification interrupts; who is shouted at turns notifications off.",
            fr: "Une notification interrompt\u{a0}; qui se sent agressé désactive les notifications.",
        },
        ..loud::NOTICE
    },
    check: Check::Short(loud::look),
    examples: proofs(&[
        Example::line("{}", "Roma\n🔥🔥[[🔥]]").push(),
        Example::line("{}", "[[PIZZA]] TONIGHT\nCOME EARLY").push(),
        Example::line("{}", "Roma\nPizza tonight 🔥").push(),
    ]),
};
