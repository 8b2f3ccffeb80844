//! `liquid-connected-content-robust`: a call that may fail is seen to.

use super::DATA;
use super::{calls, filled};
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::compile::regions::each;
use crate::liquid::ast::Kind;
use crate::order;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-connected-content-robust",
        source: "Braze, Connected Content: nothing is printed where a call fails",
        severity: Severity::Warning,
        title: Text { en: "Call without a safety net", fr: "Appel sans filet" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Hosts fail and answer late; readers then see a hole, or half a sentence.",
            fr: "Un hôte tombe ou tarde ; le lecteur voit alors un trou, ou une demi-phrase.",
        },
        fix: Text {
            en: "Save the answer (:save r), and print it only if {% if r.__http_status_code__ == 200 %}.",
            fr: "Gardez la réponse (:save r), et ne l’affichez que si {% if r.__http_status_code__ == 200 %}.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("Today: [[{% connected_content https://api.roma.example/x %}]]"),
        Example::liquid("[[{% connected_content https://api.roma.example/x :save r %}]]{{ r.title }}"),
        Example::liquid(
            "{% connected_content https://api.roma.example/x :save r %}{% if r.__http_status_code__ != 200 %}{% abort_message('cc') %}{% endif %}{{ r.title }}",
        ),
        Example::liquid("{% connected_content https://api.roma.example/x :save r %}{% if r %}{{ r.title }}{% endif %}"),
    ]),
};

const INLINE: Text = Text { en: "The answer is printed as it comes.", fr: "La réponse est affichée telle quelle." };
const UNSEEN: Text = Text {
    en: "Nothing asks whether “{name}” has come.",
    fr: "Rien ne vérifie que «\u{a0}{name}\u{a0}» est bien arrivé.",
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    let calls = calls(part);
    if calls.is_empty() {
        return;
    }
    let mut heads = Vec::new();
    each(&part.parsed.template.nodes, &mut |node| match &node.kind {
        Kind::If(inner) => heads.extend(inner.arms.iter().map(|arm| arm.head)),
        Kind::Case(inner) => heads.push(inner.head),
        _ => {}
    });
    let words = |head: &Span| head.of(part.source).split(|c: char| !c.is_alphanumeric() && c != '_');
    let asked = order::set(heads.iter().flat_map(words));
    for call in calls {
        let saved = call.options.iter().find(|option| option.name.of(part.source) == "save");
        let Some(name) = saved.and_then(|option| option.words.first()).map(|word| word.span.of(part.source)) else {
            found.say(found.at(call.head).with("what", INLINE));
            continue;
        };
        if !asked.contains(name) {
            found.say(found.at(call.head).with("what", filled(UNSEEN, &[("name", name)])));
        }
    }
}
