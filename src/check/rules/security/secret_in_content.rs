//! `sec-secret-in-content`: nothing is sent that must stay inside.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-secret-in-content",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "CWE-798; RFC 1918; RFC 6762",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: true,
        title: Text { en: "Secret in the message", fr: "Secret dans le message" },
        message: Text { en: "This looks like {what}.", fr: "Ceci ressemble à {what}." },
        why: Text {
            en: "Whoever gets the message can read it, in its source too.",
            fr: "Tous ceux qui reçoivent le message peuvent le lire, même dans son code source.",
        },
        fix: Text {
            en: "Take it out; if it was ever sent, have the key replaced.",
            fr: "Retirez-le ; s’il a déjà été envoyé, faites remplacer la clé.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<!-- [[sk_live_51H8abcdEFGHijklMNOP]] --><p>Hi</p>"),
        Example::html(
            "{}",
            r#"<p>[[-----BEGIN RSA PRIVATE KEY-----]] x</p><a href="https://a.example/?k=[[AKIAIOSFODNN7EXAMPLE]]">x</a>"#,
        ),
        Example::html(
            "{}",
            r#"<a href="https://[[wiki.roma.internal]]/x">x</a> <img alt="" src="http://[[192.168.1.20]]/a.png">"#,
        ),
        Example::html(
            "{}",
            "{% connected_content https://a.example :headers {\"Authorization\":\"Bearer [[ghp_abcdefghijklmnopqrstuvwxyz0123456789]]\"} %}",
        ),
        Example::html("{}", "<p>sk_live_ is how keys begin; task_live_51H8abcdEFGHijklMNOP, version 10.0.0.1</p>"),
        Example::html(
            "{}",
            r#"<a href="https://www.roma.example/local">x</a><img alt="" src="https://maps.googleapis.com/m?key=AIzaSyA1234567890abcdefghijklmnopqrstuv">"#,
        ),
    ]),
};

const KEY: Text = Text { en: "a secret key", fr: "une clé secrète" };
const INSIDE: Text =
    Text { en: "the address of a machine inside a company", fr: "l’adresse d’une machine interne" };

/// How keys of well-known services begin, and how many more letters and digits they have at least.
const KEYS: &[(&str, usize)] = &[
    ("sk_live_", 16),
    ("rk_live_", 16),
    ("sk_test_", 16),
    ("AKIA", 16),
    ("ASIA", 16),
    ("ghp_", 30),
    ("gho_", 30),
    ("ghs_", 30),
    ("github_pat_", 30),
    ("glpat-", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("xoxa-", 20),
    ("shpat_", 30),
    ("sk-ant-", 20),
    ("sk-proj-", 20),
    ("SG.", 40),
    ("AIza", 35),
    ("npm_", 36),
    ("dop_v1_", 40),
];

/// Domains that only exist inside a house.
const INTERNAL: &[&str] = &[".local", ".internal", ".intranet", ".corp", ".lan", ".home.arpa", ".localdomain"];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for span in keys(facts.html) {
        found.say(found.at(span).with("what", KEY));
    }
    for reference in facts.references() {
        let Some(host) = reference.route.host_name().filter(|host| is_internal(host)) else { continue };
        let written = reference.route.host.filter(|span| span.of(reference.url).eq_ignore_ascii_case(host));
        let span = written.map_or(reference.span, |span| reference.part(span));
        found.say(found.at(span).with("what", INSIDE));
    }
}

fn keys(html: &str) -> Vec<Span> {
    let bytes = html.as_bytes();
    let kind = |at: usize| bytes.get(at).and_then(|byte| KINDS.get(usize::from(*byte))).copied();
    let mut list = Vec::new();
    let mut next = 0;
    while let Some(first) = kind(next) {
        // Only where a word begins.
        let at = next;
        next += 1;
        if first & INSIDE_A_WORD != 0 {
            while kind(next).is_some_and(|kind| kind & INSIDE_A_WORD != 0) {
                next += 1;
            }
        }
        if first & BEGINS_A_KEY == 0 {
            continue;
        }
        let rest = html.get(at..).unwrap_or_default();
        if bytes.get(at) == Some(&b'-') {
            let end = private_key(rest);
            list.extend(end.map(|length| Span::new(at, at + length)));
            continue;
        }
        let mut alike = KEYS.iter().filter(|(start, _)| start.as_bytes().get(..2) == bytes.get(at..at + 2));
        let Some((start, least)) = alike.find(|(start, _)| rest.starts_with(start)) else { continue };
        let more =
            rest.bytes().skip(start.len()).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
        let (more, digits) =
            more.take(200).fold((0, 0), |(more, digits), b| (more + 1, digits + usize::from(b.is_ascii_digit())));
        // Keys for maps are public.
        let public = *start == "AIza" && html.get(..at).is_some_and(|before| before.ends_with("key="));
        if more >= *least && digits > 0 && !public {
            list.push(Span::new(at, at + start.len() + more));
        }
    }
    list
}

/// A byte of a word; one with which a key begins.
const INSIDE_A_WORD: u8 = 1;
const BEGINS_A_KEY: u8 = 2;

/// What each byte may be: looked up, because every byte of a message is asked.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        let inside = if c.is_ascii_alphanumeric() || c == b'_' { INSIDE_A_WORD } else { 0 };
        let begins = matches!(c, b's' | b'r' | b'A' | b'g' | b'x' | b'S' | b'n' | b'd' | b'-');
        #[expect(clippy::indexing_slicing, reason = "below the length; `get_mut` is not const")]
        {
            kinds[byte] = inside | if begins { BEGINS_A_KEY } else { 0 };
        }
        byte += 1;
    }
    kinds
};

fn private_key(rest: &str) -> Option<usize> {
    let line = rest.strip_prefix("-----BEGIN ")?;
    let end = line.get(..60.min(line.len())).unwrap_or(line).find("PRIVATE KEY-----")?;
    Some("-----BEGIN ".len() + end + "PRIVATE KEY-----".len())
}

fn is_internal(host: &str) -> bool {
    if let Ok(address) = host.parse::<std::net::Ipv4Addr>() {
        return address.is_private() || address.is_link_local();
    }
    INTERNAL.iter().any(|end| host.ends_with(end))
        || (!host.contains(['.', ':', '[']) && host != "localhost" && !host.is_empty())
}
