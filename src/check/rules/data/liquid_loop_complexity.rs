//! `liquid-loop-complexity`: loops have an end, and few levels.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::ast::{Block, ExprKind, Kind, Node};
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-loop-complexity",
        source: "Braze, Liquid: rendering limits",
        severity: Severity::Warning,
        title: Text { en: "Loop", fr: "Boucle" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "A customer with a thousand items gets a thousand rows, or no message at all.",
            fr: "Un client qui a mille articles reçoit mille lignes, ou rien du tout.",
        },
        fix: Text {
            en: "Add “limit:” with the number that the design holds.",
            fr: "Ajoutez « limit: » avec le nombre prévu par la mise en page.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("[[{% for p in custom_attribute.${items} %}]]{{ p }}{% endfor %}")
            .fixed("{% for p in custom_attribute.${items} limit:10 %}{{ p }}{% endfor %}"),
        Example::liquid(
            "{% for p in custom_attribute.${items} limit:4 %}{{ p }}{% endfor %}{% for i in (1..3) %}x{% endfor %}{% for s in slot.stories %}{{ s.title }}{% endfor %}",
        ),
        Example::liquid(
            "{% for a in (1..2) %}{% for b in (1..2) %}{% for c in (1..2) %}[[{% for d in (1..2) %}]]x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        ),
        Example::liquid("{% for a in (1..2) %}{% for b in (1..2) %}x{% endfor %}{% endfor %}"),
    ]),
};

const ENDLESS: Text = Text {
    en: "Nothing says how often this loop may turn.",
    fr: "Rien ne dit combien de tours cette boucle peut faire.",
};
const DEEP: Text = Text { en: "This loop stands in three others.", fr: "Cette boucle se trouve dans trois autres." };
const ADD: Text = Text { en: "Ten at most", fr: "Dix au plus" };
/// Names of ours, whose lists a kit bounds.
const OURS: &[&str] = &["slot", "group", "brand", "offer"];
/// Loops within loops.
const LEVELS: usize = 3;

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    walk(&part.parsed.template.nodes, 0, &mut Vec::new(), part, found);
}

/// `bounded` are the variables of loops that are bounded elsewhere: those of our own lists.
fn walk(nodes: &[Node], level: usize, bounded: &mut Vec<String>, part: &LiquidPart, found: &mut Findings) {
    for node in nodes {
        let Kind::For(inner) = &node.kind else {
            for block in blocks(&node.kind) {
                walk(&block.nodes, level, bounded, part, found);
            }
            continue;
        };
        let over = inner.over.span.of(part.source).trim();
        let root: String = over.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let ours = OURS.contains(&root.as_str()) || bounded.contains(&root);
        let range = over.starts_with('(') || matches!(inner.over.kind, ExprKind::Literal(_));
        if inner.limit.is_none() && !ours && !range && over.contains("${") {
            let mut finding = found.at(inner.head).with("what", ENDLESS);
            let head = inner.head.of(part.source);
            if let Some(end) = head.strip_suffix("-%}").or(head.strip_suffix("%}")) {
                let at = inner.head.start + end.trim_end().len();
                finding = finding.fix(Fix::new(ADD, Trust::Suggestion, Edit::insert(at, " limit:10")));
            }
            found.say(finding);
        }
        if level >= LEVELS {
            found.say(found.at(inner.head).with("what", DEEP));
        }
        if ours {
            bounded.push(inner.name.of(part.source).to_owned());
        }
        walk(&inner.body.nodes, level + 1, bounded, part, found);
    }
}

fn blocks(kind: &Kind) -> Vec<&Block> {
    match kind {
        Kind::If(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
        Kind::Case(inner) => inner.arms.iter().map(|arm| &arm.body).collect(),
        Kind::Capture { body, .. } | Kind::IfChanged(body) => vec![body],
        _ => Vec::new(),
    }
}
