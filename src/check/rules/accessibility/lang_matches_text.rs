//! `a11y-lang-matches-text`: the language that the document gives is the one that it is written in.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::tongue::{Tongues, is_told_apart};
use crate::check::rule::*;
use crate::html::MASK;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-lang-matches-text",
        "WCAG 2.2, 3.1.1 (A); ACT rule ucwvc8",
        Severity::Warning,
        Says {
            title: Text { en: "Wrong language", fr: "Mauvaise langue" },
            message: Text {
                en: "The document says lang=\"{said}\", and reads as {heard}.",
                fr: "Le document dit lang=\"{said}\", et semble écrit en {heard}.",
            },
            why: Text {
                en: "A screen reader reads it with the voice of the language that it is told.",
                fr: "Un lecteur d’écran le lit avec la voix de la langue indiquée.",
            },
            fix: Text { en: "Give the language of the text.", fr: "Indiquez la langue du texte." },
        },
    ),
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(
            "{}",
            "<html lang=\"[[en]]\"><p>Venez sur notre terrasse : cette semaine, nous avons du vin nouveau pour vous.</p></html>",
        ),
        Example::html(
            "{}",
            "<html lang=\"[[fr]]\"><p>Come to our terrace: this week we have new wine for you.</p><p lang=\"fr\">Bonjour</p></html>",
        ),
        Example::html(
            "{}",
            "<html lang=\"fr\"><p>Venez sur notre terrasse : cette semaine, nous avons du vin nouveau pour vous.</p></html>",
        ),
        Example::html("{}", "<html lang=\"en\"><p>Pizza Margherita, Roma</p></html>"),
        Example::html(
            "{}",
            "<html lang=\"en\"><p lang=\"fr\">Venez sur notre terrasse : nous avons du vin nouveau pour vous.</p></html>",
        ),
    ]),
};

/// The primary language of a tag.
pub(super) fn primary(tag: &str) -> String {
    tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    let top = facts.document().unwrap_or(facts.tree.root());
    if let Some(lang) = facts.tree.element(top).and_then(|html| html.attribute("lang")) {
        let said = facts.tree.value(lang);
        if !said.contains(MASK) {
            sight.compared.push(Mark { span: lang.value.span(), name: "lang".to_owned(), value: said.to_owned() });
        }
    }
    let words = facts.tongues_within(top).written();
    sight.compared.push(Mark { span: Default::default(), name: "words".to_owned(), value: words });
    sight
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let marks = whole.compared();
    let mut all = Tongues::default();
    marks.iter().filter(|(_, mark)| mark.name == "words").for_each(|(_, mark)| all.add(&Tongues::read(&mark.value)));
    let Some((place, said)) = marks.into_iter().find(|(_, mark)| mark.name == "lang") else { return };
    let language = primary(&said.value);
    if let Some(heard) = all.best().filter(|heard| is_told_apart(&language) && *heard != language)
        && !all.speaks_for(&language)
    {
        found.say(found.in_place(place).with("said", said.value.as_str()).with("heard", heard));
    }
}
