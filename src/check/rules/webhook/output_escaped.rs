//! `webhook-output-escaped`: what Braze knows of a customer cannot change a request.

use super::json::is_json;
use crate::channel::Channel;
use crate::check::Rulebook;
use crate::check::facts::Lines;
use crate::check::rule::*;
use crate::compile::Part;
use crate::liquid::ast::{ExprKind, Filtered, Kind, Node};
use crate::render::Line;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "webhook-output-escaped",
        area: Area::Webhook,
        jurisdictions: &["*"],
        source: "OWASP Injection Prevention Cheat Sheet; Braze documentation, Liquid filters json_escape and url_param_escape",
        checked: Some("2026-11-29"),
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Not escaped", fr: "Non échappé" },
        message: Text {
            en: "“{name}” is printed here without “{filter}”.",
            fr: "«\u{a0}{name}\u{a0}» s’imprime ici sans «\u{a0}{filter}\u{a0}».",
        },
        why: Text {
            en: "A name with a quote or a “&” in it breaks the request, or says something else to the server.",
            fr: "Un nom qui contient un guillemet ou un «\u{a0}&\u{a0}» casse la requête, ou dit autre chose au serveur.",
        },
        fix: Text { en: "Add the filter, last.", fr: "Ajoutez le filtre, en dernier." },
    },
    check: Check::Lines(look),
    examples: proofs(&[
        Example::lines(Channel::Webhook, "webhook.body = { \"a\": \"[[{{${first_name} | default: 'you'}}]]\" }").facts(JSON),
        Example::lines(Channel::Webhook, "webhook.url = https://print.roma.example/letters?for=[[{{${user_id}}}]]"),
        Example::lines(
            Channel::Webhook,
            "webhook.url = https://print.roma.example/letters?for={{${user_id} | url_param_escape}}\n\
             webhook.body = { \"a\": \"{{${first_name} | default: 'you' | json_escape}}\", \"b\": {{custom_attribute.${points} | plus: 0}} }",
        )
        .facts(JSON),
        Example::lines(Channel::Webhook, "webhook.body = Hello, {{${first_name}}}"),
    ]),
};

const JSON: &str = r#"{ "message.body": "application/json" }"#;

/// Filters after which a value is safe in an address, and in JSON too: a number, a digest, percent-encoded.
const SAFE: &[&str] = &[
    "url_param_escape",
    "url_encode",
    "plus",
    "minus",
    "times",
    "divided_by",
    "modulo",
    "round",
    "floor",
    "ceil",
    "size",
    "md5",
    "sha1",
    "sha2",
];
/// Those after which it is safe in JSON alone.
const SAFE_IN_JSON: &[&str] = &["json_escape", "as_json_string", "base64", "base64_encode"];

fn look(lines: &Lines, book: &Rulebook, found: &mut Findings) {
    let wanted = [(Part::WebhookUrl, "url_param_escape", &[][..]), (Part::WebhookBody, "json_escape", SAFE_IN_JSON)];
    for (part, filter, also) in wanted {
        if part == Part::WebhookBody && !is_json(book) {
            continue;
        }
        let Some(line) = lines.get(part) else { continue };
        let mut bare = Vec::new();
        gather(line, &line.liquid.nodes, also, &mut bare);
        for (span, name) in bare {
            let place = line.place(span);
            found.say(found.in_place(place).with("name", name.of(&line.text)).with("filter", filter));
        }
    }
}

/// Every output of Braze's whose last filter does not make it safe: where it stands, and what it prints.
fn gather(line: &Line, nodes: &[Node], also: &[&str], bare: &mut Vec<(Span, Span)>) {
    for node in nodes {
        match &node.kind {
            Kind::Output(filtered) if !is_safe(line, filtered, also) => bare.push((node.span, filtered.base.span)),
            Kind::If(inner) => inner.arms.iter().for_each(|arm| gather(line, &arm.body.nodes, also, bare)),
            Kind::Case(inner) => inner.arms.iter().for_each(|arm| gather(line, &arm.body.nodes, also, bare)),
            Kind::For(inner) => gather(line, &inner.body.nodes, also, bare),
            _ => {}
        }
    }
}

fn is_safe(line: &Line, filtered: &Filtered, also: &[&str]) -> bool {
    // A literal is what we wrote, escaped.
    let literal = matches!(filtered.base.kind, ExprKind::Literal(_));
    let last = filtered.filters.last().map(|filter| filter.name.of(&line.text));
    literal || last.is_some_and(|last| SAFE.contains(&last) || also.contains(&last))
}
