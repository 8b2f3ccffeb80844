//! `push-brand-emoji-caps`: a notification does not shout.

use crate::check::Rulebook;
use crate::check::facts::Short;
use crate::check::rule::*;
use crate::check::rules::sms::all_caps_emoji::loud;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "push-brand-emoji-caps",
        area: Area::Push,
        jurisdictions: &["*"],
        source: "The policy: limits.capitals_subject, limits.emoji_subject",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Too loud", fr: "Trop fort" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "A notification interrupts; who is shouted at turns notifications off.",
            fr: "Une notification interrompt\u{a0}; qui se sent agressé désactive les notifications.",
        },
        fix: Text {
            en: "Write it in small letters, with one emoji at most.",
            fr: "Écrivez-la en minuscules, avec un émoji au plus.",
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "Roma\n🔥🔥[[🔥]]").push(),
        Example::line("{}", "[[PIZZA]] TONIGHT\nCOME EARLY").push(),
        Example::line("{}", "Roma\nPizza tonight 🔥").push(),
    ]),
};

fn look(short: &Short, book: &Rulebook, found: &mut Findings) {
    loud(short, book, found);
}
