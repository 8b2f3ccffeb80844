//! `deliv-subject-empty`: everybody gets a subject.

use crate::check::Rulebook;
use crate::check::rule::*;
use crate::compile::Part;
use crate::liquid::ast::{Kind, Node};
use crate::liquid::uses::on_every_path;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-subject-empty",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "RFC 5322, 3.6.5; Braze: Email",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Empty subject", fr: "Objet vide" },
        message: Text {
            en: "Some recipients get no subject: {what}",
            fr: "Certains destinataires ne reçoivent pas d’objet : {what}",
        },
        why: Text {
            en: "A message without a subject looks like spam, and few people open it.",
            fr: "Un message sans objet ressemble à du spam, et peu de gens l’ouvrent.",
        },
        fix: Text {
            en: "Write a subject, and one for every branch of a condition.",
            fr: "Écrivez un objet, et un pour chaque branche d’une condition.",
        },
    },
    check: Check::Whole { see: |_, _| Sight::default(), judge },
    examples: proofs(&[
        Example::line("{}", "[[{% if ${first_name} %}For you{% endif %}]]"),
        Example::line("{}", "[[  ]]"),
        Example::line("{}", "[[{% if ${a} %}X{% elsif ${b} %}Y{% endif %}]]"),
        Example::line("{}", "{% if ${first_name} %}For you{% else %}For all{% endif %}"),
        Example::line("{}", "{% if ${vip} %}VIP: {% endif %}the menu"),
        Example::line("{}", "{% if ${vip} %}VIP{% else %}{% abort_message('none') %}{% endif %}"),
    ]),
};

const NOTHING: Text = Text { en: "nothing is written.", fr: "rien n’est écrit." };
const SOMETIMES: Text =
    Text { en: "a condition stands around all of its words.", fr: "une condition entoure tous ses mots." };

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let line = whole.subject();
    // Finished HTML has no subject to look at.
    if line.text.is_empty() && whole.kit().templates.is_empty() {
        return;
    }
    let mut words = Vec::new();
    gather(&line.text, &line.liquid.nodes, &mut words);
    if on_every_path(&line.liquid, &words) {
        return;
    }
    if words.is_empty() && waits_for_author(whole) {
        return;
    }
    let what = if words.is_empty() { NOTHING } else { SOMETIMES };
    found.say(found.in_place(whole.place_in(line, Span::new(0, line.text.len()))).with("what", what));
}

/// Whether a slot that must be filled is still empty in the subject: that is told at the slot.
fn waits_for_author(whole: &Whole) -> bool {
    let subject = Part::Subject.of(whole.template()).unwrap_or_default();
    whole.slots().iter().any(|filled| {
        let empty = filled.value.and_then(|value| value.as_str()).is_none_or(|text| text.trim().is_empty());
        filled.slot.required && empty && subject.contains(&format!("slot.{}", filled.path))
    })
}

/// Every stretch that gives something to read.
fn gather(text: &str, nodes: &[Node], words: &mut Vec<Span>) {
    for node in nodes {
        match &node.kind {
            Kind::Text { shown } if !shown.of(text).trim().is_empty() => words.push(*shown),
            Kind::Raw(span) if !span.of(text).trim().is_empty() => words.push(*span),
            Kind::Output(_) => words.push(node.span),
            Kind::If(inner) => inner.arms.iter().for_each(|arm| gather(text, &arm.body.nodes, words)),
            Kind::Case(inner) => inner.arms.iter().for_each(|arm| gather(text, &arm.body.nodes, words)),
            Kind::For(inner) => gather(text, &inner.body.nodes, words),
            _ => {}
        }
    }
}
