//! `data-financial-attribute`: no balances, cards and accounts.

use super::DATA;
use super::{filled, tagged};
use crate::check::Rulebook;
use crate::check::facts::{Facts, ProseKind};
use crate::check::rule::*;
use crate::liquid::uses::Role;
use crate::policy::Tag;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-financial-attribute",
        source: "GDPR Art. 5(1)(f); 15 U.S.C. § 6801 (GLBA); ISO/IEC 7812 (Luhn); ISO 13616 (IBAN)",
        severity: Severity::Error,
        title: Text { en: "Financial data", fr: "Donnée financière" },
        message: Text { en: "{what}", fr: "{what}" },
        why: Text {
            en: "Mail is read by others, stored and forwarded; a number is enough for fraud.",
            fr: "Un message se lit par-dessus l’épaule, se garde et se transfère ; un numéro suffit pour une fraude.",
        },
        fix: Text {
            en: "Leave it out, or show its last four digits only.",
            fr: "Retirez-le, ou n’en montrez que les quatre derniers chiffres.",
        },
        ..DATA
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<p>Card [[4539 1488 0343 6467]], account [[FR76 3000 6000 0112 3456 7890 189]]</p>"),
        Example::html("{}", "<p>Card •••• 6467, order 4539 1488 0343 6468, ISBN 978-2-07-036822-8</p>"),
        Example::html("{}", "<p>You have {{ [[custom_attribute.${account_balance}]] | default: '0' }}</p>"),
        Example::html(TAGGED, "<p>You have {{ [[custom_attribute.${wallet}]] | default: '0' }}</p>"),
    ]),
};

const TAGGED: &str = r#"{ "data": { "tags": { "financial": ["custom_attribute.${wallet}"] } } }"#;

const NUMBER: Text = Text {
    en: "“{number}…” is the number of a card or an account.",
    fr: "«\u{a0}{number}…\u{a0}» est un numéro de carte ou de compte.",
};
const ATTRIBUTE: Text =
    Text { en: "“{number}” is financial data.", fr: "«\u{a0}{number}\u{a0}» est une donnée financière." };

/// Names of attributes that say it themselves.
const TELLING: &[&str] = &[
    "iban",
    "account_balance",
    "bank_account",
    "card_number",
    "credit_card",
    "credit_card_number",
    "salary",
    "income",
    "ssn",
];

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    for prose in facts.prose.iter().filter(|prose| prose.kind == ProseKind::Running) {
        for part in numbers(&prose.text) {
            let text = part.of(&prose.text);
            if (is_card(text) || is_iban(text)) && !found.is_registered(prose.span(part)) {
                let start: String = text.chars().take(4).collect();
                found.say(found.at(prose.span(part)).with("what", filled(NUMBER, &[("number", &start)])));
            }
        }
    }
    if !facts.html.contains("${") {
        return;
    }
    for used in &facts.uses().uses {
        let telling = used.kind.is_personal() && TELLING.contains(&used.name.to_lowercase().as_str());
        if used.role == Role::Printed && (telling || tagged(used, Tag::Financial, book)) {
            found.say(found.at(used.span).with("what", filled(ATTRIBUTE, &[("number", &used.name)])));
        }
    }
}

/// Runs of digits (and the letters of an IBAN) with single spaces or hyphens between.
fn numbers(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        let inside = c.is_ascii_digit() || c.is_ascii_uppercase();
        open = match open {
            Some(run) if inside => Some(Span::new(run.start, at + 1)),
            Some(run) if matches!(c, ' ' | '-' | '\u{a0}') && at == run.end => Some(run),
            // One sign between two groups, not more.
            Some(run) if run.len() >= 13 => {
                found.push(run);
                None
            }
            Some(_) => None,
            None if inside => Some(Span::new(at, at + 1)),
            None => None,
        };
    }
    found
}

/// 13 to 19 digits of a known issuer that pass Luhn’s check.
fn is_card(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '\u{a0}'));
    let issuer = matches!(digits.first(), Some(3..=6)) && !text.starts_with("978");
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) => double / 10 + double % 10,
        })
        .sum();
    plain && issuer && (13..=19).contains(&digits.len()) && sum.is_multiple_of(10)
}

/// Two letters, two digits, and the rest that gives 1 modulo 97.
fn is_iban(text: &str) -> bool {
    let bare: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let (Some(head), Some(tail)) = (bare.get(..4), bare.get(4..)) else { return false };
    let begins = matches!(head, [a, b, c, d] if a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit());
    if !begins || !(15..=34).contains(&bare.len()) {
        return false;
    }
    let rest = tail
        .iter()
        .chain(head)
        .filter_map(|c| c.to_digit(36))
        .fold(0_u32, |rest, value| (rest * if value < 10 { 10 } else { 100 } + value) % 97);
    rest == 1
}
