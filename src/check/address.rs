//! Addresses of links and images: their scheme, their host, the domain that somebody registered.
//!
//! Addresses come from HTML, so Liquid may stand in them (as [`MASK`]); of such an address only what stands before the
//! Liquid is known.

use super::book::Rulebook;
use crate::html::MASK;
use std::borrow::Cow;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a host, in lower case.
    Host(String),
    /// To a mailbox at this domain.
    Mailbox(String),
    /// The thing itself is in the address (`data:`), or in the message (`cid:`).
    Inline(String),
    /// Within the page, or relative to it.
    Here,
    /// Elsewhere: a telephone, an app.
    Elsewhere,
    /// Liquid decides.
    Unknown,
}

/// Where an address leads, read as a browser would.
pub fn target(address: &str) -> Target {
    // Browsers drop tabs and line ends anywhere, and controls around.
    let cleaned = match address.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        true => Cow::Owned(address.replace(['\t', '\n', '\r'], "")),
        false => Cow::Borrowed(address),
    };
    let text = cleaned.trim_matches(|c: char| c <= ' ');
    let before_liquid = text.split(MASK).next().unwrap_or_default();
    let is_scheme = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    let (scheme, rest) = match text.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => (scheme.to_ascii_lowercase(), rest),
        _ => (String::new(), text),
    };
    match scheme.as_str() {
        _ if before_liquid.is_empty() && !text.is_empty() => Target::Unknown,
        "http" | "https" => host(rest.trim_start_matches(['/', '\\'])),
        "" if rest.starts_with("//") || rest.starts_with("\\\\") => host(rest.trim_start_matches(['/', '\\'])),
        "mailto" => match rest.split('?').next().unwrap_or_default().rsplit_once('@') {
            Some((_, domain)) if !domain.contains(MASK) => Target::Mailbox(domain.trim().to_lowercase()),
            _ => Target::Unknown,
        },
        "data" | "cid" | "blob" | "file" => Target::Inline(format!("{scheme}:")),
        "" => Target::Here,
        _ => Target::Elsewhere,
    }
}

fn host(rest: &str) -> Target {
    let ends = |byte| matches!(byte, b'/' | b'\\' | b'?' | b'#');
    let authority = rest.bytes().position(ends).and_then(|end| rest.get(..end)).unwrap_or(rest);
    if authority.contains(MASK) {
        return Target::Unknown;
    }
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(literal) => literal.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    if is_plain(host) {
        return Target::Host(host.to_owned());
    }
    // `url` reads hosts as browsers do (percent signs, capitals, other scripts, odd numbers).
    match url::Host::parse(host) {
        Ok(host) => Target::Host(host.to_string().trim_end_matches('.').to_owned()),
        Err(_) => Target::Host(host.to_lowercase()),
    }
}

/// Whether a host is written as it is read: small letters, digits and hyphens; no number, no name in another script.
fn is_plain(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    last.starts_with(|c: char| c.is_ascii_lowercase())
        && host.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'))
        && !(host.contains('-') && host.contains("xn--"))
}

/// The domain that somebody registered: `shop.roma.co.uk` → `roma.co.uk`.
///
/// The public suffix list weighs 167 kB in the browser (the `psl` crate, brotli), more than all our rules together. So
/// this knows how countries name their second level (`co.uk`, `com.au`) and the hosts where anybody may have a name;
/// under any other, two names with the same last two parts count as one owner's.
pub fn registrable(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    let mut dots = [None; 4];
    let found = host.bytes().enumerate().rev().filter(|(_, byte)| *byte == b'.').map(|(at, _)| at);
    dots.iter_mut().zip(found).for_each(|(dot, at)| *dot = Some(at));
    let tail = |dots_in: usize| match dots.get(dots_in).copied().flatten() {
        Some(dot) => host.get(dot + 1..).unwrap_or(host),
        None => host,
    };
    if host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return host;
    }
    match () {
        () if is_suffix(tail(2)) => tail(3),
        () if is_suffix(tail(1)) || is_second_level(tail(1)) => tail(2),
        () => tail(1),
    }
}

/// Whether a suffix is a country's second level, named as nearly all countries name theirs.
fn is_second_level(suffix: &str) -> bool {
    suffix.split_once('.').is_some_and(|(second, country)| country.len() == 2 && SECOND_LEVELS.contains(&second))
}

/// The domains that a brand and a group call their own.
pub fn owned(book: &Rulebook) -> Vec<String> {
    let hosts = book.policy.links.hosts.iter().map(|host| registrable(host.trim_start_matches("*.")).to_lowercase());
    let website = book.office.as_ref().and_then(|office| office.profile.website.as_deref());
    let website = website.and_then(|page| match target(page) {
        Target::Host(host) => Some(registrable(&host).to_owned()),
        _ => None,
    });
    let mut owned: Vec<String> = hosts.chain(website).collect();
    owned.dedup();
    owned
}

/// What countries call the level under which names are registered.
const SECOND_LEVELS: &[&str] = &[
    "ac", "asso", "co", "com", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "govt", "ind", "info", "mil", "ne",
    "net", "nom", "or", "org", "res", "sch",
];

/// Whether a suffix is another one under which different people register names or have a place.
fn is_suffix(suffix: &str) -> bool {
    matches!(
        suffix,
        "me.uk"
            | "ltd.uk"
            | "plc.uk"
            | "nhs.uk"
            | "police.uk"
            | "tm.fr"
            | "prd.fr"
            | "presse.fr"
            | "qc.ca"
            | "on.ca"
            | "bc.ca"
            | "ab.ca"
            | "mb.ca"
            | "nb.ca"
            | "nl.ca"
            | "ns.ca"
            | "nt.ca"
            | "nu.ca"
            | "pe.ca"
            | "sk.ca"
            | "yk.ca"
            | "gc.ca"
            | "asn.au"
            | "id.au"
            | "geek.nz"
            | "iwi.nz"
            | "maori.nz"
            | "school.nz"
            | "ne.jp"
            | "lg.jp"
            | "us.com"
            | "uk.com"
            | "eu.com"
            | "de.com"
            | "com.de"
            | "github.io"
            | "gitlab.io"
            | "netlify.app"
            | "vercel.app"
            | "web.app"
            | "firebaseapp.com"
            | "herokuapp.com"
            | "blogspot.com"
            | "myshopify.com"
            | "wordpress.com"
            | "wixsite.com"
            | "webflow.io"
            | "azurewebsites.net"
            | "cloudfront.net"
            | "pages.dev"
            | "workers.dev"
            | "r2.dev"
            | "s3.amazonaws.com"
            | "fly.dev"
            | "onrender.com"
            | "surge.sh"
            | "weebly.com"
            | "square.site"
            | "godaddysites.com"
            | "ngrok.io"
            | "ngrok-free.app"
            | "trycloudflare.com"
            | "azureedge.net"
            | "web.core.windows.net"
            | "appspot.com"
            | "run.app"
            | "glitch.me"
            | "repl.co"
            | "framer.website"
            | "carrd.co"
            | "my.canva.site"
            | "b-cdn.net"
            | "fastly.net"
            | "akamaized.net"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_a_browser_reads_it() {
        let host = |address: &str| match target(address) {
            Target::Host(host) => host,
            other => format!("{other:?}"),
        };
        assert_eq!(host(" HTTPS://Shop.Roma.example:8443/a?b#c "), "shop.roma.example");
        assert_eq!(host("https:\\\\evil.example\\@roma.example"), "evil.example");
        assert_eq!(host("//user:pass@cdn.roma.example"), "cdn.roma.example");
        assert_eq!(host("https://roma.example\u{fffc}/x"), "Unknown");
        assert_eq!(host("https://roma.example/\u{fffc}"), "roma.example");
        assert_eq!(host("\u{fffc}"), "Unknown");
        assert_eq!(host("mailto:a@roma.example?subject=x"), "Mailbox(\"roma.example\")");
        assert_eq!(host("ht\ntps://roma.example"), "roma.example");
        assert_eq!(host("#top"), "Here");
        assert_eq!(host(""), "Here");
    }

    #[test]
    fn the_registrable_domain_keeps_owners_apart() {
        assert_eq!(registrable("www.shop.roma.co.uk"), "roma.co.uk");
        assert_eq!(registrable("a.b.roma.com"), "roma.com");
        assert_eq!(registrable("one.github.io"), "one.github.io");
        assert_eq!(registrable("x.bucket.s3.amazonaws.com"), "bucket.s3.amazonaws.com");
        assert_eq!(registrable("a.roma.com.ng"), "roma.com.ng");
        assert_eq!(registrable("t.co"), "t.co");
        assert_eq!(registrable("roma.com"), "roma.com");
        assert_eq!(registrable("co.uk"), "co.uk");
        assert_eq!(registrable("192.0.2.1"), "192.0.2.1");
        assert_eq!(registrable(""), "");
    }
}
