//! `client-ios-autolink`: a telephone number looks as it was meant to.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::Tree;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-ios-autolink",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "Data detectors of Apple Mail and Gmail",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Telephone number without link", fr: "Numéro sans lien" },
        message: Text {
            en: "“{number}”: telephones make a blue, underlined link of it.",
            fr: "« {number} » : les téléphones en font un lien bleu et souligné.",
        },
        why: Text {
            en: "On a coloured ground the number may not be legible, and it does not look like the brand’s links.",
            fr: "Sur un fond coloré, le numéro peut devenir illisible, et il ne ressemble pas aux liens de la marque.",
        },
        fix: Text {
            en: "Make it a link to “tel:” with the number, or style a[x-apple-data-detectors] in the head.",
            fr: "Faites-en un lien « tel: » avec le numéro, ou définissez a[x-apple-data-detectors] dans l’en-tête.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", "<p>Call us: [[04 78 12 34 56]]. Or 04 78 12 34 57</p>"),
        Example::html("{}", "<p>Tel. [[+44 (0)20 7946 0018]]</p>"),
        Example::html("{}", "<p>[[(415) 555-0132]]</p>"),
        Example::html("{}", r#"<p><a href="tel:+33478123456">04 78 12 34 56</a></p>"#),
        Example::html("{}", "<style>a[x-apple-data-detectors] { color: inherit }</style><p>04 78 12 34 56</p>"),
        Example::html("{}", r#"<meta name="format-detection" content="telephone=no"><p>04 78 12 34 56</p>"#),
        Example::html("{}", "<p>RCS Lyon 512 345 678, order 20261123, code 12345, 1 234 567 890 €, 10.11.2026</p>"),
    ]),
};

/// The guard of a whole message, and a number.
const GUARD: u32 = 1;
const NUMBER: u32 = 2;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    if is_guarded(facts) {
        sight.marks.push((Span::at(0), GUARD));
        return sight;
    }
    for ink in &facts.inks {
        if ink.look.in_link {
            continue;
        }
        if let Some(part) = telephone(ink.text) {
            let start = ink.span.start + part.start;
            // Where references stand in the text, the whole stretch is meant.
            let same = ink.span.len() == ink.text.len();
            let span = if same { Span::new(start, ink.span.start + part.end) } else { ink.span };
            sight.marks.push((span, NUMBER));
        }
    }
    sight
}

fn is_guarded(facts: &Facts) -> bool {
    let tree: &Tree = facts.tree;
    let styled = facts.styles().sheets.iter().any(|sheet| sheet.text.contains("x-apple-data-detectors"));
    styled
        || tree.elements("meta").any(|id| {
            tree.attribute(id, "name").is_some_and(|name| name.eq_ignore_ascii_case("format-detection"))
                && tree.attribute(id, "content").is_some_and(|content| content.contains("telephone=no"))
        })
}

/// The first telephone number: a trunk zero, a plus or a bracket, and nine to fifteen digits in groups.
fn telephone(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..)?.iter().position(|byte| matches!(byte, b'+' | b'0' | b'(')) {
        let start = at + found;
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let fresh = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '-' | '/' | '+'));
        let (end, digits, groups) = number(text, start);
        let after = text.get(end..).and_then(|after| after.chars().next());
        let whole = after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '€' | '%' | '$'));
        if fresh && whole && groups >= 2 && (9..=15).contains(&digits) {
            return Some(Span::new(start, end));
        }
        at = end.max(start + 1);
    }
    None
}

/// How far a number goes, how many digits it has, in how many groups.
fn number(text: &str, start: usize) -> (usize, usize, usize) {
    let (mut end, mut digits, mut groups, mut inside) = (start, 0, 0, false);
    let mut gap = 0;
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        match c {
            '0'..='9' => {
                groups += usize::from(!inside);
                (inside, gap) = (true, 0);
                digits += 1;
                end = start + at + 1;
            }
            '+' if at == 0 => {}
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '.' | '(' | ')' if gap < 2 => {
                inside = false;
                gap += 1;
            }
            _ => break,
        }
    }
    (end, digits, groups)
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    if marks.iter().any(|(.., mark)| *mark == GUARD) {
        return;
    }
    let Some((part, span, _)) = marks.first() else { return };
    let html = whole.part(*part).map_or("", |part| span.of(&part.piece.html));
    let place = match whole.place(*part, *span) {
        // The profile has the number; the template makes no link of it.
        Place { source: Source::Group(_), .. } => {
            Place { source: Source::Template("html".to_owned()), span: Span::at(0) }
        }
        place => place,
    };
    found.say(found.in_place(place).with("number", html.trim()));
}
