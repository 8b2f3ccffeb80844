//! `sec-bidi-control`: what is read is what stands there.

use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::order;
use crate::text::BLOCK_END;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-bidi-control",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "UTS #39; Unicode TR #36; CVE-2021-42574",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Text turned round", fr: "Texte inversé" },
        message: Text {
            en: "The invisible sign {sign} changes the order in which this is read.",
            fr: "Le signe invisible {sign} change l’ordre dans lequel ceci se lit.",
        },
        why: Text {
            en: "With it, what readers see is not what stands there; fraudsters use it to disguise addresses and names.",
            fr: "Avec lui, les lecteurs voient autre chose que ce qui est écrit ; les fraudeurs s’en servent pour déguiser adresses et noms.",
        },
        fix: Text { en: "Take the sign out.", fr: "Retirez ce signe." },
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Invoice [[\u{202e}]]fdp.exe").fixed("Invoice fdp.exe"),
        Example::html("{}", "<p>Menu [[&#x202E;]]x</p><p>[[\u{2067}]]never closed</p>")
            .fixed("<p>Menu x</p><p>never closed</p>"),
        Example::line("{}", "Hi[[\u{e0041}]]").fixed("Hi"),
        Example::html("{}", "<p>\u{2067}שלום\u{2069} and \u{200f}עולם, \u{202b}مرحبا\u{202c}</p>"),
        Example::line("{}", "Made in \u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} since 1950"),
    ]),
};

const REMOVE: Text = Text { en: "Take the sign out", fr: "Retirer le signe" };

fn look(prose: &Prose, _: &Rulebook, found: &mut Findings) {
    if prose.kind == ProseKind::Link || prose.text.is_ascii() {
        return;
    }
    if !prose.signs().all().any(|(_, c)| is_control(c)) {
        return;
    }
    for (at, c) in faults(&prose.text) {
        let span = prose.span(Span::new(at, at + c.len_utf8()));
        let mut finding = found.at(span).with("sign", format!("U+{:04X}", u32::from(c)));
        if let Some(edit) = found.edit_html(span, "") {
            finding = finding.fix(Fix::new(REMOVE, Trust::Safe, edit));
        }
        found.say(finding);
    }
}

/// Whether a sign may be a fault.
const fn is_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
}

/// Overrides anywhere, embeddings and isolates that are not closed in their block, tags outside a flag.
fn faults(text: &str) -> Vec<(usize, char)> {
    let mut list = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut in_flag = false;
    for (at, c) in text.char_indices() {
        match c {
            '\u{202d}' | '\u{202e}' => list.push((at, c)),
            '\u{202a}' | '\u{202b}' | '\u{2066}'..='\u{2068}' => open.push((at, c)),
            '\u{202c}' | '\u{2069}' => {
                open.pop();
            }
            BLOCK_END => list.append(&mut open),
            '\u{e0000}'..='\u{e007f}' if !in_flag => list.push((at, c)),
            _ => {}
        }
        // England, Scotland and Wales: a black flag, tags, an end.
        in_flag = c == '\u{1f3f4}' || (in_flag && ('\u{e0020}'..='\u{e007e}').contains(&c));
    }
    list.append(&mut open);
    order::sort(&mut list);
    list
}
