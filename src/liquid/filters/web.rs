//! HTML and URLs.

use super::bounded::Bounded;
use super::{Call, Family, Filter, FilterError, Support, shows, with};
use crate::liquid::value::Value;
use crate::locale::Text;

pub(super) const FILTERS: &[Filter] = &[
    filter(
        "escape",
        Support::Braze,
        Text { en: "Escapes for HTML.", fr: "Échappe pour le HTML." },
        escape,
        &[shows("{{ '<b> & \"x\"' | escape }}", "&lt;b&gt; &amp; &quot;x&quot;")],
    ),
    filter(
        "h",
        Support::Liquid,
        Text { en: "Short for `escape`.", fr: "Abrégé de `escape`." },
        escape,
        &[shows("{{ '<b>' | h }}", "&lt;b&gt;")],
    ),
    filter(
        "escape_once",
        Support::Liquid,
        Text {
            en: "Escapes for HTML, but not what is escaped already.",
            fr: "Échappe pour le HTML, sauf ce qui l’est déjà.",
        },
        escape_once,
        &[shows("{{ '&lt;b> & c' | escape_once }}", "&lt;b&gt; &amp; c")],
    ),
    filter(
        "newline_to_br",
        Support::Braze,
        Text { en: "Puts `<br />` before every line break.", fr: "Met `<br />` devant chaque retour à la ligne." },
        newline_to_br,
        &[with("{{ text | newline_to_br }}", r#"{"text": "a\nb"}"#, "a<br />\nb")],
    ),
    filter(
        "strip_html",
        Support::Braze,
        Text {
            en: "Takes tags, comments, scripts and styles out.",
            fr: "Retire balises, commentaires, scripts et styles.",
        },
        |call| Ok(Value::from(strip_html(&call.input.to_text()))),
        &[shows("{{ '<p>Hello <b>you</b></p>' | strip_html }}", "Hello you")],
    ),
    filter(
        "url_encode",
        Support::Braze,
        Text {
            en: "Escapes for a form: a space becomes `+`.",
            fr: "Échappe pour un formulaire : une espace devient `+`.",
        },
        |call| encode(call, Some("+"), "-_.~"),
        &[shows("{{ 'a b&c' | url_encode }}", "a+b%26c")],
    ),
    filter(
        "url_decode",
        Support::Liquid,
        Text { en: "Undoes `url_encode`.", fr: "Défait `url_encode`." },
        url_decode,
        &[shows("{{ 'a+b%26c' | url_decode }}", "a b&c")],
    ),
    filter(
        "url_escape",
        Support::Braze,
        Text {
            en: "Escapes what may not stand in a URL; `&`, `/`, `?` … stay.",
            fr: "Échappe ce qui est interdit dans une URL ; `&`, `/`, `?`… restent.",
        },
        |call| encode(call, None, "-_.!~*'();/?:@&=+$,[]"),
        &[shows("{{ 'hey<>hi' | url_escape }}", "hey%3C%3Ehi")],
    ),
    filter(
        "url_param_escape",
        Support::Braze,
        Text {
            en: "Escapes for a parameter of a URL: `&` too.", fr: "Échappe pour un paramètre d’URL : `&` aussi."
        },
        |call| encode(call, None, "-_.~"),
        &[shows("{{ 'hey<&>hi' | url_param_escape }}", "hey%3C%26%3Ehi")],
    ),
];

const fn filter(
    name: &'static str,
    support: Support,
    doc: Text,
    run: fn(&Call<'_>) -> Result<Value, FilterError>,
    examples: &'static [super::Example],
) -> Filter {
    Filter {
        name,
        family: Family::Web,
        support,
        doc: super::told(doc),
        takes: &[],
        named: &[],
        run,
        examples: super::shown(examples),
    }
}

const fn entity(letter: char) -> Option<&'static str> {
    Some(match letter {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// The text of `input` with what `keep` does not keep escaped.
fn escaped(input: &Value, text: &str, keep: impl Fn(usize) -> bool) -> Result<Value, FilterError> {
    if matches!(input, Value::Str(_)) && !text.contains(['&', '<', '>', '"', '\'']) {
        return Ok(input.clone());
    }
    let mut out = Bounded::default();
    let mut done = 0;
    for (at, letter) in text.char_indices() {
        if let Some(entity) = entity(letter).filter(|_| !keep(at)) {
            out.push(text.get(done..at).unwrap_or_default())?;
            out.push(entity)?;
            done = at + 1;
        }
    }
    out.push(text.get(done..).unwrap_or_default())?;
    Ok(out.done())
}

fn escape(call: &Call<'_>) -> Result<Value, FilterError> {
    if call.input.is_nil() { Ok(Value::Nil) } else { escaped(call.input, &call.input.to_text(), |_| false) }
}

fn escape_once(call: &Call<'_>) -> Result<Value, FilterError> {
    let text = call.input.to_text();
    escaped(call.input, &text, |at| is_reference(text.get(at..).unwrap_or_default()))
}

/// Whether `text` begins with a character reference: `&lt;`, `&#39;`.
fn is_reference(text: &str) -> bool {
    let Some(body) = text.strip_prefix('&') else { return false };
    let (body, digits) = body.strip_prefix('#').map_or((body, false), |body| (body, true));
    let fits = |byte: &u8| if digits { byte.is_ascii_digit() } else { byte.is_ascii_alphabetic() };
    // The longest name of a character reference has 31 letters.
    let length = body.bytes().take(33).take_while(fits).count();
    (1..33).contains(&length) && body.as_bytes().get(length) == Some(&b';')
}

fn newline_to_br(call: &Call<'_>) -> Result<Value, FilterError> {
    let text = call.input.to_text();
    let mut out = Bounded::default();
    let mut lines = text.split('\n');
    out.push(lines.next().unwrap_or_default())?;
    for line in lines {
        out.drop_return();
        out.push("<br />\n")?;
        out.push(line)?;
    }
    Ok(out.done())
}

/// Scripts, comments and styles go with what is in them, then tags.
fn strip_html(text: &str) -> String {
    const BLOCKS: [(&str, &str); 3] = [("<script", "</script>"), ("<!--", "-->"), ("<style", "</style>")];
    // Once a block has no end, none after it has one: so each end is searched for in vain only once.
    let mut ended = [true; 3];
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    'text: while let Some((before, _)) = rest.split_once('<') {
        let tail = rest.get(before.len()..).unwrap_or_default();
        kept.push_str(before);
        for ((open, close), ended) in BLOCKS.iter().zip(&mut ended) {
            if *ended && tail.starts_with(open) {
                match tail.get(open.len()..).and_then(|inside| inside.split_once(close)) {
                    Some((_, after)) => {
                        rest = after;
                        continue 'text;
                    }
                    None => *ended = false,
                }
            }
        }
        kept.push('<');
        rest = tail.get(1..).unwrap_or_default();
    }
    kept.push_str(rest);
    let mut out = String::with_capacity(kept.len());
    let mut rest = kept.as_str();
    while let Some((before, tail)) = rest.split_once('<') {
        let Some((_, after)) = tail.split_once('>') else { break };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn encode(call: &Call<'_>, space: Option<&str>, kept: &str) -> Result<Value, FilterError> {
    if call.input.is_nil() {
        return Ok(Value::Nil);
    }
    let text = call.input.to_text();
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for byte in text.bytes() {
        match (byte, space) {
            (b' ', Some(space)) => out.push_str(space),
            (byte, _) if byte.is_ascii_alphanumeric() || kept.as_bytes().contains(&byte) => out.push(char::from(byte)),
            (byte, _) => {
                let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0').to_ascii_uppercase();
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    if out.len() > crate::liquid::limits::VALUE { Err(FilterError::TooLarge) } else { Ok(Value::from(out)) }
}

fn url_decode(call: &Call<'_>) -> Result<Value, FilterError> {
    if call.input.is_nil() {
        return Ok(Value::Nil);
    }
    let text = call.input.to_text();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => match digit(high).zip(digit(low)) {
                Some((high, low)) => {
                    bytes.push(high * 16 + low);
                    rest = after;
                }
                None => bytes.push(b'%'),
            },
            (b'+', _) => bytes.push(b' '),
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).map(Value::from).map_err(|_| FilterError::Invalid("invalid byte sequence in UTF-8"))
}
