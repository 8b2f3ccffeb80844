//! `link-idn-homograph`: names are spelt with the letters that they show.

use crate::check::Rulebook;
use crate::check::address::{owned, registrable};
use crate::check::facts::Reference;
use crate::check::rule::*;
use crate::text::skeleton;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-idn-homograph",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "UTS #39, 4 and 5; the rules of Chromium for international names",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Counterfeit name", fr: "Nom contrefait" },
        message: Text {
            en: "“{host}” is made of letters that look like others; in truth it is “{real}”.",
            fr: "« {host} » est fait de lettres qui en imitent d’autres ; c’est en réalité « {real} ».",
        },
        why: Text {
            en: "Fraudsters build copies of known names that way; browsers warn of it and filters block it.",
            fr: "Les fraudeurs copient ainsi des noms connus ; les navigateurs le signalent et les filtres le bloquent.",
        },
        fix: Text { en: "Type the address anew.", fr: "Retapez l’adresse." },
    },
    check: Check::Reference(look),
    examples: proofs(&[
        Example::html("{}", "<a href=\"https://[[r\u{43e}ma.example]]\">Menu</a>"),
        Example::html(
            "{}",
            r#"<a href="https://[[xn--80ak6aa92e.com]]/">x</a> <a href="https://[[xn--pypal-4ve.com]]/">x</a>"#,
        ),
        Example::html(
            r#"{ "links": { "hosts": ["*.roma.example"] } }"#,
            "<a href=\"https://[[r\u{f6}ma.example]]/menu\">Menu</a>",
        )
        .fixed("<a href=\"https://roma.example/menu\">Menu</a>"),
        Example::html(
            "{}",
            "<a href=\"https://xn--rksmrgs-5wao1o.example/\">x</a> <a href=\"https://caf\u{e9}.example/\">x</a>",
        ),
        Example::html(
            "{}",
            "<a href=\"https://\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example/\">x</a> <a href=\"https://日本go.example/\">x</a>",
        ),
    ]),
};

const USE: Text = Text { en: "Use “{own}”", fr: "Utiliser « {own} »" };

/// Names that are often counterfeited.
const KNOWN: &[&str] = &[
    "paypal.com",
    "apple.com",
    "google.com",
    "amazon.com",
    "amazon.fr",
    "microsoft.com",
    "facebook.com",
    "instagram.com",
    "netflix.com",
    "linkedin.com",
    "whatsapp.com",
    "dhl.com",
    "laposte.fr",
    "ups.com",
    "fedex.com",
    "ebay.com",
    "booking.com",
];

fn look(reference: &Reference, book: &Rulebook, found: &mut Findings) {
    let Some(real) = reference.route.host_name().filter(|host| host.contains("xn--")) else { return };
    let host = url::quirks::domain_to_unicode(real);
    if host.is_empty() {
        return;
    }
    let domain = registrable(&host);
    let own = owned(book).into_iter().find(|own| *own != domain && skeleton(own) == skeleton(domain));
    let known = || KNOWN.iter().any(|known| skeleton(known) == skeleton(domain));
    let ending = host.rsplit('.').next().unwrap_or_default();
    let disguised = host.split('.').any(|label| is_mixed(label) || (ending.is_ascii() && is_whole(label)));
    if own.is_none() && !disguised && !known() {
        return;
    }
    let span = reference.route.host.map_or(reference.span, |host| reference.part(host));
    let mut finding = found.at(span).with("host", host.as_str()).with("real", real);
    if let Some(own) = own
        && let Some(edit) = found.edit_html(span, &own).filter(|_| span != reference.span)
    {
        finding = finding.fix(Fix::new(USE, Trust::Suggestion, edit).with("own", own));
    }
    found.say(finding);
}

/// Scripts whose letters are taken for Latin ones.
const fn script(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 'l',
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 'g',
        '\u{400}'..='\u{52f}' => 'c',
        '\u{530}'..='\u{58f}' => 'a',
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => 'k',
        _ => return None,
    })
}

/// Whether letters of two such scripts stand in one part.
fn is_mixed(label: &str) -> bool {
    let mut scripts = label.chars().filter_map(script);
    let Some(first) = scripts.next() else { return false };
    scripts.any(|script| script != first)
}

/// Whether every letter of a part is foreign, and each looks like a Latin one.
fn is_whole(label: &str) -> bool {
    label.chars().any(|c| script(c).is_some_and(|script| script != 'l'))
        && label.chars().filter(|c| c.is_alphabetic()).all(|c| script(c).is_some_and(|script| script != 'l'))
        && skeleton(label).is_ascii()
}
