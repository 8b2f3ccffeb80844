//! `liquid-html-imbalance`: a condition opens no tag that it does not close.

use super::DATA;
use super::filled;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::compile::regions::each;
use crate::liquid::ast::Kind;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-html-imbalance",
        source: "HTML Living Standard, 13.1.2",
        severity: Severity::Error,
        title: Text { en: "Tag half in a condition", fr: "Balise à moitié conditionnelle" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "For some readers the page has a tag too many or too few, and falls apart.",
            fr: "Pour certains lecteurs, la page a une balise de trop ou de moins, et se défait.",
        },
        fix: Text {
            en: "Put the opening and the closing tag into the same branch.",
            fr: "Mettez la balise ouvrante et la fermante dans la même branche.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("<table><tr>[[{% if ${a} %}]]<td>{% endif %}x</td></tr></table>"),
        Example::liquid("<div>[[{% if ${a} %}]]<b>x{% else %}x</b>{% endif %}</div>"),
        Example::liquid(
            "{% if ${a} %}<td>x</td>{% else %}<td></td>{% endif %}{% if ${b} %}<p>x<br><img src=x>{% endif %}",
        ),
        Example::liquid("{% if ${a} %}<div class=x>{% endif %}y{% if ${a} %}</div>{% endif %}"),
        Example::liquid(
            "{% if ${a} %}<a href=x>{% else %}<a href=y>{% endif %}z</a><!--[if mso]>{% if ${b} %}<td>{% endif %}<![endif]-->",
        ),
    ]),
};

const OPENS: Text = Text {
    en: "<{name}> is opened in some branches only.",
    fr: "<{name}> n’est ouverte que dans certaines branches.",
};
const CLOSES: Text =
    Text { en: "</{name}> closes in some branches only.", fr: "</{name}> ne ferme que dans certaines branches." };

/// Elements that end by themselves, and those that HTML lets end unsaid.
const UNTOLD: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "option", "thead", "tbody", "tfoot", "colgroup", "html", "head", "body",
];

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    if !part.source.contains('<') {
        return;
    }
    let source = without_comments(part.source);
    // What a condition leaves open another of the same words may close.
    let mut left: BTreeMap<String, (Span, Vec<String>)> = BTreeMap::new();
    each(&part.parsed.template.nodes, &mut |node| {
        let Kind::If(inner) = &node.kind else { return };
        let arms: Vec<Vec<String>> = inner.arms.iter().map(|arm| balance(arm.body.span.of(&source))).collect();
        let whole = inner.arms.iter().any(|arm| arm.condition.is_none());
        let Some(first) = arms.first() else { return };
        if whole && arms.iter().all(|arm| arm == first) {
            return;
        }
        for (arm, tags) in inner.arms.iter().zip(arms).filter(|(_, tags)| !tags.is_empty()) {
            let head: String = arm.head.of(part.source).chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
            let head = head.trim_start_matches("{%").replace("elsif", "if").replace("unless", "if not ");
            let entry = left.entry(head).or_insert((inner.arms.first().map_or(node.span, |arm| arm.head), Vec::new()));
            entry.1.extend(tags);
        }
    });
    let mut told = BTreeSet::new();
    for (span, tags) in left.into_values() {
        if let Some(tag) = reduce(tags).first().filter(|_| told.insert(span)) {
            let (what, name) = match tag.strip_prefix('/') {
                Some(name) => (CLOSES, name),
                None => (OPENS, tag.as_str()),
            };
            found.say(found.at(span).with("what", filled(what, &[("name", name)])));
        }
    }
}

/// The text with its comments blanked out: what only Outlook reads has a balance of its own.
fn without_comments(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, comment)) = rest.find("<!--").and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
        out.extend(std::iter::repeat_n(' ', end));
        rest = comment.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The tags of a stretch that have no counterpart in it: `td`, `/b`.
fn balance(html: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        rest = tag.get(1..).unwrap_or_default();
        let closing = rest.starts_with('/');
        let name: String = rest.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let Some(end) = rest.find('>') else { break };
        let own_end = rest.get(..end).is_some_and(|inside| inside.ends_with('/'));
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) && !own_end && !UNTOLD.contains(&name.as_str()) {
            tags.push(if closing { format!("/{name}") } else { name });
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    reduce(tags)
}

fn reduce(tags: Vec<String>) -> Vec<String> {
    let mut left: Vec<String> = Vec::new();
    for tag in tags {
        match (tag.strip_prefix('/'), left.last()) {
            (Some(name), Some(last)) if last == name => {
                left.pop();
            }
            _ => left.push(tag),
        }
    }
    left
}
