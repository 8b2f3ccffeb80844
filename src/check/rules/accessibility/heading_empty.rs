//! `a11y-heading-empty`: a heading has words.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-heading-empty",
        "WCAG 2.2, 1.3.1 (A); ACT rule ffd0e9",
        Severity::Error,
        Says {
            title: Text { en: "Empty heading", fr: "Titre vide" },
            message: Text { en: "This heading has no words.", fr: "Ce titre n’a pas de texte." },
            why: Text {
                en: "People who listen to a message jump from heading to heading; an empty one leads nowhere.",
                fr: "Les personnes qui écoutent un message sautent de titre en titre ; un titre vide ne mène nulle part.",
            },
            fix: Text { en: "Write the heading, or take it out.", fr: "Écrivez le titre, ou retirez-le." },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<p>A</p>[[<h2></h2>]]<p>B</p>").fixed("<p>A</p><p>B</p>"),
        Example::html("{}", "[[<h1><br></h1>]]").fixed(""),
        Example::html("{}", r#"[[<h1><img src="l.png" alt=""></h1>]]"#),
        Example::html("{}", r#"[[<div role="heading" aria-level="2"> &nbsp; </div>]]"#).fixed(""),
        Example::html("{}", r#"[[<h3 aria-label=""><span aria-hidden="true">Menu</span></h3>]]"#),
        Example::html("{}", r#"<h2>Nos offres</h2><h1><img src="l.png" alt="Roma"></h1><h2 hidden></h2>"#),
        Example::html("{}", "<h2>{{ ${first_name} }}</h2>"),
    ]),
};

const REMOVE: Text = Text { en: "Take it out", fr: "Le retirer" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in facts.access.of_roles(&["heading"]) {
        if !facts.access.name(id).is_empty() {
            continue;
        }
        let span = tree.node(id).span;
        let mut finding = found.at(span);
        let bare = tree.descendants(id).skip(1).all(|inner| tree.element(inner).is_none() || tree.name(inner) == "br");
        let blank = tree.text_within(id).trim().is_empty();
        if let Some(edit) = found.edit_html(span, "").filter(|_| bare && blank) {
            finding = finding.fix(Fix::new(REMOVE, Trust::Suggestion, edit));
        }
        found.say(finding);
    }
}
