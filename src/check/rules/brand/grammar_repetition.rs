//! `brand-grammar-repetition`: a word twice, “a” before a vowel.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::html::MASK;
use crate::locale::Locale;
use crate::text::{Gap, Span};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-grammar-repetition",
        source: "The brand’s policy",
        severity: Severity::Warning,
        title: Text { en: "Slip of the pen", fr: "Coquille" },
        message: Text { en: "“{words}”: {what}.", fr: "« {words} » : {what}." },
        why: Text {
            en: "A slip in a sent message makes the whole look hasty.",
            fr: "Une coquille dans un message envoyé fait paraître tout le reste négligé.",
        },
        fix: Text { en: "Put it right.", fr: "Corrigez." },
        ..BRAND
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Try [[the the]] pizza, [[a apple]] and [[an pear]]")
            .fixed("Try the pizza, an apple and a pear"),
        Example::line("{}", "We had had a union, a one-off, an hour, an MP, and that that is; Bora Bora; no, no"),
        Example::line("{}", "Venez [[pour pour]] la soirée").fr().fixed("Venez pour la soirée"),
        Example::line("{}", "Nous nous retrouvons ; vous vous servez. C’est très très bon").fr(),
        Example::html("{}", "<p>See <b>[[the</b> the]] menu</p><p>menu</p>"),
    ]),
};

const TWICE: Text = Text { en: "the word stands twice", fr: "le mot est répété" };
const ARTICLE: Text =
    Text { en: "the article does not fit what follows", fr: "l’article ne convient pas à la suite" };
const WRITE: Text = Text { en: "Write “{one}”", fr: "Écrire «\u{a0}{one}\u{a0}»" };

/// Words that may well stand twice.
const MAY: &[&str] = &[
    "had", "that", "very", "so", "bye", "ha", "no", "yes", "now", "there", "well", "go", "knock", "win", "long",
    "many", "nous", "vous", "tres", "si", "non", "oui", "bien", "tant", "bla", "blah", "hip", "cou", "dring", "toc",
    "chut", "ah", "oh", "eh", "hey", "la", "na", "pas", "plus", "trop", "tout", "vite", "big", "really", "more",
    "again", "is",
];

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link {
        return;
    }
    let words = prose.words();
    let list = words.list();
    for (one, two) in list.iter().zip(list.iter().skip(1)).filter(|(_, two)| two.gap == Gap::Space) {
        let part = Span::new(one.span.start, two.span.end);
        let (first, second) = (one.span.of(&prose.text), two.span.of(&prose.text));
        let (what, fixed) = if one.letters >= 2 && one.letters == two.letters && words.key(one) == words.key(two) {
            let name = second.starts_with(char::is_uppercase);
            let number = second.contains(char::is_numeric);
            // Letter for letter: “a à”, “la là” are two words.
            if first.to_lowercase() != second.to_lowercase() || name || number || MAY.contains(&words.key(one)) {
                continue;
            }
            (TWICE, first.to_owned())
        } else if book.language == Some(Locale::En) && wrong_article(first, second) {
            (ARTICLE, format!("{} {second}", if first == "a" { "an" } else { "a" }))
        } else {
            continue;
        };
        let next_line = Span::new(one.span.end, two.span.start).of(&prose.text).contains(['\n', MASK]);
        if next_line || !prose.is_seen(part) || found.is_registered(prose.span(part)) {
            continue;
        }
        let mut finding = found.at(prose.span(part)).with("words", part.of(&prose.text)).with("what", what);
        if let Some(edit) = found.edit(prose, part, &fixed) {
            finding = finding.fix(Fix::new(WRITE, Trust::Safe, edit).with("one", fixed));
        }
        found.say(finding);
    }
}

/// `a apple`, `an pear`: only where spelling leaves no doubt of the sound.
fn wrong_article(article: &str, word: &str) -> bool {
    if !matches!(article, "a" | "an") || word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    let begins = |list: &[&str]| list.iter().any(|one| word.starts_with(one));
    match article {
        "a" => word.starts_with(['a', 'e', 'i', 'o']) && !begins(&["one", "once", "eu", "ewe", "oui", "ouija"]),
        "an" => {
            word.starts_with(['b', 'c', 'd', 'f', 'g', 'j', 'k', 'l', 'm', 'p', 'q', 'r', 's', 't', 'v', 'w', 'z'])
                && word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        }
        _ => false,
    }
}
