//! URLs of links and images: which schemes there are, and to whom they lead.

use url::Url;

/// What a link or an image points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// How.
    pub scheme: Scheme,
    /// To whom: the host in lower-case ASCII (international names as `xn--…`); none for mail and telephone.
    pub host: Option<String>,
    /// The host as a person reads it, where it is an international name.
    pub readable_host: Option<String>,
    /// Whether a user name or a password stands before the host, which fools readers.
    pub has_credentials: bool,
}

/// The schemes that a message may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// `https:`
    Https,
    /// `http:`, which a rule refuses.
    Http,
    /// `mailto:`
    Mailto,
    /// `tel:`
    Tel,
}

/// Why a text is no address for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadAddress {
    /// No scheme: `www.a.example`, `/a`, nothing.
    NoScheme,
    /// Another scheme than the four.
    Scheme(String),
    /// It has a scheme, but it is no URL.
    Malformed,
}

impl Address {
    /// Reads a decoded URL.
    ///
    /// ```
    /// use countersign::html::{Address, BadAddress};
    /// assert_eq!(Address::parse("https://A.example/b").map(|address| address.host), Ok(Some("a.example".into())));
    /// assert_eq!(Address::parse("javascript:alert(1)"), Err(BadAddress::Scheme("javascript".into())));
    /// assert_eq!(Address::parse("www.a.example"), Err(BadAddress::NoScheme));
    /// ```
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let scheme = Self::scheme_of(text)?;
        let bad = |c: char| c <= ' ' || c == '\\' || c == '<' || c == '>' || c == '"' || c == '\u{7f}';
        if text.contains(bad) {
            return Err(BadAddress::Malformed);
        }
        let nobody = Self { scheme, host: None, readable_host: None, has_credentials: false };
        if matches!(scheme, Scheme::Mailto | Scheme::Tel) {
            return Ok(nobody);
        }
        let rest = text.split_once(':').map_or("", |(_, rest)| rest);
        if !rest.starts_with("//") {
            return Err(BadAddress::Malformed);
        }
        let url = Url::parse(text).map_err(|_| BadAddress::Malformed)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(BadAddress::Malformed)?.to_owned();
        let readable_host = host.contains("xn--").then(|| url::quirks::domain_to_unicode(&host));
        let has_credentials = !url.username().is_empty() || url.password().is_some();
        Ok(Self { scheme, host: Some(host), readable_host, has_credentials })
    }

    fn scheme_of(text: &str) -> Result<Scheme, BadAddress> {
        let (scheme, _) = text.split_once(':').ok_or(BadAddress::NoScheme)?;
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        match scheme.to_ascii_lowercase().as_str() {
            "https" => Ok(Scheme::Https),
            "http" => Ok(Scheme::Http),
            "mailto" => Ok(Scheme::Mailto),
            "tel" => Ok(Scheme::Tel),
            other if is_scheme => Err(BadAddress::Scheme(other.to_owned())),
            // `java&#x0;script:` and the like: whatever stands before the colon, it is no address.
            other if !other.contains(['/', '?', '#']) => Err(BadAddress::Scheme(other.to_owned())),
            _ => Err(BadAddress::NoScheme),
        }
    }
}
