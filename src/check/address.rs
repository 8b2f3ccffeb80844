//! Addresses of links and images: their scheme, their host, the domain that somebody registered.
//!
//! Addresses come from HTML, so Liquid may stand in them (as [`MASK`]); of such an address only what stands before the
//! Liquid is known.

use crate::html::MASK;

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
    let cleaned: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
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
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    if authority.contains(MASK) {
        return Target::Unknown;
    }
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(literal) => literal.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    // `url` reads hosts as browsers do (percent signs, capitals, other scripts, odd numbers).
    match url::Host::parse(host) {
        Ok(host) => Target::Host(host.to_string().trim_end_matches('.').to_owned()),
        Err(_) => Target::Host(host.to_lowercase()),
    }
}

/// The domain that somebody registered: `shop.roma.co.uk` → `roma.co.uk`.
///
/// The public suffix list weighs more than all our rules together, so this knows the second-level suffixes of the
/// places where our brands have offices and the hosts where anybody may have a name; under any other, two names with
/// the same last two parts count as one owner's.
pub fn registrable(host: &str) -> &str {
    let host = host.trim_end_matches('.');
    let mut dots: Vec<usize> = host.rmatch_indices('.').map(|(at, _)| at).take(4).collect();
    dots.truncate(4);
    let tail = |dots_in: usize| match dots.get(dots_in) {
        Some(dot) => host.get(dot + 1..).unwrap_or(host),
        None => host,
    };
    if host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return host;
    }
    match () {
        () if SUFFIXES.contains(&tail(2)) => tail(3),
        () if SUFFIXES.contains(&tail(1)) => tail(2),
        () => tail(1),
    }
}

/// Suffixes of more than one part under which different people register names.
const SUFFIXES: &[&str] = &[
    "co.uk",
    "org.uk",
    "me.uk",
    "ltd.uk",
    "plc.uk",
    "net.uk",
    "ac.uk",
    "gov.uk",
    "nhs.uk",
    "sch.uk",
    "police.uk",
    "asso.fr",
    "com.fr",
    "gouv.fr",
    "nom.fr",
    "tm.fr",
    "prd.fr",
    "presse.fr",
    "qc.ca",
    "on.ca",
    "bc.ca",
    "ab.ca",
    "mb.ca",
    "nb.ca",
    "nl.ca",
    "ns.ca",
    "pe.ca",
    "sk.ca",
    "gc.ca",
    "com.au",
    "net.au",
    "org.au",
    "edu.au",
    "gov.au",
    "asn.au",
    "id.au",
    "co.nz",
    "org.nz",
    "net.nz",
    "govt.nz",
    "ac.nz",
    "co.za",
    "org.za",
    "co.jp",
    "or.jp",
    "ne.jp",
    "ac.jp",
    "go.jp",
    "co.kr",
    "or.kr",
    "co.in",
    "net.in",
    "org.in",
    "com.br",
    "net.br",
    "org.br",
    "com.mx",
    "com.ar",
    "com.co",
    "com.pe",
    "com.tr",
    "com.cn",
    "net.cn",
    "org.cn",
    "com.hk",
    "com.tw",
    "com.sg",
    "com.my",
    "com.ph",
    "com.vn",
    "co.th",
    "co.id",
    "co.il",
    "org.il",
    "com.ua",
    "com.pl",
    "net.pl",
    "org.pl",
    "com.pt",
    "com.es",
    "org.es",
    "nom.es",
    "co.at",
    "or.at",
    "com.gr",
    "com.ro",
    "co.hu",
    "co.ma",
    "com.tn",
    "com.sa",
    "com.eg",
    "co.ke",
    "github.io",
    "gitlab.io",
    "netlify.app",
    "vercel.app",
    "web.app",
    "firebaseapp.com",
    "herokuapp.com",
    "blogspot.com",
    "myshopify.com",
    "wordpress.com",
    "wixsite.com",
    "webflow.io",
    "azurewebsites.net",
    "cloudfront.net",
    "pages.dev",
    "workers.dev",
    "r2.dev",
    "s3.amazonaws.com",
    "fly.dev",
    "onrender.com",
];

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
        assert_eq!(registrable("roma.com"), "roma.com");
        assert_eq!(registrable("co.uk"), "co.uk");
        assert_eq!(registrable("192.0.2.1"), "192.0.2.1");
        assert_eq!(registrable(""), "");
    }
}
