//! `brand-superlatives`: a superlative or an absolute claim for which the brand holds no evidence.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::order;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "brand-superlatives",
        area: Area::Brand,
        jurisdictions: &["*"],
        source: "Directive 2005/29/EC Art. 6; UK CAP Code 3.7 and 3.33; FTC Policy Statement on Advertising Substantiation",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Claim without evidence", fr: "Affirmation sans preuve" },
        message: Text {
            en: "“{term}” is a claim, and the policy holds no evidence for it.",
            fr: "« {term} » est une affirmation dont la politique de la marque n’a pas la preuve.",
        },
        why: Text {
            en: "Whoever says “the best” must be able to prove it; advertising law treats such words as facts.",
            fr: "Qui dit « le meilleur » doit pouvoir le prouver : le droit de la publicité y voit un fait vérifiable.",
        },
        fix: Text {
            en: "Soften it (“our favourite”), or use wording for which head office has filed evidence.",
            fr: "Adoucissez (« notre préféré »), ou employez une formule dont le siège détient la preuve.",
        },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "La [[meilleure]] pizza de Lyon").fr(),
        Example::line("{}", "Notre pizza préférée de novembre, et nos meilleurs vœux").fr(),
        Example::line("{}", "Le café [[n° 1]], [[le moins cher]], [[100 %]] arabica").fr(),
        Example::line("{}", "The [[#1]] espresso, [[guaranteed]]"),
        Example::line("{}", "All the best from your café; best before May; 100 g"),
        Example::line(CLAIM, "100 % arabica, [[100 %]] pure happiness"),
        Example::line(OLD_CLAIM, "[[100 %]] arabica"),
    ]),
};

const CLAIM: &str = r#"{ "wording": { "claims": [{ "id": "arabica-2026", "text": "100 % arabica" }] } }"#;
const OLD_CLAIM: &str =
    r#"{ "wording": { "claims": [{ "id": "arabica-2019", "text": "100 % arabica", "until": "2020-01-01" }] } }"#;

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link {
        return;
    }
    let words = prose.words();
    let mut claims: Vec<Span> =
        book.lists.superlatives.find_plain(&prose.text, words).iter().map(|hit| hit.span).collect();
    claims.extend(signs(&prose.text));
    if claims.is_empty() {
        return;
    }
    let harmless = book.lists.harmless.find_plain(&prose.text, words);
    order::sort(&mut claims);
    let mut done = 0;
    for claim in claims {
        let proven = harmless.iter().any(|hit| hit.span.overlaps(claim));
        if !proven && claim.start >= done && !found.is_registered(prose.span(claim)) {
            done = claim.end;
            found.say(found.at(prose.span(claim)).with("term", claim.of(&prose.text)));
        }
    }
}

/// `#1`, `n° 1`, `No. 1`, `100 %`: claims by sign rather than by word.
fn signs(text: &str) -> Vec<Span> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ','));
    let mut found = Vec::new();
    for (at, _) in text.match_indices("100") {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let rest = text.get(at + 3..).unwrap_or_default();
        let sign = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        if !digit(before) && sign.starts_with('%') {
            found.push(Span::new(at, text.len() - sign.len() + 1));
        }
    }
    for (at, _) in text.match_indices('1') {
        if digit(text.get(at + 1..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphanumeric())) {
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let bare = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        let folded: String = bare.chars().rev().take(3).flat_map(char::to_lowercase).collect();
        let spaced = bare.len() < before.len();
        let length = match folded {
            text if text.starts_with('#') && !spaced => 1,
            text if text.starts_with("°n") || text.starts_with("ºn") => 3,
            text if text.starts_with(".on") && spaced => 3,
            _ => continue,
        };
        found.push(Span::new(bare.len() - length, at + 1));
    }
    found
}
