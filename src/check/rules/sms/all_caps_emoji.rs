//! `sms-all-caps-emoji`: a text message does not shout.

use crate::check::Rulebook;
use crate::check::facts::{Short, emoji};
use crate::check::rule::*;
use crate::check::rules::brand::caps_limit::count;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sms-all-caps-emoji",
        area: Area::Sms,
        jurisdictions: &["*"],
        source: "CTIA Messaging Principles § 5; the policy: limits.capitals_subject, limits.emoji_subject",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Too loud", fr: "Trop fort" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Carriers’ filters take capitals and rows of emoji for fraud, and readers feel shouted at.",
            fr: "Les filtres des opérateurs prennent les capitales et les rangées d’émojis pour de la fraude, et le lecteur se sent agressé.",
        },
        fix: Text {
            en: "Write it in small letters, with one emoji at most.",
            fr: "Écrivez-le en minuscules, avec un émoji au plus.",
        },
    },
    check: Check::Short(look),
    examples: proofs(&[
        Example::line("{}", "[[FREE]]!!!").sms(),
        Example::line("{}", "Roma: pizza 🍕🔥[[🎉]]").sms(),
        Example::line("{}", "Roma: free coffee with every pizza 🍕").sms(),
        Example::line("{}", "FREE!!!"),
    ]),
};

const CAPITALS: Text = Text { en: "Words in capitals shout.", fr: "Des mots en capitales crient." };
const EMOJI: Text = Text { en: "This is one emoji too many.", fr: "C’est un émoji de trop." };

/// More emoji than this are many, where the policy names no number.
const MOST_EMOJI: usize = 2;

/// Tells what of a short text is loud: capitals by the policy’s share for a subject, emoji by its number for one.
pub(in crate::check::rules) fn loud(short: &Short, book: &Rulebook, found: &mut Findings) {
    let limits = &book.policy.limits;
    let (words, capitals) = count(&short.prose, book);
    let share = u32::try_from(capitals.len()).unwrap_or(u32::MAX).saturating_mul(100);
    if let Some(first) = capitals.first()
        && (capitals.len() > 1 || words <= 2)
        && share > words.saturating_mul(limits.capitals_subject)
    {
        found.say(found.at(short.prose.span(*first)).with("what", CAPITALS));
    }
    let most = limits.emoji_subject.unwrap_or(MOST_EMOJI);
    if let Some(part) = emoji(&short.prose.text).get(most) {
        found.say(found.at(short.prose.span(*part)).with("what", EMOJI));
    }
}

fn look(short: &Short, book: &Rulebook, found: &mut Findings) {
    loud(short, book, found);
}
