//! Author text, made harmless for the very place where it stands.

use super::normalise::is_dropped;
use crate::text::Span;

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Between tags.
    Text,
    /// In the value of an attribute, within quotes.
    Attribute,
    /// In an attribute that holds a URL, within quotes: as the whole URL or as a part of it.
    Url,
    /// An address that stands alone, in no HTML: as the whole address or as a part of it.
    Address,
    /// In the path or the query of an address: as a part between its signs, never more.
    Component,
    /// Within a string of JSON.
    Json,
    /// In a value of a style, within a style attribute: colours, sizes, words. Everything else is left out.
    Style,
    /// In the text part: lines stay.
    PlainText,
    /// In a subject, a preheader, a sender's name: one line, and never an encoded word.
    Line,
}

/// A stretch of output and where it was written. Of equal length, they agree byte for byte; otherwise only as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// In the output.
    pub out: Span,
    /// In what was written.
    pub from: Span,
}

/// `text` for `context`: it opens no tag, no attribute, no style, no Liquid and no header line.
///
/// ```
/// use countersign::html::{Context, escape};
/// assert_eq!(escape("5 < 6 & {{x}}", Context::Text), "5 &lt; 6 &amp; &#123;&#123;x&#125;&#125;");
/// assert_eq!(escape("a{b", Context::Line), "a{{ '{' }}b");
/// assert_eq!(escape("https://a.example/ä b?c=1&d={e}", Context::Url), "https://a.example/%C3%A4%20b?c=1&amp;d=%7Be%7D");
/// ```
pub fn escape(text: &str, context: Context) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape_into(text, context, &mut out, |_| {});
    out
}

/// As [`escape`], written to the end of `out`; `trace` is told of every stretch, from left to right.
pub fn escape_into(text: &str, context: Context, out: &mut String, mut trace: impl FnMut(Trace)) {
    let mut plain = 0;
    let mut buffer = String::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let rest = text.get(end..).unwrap_or_default();
        buffer.clear();
        // A segment of dots leads elsewhere, encoded or not.
        let leads = context == Context::Component && c == '.' && text.get(..at).is_some_and(only_dots);
        let kept = if leads { Some("") } else { replacement(c, rest, context, &mut buffer) };
        let Some(kept) = kept else { continue };
        push(text, Span::new(plain, at), out, &mut trace);
        let start = out.len();
        out.push_str(kept);
        if out.len() > start {
            trace(Trace { out: Span::new(start, out.len()), from: Span::new(at, end) });
        }
        plain = end;
    }
    push(text, Span::new(plain, text.len()), out, &mut trace);
}

fn push(text: &str, from: Span, out: &mut String, trace: &mut impl FnMut(Trace)) {
    if !from.is_empty() {
        let start = out.len();
        out.push_str(from.of(text));
        trace(Trace { out: Span::new(start, out.len()), from });
    }
}

/// Whether a text has nothing but dots, what is dropped aside.
fn only_dots(text: &str) -> bool {
    text.chars().all(|c| c == '.' || is_dropped(c))
}

/// What stands for a character; `None` where it stays as it is.
fn replacement<'b>(c: char, rest: &str, context: Context, buffer: &'b mut String) -> Option<&'b str> {
    if is_dropped(c) {
        return Some(if context == Context::Line && matches!(c, '\u{85}' | '\u{b}' | '\u{c}') { " " } else { "" });
    }
    match context {
        Context::Text | Context::Attribute => match c {
            '&' => Some("&amp;"),
            '<' => Some("&lt;"),
            '>' => Some("&gt;"),
            '"' if context == Context::Attribute => Some("&quot;"),
            '\'' if context == Context::Attribute => Some("&#39;"),
            '{' => Some("&#123;"),
            '}' => Some("&#125;"),
            _ => None,
        },
        Context::Url => match c {
            '&' => Some("&amp;"),
            '\'' => Some("&#39;"),
            _ if is_url_safe(c) => None,
            _ => {
                percent(c, buffer);
                Some(buffer)
            }
        },
        Context::Address => match c {
            _ if c == '&' || c == '\'' || is_url_safe(c) => None,
            _ => {
                percent(c, buffer);
                Some(buffer)
            }
        },
        Context::Component => match c {
            _ if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~') => None,
            _ => {
                percent(c, buffer);
                Some(buffer)
            }
        },
        Context::Json => match c {
            '"' => Some("\\\""),
            '\\' => Some("\\\\"),
            '\n' => Some("\\n"),
            '\r' => Some("\\r"),
            '\t' => Some("\\t"),
            '\u{2028}' => Some("\\u2028"),
            '\u{2029}' => Some("\\u2029"),
            '{' => Some(BRACE),
            _ => None,
        },
        Context::Style => match c {
            _ if c.is_ascii_alphanumeric() || matches!(c, ' ' | '#' | '.' | ',' | '%' | '-' | '+') => None,
            _ => Some(""),
        },
        Context::PlainText => match c {
            '{' => Some(BRACE),
            _ => None,
        },
        Context::Line => match c {
            '{' => Some(BRACE),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(" "),
            '=' if opens_encoded_word(rest) => Some("= "),
            _ => None,
        },
    }
}

/// A brace as Liquid prints it: in plain text nothing else keeps it from opening Liquid.
const BRACE: &str = "{{ '{' }}";

/// `=?charset?q?` and `=?charset?b?` begin an encoded word of a mail header.
fn opens_encoded_word(after_equals: &str) -> bool {
    // What is dropped does not keep it from being one.
    let after_equals = after_equals.trim_start_matches(is_dropped);
    let Some((charset, rest)) = after_equals.strip_prefix('?').and_then(|rest| rest.split_once('?')) else {
        return false;
    };
    let is_charset = charset.len() <= 64 && !charset.is_empty() && !charset.contains(char::is_whitespace);
    is_charset && rest.trim_start_matches(is_dropped).starts_with(['q', 'Q', 'b', 'B'])
}

/// Characters that a URL holds as they are: unreserved, reserved, and `%` (what is encoded already stays).
pub(crate) const fn is_url_safe(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '-' | '_'
                | '.'
                | '~'
                | '!'
                | '*'
                | '('
                | ')'
                | '%'
                | '#'
                | '@'
                | '?'
                | '='
                | ';'
                | ':'
                | '/'
                | ','
                | '+'
                | '$'
                | '['
                | ']'
        )
}

/// A character as `%XX`.
pub(crate) fn percent(c: char, out: &mut String) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let mut bytes = [0; 4];
    for byte in c.encode_utf8(&mut bytes).bytes() {
        out.push('%');
        out.extend(HEX.get(usize::from(byte >> 4)));
        out.extend(HEX.get(usize::from(byte & 15)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_no_encoded_word() {
        assert_eq!(escape("a\r\nBcc: b\u{2028}c\0d", Context::Line), "a  Bcc: b cd");
        assert_eq!(escape("=?utf-8?q?x?= 2+2=?", Context::Line), "= ?utf-8?q?x?= 2+2=?");
        assert_eq!(escape("=\u{202e}?utf-8?B?x", Context::Line), "=?utf-8?B?x".replace('=', "= "));
    }

    #[test]
    fn an_address_alone_is_no_html() {
        assert_eq!(
            escape("https://a.example/é b?c=1&d={e}", Context::Address),
            "https://a.example/%C3%A9%20b?c=1&d=%7Be%7D"
        );
    }

    #[test]
    fn in_json_a_string_stays_one_string() {
        for text in
            ["a\"b\\", "\", \"admin\": true, \"x\": \"", "\n\r\t\u{2028}\u{0}\u{1f}", "é 🔥 </script>", "\\u0022"]
        {
            let json = format!("\"{}\"", escape(text, Context::Json));
            let read: String = serde_json::from_str(&json).unwrap();
            let meant: String = text.chars().filter(|c| !is_dropped(*c)).collect();
            assert_eq!(read, meant, "{json}");
        }
        assert_eq!(escape("{{x}}", Context::Json), "{{ '{' }}{{ '{' }}x}}");
    }

    #[test]
    fn a_part_of_an_address_is_no_more() {
        assert_eq!(escape("a/b?c=1&d#e", Context::Component), "a%2Fb%3Fc%3D1%26d%23e");
        assert_eq!(escape("../x", Context::Component), "%2Fx");
        assert_eq!(escape("\u{202e}..", Context::Component), "");
        assert_eq!(escape("menu.pdf", Context::Component), "menu.pdf");
        assert_eq!(escape("@evil.example:80", Context::Component), "%40evil.example%3A80");
        assert_eq!(escape("{{x}}", Context::Component), "%7B%7Bx%7D%7D");
    }

    #[test]
    fn styles_hold_colours_and_sizes_only() {
        assert_eq!(escape("#fff; x:url(javascript:1)", Context::Style), "#fff xurljavascript1");
    }

    #[test]
    fn every_stretch_is_traced() {
        let source = "a & \u{202e}{b}";
        let mut out = String::new();
        let mut traces = Vec::new();
        escape_into(source, Context::Text, &mut out, |trace| traces.push(trace));
        assert_eq!(out, "a &amp; &#123;b&#125;");
        let pairs: Vec<_> = traces.iter().map(|trace| (trace.out.of(&out), trace.from.of(source))).collect();
        assert_eq!(pairs, [("a ", "a "), ("&amp;", "&"), (" ", " "), ("&#123;", "{"), ("b", "b"), ("&#125;", "}")]);
    }
}
