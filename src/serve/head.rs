//! The raw head of a request: one reading or none. What two HTTP readers could understand differently is refused
//! before ours sees it.

/// The most fields.
pub const MAX_FIELDS: usize = 64;

/// The most bytes of a head.
pub const MAX_HEAD: usize = 32 * 1024;

/// The methods that anybody here answers.
const METHODS: &[&[u8]] = &[b"GET", b"HEAD", b"POST", b"PUT", b"DELETE", b"OPTIONS"];

/// Fields that we look at: one with `_` for `-` might be taken for it further on.
const OURS: &[&str] = &[
    "authorization",
    "content-digest",
    "content-encoding",
    "content-length",
    "content-type",
    "idempotency-key",
    "signature",
    "signature-input",
    "transfer-encoding",
    "x-forwarded-for",
];

/// Why a head was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// Cannot be read, or could be read in two ways.
    Malformed,
    /// A method that nobody here answers.
    Method,
    /// Not HTTP/1.1.
    Version,
    /// A body without an announced length.
    Length,
    /// A body longer than may be.
    TooLong,
    /// More fields, or a longer head, than may be.
    TooLarge,
}

impl Unsound {
    /// The status and its words.
    pub const fn status(self) -> (u16, &'static str) {
        match self {
            Self::Malformed => (400, "Bad Request"),
            Self::Method => (405, "Method Not Allowed"),
            Self::Version => (505, "HTTP Version Not Supported"),
            Self::Length => (411, "Length Required"),
            Self::TooLong => (413, "Content Too Large"),
            Self::TooLarge => (431, "Request Header Fields Too Large"),
        }
    }
}

/// The length of the body that follows `head`, which ends with an empty line.
pub fn check(head: &[u8], max_body: u64) -> Result<u64, Unsound> {
    let text = head.strip_suffix(b"\r\n\r\n").ok_or(Unsound::Malformed)?;
    let mut lines = split_lines(text);
    request_line(lines.next().unwrap_or_default())?;
    let (mut hosts, mut lengths, mut chunked, mut fields) = (0_usize, Vec::new(), false, 0_usize);
    for line in lines {
        fields = fields.saturating_add(1);
        if fields > MAX_FIELDS {
            return Err(Unsound::TooLarge);
        }
        let (name, value) = field(line)?;
        match name.as_str() {
            "host" => hosts = hosts.saturating_add(1),
            "content-length" => lengths.push(value),
            "transfer-encoding" => chunked = true,
            name if name.contains('_') && OURS.contains(&name.replace('_', "-").as_str()) => {
                return Err(Unsound::Malformed);
            }
            _ => {}
        }
    }
    if hosts != 1 {
        return Err(Unsound::Malformed);
    }
    let length = match (lengths.as_slice(), chunked) {
        ([], false) => 0,
        ([], true) => return Err(Unsound::Length),
        ([length], false) => number(length)?,
        _ => return Err(Unsound::Malformed),
    };
    if length > max_body { Err(Unsound::TooLong) } else { Ok(length) }
}

/// Whether bytes from the middle of a head that is still coming can no longer become a sound one.
pub fn hopeless(middle: &[u8]) -> bool {
    middle.contains(&0)
        || middle.windows(2).any(|pair| match pair {
            [before, b'\n'] => *before != b'\r',
            [b'\r', _] => true,
            _ => false,
        })
}

/// The lines between CRLFs. A line end of another kind stays inside its line, where nothing allows it.
fn split_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        match text.windows(2).position(|pair| pair == b"\r\n") {
            Some(at) => {
                rest = text.get(at.saturating_add(2)..);
                text.get(..at)
            }
            None => rest.take(),
        }
    })
}

fn request_line(line: &[u8]) -> Result<(), Unsound> {
    let mut words = line.split(|byte| *byte == b' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(Unsound::Malformed);
    };
    if !METHODS.contains(&method) {
        return Err(if method.iter().all(u8::is_ascii_uppercase) { Unsound::Method } else { Unsound::Malformed });
    }
    // Origin form only; a fragment would be dropped by the library and so escape the signature.
    let visible = |byte: &u8| byte.is_ascii_graphic() && *byte != b'#';
    if !target.starts_with(b"/") || !target.iter().all(visible) {
        return Err(Unsound::Malformed);
    }
    match version {
        b"HTTP/1.1" => Ok(()),
        version if version.starts_with(b"HTTP/") => Err(Unsound::Version),
        _ => Err(Unsound::Malformed),
    }
}

/// Name in lower case and value without surrounding white space.
fn field(line: &[u8]) -> Result<(String, &[u8]), Unsound> {
    let at = line.iter().position(|byte| *byte == b':').ok_or(Unsound::Malformed)?;
    let (name, rest) = line.split_at_checked(at).ok_or(Unsound::Malformed)?;
    let token = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    if name.is_empty() || !name.iter().all(token) {
        return Err(Unsound::Malformed);
    }
    let value = rest.strip_prefix(b":").unwrap_or(rest);
    if value.iter().any(|byte| (*byte < 0x20 && *byte != b'\t') || *byte == 0x7f) {
        return Err(Unsound::Malformed);
    }
    Ok((String::from_utf8_lossy(name).to_ascii_lowercase(), value.trim_ascii()))
}

fn number(text: &[u8]) -> Result<u64, Unsound> {
    if text.is_empty() || text.len() > 15 || !text.iter().all(u8::is_ascii_digit) {
        return Err(Unsound::Malformed);
    }
    std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).ok_or(Unsound::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(head: &str) -> Result<u64, Unsound> {
        check(head.as_bytes(), 1000)
    }

    #[test]
    fn one_reading_or_none() {
        assert_eq!(read("GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n"), Ok(0));
        assert_eq!(read("POST /a HTTP/1.1\r\nhost:a\r\ncontent-length: 7\r\n\r\n"), Ok(7));
        for (head, unsound) in [
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", Unsound::Malformed),
            ("GET / HTTP/1.1\r\n\r\n", Unsound::Malformed),
            ("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", Unsound::Malformed),
            ("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", Unsound::Malformed),
            ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", Unsound::Method),
            ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", Unsound::Method),
            ("get / HTTP/1.1\r\nHost: a\r\n\r\n", Unsound::Malformed),
            ("GET / HTTP/1.0\r\n\r\n", Unsound::Version),
            ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", Unsound::Malformed),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
                Unsound::Malformed,
            ),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", Unsound::Length),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", Unsound::Malformed),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n", Unsound::Malformed),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n", Unsound::Malformed),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n", Unsound::TooLong),
            ("GET / HTTP/1.1\r\nHost: a\r\n X: folded\r\n\r\n", Unsound::Malformed),
            ("GET / HTTP/1.1\r\nHost: a\r\nX\0: b\r\n\r\n", Unsound::Malformed),
            ("GET / HTTP/1.1\r\nHost: a\r\nContent_Length: 5\r\n\r\n", Unsound::Malformed),
            ("GET / HTTP/1.1\nHost: a\n\n\r\n\r\n", Unsound::Malformed),
        ] {
            assert_eq!(read(head), Err(unsound), "{head:?}");
        }
    }

    #[test]
    fn hope_ends_at_a_bare_line_end() {
        assert!(!hopeless(b"GET / HTTP/1.1\r\nHo"));
        assert!(!hopeless(b"GET / HTTP/1.1\r"));
        assert!(hopeless(b"GET / HTTP/1.1\nHo"));
        assert!(hopeless(b"GET / HTTP/1.1\rHo"));
    }
}
