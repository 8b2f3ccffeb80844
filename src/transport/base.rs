//! The signature base of RFC 9421 and the content digest of RFC 9530.
//!
//! In: a message and the covered components; out: the bytes over which a signature is made. The profile of this
//! product ([`super::sign`]) covers a fixed list; the builder knows the whole of what that list is made of.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// An HTTP message as far as signatures look at it.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The method, of a request.
    pub method: &'a str,
    /// The raw request target, of a request: path and query as sent.
    pub target: &'a str,
    /// The authority, of a request.
    pub authority: &'a str,
    /// The status, of a response.
    pub status: Option<u16>,
    /// The fields in order, names in any case.
    pub headers: &'a [(&'a str, &'a str)],
}

/// Why no signature base can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BaseError {
    /// A covered field is not in the message.
    #[error("the message has no {0}")]
    Missing(String),
    /// A component that this builder does not know.
    #[error("unknown component {0}")]
    Unknown(String),
    /// The same component twice.
    #[error("component {0} is covered twice")]
    Twice(String),
    /// The list of covered components does not parse.
    #[error("the list of covered components does not parse")]
    Malformed,
}

impl<'a> Message<'a> {
    /// The raw path: everything before the first `?`.
    pub fn path(&self) -> &'a str {
        self.target.split_once('?').map_or(self.target, |(path, _)| path)
    }

    /// The raw query with its `?`; `?` alone when there is none.
    pub fn query(&self) -> String {
        format!("?{}", self.target.split_once('?').map_or("", |(_, query)| query))
    }

    /// The values of a field, in order, each without surrounding white space.
    pub fn field(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let headers = self.headers;
        let name = name.to_owned();
        headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(&name)).map(|(_, value)| value.trim())
    }

    /// The value of one component, given by its identifier as it stands in the list: `"@path"`, `"date"`,
    /// `"@query-param";name="pet"`.
    fn component(&self, identifier: &str) -> Result<String, BaseError> {
        let unknown = || BaseError::Unknown(identifier.to_owned());
        let (name, parameters) =
            identifier.strip_prefix('"').and_then(|rest| rest.split_once('"')).ok_or_else(unknown)?;
        match (name, parameters) {
            ("@method", "") => Ok(self.method.to_owned()),
            ("@authority", "") => Ok(self.authority.to_owned()),
            ("@path", "") => Ok(self.path().to_owned()),
            ("@query", "") => Ok(self.query()),
            ("@status", "") => self.status.map(|status| status.to_string()).ok_or_else(unknown),
            ("@query-param", parameters) => {
                let wanted =
                    parameters.strip_prefix(";name=\"").and_then(|rest| rest.strip_suffix('"')).ok_or_else(unknown)?;
                self.query_parameter(wanted).ok_or_else(|| BaseError::Missing(identifier.to_owned()))
            }
            (name, "") if !name.starts_with('@') && !name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                let values: Vec<&str> = self.field(name).collect();
                if values.is_empty() { Err(BaseError::Missing(name.to_owned())) } else { Ok(values.join(", ")) }
            }
            _ => Err(unknown()),
        }
    }

    /// The value of the one query parameter of this name, as it is sent.
    fn query_parameter(&self, wanted: &str) -> Option<String> {
        let (_, query) = self.target.split_once('?')?;
        let mut values = query.split('&').filter_map(|pair| pair.split_once('=')).filter(|(name, _)| *name == wanted);
        let (_, value) = values.next()?;
        values.next().is_none().then(|| value.to_owned())
    }
}

/// The signature base of `message` under `parameters`: the value of a `Signature-Input` member, from its `(` on.
///
/// ```
/// use countersign::transport::{Message, signature_base};
/// let message = Message { method: "GET", target: "/v1/me", authority: "a.example", status: None, headers: &[] };
/// let base = signature_base(&message, r#"("@method" "@query");created=1"#).unwrap();
/// assert_eq!(base, "\"@method\": GET\n\"@query\": ?\n\"@signature-params\": (\"@method\" \"@query\");created=1");
/// ```
pub fn signature_base(message: &Message<'_>, parameters: &str) -> Result<String, BaseError> {
    let mut base = String::new();
    let mut seen: Vec<&str> = Vec::new();
    for identifier in components(parameters)? {
        if seen.contains(&identifier) {
            return Err(BaseError::Twice(identifier.to_owned()));
        }
        seen.push(identifier);
        base.push_str(identifier);
        base.push_str(": ");
        base.push_str(&message.component(identifier)?);
        base.push('\n');
    }
    base.push_str("\"@signature-params\": ");
    base.push_str(parameters);
    Ok(base)
}

/// The identifiers between the brackets.
fn components(parameters: &str) -> Result<Vec<&str>, BaseError> {
    let (list, _) = parameters.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or(BaseError::Malformed)?;
    if list.is_empty() {
        return Ok(Vec::new());
    }
    list.split(' ').map(|part| if part.starts_with('"') { Ok(part) } else { Err(BaseError::Malformed) }).collect()
}

/// The `Content-Digest` of a body: `sha-256=:…:`.
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}
