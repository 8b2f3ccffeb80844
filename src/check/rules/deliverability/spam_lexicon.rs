//! `deliv-spam-lexicon`: not too much of what filters count against a message.

use crate::check::Rulebook;
use crate::check::facts::{Facts, Prose};
use crate::check::rule::*;
use crate::order;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-spam-lexicon",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "SpamAssassin: rules on bodies and subjects",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Reads like spam", fr: "Ressemble à du spam" },
        message: Text {
            en: "Together these read like spam: {what}.",
            fr: "Ensemble, ces mots font penser à du spam : {what}.",
        },
        why: Text {
            en: "Filters add up pressing words, capitals and exclamation marks; readers do too.",
            fr: "Les filtres additionnent mots pressants, majuscules et points d’exclamation ; les lecteurs aussi.",
        },
        fix: Text {
            en: "Say what there is, for whom and until when, in a calm voice.",
            fr: "Dites ce qui est proposé, à qui et jusqu’à quand, d’une voix calme.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<p>[[Act now]]!!! 100% free gift, no strings attached. Click here!</p>"),
        Example::html("{}", "<p>[[Agissez vite]] : vous avez gagné !!! Cliquez ici, offre à durée limitée.</p>").fr(),
        Example::line("{}", "[[WIN FREE MONEY]]!!! Act now, you have been selected"),
        Example::html("{}", "<p>Click here for the menu. The offer ends on Sunday, while supplies last.</p>"),
        Example::line("{}", "Découvrez l’offre de Noël").fr(),
    ]),
};

/// From so much weight on it is said.
const ENOUGH: u32 = 6;

/// What shouting and a heap of exclamation marks weigh.
const LOUD: u32 = 2;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if let Some(prose) = facts.prose.first() {
        let hits = weigh(prose, book);
        sight.marks.extend(
            hits.into_iter().filter(|(part, _)| prose.is_seen(*part)).map(|(part, weight)| (prose.span(part), weight)),
        );
    }
    sight
}

/// What counts in a text, with its weight.
fn weigh(prose: &Prose, book: &Rulebook) -> Vec<(Span, u32)> {
    let hits = book.lists.pushy.find(&prose.text, prose.words());
    let mut found: Vec<(Span, u32)> = hits
        .into_iter()
        .map(|hit| (hit.span, u32::try_from(hit.tag).unwrap_or(1) + u32::from(hit.disguised)))
        .collect();
    let marks = Some(&prose.text).filter(|_| prose.signs().has(&['!']));
    let marks = marks.into_iter().flat_map(|text| text.match_indices("!!!"));
    found.extend(marks.take(1).map(|(at, marks)| (Span::new(at, at + marks.len()), LOUD)));
    // Three words in capitals after each other.
    let shouted = |text: &str| text.chars().all(char::is_uppercase) && text.chars().count() > 2;
    let list = prose.words().list();
    let run = list.windows(3).find(|run| run.iter().all(|word| shouted(word.span.of(&prose.text))));
    if let Some([first, _, last]) = run {
        found.push((Span::new(first.span.start, last.span.end), LOUD));
    }
    order::sort_by_key(&mut found, |(span, _)| *span);
    found
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let subject = Prose::of_line(whole.subject());
    let mut said: Vec<String> = Vec::new();
    let mut total = 0;
    let mut first: Option<Place> = None;
    for (span, weight) in weigh(&subject, book) {
        first.get_or_insert_with(|| whole.place_in(whole.subject(), subject.span(span)));
        add(&mut said, &mut total, span.of(&subject.text), weight);
    }
    for (part, span, weight) in whole.marks() {
        first.get_or_insert_with(|| whole.place(part, span));
        let html = whole.part(part).map_or("", |part| span.of(&part.piece.html));
        add(&mut said, &mut total, html, weight);
    }
    if let Some(place) = first.filter(|_| total >= ENOUGH) {
        found.say(found.in_place(place).with("what", said.join(", ")));
    }
}

/// Counts a phrase once, however often it is written.
fn add(said: &mut Vec<String>, total: &mut u32, phrase: &str, weight: u32) {
    let phrase = phrase.to_lowercase();
    if phrase.len() < 60 && !said.contains(&phrase) {
        said.push(phrase);
        *total += weight;
    }
}
