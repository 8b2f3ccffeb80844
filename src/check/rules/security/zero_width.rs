//! `sec-zero-width`: nothing hides inside a word.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-zero-width",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "UTS #39; Unicode TR #36",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Invisible sign in a word", fr: "Signe invisible dans un mot" },
        message: Text {
            en: "An invisible sign ({sign}) stands inside “{word}”.",
            fr: "Un signe invisible ({sign}) se trouve dans « {word} ».",
        },
        why: Text {
            en: "Filters take a word that hides something for fraud, and searches do not find it.",
            fr: "Les filtres prennent un mot qui cache quelque chose pour une fraude, et la recherche ne le trouve pas.",
        },
        fix: Text { en: "Take the sign out.", fr: "Retirez ce signe." },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "How to un[[\u{200b}]]subscribe").fixed("How to unsubscribe"),
        Example::html("{}", "<p>Fr[[&zwnj;]]ee piz[[\u{feff}]]za</p>").fixed("<p>Free pizza</p>"),
        Example::markdown("{}", "f[[\u{ad}]]r[[\u{ad}]]e[[\u{ad}]]e").fixed("free"),
        Example::html("{}", "<p>Donau\u{ad}dampf, \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}, می\u{200c}خواهم</p>"),
        Example::html(
            "{}",
            "<p>Preview &#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</p><p>roma&#8203;.example, 0478&zwnj;000</p>",
        ),
    ]),
};

const REMOVE: Text = Text { en: "Take the sign out", fr: "Retirer le signe" };

fn look(prose: &Prose, _: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link || prose.text.is_ascii() {
        return;
    }
    let text = &prose.text;
    for (at, c) in prose.signs().all().filter(|(_, c)| is_invisible(*c)) {
        let (before, after) = text.split_at_checked(at).unwrap_or_default();
        let left = before.chars().rev().take_while(|c| is_letter(*c)).count();
        let right = after.chars().skip(1).take_while(|c| is_letter(*c)).count();
        let (left_next, right_next) = (next(before.chars().rev()), next(after.chars().skip(1)));
        let disguises = match c {
            // A soft hyphen is how long words are divided, but never between single letters.
            '\u{ad}' => left_next && right_next && (left < 2 || right < 2),
            _ => left_next && right_next,
        };
        if !disguises {
            continue;
        }
        let span = prose.span(Span::new(at, at + c.len_utf8()));
        let word = word(before, after);
        let mut finding = found.at(span).with("sign", format!("U+{:04X}", u32::from(c))).with("word", word);
        if let Some(edit) = found.edit_html(span, "") {
            finding = finding.fix(Fix::new(REMOVE, Trust::Safe, edit));
        }
        found.say(finding);
    }
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Letters of scripts that need no joiners: Latin, Greek, Cyrillic, Armenian.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && (c < '\u{590}' || ('\u{1e00}'..='\u{1fff}').contains(&c))
}

/// Whether a letter comes next, after whatever else is not seen.
fn next(mut chars: impl Iterator<Item = char>) -> bool {
    chars.find(|c| !is_invisible(*c)).is_some_and(is_letter)
}

fn word(before: &str, after: &str) -> String {
    let of_word = |c: &char| is_letter(*c) || is_invisible(*c);
    let mut start: Vec<char> = before.chars().rev().take_while(of_word).take(40).collect();
    start.reverse();
    let all = start.into_iter().chain(after.chars().take_while(of_word).take(40));
    all.filter(|c| !is_invisible(*c)).collect()
}
