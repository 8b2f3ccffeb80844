//! `client-viewport-meta`: a telephone shows the mail in its own width.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-viewport-meta",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "CSS Viewport Module Level 1",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "No viewport", fr: "Viewport absent" },
        message: Text {
            en: "The head does not say how wide a telephone shows the mail (<meta name=\"viewport\">).",
            fr: "L’en-tête ne dit pas dans quelle largeur un téléphone affiche le message (<meta name=\"viewport\">).",
        },
        why: Text {
            en: "Some programs then show the mail as on a large screen, in tiny type.",
            fr: "Certaines messageries l’affichent alors comme sur un grand écran, en tout petit.",
        },
        fix: Text {
            en: "Put <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"> into the head.",
            fr: "Ajoutez <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"> dans l’en-tête.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<html>[[<head>]]<title>a</title></head><body>a</body></html>").fixed(
            "<html><head><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>a</title></head><body>a</body></html>",
        ),
        Example::html("{}", "<!DOCTYPE html>[[<html lang=\"en\">]]<body>a</body></html>"),
        Example::html("{}", "<html><head><META NAME=Viewport content='width=device-width'></head><body>a</body></html>"),
        Example::html("{}", "<p>A snippet has no head.</p>"),
    ]),
};

const INSERT: Text = Text { en: "Insert it", fr: "L’insérer" };
const META: &str = "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let Some(document) = facts.written_document() else { return };
    let tree = facts.tree;
    let named = |id| tree.attribute(id, "name").is_some_and(|name| name.trim().eq_ignore_ascii_case("viewport"));
    if tree.elements("meta").any(named) {
        return;
    }
    let head = tree.children(document).find(|id| tree.name(*id) == "head").map(|id| facts.tag(id));
    let Some(head) = head.filter(|tag| !tag.is_empty()) else {
        found.say(found.at(facts.tag(document)));
        return;
    };
    let mut finding = found.at(head);
    if let Some(edit) = markup(&found.place(Span::at(head.end)), META) {
        finding = finding.fix(Fix::new(INSERT, Trust::Suggestion, edit));
    }
    found.say(finding);
}
