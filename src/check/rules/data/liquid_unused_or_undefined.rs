//! `liquid-unused-or-undefined`: variables that nobody reads, names that nobody set.

use super::DATA;
use super::filled;
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::compile::regions::{each, masks};
use crate::liquid::ast::{ExprKind, Kind, Root};
use crate::liquid::names::ATTRIBUTES;
use crate::order;
use crate::text::{Span, places};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "liquid-unused-or-undefined",
        source: "Liquid",
        severity: Severity::Warning,
        title: Text { en: "Variable", fr: "Variable" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "One of the two is a slip: a name that was changed in one place only.",
            fr: "L’un des deux est une erreur : un nom changé à un seul endroit.",
        },
        fix: Text {
            en: "Use it, take it out, or write the name as it was set.",
            fr: "Employez-la, retirez-la, ou écrivez le nom tel qu’il a été défini.",
        },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("{% assign [[x]] = 1 %}Hello"),
        Example::liquid("{% capture [[y]] %}a{% endcapture %}{{ [[yy]] }}"),
        Example::liquid(
            "{% assign x = 1 %}{% if x == 1 %}Hello{% endif %}{% for p in (1..2) %}{{ p }}{{ forloop.index }}{% endfor %}",
        ),
        Example::liquid(
            "{% connected_content https://a.example/ :save r %}{{ r.title }}{{ slot.title }}{{ items[0].name }}{{ ${first_name} | default: 'x' }}",
        ),
    ]),
};

const UNUSED: Text =
    Text { en: "“{name}” is set and never read.", fr: "«\u{a0}{name}\u{a0}» est définie et jamais lue." };
const UNDEFINED: Text = Text { en: "Nothing sets “{name}”.", fr: "Rien ne définit «\u{a0}{name}\u{a0}»." };

/// Names that are there without being set.
const GIVEN: &[&str] = &[
    "slot",
    "group",
    "brand",
    "offer",
    "forloop",
    "tablerowloop",
    "items",
    "shopping_cart",
    "products",
    "catalog_items",
    "campaign",
    "canvas",
    "card",
    "app",
    "custom_attribute",
    "event_properties",
    "api_trigger_properties",
    "context",
    "canvas_entry_properties",
    "most_recently_used_device",
    "targeted_device",
    "subscribed_state",
    "sms",
    "whats_app",
    "content_blocks",
    "preference_center",
    "product_recommendation",
    "true",
    "false",
    "nil",
    "null",
    "blank",
    "empty",
];

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    let source = part.source;
    let (mut set, mut read, mut told): (Vec<Span>, Vec<Span>, BTreeSet<&str>) =
        (Vec::new(), Vec::new(), BTreeSet::new());
    each(&part.parsed.template.nodes, &mut |node| match &node.kind {
        Kind::Assign { name, .. } | Kind::Capture { name, .. } => set.push(*name),
        Kind::Increment(name) | Kind::Decrement(name) => {
            told.insert(name.of(source));
        }
        Kind::For(inner) => {
            told.insert(inner.name.of(source));
        }
        Kind::TableRow(inner) => {
            told.insert(inner.name.of(source));
        }
        Kind::Braze(braze) => {
            let saved = braze.options.iter().filter(|option| option.name.of(source) == "save");
            told.extend(saved.flat_map(|option| &option.words).map(|word| word.span.of(source)));
        }
        Kind::Output(filtered) => {
            if let ExprKind::Path(path) = &filtered.base.kind
                && let Root::Name(name) = &path.root
            {
                read.push(*name);
            }
        }
        _ => {}
    });
    if set.is_empty() && read.is_empty() {
        return;
    }
    let counts = words_of_markup(source, &masks(&part.parsed.template.nodes));
    // `{% liquid %}` holds tags that are not told one by one.
    let several = |tag| places(source, tag).next().is_some();
    let whole = part.parsed.diagnostics.is_empty() && !several("{% liquid") && !several("{%- liquid");
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    set.iter().for_each(|name| *times.entry(name.of(source)).or_default() += 1);
    for name in &set {
        let text = name.of(source);
        let times = times.get(text).copied().unwrap_or(0);
        if counts.get(text).copied().unwrap_or(0) <= times && whole {
            found.say(found.at(*name).with("what", filled(UNUSED, &[("name", text)])));
        }
    }
    let known = order::set(set.iter().map(|name| name.of(source)).chain(told));
    for name in read {
        let text = name.of(source);
        let attribute = ATTRIBUTES.contains(&text);
        if whole && !known.contains(text) && !GIVEN.contains(&text) && !attribute {
            found.say(found.at(name).with("what", filled(UNDEFINED, &[("name", text)])));
        }
    }
}

/// How often each word stands in markup.
fn words_of_markup<'s>(source: &'s str, markup: &[Span]) -> BTreeMap<&'s str, usize> {
    let mut counts = BTreeMap::new();
    for span in markup {
        let words = span.of(source).split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'));
        for word in words.filter(|word| !word.is_empty()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}
