//! `data-default-reads-well`: a sentence that reads well for those of whom nothing is known.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::compile::regions::each;
use crate::liquid::ast::{Kind, Node};
use crate::liquid::uses::{Fallback, Role, Use};
use crate::order;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-default-reads-well",
        source: "The brand’s policy",
        severity: Severity::Warning,
        title: Text { en: "Reads badly without data", fr: "Se lit mal sans donnée" },
        message: Text {
            en: "Without “{name}” readers see “{seen}”.",
            fr: "Sans « {name} », le lecteur voit « {seen} ».",
        },
        why: Text {
            en: "“Hello ,” shows that a machine wrote.", fr: "« Bonjour , » montre qu’une machine écrit."
        },
        fix: Text {
            en: "Put the space inside the condition, or give it an “else”.",
            fr: "Mettez l’espace dans la condition, ou donnez-lui un « else ».",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("Hello [[{% if ${first_name} %}{{ ${first_name} }}{% endif %}]], welcome"),
        Example::liquid("Bonjour [[{{ ${first_name} | default: \"\" }}]], bienvenue").fr(),
        Example::liquid("Hello{% if ${first_name} %} {{ ${first_name} }}{% endif %}, welcome"),
        Example::liquid(
            "Hello {% if ${first_name} %}{{ ${first_name} }}{% else %}friend{% endif %}, {{ ${city} | default: 'there' }}!",
        ),
        Example::liquid("<td> {% if ${city} %}{{ ${city} }}{% endif %} </td>"),
    ]),
};

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    let template = &part.parsed.template;
    let mut used: Vec<&Use> = part.uses().uses.iter().filter(|one| one.role == Role::Printed).collect();
    order::sort_by_key(&mut used, |one| one.span);
    let within = |span: Span| {
        let first = used.partition_point(|one| one.span.start < span.start);
        let near = used.iter().skip(first).take_while(move |one| one.span.start < span.end);
        near.filter(move |one| span.contains(one.span))
    };
    each(&template.nodes, &mut |node| {
        let lone = match &node.kind {
            Kind::Output(_) => within(node.span).any(|one| matches!(one.fallback, Fallback::EmptyDefault(_))),
            Kind::If(inner) => match inner.arms.as_slice() {
                [only] => inline(&only.body.nodes, part.source),
                _ => false,
            },
            _ => false,
        };
        if !lone {
            return;
        }
        let printed = within(node.span).find(|one| one.kind.is_personal());
        if let Some(printed) = printed
            && let Some(seen) = gap(part.source, node.span)
        {
            found.say(found.at(node.span).with("name", printed.name.as_str()).with("seen", seen));
        }
    });
}

/// Whether an arm holds words of a sentence, with no space of its own at its beginning.
fn inline(nodes: &[Node], source: &str) -> bool {
    let words = nodes.iter().all(|node| match &node.kind {
        Kind::Text { shown } => !shown.of(source).contains(['<', '\n']),
        Kind::Output(_) => true,
        _ => false,
    });
    words && !nodes.first().is_some_and(|first| first.span.of(source).starts_with(char::is_whitespace))
}

/// What a reader sees where nothing stands: a space before a sign, if that is so.
fn gap(source: &str, span: Span) -> Option<String> {
    let (before, after) = (source.get(..span.start)?, source.get(span.end..)?);
    let sign = after.chars().next().filter(|c| matches!(c, ',' | '.' | '!' | '?' | ';' | ':'))?;
    let bare = before.trim_end_matches([' ', '\u{a0}']);
    let word = bare.rsplit(|c: char| c.is_whitespace() || matches!(c, '>' | '}')).next().unwrap_or_default();
    (bare.len() < before.len() && word.ends_with(char::is_alphabetic)).then(|| format!("{word} {sign}"))
}
