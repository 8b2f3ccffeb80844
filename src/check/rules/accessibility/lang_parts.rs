//! `a11y-lang-parts`: a passage in another language says so.

use super::lang_matches_text::primary;
use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::tongue::{Tongues, is_told_apart};
use crate::check::rule::*;
use crate::html::{MASK, NodeId};

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-lang-parts",
        "WCAG 2.2, 3.1.2 (AA); ACT rule off6ek",
        Severity::Info,
        Says {
            title: Text { en: "Passage in another language", fr: "Passage dans une autre langue" },
            message: Text {
                en: "This reads as {heard}, and is given as {said}.",
                fr: "Ce passage semble être en {heard}, et il est donné pour {said}.",
            },
            why: Text {
                en: "A screen reader changes its voice where the language changes, if it is told.",
                fr: "Un lecteur d’écran change de voix quand la langue change, si on le lui dit.",
            },
            fix: Text {
                en: "Put the passage into an element with its language: <span lang=\"it\">.",
                fr: "Mettez le passage dans un élément avec sa langue : <span lang=\"it\">.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            "<html lang=\"fr\"><p>Venez sur notre terrasse, nous avons du vin nouveau pour vous.</p>[[<p>]]Come to our terrace, we have new wine for you this week.</p></html>",
        ),
        Example::html(
            "{}",
            "<html lang=\"en\"><p>This is what they say: [[<i lang=\"de\">]]come to our terrace, we have new wine for you this week</i></p></html>",
        ),
        Example::html(
            "{}",
            "<html lang=\"en\"><p>This is what they say:</p><p lang=\"fr\">Venez sur notre terrasse, nous avons du vin nouveau pour vous.</p></html>",
        ),
        Example::html("{}", "<html lang=\"en\"><p>Pizza Margherita, Roma, Lyon</p></html>"),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in tree.descendants(tree.root()) {
        if let Some(said) = tree.attribute(id, "lang").filter(|said| tree.name(id) != "html" && !said.contains(MASK)) {
            let own = facts.tongues_within(id);
            report(facts, id, said, &own, found);
        }
    }
    // Paragraphs of a document that is otherwise in the language that it gives.
    let Some((html, said)) = facts.document().and_then(|html| Some((html, tree.attribute(html, "lang")?))) else {
        return;
    };
    if said.contains(MASK) || facts.tongues_within(html).best().is_some_and(|heard| heard != primary(said)) {
        return;
    }
    for id in tree
        .descendants(html)
        .filter(|id| matches!(tree.name(*id), "p" | "li" | "td" | "h1" | "h2" | "h3" | "blockquote"))
    {
        let marked = tree.attribute(id, "lang").is_some()
            || tree.ancestors(id).any(|id| id != html && tree.attribute(id, "lang").is_some());
        let innermost =
            !tree.descendants(id).skip(1).any(|inner| matches!(tree.name(inner), "p" | "td" | "li" | "table"));
        if !marked && innermost {
            let own = facts.tongues_within(id);
            if own.words() >= LEAST_WORDS {
                report(facts, id, said, &own, found);
            }
        }
    }
}

/// A shorter paragraph is a name or a phrase.
const LEAST_WORDS: usize = 6;

fn report(facts: &Facts, id: NodeId, said: &str, own: &Tongues, found: &mut Findings) {
    let language = primary(said);
    if let Some(heard) = own.best().filter(|heard| is_told_apart(&language) && *heard != language)
        && !own.speaks_for(&language)
    {
        found.say(found.at(facts.tag(id)).with("said", said).with("heard", heard));
    }
}
