//! `brand-emoji-limit`: how many emoji, and which.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Facts, ProseKind, emoji};
use crate::check::rule::*;
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-emoji-limit",
        source: "The brand’s policy: limits.emoji, limits.emoji_subject, limits.emoji_allowed; UTS #51",
        severity: Severity::Warning,
        title: Text { en: "Too many emoji", fr: "Trop d’émojis" },
        message: Text { en: "“{emoji}”: {what}.", fr: "« {emoji} » : {what}." },
        why: Text {
            en: "A row of pictures reads like an advertisement, and is read out one by one to those who listen.",
            fr: "Une rangée d’images a l’air d’une réclame, et se fait lire une à une à ceux qui écoutent.",
        },
        fix: Text { en: "Keep the one that says something.", fr: "Gardez celui qui dit quelque chose." },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::line(ONE, "🍕🍕[[🍕]] deal [[👩‍👩‍👧‍👦]]").policy(r#"{ "limits": { "emoji_subject": 2 } }"#),
        Example::line(ONE, "🍕 Deal of the week, ★ → ✓ ©"),
        Example::html(ONE, "<p>🍕 and 🍕 and [[🔥]]</p>"),
        Example::html(ONE, "<p>🍕 and 🍕</p>"),
        Example::html(ALLOWED, "<p>🍕 [[🔥]]</p>"),
        Example::html("{}", "<p>🍕🍕🍕🍕🍕🍕</p>"),
    ]),
};

const ONE: &str = r#"{ "limits": { "emoji_subject": 1, "emoji": 2 } }"#;
const ALLOWED: &str = r#"{ "limits": { "emoji_allowed": ["🍕"] } }"#;

const MANY: Text = Text { en: "more than the brand wants here", fr: "plus que la marque n’en veut ici" };
const OTHER: Text = Text { en: "not one of the brand’s emoji", fr: "ne fait pas partie des émojis de la marque" };
const TAKE_OUT: Text = Text { en: "Take it out", fr: "L’enlever" };

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if book.policy.limits.emoji.is_some() || !book.policy.limits.emoji_allowed.is_empty() {
        for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
            let found = emoji(&prose.text).into_iter();
            sight.marks.extend(found.map(|part| (prose.span(part), number(part.of(&prose.text), book))));
        }
    }
    sight
}

/// What there is to know of an emoji: whether the brand has it, and its characters, as far as they fit.
fn number(emoji: &str, book: &Rulebook) -> u32 {
    let allowed = &book.policy.limits.emoji_allowed;
    let first = emoji.chars().next().map_or(0, u32::from);
    first << 1 | u32::from(allowed.is_empty() || allowed.iter().any(|one| one == emoji))
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let limits = &book.policy.limits;
    for line in std::iter::once(whole.subject()).chain(whole.preheader()) {
        let marks = emoji(&line.text).into_iter();
        let marks = marks.map(|span| (line.place(span), number(span.of(&line.text), book))).collect();
        say(marks, limits.emoji_subject, found);
    }
    say(whole.placed().into_iter().map(|(at, number)| (at.into(), number)).collect(), limits.emoji, found);
}

fn say(marks: Vec<(Place, u32)>, most: Option<usize>, found: &mut Findings) {
    for (nth, (place, number)) in marks.into_iter().enumerate() {
        let what = match () {
            () if number & 1 == 0 => OTHER,
            () if most.is_some_and(|most| nth >= most) => MANY,
            () => continue,
        };
        let shown = char::from_u32(number >> 1).unwrap_or_default().to_string();
        let mut finding = found.in_place(place.clone()).with("emoji", shown).with("what", what);
        if matches!(place.source, Source::Slot(_) | Source::Text) && !place.span.is_empty() {
            finding = finding.fix(Fix::new(TAKE_OUT, Trust::Suggestion, Edit::replace(place.span, "")));
        }
        found.say(finding);
    }
}
