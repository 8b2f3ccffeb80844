//! `a11y-lang-valid`: a language is given by its registered tag.

use super::{Says, notice, replace_attribute};
use crate::check::Rulebook;
use crate::check::facts::{Facts, is_language};
use crate::check::rule::*;
use crate::html::{MASK, NodeId, NodeKind, Step};

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-lang-valid",
        "WCAG 2.2, 3.1.1 (A), 3.1.2 (AA); BCP 47; ACT rules bf051a, de46e4",
        Severity::Error,
        Says {
            title: Text { en: "Unknown language tag", fr: "Code de langue inconnu" },
            message: Text { en: "“{tag}” is no language tag.", fr: "« {tag} » n’est pas un code de langue." },
            why: Text {
                en: "A screen reader that does not know the language reads with whatever voice is set.",
                fr: "Un lecteur d’écran qui ne reconnaît pas la langue lit avec la voix réglée par défaut.",
            },
            fix: Text {
                en: "Use the tag of the IANA registry: en, en-GB, fr, fr-CA.",
                fr: "Employez le code du registre de l’IANA : fr, fr-CA, en, en-GB.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<html lang=\"[[french]]\"><p>Bonjour</p></html>")
            .fixed("<html lang=\"fr\"><p>Bonjour</p></html>"),
        Example::html("{}", "<html lang=\"fr\"><p lang=\"[[en_GB]]\">Hello</p></html>")
            .fixed("<html lang=\"fr\"><p lang=\"en-GB\">Hello</p></html>"),
        Example::html("{}", "<p lang=\"[[eng]]\">Hello</p>").fixed("<p lang=\"en\">Hello</p>"),
        Example::html("{}", "<p lang=\"[[xx-GB]]\"><img src=\"a.png\" alt=\"A pizza\"></p>"),
        Example::html("{}", "<html lang=\"fr-CA\"><p lang=\"gsw\">Grüezi</p><p lang=\"\">2026</p></html>"),
        Example::html("{}", "<p lang=\"nonsense\"><b lang=\"fr\">Bonjour</b> <i hidden>x</i></p>"),
        Example::html("{}", "<html lang=\"{{ ${language} }}\"><p>Hello</p></html>"),
    ]),
};

const USE: Text = Text { en: "Write {tag}", fr: "Écrire {tag}" };

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in tree.descendants(tree.root()) {
        let Some(attribute) = tree.element(id).and_then(|element| element.attribute("lang")) else { continue };
        let tag = tree.value(attribute);
        let root = tree.name(id) == "html";
        let nothing = if root { tag.trim().is_empty() } else { tag.is_empty() };
        if nothing || is_language(tag.trim()) || tag.contains(MASK) || !(root || speaks(facts, id)) {
            continue;
        }
        let mut finding = found.at(attribute.value.span()).with("tag", tag);
        if let Some(better) = meant(tag.trim())
            && let Some(fix) = replace_attribute(found, attribute, USE, &better)
        {
            finding = finding.fix(fix.with("tag", better));
        }
        found.say(finding);
    }
}

/// Whether there are words in an element whose language this is.
fn speaks(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let mut other = None;
    for step in tree.walk(id) {
        match step {
            Step::Enter(inner) if other.is_none() => match &tree.node(inner).kind {
                NodeKind::Element(element) if inner != id && element.attribute("lang").is_some() => other = Some(inner),
                NodeKind::Element(_) if facts.access.is_hidden(inner) => {}
                NodeKind::Element(element) => {
                    let named = |name: &str| element.attribute(name).is_some_and(|a| !tree.value(a).trim().is_empty());
                    if ["alt", "aria-label"].into_iter().any(named) {
                        return true;
                    }
                }
                NodeKind::Text(_) if !tree.text(inner).trim().is_empty() && !facts.looks.get(inner).silent => {
                    return true;
                }
                _ => {}
            },
            Step::Leave(inner) if other == Some(inner) => other = None,
            _ => {}
        }
    }
    false
}

/// The tag that was meant.
fn meant(tag: &str) -> Option<String> {
    let dashed = tag.replace('_', "-");
    if dashed != tag && is_language(&dashed) {
        return Some(dashed);
    }
    let short = match tag.to_lowercase().as_str() {
        "english" | "eng" | "anglais" => "en",
        "french" | "fra" | "fre" | "français" | "francais" => "fr",
        "german" | "deutsch" | "deu" | "ger" | "allemand" => "de",
        "spanish" | "español" | "spa" | "espagnol" => "es",
        "italian" | "italiano" | "ita" | "italien" => "it",
        "dutch" | "nederlands" | "nld" | "dut" => "nl",
        "portuguese" | "português" | "por" => "pt",
        _ => return None,
    };
    Some(short.to_owned())
}
