//! `link-mailto-tel-valid`: a tap calls or writes.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::route::{is_masked, unescape};
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-mailto-tel-valid",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "RFC 6068; RFC 3966; ITU-T E.164",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Mail or phone link", fr: "Lien mail ou téléphone" },
        message: Text { en: "“{url}” {what}.", fr: "« {url} » {what}." },
        why: Text {
            en: "On many phones nothing happens when readers tap it.",
            fr: "Sur beaucoup de téléphones, rien ne se passe quand on le touche.",
        },
        fix: Text {
            en: "Write telephone numbers with country code and without spaces (“tel:+33472000000”), mail as “mailto:name@domain”.",
            fr: "Écrivez les numéros avec l’indicatif du pays et sans espaces (« tel:+33472000000 »), les adresses comme « mailto:nom@domaine ».",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="[[tel:04 78 00 00 00]]">Call</a>"#)
            .group(r#"{ "name": "Roma Lyon", "locale": "fr-FR", "country": "FR" }"#)
            .fixed(r#"<a href="tel:+33478000000">Call</a>"#),
        Example::html("{}", r#"<a href="[[tel:+33 4 78.00.00.00]]">Call</a>"#)
            .fixed(r#"<a href="tel:+33478000000">Call</a>"#),
        Example::html(
            "{}",
            r#"<a href="[[mailto:roma.example]]">Write</a> <a href="[[mailto:a@roma]]">Write</a> <a href="[[tel:]]">Call</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="mailto:a@roma.example?subject=Hi%20there">x</a> <a href="mailto:?subject=Look">Share</a> <a href="sms:+33612345678">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="tel:+1-555-010-0199;ext=7">x</a> <a href="tel:3639">x</a> <a href="tel:{{ x }}">x</a> <a href="mailto:{{ x }}">x</a>"#,
        ),
    ]),
};

const NUMBER: Text = Text { en: "Write “{better}”", fr: "Écrire « {better} »" };

const NO_COUNTRY: Text = Text { en: "has no country code", fr: "n’a pas d’indicatif de pays" };
const SPACED: Text = Text { en: "has spaces or signs in it", fr: "contient des espaces ou des signes" };
const NO_NUMBER: Text = Text { en: "is no telephone number", fr: "n’est pas un numéro de téléphone" };
const NO_MAIL: Text = Text { en: "is no mail address", fr: "n’est pas une adresse mail" };

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    if !reference.followed || is_masked(reference.url) {
        return;
    }
    let body = reference.route.rest.of(reference.url);
    let what = match reference.route.scheme.as_str() {
        "tel" | "sms" => number(body),
        "mailto" => (!is_mail(body)).then_some(NO_MAIL),
        _ => None,
    };
    let Some(what) = what else { return };
    let mut finding = found.at(reference.span).with("url", reference.url.trim()).with("what", what);
    if let Some(better) = better(reference, book)
        && let Some(edit) = found.edit_html(reference.part(Span::new(0, reference.url.len())), &better)
    {
        let trust = if what == SPACED { Trust::Safe } else { Trust::Suggestion };
        finding = finding.fix(Fix::new(NUMBER, trust, edit).with("better", better));
    }
    found.say(finding);
}

/// The number before its parameters.
fn digits(body: &str) -> &str {
    body.split([';', '?', '&']).next().unwrap_or_default().trim()
}

fn number(body: &str) -> Option<Text> {
    let written = unescape(digits(body));
    let bare: String = written.chars().filter(|c| !matches!(c, '-' | '.' | '(' | ')')).collect();
    let count = bare.chars().filter(char::is_ascii_digit).count();
    let numeric = bare.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '*' | '#' | '/'));
    if !(2..=15).contains(&count) || !numeric || bare.rfind('+').is_some_and(|at| at > 0) {
        return Some(NO_NUMBER);
    }
    // Short numbers hold within a country.
    if !bare.starts_with('+') && count > 6 {
        return Some(NO_COUNTRY);
    }
    written.contains(|c: char| c.is_whitespace() || c == '/').then_some(SPACED)
}

/// Countries whose numbers are written with a leading nought, or without; and their codes.
const CODES: &[(&str, &str, bool)] = &[
    ("FR", "+33", true),
    ("BE", "+32", true),
    ("CH", "+41", true),
    ("LU", "+352", false),
    ("DE", "+49", true),
    ("AT", "+43", true),
    ("GB", "+44", true),
    ("IE", "+353", true),
    ("NL", "+31", true),
    ("ES", "+34", false),
    ("IT", "+39", false),
    ("AU", "+61", true),
    ("NZ", "+64", true),
    ("US", "+1", false),
    ("CA", "+1", false),
];

/// The number as it should be, where that is sure enough.
fn better(reference: &Reference, book: &Rulebook) -> Option<String> {
    let scheme = reference.route.scheme.as_str();
    let body = reference.route.rest.of(reference.url);
    if scheme == "mailto" || matches!(number(body), None | Some(NO_NUMBER)) {
        return None;
    }
    let rest = body.trim().get(digits(body).len()..).unwrap_or_default();
    let bare: String = unescape(digits(body)).chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    if bare.starts_with('+') {
        return Some(format!("{scheme}:{bare}{rest}"));
    }
    let country = book.office.as_ref().and_then(|office| office.profile.country.as_deref())?;
    let (_, code, nought) = CODES.iter().find(|(known, ..)| known.eq_ignore_ascii_case(country))?;
    let national = match (nought, bare.strip_prefix('0')) {
        (true, rest) => rest?,
        (false, _) if *code == "+1" => bare.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&bare),
        (false, _) => &bare,
    };
    Some(format!("{scheme}:{code}{national}{rest}"))
}

fn is_mail(body: &str) -> bool {
    let (to, asks) = body.split_once('?').map_or((body, false), |(to, _)| (to, true));
    let to = unescape(to.trim());
    if to.is_empty() {
        return asks;
    }
    to.split(',').all(|address| {
        address.trim().rsplit_once('@').is_some_and(|(name, domain)| {
            let spaced =
                |text: &str| text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ':' | ';' | '@'));
            let labels = || domain.split('.').all(|label| !label.is_empty());
            !name.is_empty() && !spaced(name) && !spaced(domain) && domain.contains('.') && labels()
        })
    })
}
