//! `webhook-json`: a body of JSON is JSON, whichever way its conditions turn out.

use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;
use crate::liquid::ast::{Kind, Node};
use crate::text::Span;
use serde::de::IgnoredAny;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "webhook-json",
        area: Area::Webhook,
        jurisdictions: &["*"],
        source: "RFC 8259",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Not JSON", fr: "Pas du JSON" },
        message: Text {
            en: "The body is no JSON for some customers: {reason}.",
            fr: "Le corps n’est pas du JSON pour certains clients\u{a0}: {reason}.",
        },
        why: Text { en: "The server refuses what it cannot read.", fr: "Le serveur refuse ce qu’il ne peut pas lire." },
        fix: Text {
            en: "Look at commas and quotes in each branch; text of ours stands within quotes.",
            fr: "Regardez virgules et guillemets dans chaque branche\u{a0}; nos textes se trouvent entre guillemets.",
        },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(Channel::Webhook, "webhook.body = [[{ 'text': 1 }]]").facts(JSON),
        Example::lines(Channel::Webhook, "webhook.body = [[{ \"a\": 1{% if b %}, \"b\": 2,{% endif %} }]]").facts(JSON),
        Example::lines(
            Channel::Webhook,
            "webhook.body = { \"a\": \"{{${first_name} | json_escape}}\"{% if b %}, \"b\": {{ c | plus: 0 }}{% endif %} }",
        )
        .facts(JSON),
        Example::lines(Channel::Webhook, "webhook.body = Hello, {{${first_name}}}"),
    ]),
};

const JSON: &str = r#"{ "message.body": "application/json" }"#;

fn look(lines: &Lines, book: &Rulebook, found: &mut Findings) {
    if !is_json(book) {
        return;
    }
    let Some(line) = lines.get(Part::WebhookBody).filter(|line| !line.text.trim().is_empty()) else { return };
    for first in [true, false] {
        let mut text = String::new();
        spell(&line.text, &line.liquid.nodes, first, &mut text);
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&text) {
            let place = line.place(Span::new(0, line.text.len()));
            // What the author wrote is escaped: it is head office's to mend.
            return found.say(found.in_place(place).with("reason", error.to_string()));
        }
    }
}

/// Whether the body is JSON.
pub(super) fn is_json(book: &Rulebook) -> bool {
    book.case.values("message.body").any(|body| body == "application/json")
}

/// The text as one customer gets it: with the first branch of each condition, or with the last, which is none where none has
/// to be taken. What Braze prints is a digit, which may stand within quotes and without.
fn spell(source: &str, nodes: &[Node], first: bool, out: &mut String) {
    for node in nodes {
        let arms: Vec<(bool, &[Node])> = match &node.kind {
            Kind::Text { shown } => {
                out.push_str(shown.of(source));
                continue;
            }
            Kind::Output(_) => {
                out.push('0');
                continue;
            }
            Kind::If(inner) => {
                inner.arms.iter().map(|arm| (arm.condition.is_none(), arm.body.nodes.as_slice())).collect()
            }
            Kind::Case(inner) => {
                inner.arms.iter().map(|arm| (arm.values.is_none(), arm.body.nodes.as_slice())).collect()
            }
            Kind::For(inner) => vec![(false, inner.body.nodes.as_slice())],
            _ => continue,
        };
        let taken = match first {
            true => arms.first(),
            false => arms.last().filter(|(always, _)| *always),
        };
        if let Some((_, nodes)) = taken {
            spell(source, nodes, first, out);
        }
    }
}
