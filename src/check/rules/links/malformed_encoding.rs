//! `link-malformed-encoding`: addresses are spelt so that every program opens them.

use crate::check::Rulebook;
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-malformed-encoding",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "URL Standard, 4.4 (validation errors)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Misspelt address", fr: "Adresse mal écrite" },
        message: Text { en: "This address has {what} in it.", fr: "Cette adresse contient {what}." },
        why: Text {
            en: "Some mail programs cut the address there, and the page does not open.",
            fr: "Certaines messageries coupent l’adresse à cet endroit, et la page ne s’ouvre pas.",
        },
        fix: Text {
            en: "Copy the address from the browser’s address bar.",
            fr: "Copiez l’adresse depuis la barre d’adresse du navigateur.",
        },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://roma.example/a[[ ]]b">Menu</a>"#).fixed(r#"<a href="https://roma.example/a%20b">Menu</a>"#),
        Example::html("{}", r#"<a href="https://roma.example/?a=1[[&amp;amp;]]b=2">Menu</a>"#),
        Example::html("{}", r#"<a href="https://roma.example/a[[%2520]]b">x</a> <a href="https://roma.example/50[[%]]off">x</a> <img alt="" src="https://a.example[[\]]b.png">"#)
            .fixed(r#"<a href="https://roma.example/a%20b">x</a> <a href="https://roma.example/50%25off">x</a> <img alt="" src="https://a.example/b.png">"#),
        Example::html("{}", r#"<a href=" https://roma.example/caf%C3%A9?a=1&amp;b=%7Bx%7D ">x</a> <a href="tel:04 78">x</a> <img alt="" src="data:image/png;base64,a b">"#),
        Example::html("{}", r#"<a href="https://roma.example/{{ 'a b' }}">x</a> <a href="https://a.example/?u=https%3A%2F%2Fb.example%2Fc%2520d">x</a>"#),
    ]),
};

const CORRECT: Text = Text { en: "Write “{better}”", fr: "Écrire « {better} »" };

const SPACE: Text = Text { en: "a space", fr: "une espace" };
const TWICE: Text = Text { en: "signs that were encoded twice", fr: "des signes encodés deux fois" };
const PERCENT: Text = Text { en: "a lone percent sign", fr: "un signe % isolé" };
const SLASH: Text = Text { en: "a backslash", fr: "une barre oblique inversée" };

fn look(reference: &Reference, _: &Rulebook, found: &mut Findings) {
    let route = reference.route;
    if !matches!(route.scheme.as_str(), "" | "http" | "https" | "mailto") {
        return;
    }
    let Some((span, what, better)) = fault(reference.url, route.rest) else { return };
    let place = reference.part(span);
    let mut finding = found.at(place).with("what", what);
    // Where the address is not written as it reads, the whole of it is shown and nothing is proposed.
    if place.len() == span.len()
        && let Some(edit) = found.edit_html(place, &better)
    {
        finding = finding.fix(Fix::new(CORRECT, Trust::Safe, edit).with("better", better));
    }
    found.say(finding);
}

/// The first fault, and what should stand there.
fn fault(url: &str, rest: Span) -> Option<(Span, Text, String)> {
    let text = rest.of(url);
    let nested = text.contains("%3A%2F%2F") || text.contains("%3a%2f%2f") || text.contains("://");
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let hex = |from: usize| after.get(from..from + 2).is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()));
        let here = |length: usize| Span::new(at, at + length).shift(rest.start);
        match c {
            ' ' | '\t' | '\n' | '\r' => {
                let length = text.get(at..).unwrap_or_default().find(|c: char| !c.is_ascii_whitespace()).unwrap_or(1);
                return Some((here(length), SPACE, "%20".repeat(length.min(3))));
            }
            '\\' => return Some((here(1), SLASH, "/".to_owned())),
            '&' if after.starts_with("amp;") => return Some((here(5), TWICE, "&".to_owned())),
            '%' if after.starts_with("25") && hex(2) && !nested => {
                return Some((here(5), TWICE, format!("%{}", after.get(2..4).unwrap_or_default())));
            }
            '%' if !hex(0) && !after.starts_with(crate::html::MASK) => {
                return Some((here(1), PERCENT, "%25".to_owned()));
            }
            _ => {}
        }
    }
    None
}
