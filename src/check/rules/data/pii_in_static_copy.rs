//! `data-pii-in-static-copy`: no private person’s address or number in the copy.

use super::DATA;
use crate::check::Rulebook;
use crate::check::facts::{Prose, ProseKind};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-pii-in-static-copy",
        source: "GDPR Art. 5(1)(c); the brand’s policy: data.contacts",
        severity: Severity::Warning,
        title: Text { en: "Private contact", fr: "Coordonnée privée" },
        message: Text {
            en: "“{contact}” is not one of the brand’s contacts.",
            fr: "« {contact} » ne fait pas partie des coordonnées de la marque.",
        },
        why: Text {
            en: "A message goes to thousands; a colleague’s own number must not.",
            fr: "Un message part à des milliers de personnes ; le numéro d’un collègue n’y a pas sa place.",
        },
        fix: Text {
            en: "Put the shop’s own contact, or have this one listed in the policy.",
            fr: "Mettez la coordonnée de la boutique, ou faites inscrire celle-ci dans la politique.",
        },
        ..DATA
    },
    check: Check::Prose(look),
    examples: proofs(&[
        Example::line("{}", "Appelez Julie au [[06 12 34 56 78]]").fr(),
        Example::line("{}", "Write to [[julie.martin@gmail.com]]"),
        Example::line(
            LISTED,
            "Call [[0131 496 0000]] or 0131 496 0131, write to hello@roma.example or [[bob@other.example]]",
        ),
        Example::line("{}", "Le 04 78 00 00 00 (boutique), SIRET 732 829 320 00074, 06/12/2026, 1 200 000 pizzas").fr(),
        Example::line("{}", "Write to hello@roma.example"),
        Example::line("{}", "Call 07700 900123")
            .group(r#"{ "name": "Roma", "locale": "en-GB", "phone": "+44 7700 900123" }"#),
    ]),
};

const LISTED: &str = r#"{ "data": { "contacts": ["0131 496 0131", "*@roma.example"] } }"#;

/// Mailboxes that persons have, not businesses.
const PRIVATE: &[&str] = &[
    "gmail.com",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "yahoo.com",
    "yahoo.fr",
    "icloud.com",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "laposte.net",
    "gmx.de",
    "web.de",
    "btinternet.com",
    "aol.com",
    "live.com",
    "live.fr",
];

fn look(prose: &Prose, book: &Rulebook, found: &mut Findings) {
    if matches!(prose.kind, ProseKind::Link | ProseKind::Aside) {
        return;
    }
    let text = &prose.text;
    let mut spans = if prose.signs().has(&['@']) { mailboxes(text) } else { Vec::new() };
    if prose.signs().has(&['0', '+']) {
        spans.extend(telephones(text));
    }
    for part in spans {
        let contact = part.of(text);
        if is_private(contact, book) && !found.is_registered(prose.span(part)) {
            found.say(found.at(prose.span(part)).with("contact", contact));
        }
    }
}

/// Whether a contact is a private one; where the brand has listed its own, every other.
fn is_private(contact: &str, book: &Rulebook) -> bool {
    let profile = book.office.as_ref().map(|office| &office.profile);
    let sender = profile.and_then(|profile| profile.sender.as_ref());
    let own = [profile.and_then(|profile| profile.phone.as_deref()), sender.map(|sender| sender.email.as_str())];
    let own = own.into_iter().flatten().chain(sender.and_then(|sender| sender.reply_to.as_deref()));
    let listed = &book.policy.data.contacts;
    if let Some((_, domain)) = contact.split_once('@') {
        let (contact, domain) = (contact.to_lowercase(), domain.to_lowercase());
        let same = |one: &str| {
            let one = one.to_lowercase();
            one == contact || one.strip_prefix("*@").is_some_and(|all| all == domain)
        };
        return !own.chain(listed.iter().map(String::as_str)).any(same)
            && (PRIVATE.contains(&domain.as_str()) || listed.iter().any(|one| one.contains('@')));
    }
    let digits = national(contact);
    let mobile = digits.starts_with("06") || digits.starts_with("07");
    let known = own.chain(listed.iter().map(String::as_str)).any(|one| national(one) == digits);
    let has_numbers = listed.iter().any(|one| !one.contains('@'));
    !known && ((mobile && matches!(digits.len(), 10 | 11)) || has_numbers)
}

/// The digits of a number as they are dialled at home: without the country’s code.
fn national(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = number.trim_start().starts_with('+') || digits.starts_with("00");
    let bare = digits.strip_prefix("00").unwrap_or(&digits);
    match ["33", "44", "49", "32"].iter().find_map(|code| bare.strip_prefix(code).filter(|_| abroad)) {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits,
    }
}

fn mailboxes(text: &str) -> Vec<Span> {
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let ats = text.match_indices('@').filter_map(|(at, _)| {
        let before = text.get(..at)?;
        let start = before.trim_end_matches(name).len();
        let after = text.get(at + 1..)?;
        let length =
            after.len() - after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).len();
        let domain = after.get(..length)?.trim_end_matches(['.', '-']);
        (start < at && domain.contains('.')).then(|| Span::new(start, at + 1 + domain.len()))
    });
    ats.collect()
}

/// A telephone number with its signs is no longer.
const LONGEST: usize = 48;

/// Ten or eleven digits that begin with 0, or with a country’s code behind +.
fn telephones(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text
        .get(at..)
        .and_then(|rest| rest.bytes().position(|byte| matches!(byte, b'0' | b'+')))
        .map(|start| at + start)
    {
        at = start + 1;
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let touched = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-' | '+' | '#'));
        // A space behind another number continues it.
        let continued = before.is_some_and(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
            && text.get(..start).is_some_and(|text| text.trim_end().ends_with(|c: char| c.is_ascii_digit()));
        if touched || continued {
            continue;
        }
        let rest = text.get(start..).unwrap_or_default();
        let window = (LONGEST..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let rest = rest.get(..window).unwrap_or_default();
        let inside = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')' | '\u{a0}' | '\u{202f}');
        let length = 1 + rest.get(1..).unwrap_or_default().find(|c| !inside(c)).unwrap_or(rest.len().saturating_sub(1));
        let run = rest.get(..length).unwrap_or_default().trim_end_matches(|c: char| !c.is_ascii_digit());
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let follows = rest.get(run.len()..).and_then(|rest| rest.chars().next());
        let ends = follows.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '%' | '€'));
        let size = if run.starts_with('+') { 10..=13 } else { 10..=11 };
        if ends && size.contains(&digits) {
            found.push(Span::new(start, start + run.len()));
            at = start + run.len();
        }
    }
    found
}
