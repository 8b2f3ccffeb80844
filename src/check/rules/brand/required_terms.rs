//! `brand-required-terms`: wording that a message must have: a tagline, a sign-off.

use super::BRAND;
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::plain;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-required-terms",
        source: "The brand’s policy: wording.required",
        severity: Severity::Warning,
        title: Text { en: "Wording missing", fr: "Formule manquante" },
        message: Text {
            en: "“{text}” must stand in this message{how}.",
            fr: "« {text} » doit figurer dans ce message{how}.",
        },
        why: Text {
            en: "The brand ends, or begins, all its messages in the same words.",
            fr: "La marque ouvre ou conclut tous ses messages par les mêmes mots.",
        },
        fix: Text {
            en: "Put the words in, letter for letter, where everybody sees them.",
            fr: "Ajoutez ces mots, à la lettre, là où chacun les voit.",
        },
        ..BRAND
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(ROMA, "<p>See you soon</p>[[]]"),
        Example::html(ROMA, "<p>See you soon.<br>Buon appetito, <b>team</b> Roma!</p>"),
        Example::html(ROMA, "{% if vip %}<p>[[Buon appetito, team Roma]]</p>{% endif %}"),
        Example::html(ROMA, "<p>À bientôt.</p><p>Buon appetito, l’équipe Roma</p>").fr(),
        Example::html("{}", "<p>See you soon</p>"),
    ]),
};

const ROMA: &str = r#"{ "wording": { "required": [{ "text": { "en": "Buon appetito, team Roma", "fr": "Buon appetito, l’équipe Roma" } }] } }"#;

const NOWHERE: Text = Text { en: "", fr: "" };
const FOR_SOME: Text =
    Text { en: ", not only for some recipients", fr: ", et pas seulement pour certains destinataires" };

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for (index, required) in book.policy.wording.required.iter().enumerate() {
        let words = plain(required.text.get(book.language.unwrap_or_default()));
        let words: Vec<&str> = words.split(' ').collect();
        for prose in facts.prose.iter().take(1) {
            let found = prose.sequence(&words).into_iter().filter(|part| facts.is_visible(prose, *part));
            sight.marks.extend(found.map(|part| (prose.span(part), index as u32)));
        }
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    for (index, required) in book.policy.wording.required.iter().enumerate() {
        let text = required.text.get(book.language.unwrap_or_default());
        let elsewhere =
            !required.templates.is_empty() && !required.templates.iter().any(|name| name == whole.template_name());
        if elsewhere || plain(text).is_empty() {
            continue;
        }
        let there = whole.parts().flat_map(|(part, _, sight)| {
            sight.marks.iter().filter(|(_, number)| *number == index as u32).map(move |(span, _)| (part, *span))
        });
        let there: Vec<_> = there.collect();
        let (place, how) = match there.first() {
            Some(_) if whole.on_every_path(&there) => continue,
            Some((part, span)) => (whole.place(*part, *span), FOR_SOME),
            None => (whole.end(), NOWHERE),
        };
        found.say(found.in_place(place).with("text", text).with("how", how));
    }
}
