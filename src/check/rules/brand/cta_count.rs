//! `brand-cta-count`: how many buttons.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-cta-count",
        source: "The brand’s policy: limits.buttons",
        severity: Severity::Info,
        title: Text { en: "Too many buttons", fr: "Trop de boutons" },
        message: Text {
            en: "This is button {nth}; the brand wants at most {limit}.",
            fr: "C’est le bouton n° {nth} ; la marque en veut au plus {limit}.",
        },
        why: Text {
            en: "Where everything calls for a click, nothing does.",
            fr: "Quand tout appelle un clic, plus rien n’appelle.",
        },
        fix: Text {
            en: "Keep the one that counts, and make plain links of the others.",
            fr: "Gardez celui qui compte, et faites des autres de simples liens.",
        },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            ONE,
            r#"<a class="button" href="https://a.example/">Book</a> [[<a href="https://b.example/" style="background:#a63d22;color:#fff">Order</a>]]"#,
        ),
        Example::html(
            ONE,
            r#"<a class="button" href="https://a.example/">Book</a> <a href="https://b.example/">Order</a>"#,
        ),
        Example::html(
            ONE,
            r##"<table><tr><td bgcolor="#a63d22"><a href="https://a.example/">Book</a></td><td bgcolor="#a63d22">[[<a href="https://b.example/">Order</a>]]</td></tr></table>"##,
        ),
        Example::html(
            "{}",
            r#"<a class="button" href="https://a.example/">Book</a> <a class="btn" href="https://b.example/">Order</a>"#,
        ),
    ]),
};

const ONE: &str = r#"{ "limits": { "buttons": 1 } }"#;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if book.policy.limits.buttons.is_some() {
        sight.marks.extend(facts.links.iter().filter(|link| link.button && link.visible).map(|link| (link.span, 0)));
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let Some(limit) = book.policy.limits.buttons else { return };
    for (nth, (place, _)) in whole.placed().into_iter().enumerate().skip(limit) {
        found.say(found.in_place(place).with("nth", nth + 1).with("limit", limit));
    }
}
