//! `link-alias-unique`: each link has a name of its own.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::route::parameters;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-alias-unique",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "Braze documentation, Link aliasing",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Link name used twice", fr: "Nom de lien en double" },
        message: Text {
            en: "The name “{name}” already stands for another link of this message.",
            fr: "Le nom « {name} » désigne déjà un autre lien de ce message.",
        },
        why: Text {
            en: "In the figures the clicks on both are counted as one.",
            fr: "Dans les statistiques, les clics des deux sont comptés ensemble.",
        },
        fix: Text { en: "Give each link a name of its own.", fr: "Donnez à chaque lien son propre nom." },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="https://a.example/?lid=menu">x</a> <a href="https://a.example/b?lid=[[menu]]">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://a.example/" alias="Menu">x</a> <a href="https://a.example/b" alias="[[menu]]">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://a.example/?lid=menu">x</a> <a href="https://a.example/b?lid=book">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://a.example/?lid=menu">x</a><!--[if mso]><v:rect href="https://a.example/?lid=menu"/><![endif]--> <a href="https://a.example/?lid={{x}}">x</a>"#,
        ),
    ]),
};

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    // Outlook’s copy of a link is no second link.
    for tag in facts.tags().filter(|tag| !tag.outlook && tag.name() == "a") {
        let alias = ["alias", "data-alias", "data-link-alias"].iter().find_map(|name| tag.element.attribute(name));
        let href = tag.element.attribute("href");
        let span = alias.map(|alias| alias.value.span()).or_else(|| {
            let place = href?.value.span();
            let written = place.of(facts.html);
            let named = |name: Span| matches!(name.of(written), "lid" | "amp;lid");
            parameters(written).find(|(name, _)| named(*name)).map(|(_, value)| value.shift(place.start))
        });
        sight.there.extend(span.filter(|span| !span.is_empty() && !span.of(facts.html).contains('{')));
    }
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let mut seen: Vec<String> = Vec::new();
    for (_, part, sight) in whole.parts() {
        for span in &sight.there {
            let name = span.of(&part.piece.html);
            let key = name.trim().to_lowercase();
            match seen.contains(&key) {
                true => found.say(found.in_place(part.piece.place(*span)).with("name", name)),
                false => seen.push(key),
            }
        }
    }
}
