//! `a11y-link-same-text-different-target`: links that read the same lead to the same place.

use super::{Says, link_name, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::MASK;
use crate::text::fold;
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-link-same-text-different-target",
        "WCAG 2.2, 2.4.4 (A), 3.2.4 (AA); ACT rules b20e66, fd3a94",
        Severity::Warning,
        Says {
            title: Text { en: "Same words, different place", fr: "Mêmes mots, autre page" },
            message: Text {
                en: "Another link reads “{text}” too, and leads to {other}.",
                fr: "Un autre lien dit aussi « {text} », et mène à {other}.",
            },
            why: Text {
                en: "In a list of the links of a message, nobody can tell the two apart.",
                fr: "Dans une liste des liens d’un message, personne ne peut les distinguer.",
            },
            fix: Text {
                en: "Say what makes the difference: “Book in Lyon”, “Book in Nice”.",
                fr: "Dites ce qui les distingue : « Réserver à Lyon », « Réserver à Nice ».",
            },
        },
    ),
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="https://roma.example/lyon">Réserver</a> [[<a href="https://roma.example/nice">]]réserver</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/a" aria-label="Menu">A</a> [[<a href="https://roma.example/b">]]<img src="b.png" alt="Menu"></a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example/lyon">Réserver à Lyon</a> <a href="https://roma.example/nice">Réserver à Nice</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://roma.example">Menu</a> <a href="https://ROMA.example/?utm_content=foot">Menu</a>"#,
        ),
        Example::html(
            "{}",
            r##"<a href="{{ ${menu} }}">Menu</a> <a href="https://roma.example">Menu</a> <a href="#top">Menu</a>"##,
        ),
    ]),
};

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for id in facts.access.of_roles(link_name::LINKS) {
        let href =
            facts.tree.attribute(id, "href").or_else(|| facts.tree.attribute(id, "onclick")).unwrap_or_default().trim();
        let name = fold(&facts.access.name(id));
        if name.is_empty()
            || href.is_empty()
            || [&name, href].iter().any(|text| text.contains(MASK))
            || href.starts_with('#')
        {
            continue;
        }
        sight.compared.push(Mark { span: facts.tag(id), name, value: href.to_owned() });
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (place, mark) in whole.compared() {
        let other = *first.entry(&mark.name).or_insert(&mark.value);
        if page(other) != page(&mark.value) {
            found.say(found.in_place(place).with("text", mark.name.as_str()).with("other", other));
        }
    }
}

/// Where an address leads, without what only counts the clicks.
fn page(address: &str) -> String {
    let (address, query) = address.split_once('?').unwrap_or((address, ""));
    let counts = |part: &&str| part.starts_with("utm_") || part.is_empty();
    let kept: Vec<&str> = query.split('&').filter(|part| !counts(part)).collect();
    let host_ends = address.find("://").map_or(0, |at| {
        address.get(at + 3..).and_then(|rest| rest.find('/')).map_or(address.len(), |end| at + 3 + end)
    });
    let (host, path) = address.split_at_checked(host_ends).unwrap_or((address, ""));
    format!("{}{}?{}", host.to_ascii_lowercase(), path.trim_end_matches('/'), kept.join("&"))
}
