//! `deliv-subject-nonascii-tricks`: the subject is spelt as it looks.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::order;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-subject-nonascii-tricks",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "Google: Email sender guidelines; Unicode UTS #39",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Disguised letters", fr: "Lettres déguisées" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Spammers write so to get past filters; filters know it, and screen readers cannot read it.",
            fr: "Les spammeurs écrivent ainsi pour tromper les filtres ; les filtres le savent, et les lecteurs d’écran ne peuvent pas le lire.",
        },
        fix: Text {
            en: "Write the words with ordinary letters.", fr: "Écrivez les mots avec des lettres ordinaires."
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Free[[\u{200b}]]dom").fixed("Freedom"),
        Example::line("{}", "[[F R E E]] pizza tonight"),
        Example::line("{}", "[[Раypal]] and pizza"),
        Example::line("{}", "[[𝗚𝗿𝗮𝘁𝘂𝗶𝘁]] ce soir").fr(),
        Example::line("{}", "Menu")
            .group("{ \"sender\": { \"name\": \"Ro\u{200b}ma\", \"email\": \"a@roma.example\" } }")
            .missing(),
        Example::line("{}", "👩‍🍳 Gratuit à l’heure du déjeuner ❤️ 20 € 🇫🇷").fr(),
        Example::line("{}", "Привет, Ελλάδα, 日本, a b c, vitamin B 12, H2O"),
        Example::line("{}", "שלום\u{200f}, {{ ${first_name} | default: 'you' }}"),
    ]),
};

const INVISIBLE: Text =
    Text { en: "An invisible sign stands between letters.", fr: "Un signe invisible se trouve entre des lettres." };
const SPACED: Text =
    Text { en: "Spaces stand between the letters of a word.", fr: "Des espaces séparent les lettres d’un mot." };
const MIXED: Text = Text {
    en: "Letters of several alphabets that look alike are mixed in this word.",
    fr: "Ce mot mélange des lettres d’alphabets différents qui se ressemblent.",
};
const FANCY: Text = Text {
    en: "These are mathematical signs that look like letters.",
    fr: "Ce sont des signes mathématiques qui ressemblent à des lettres.",
};
const REMOVE: Text = Text { en: "Take the sign out", fr: "Retirer le signe" };

/// So many letters with spaces between them are a word.
const SPACED_LETTERS: usize = 4;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind != ProseKind::Subject {
        return;
    }
    for (part, what) in tricks(&prose.text) {
        let span = prose.span(part);
        let mut finding = found.at(span).with("what", what);
        if what == INVISIBLE
            && let Some(edit) = found.edit(prose, part, "")
        {
            finding = finding.fix(Fix::new(REMOVE, Trust::Safe, edit));
        }
        found.say(finding);
    }
    let sender = book.office.as_ref().and_then(|office| office.profile.sender.as_ref());
    if let Some((span, what)) = sender.and_then(|sender| tricks(&sender.name).into_iter().next()) {
        let place = Place { source: Source::Group("sender.name".to_owned()), span };
        found.say(found.in_place(place).with("what", what));
    }
}

/// What in a text is not what it seems, each with what to say.
pub(in crate::check::rules) fn tricks(text: &str) -> Vec<(Span, Text)> {
    let mut list = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if is_invisible(c) && !is_at_home(c, before, text) {
            list.push((Span::new(at, at + c.len_utf8()), INVISIBLE));
        }
        before = c;
    }
    let mut start = 0;
    for word in text.split(|c: char| !c.is_alphanumeric() && !is_invisible(c)) {
        let span = Span::new(start, start + word.len());
        start = span.end + text.get(span.end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let count = |of: fn(char) -> bool| word.chars().filter(|c| of(*c)).count();
        let (latin, cyrillic, greek) = (count(is_latin), count(is_cyrillic), count(is_greek));
        match () {
            () if count(is_fancy) > 1 => list.push((span, FANCY)),
            () if latin > 0 && cyrillic + greek > 0 && word.chars().count() > 2 => list.push((span, MIXED)),
            () => {}
        }
    }
    list.extend(spaced(text).map(|span| (span, SPACED)));
    order::sort_by_key(&mut list, |(span, _)| *span);
    list
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether an invisible sign has its reason: it joins pictures or letters of other scripts, or turns the direction of a
/// text that has words from right to left.
fn is_at_home(c: char, before: char, text: &str) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' => !before.is_ascii() && !is_latin(before) && !is_invisible(before),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
        }
        _ => false,
    }
}

const fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}')
}

const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Greek without µ and Ω, which stand for units.
const fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3a8}' | '\u{3aa}'..='\u{3bb}' | '\u{3bd}'..='\u{3ff}')
}

/// Letters of mathematics, letters as wide as Chinese ones.
const fn is_fancy(c: char) -> bool {
    matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

/// Single capitals with single spaces between them.
fn spaced(text: &str) -> impl Iterator<Item = Span> {
    let mut found = Vec::new();
    let (mut at, mut first, mut count) = (0, 0, 0);
    for word in text.split(' ') {
        let end = at + word.len();
        let mut chars = word.chars();
        let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none();
        if single {
            first = if count == 0 { at } else { first };
            count += 1;
        }
        let last = !single || end == text.len();
        if last {
            if count >= SPACED_LETTERS {
                let end = if single { end } else { at.saturating_sub(1) };
                found.push(Span::new(first, end));
            }
            count = 0;
        }
        at = end + 1;
    }
    found.into_iter()
}
