//! `link-text-href-mismatch`: a link that reads as one address leads to it.

use crate::check::Rulebook;
use crate::check::address::{Target, registrable, target};
use crate::check::facts::Link;
use crate::check::rule::*;
use crate::policy::Links;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-text-href-mismatch",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "Anti-phishing practice (SpamAssassin, Gmail)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Link says another address", fr: "Lien trompeur" },
        message: Text {
            en: "This link reads “{text}” but leads to “{host}”.",
            fr: "Ce lien affiche « {text} » mais mène à « {host} ».",
        },
        why: Text {
            en: "Fraudsters do this, so filters sort such messages out and readers lose trust.",
            fr: "C’est un procédé de fraudeurs : les filtres écartent ces messages et les lecteurs se méfient.",
        },
        fix: Text {
            en: "Make the link lead to the address that it shows, or let it say what it is for.",
            fr: "Faites mener le lien à l’adresse affichée, ou décrivez plutôt ce qu’on y trouve.",
        },
    },
    check: Check::Link(look),
    examples: proofs(&[
        Example::html("{}", r#"<a href="https://a.example">[[roma.com]]</a>"#)
            .fixed(r#"<a href="https://a.example">a.example</a>"#),
        Example::html(
            "{}",
            r#"<a href="https://shop.roma.com/x">roma.com</a> <a href="https://roma.com">www.roma.com/menu</a>"#,
        ),
        Example::html("{}", r#"<a href="https://roma-pizza.co.uk">See <b>[[https://pizza.co.uk/menu]]</b> now</a>"#)
            .fixed(r#"<a href="https://roma-pizza.co.uk">See <b>roma-pizza.co.uk</b> now</a>"#),
        Example::html("{}", r#"<a href="mailto:x@evil.example">[[contact@roma.com]]</a>"#)
            .fixed(r#"<a href="mailto:x@evil.example">evil.example</a>"#),
        Example::html(
            "{}",
            r#"<a href="mailto:x@roma.com">contact@roma.com</a> <a href="https://a.example">Our menu, from 3.50 e.g. pasta.</a>"#,
        ),
        Example::html(ROMA, r#"<a href="https://evil.example">[[roma.com/menu]]</a>"#)
            .fixed(r#"<a href="https://roma.com/menu">roma.com/menu</a>"#),
        Example::html("{}", r#"<a href="{{${set_user_to_unsubscribed_url}}}">roma.com</a>"#),
    ]),
};

const ROMA: &str = r#"{ "links": { "hosts": ["*.roma.com"] } }"#;

const SHOW: Text = Text { en: "Show “{host}”", fr: "Afficher « {host} »" };

const LEAD_THERE: Text = Text { en: "Lead to “{page}”", fr: "Mener à « {page} »" };

fn look(link: &Link, book: &Rulebook, found: &mut Findings) {
    let (host, web) = match target(link.href) {
        Target::Host(host) => (host, true),
        Target::Mailbox(host) => (host, false),
        _ => return,
    };
    let approved = |host: &str| {
        let hosts = &book.policy.links.hosts;
        hosts.is_empty() || Links::allows(hosts, host)
    };
    let text = &link.words.text;
    for (part, shown) in addresses(text) {
        if registrable(&shown) == registrable(&host) {
            continue;
        }
        let mut finding = found.at(link.words.span(part)).with("text", part.of(text)).with("host", host.as_str());
        // What is shown is more often meant than where it leads, if the brand knows it.
        let known = !book.policy.links.hosts.is_empty() && approved(&shown);
        let page = format!("https://{}", part.of(text).trim_start_matches("http://").trim_start_matches("https://"));
        if let Some(edit) = found.edit_html(link.href_span, &page).filter(|_| known && web) {
            finding = finding.fix(Fix::new(LEAD_THERE, Trust::Suggestion, edit).with("page", page));
        }
        if let Some(edit) = found.edit(&link.words, part, &host).filter(|_| approved(&host)) {
            finding = finding.fix(Fix::new(SHOW, Trust::Suggestion, edit));
        }
        found.say(finding);
    }
}

/// The words of `text` that read as an address, each with the domain that it shows.
fn addresses(text: &str) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, '\u{2029}' | '\u{fffc}' | '<' | '>' | '|')) {
        let start = at;
        at += word.len() + text.get(at + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let shorn = word.trim_start_matches(['(', '[', '"', '«', '“', '‘', '\'']);
        let start = start + word.len() - shorn.len();
        let shorn = shorn.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        if let Some(domain) = domain(shorn) {
            found.push((Span::new(start, start + shorn.len()), domain));
        }
    }
    found
}

/// The domain that a word shows, where it reads as an address.
fn domain(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let (bare, sure) = match lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) {
        Some(bare) => (bare, true),
        None => (lower.as_str(), lower.starts_with("www.")),
    };
    let authority = bare.split(['/', '?', '#']).next().unwrap_or_default();
    let (domain, sure) = match authority.rsplit_once('@') {
        Some((mailbox, domain)) if !mailbox.is_empty() => (domain, true),
        Some(_) => return None,
        None => (authority, sure),
    };
    let domain = domain.split(':').next().unwrap_or_default();
    let (name, ending) = domain.rsplit_once('.')?;
    let well_formed = !name.is_empty()
        && domain.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let known = ENDINGS.contains(&ending) && name.chars().any(char::is_alphabetic) && name.len() > 1;
    let ending = ending.len() >= 2 && ending.chars().all(char::is_alphabetic);
    match target(&format!("https://{domain}")) {
        Target::Host(host) if well_formed && ending && (sure || known) => Some(host),
        _ => None,
    }
}

/// Endings by which a bare word is taken for a domain. Others (`Node.js`, `M.Dupont`) need a `www.` or a scheme.
const ENDINGS: &[&str] = &[
    "com",
    "net",
    "org",
    "info",
    "biz",
    "io",
    "co",
    "app",
    "dev",
    "shop",
    "store",
    "online",
    "site",
    "xyz",
    "club",
    "top",
    "me",
    "tv",
    "ai",
    "eu",
    "fr",
    "uk",
    "ca",
    "de",
    "be",
    "ch",
    "lu",
    "it",
    "es",
    "pt",
    "nl",
    "at",
    "ie",
    "pl",
    "cz",
    "se",
    "no",
    "dk",
    "fi",
    "us",
    "au",
    "nz",
    "in",
    "jp",
    "cn",
    "br",
    "mx",
    "quebec",
    "paris",
    "bzh",
    "london",
    "cafe",
    "coffee",
    "pizza",
    "restaurant",
    "bar",
    "email",
    "link",
    "click",
    "live",
    "news",
    "page",
    "gov",
    "edu",
    "example",
    "test",
    "gouv",
];
