//! `sec-parser-differential`: every program reads the same tags.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::Tag;
use crate::check::rule::*;
use crate::html::{Attribute, NodeKind};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-parser-differential",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "HTML Standard, 13.2.2 (parse errors); DOMPurify’s published mutation cases",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Markup read in two ways", fr: "Balises lues de deux façons" },
        message: Text {
            en: "Programs disagree about what this is: {what}.",
            fr: "Les logiciels ne s’accordent pas sur ceci : {what}.",
        },
        why: Text {
            en: "What one program takes for text is a tag for the next; filters treat it as an attack.",
            fr: "Ce que l’un prend pour du texte est une balise pour l’autre ; les filtres y voient une attaque.",
        },
        fix: Text { en: "Write this part anew, plainly.", fr: "Réécrivez ce passage, simplement." },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<p title="[[</style><img src=x>]]">x</p>"#),
        Example::html("{}", r#"<p><b [[<script]]>x</b> [[<scr<script>]]x</p>"#),
        Example::html("{}", r#"<p>[[<!-- </textarea><img src=x> -->]] x [[<!-- y --!>]]</p>"#),
        Example::html("{}", r#"[[<meta charset="utf-7">]]<p>Hi</p>"#),
        Example::html("{}", "[[<scr{{x}}ipt>]]x<p{% if a %} class='b'{% endif %}>x</p>"),
        Example::html(
            "{}",
            r#"<style>[[<s]]tyle/><img src=x onerror=y></style><img alt="[[`><img src=x onerror=y>]]" src="a.png">"#,
        ),
        Example::html("{}", r#"<x [[']]="foo"><x foo='><img src=y>'>"#),
        Example::html(
            "{}",
            r#"<meta charset="iso-8859-1"><!-- <style>p{}</style> <b>x</b> --><p title="a < b, &lt;b>">x</p>"#,
        ),
        Example::html(
            "{}",
            "<!--[if mso]><style>p{}</style></td></tr><![endif]--><!--[if !mso]><!--><p>x</p><!--<![endif]-->",
        ),
        Example::html("{}", r#"<td style="color:red""><a href="https://a.example/?a<b">x</a></td>"#),
    ]),
};

const BREAKS_OUT: Text = Text { en: "a closing tag is hidden in it", fr: "une balise de fin y est cachée" };
const ODD_TAG: Text = Text { en: "a tag begins inside a tag", fr: "une balise commence dans une autre" };
const ODD_END: Text = Text { en: "a comment ends with “--!>”", fr: "un commentaire finit par « --!> »" };
const HIDDEN_TAG: Text =
    Text { en: "a tag with a script is hidden in it", fr: "une balise avec un script y est cachée" };
const PUT_TOGETHER: Text =
    Text { en: "Liquid writes part of a tag’s name", fr: "du Liquid écrit une partie du nom d’une balise" };
const IN_STYLE: Text = Text { en: "a tag stands in a style", fr: "une balise se trouve dans un style" };
const XML: Text = Text { en: "it asks for an XML style sheet", fr: "cela demande une feuille de style XML" };
const CHARSET: Text =
    Text { en: "in this encoding other signs are tags", fr: "dans cet encodage, d’autres signes sont des balises" };
const TOO_DEEP: Text = Text { en: "tags are nested too deep", fr: "les balises sont trop imbriquées" };

/// Elements in which nothing is a tag but their own end.
const RAW: &[&str] = &[
    "style", "script", "title", "textarea", "noscript", "noembed", "noframes", "iframe", "xmp", "template", "select",
    "comment",
];

/// Encodings in which harmless bytes are tags for a program that believes them.
const ENCODINGS: &[&str] = &[
    "utf-7",
    "utf7",
    "x-imap4-modified-utf7",
    "x-mac-farsi",
    "hz-gb-2312",
    "iso-2022-",
    "utf-16",
    "utf-32",
    "x-user-defined",
];

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    if let Some(stopped) = facts.tree.stopped() {
        found.say(found.at(stopped).with("what", TOO_DEEP));
    }
    for tag in facts.tags() {
        let is_odd_sign = |byte| matches!(byte, b'<' | b'"' | b'\'' | b'%' | b'(' | b'=' | b'&' | b';');
        if tag.element.name().bytes().any(is_odd_sign) {
            found.say(found.at(tag.span()).with("what", ODD_TAG));
        } else if is_put_together(&tag, facts.html) {
            found.say(found.at(tag.span()).with("what", PUT_TOGETHER));
        }
        if tag.name() == "style" {
            for text in tag.texts() {
                let css = tag.tree.text(text);
                if let Some(at) = css.match_indices('<').map(|(at, _)| at).find(|at| is_tag(css, *at)) {
                    let span = tag.tree.origin(text, Span::new(at, at + 2));
                    found.say(found.at(span).with("what", IN_STYLE));
                }
            }
        }
        if tag.name() == "meta" && is_odd_encoding(&tag) {
            found.say(found.at(tag.span()).with("what", CHARSET));
        }
        for (attribute, value) in tag.attributes() {
            if is_odd(&tag, attribute) {
                found.say(found.at(attribute.name_span).with("what", ODD_TAG));
            }
            if value.bytes().any(|byte| byte == b'<') && (breaks_out(value) || hides_script(value)) {
                let what = if breaks_out(value) { BREAKS_OUT } else { HIDDEN_TAG };
                found.say(found.at(attribute.value.span()).with("what", what));
            }
        }
    }
    comments(facts, found);
}

/// `<scr{{ x }}ipt>`: which tag it is, only the recipient's program learns.
fn is_put_together(tag: &Tag, html: &str) -> bool {
    let written = tag.span().of(html);
    let mut rest = written.get(1 + tag.element.name().len()..).unwrap_or_default();
    let mut put = false;
    while let Some(after) = rest.strip_prefix('{').filter(|after| after.starts_with(['{', '%'])) {
        let close = if after.starts_with('%') { "%}" } else { "}}" };
        let Some((_, behind)) = after.split_once(close) else { return false };
        (rest, put) = (behind, true);
    }
    put && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// `<b <script>`; or a quote among the attributes where another attribute holds a tag.
fn is_odd(tag: &Tag, attribute: &Attribute) -> bool {
    let holds_tag = || tag.attributes().any(|(_, value)| value.match_indices('<').any(|(at, _)| is_tag(value, at)));
    let name = attribute.name();
    // A quote too many is a slip; one that takes a value is not.
    let valued = || name.starts_with(['"', '\'']) && !attribute.value.span().is_empty();
    let quoted = || name.bytes().any(|byte| matches!(byte, b'"' | b'\''));
    name.bytes().any(|byte| byte == b'<') || (quoted() && (valued() || holds_tag()))
}

/// Whether a tag begins at `at`.
fn is_tag(text: &str, at: usize) -> bool {
    text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
}

/// Whether a text holds a script, or a tag with an attribute that runs one.
fn hides_script(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    let tags = value.match_indices('<').map(|(at, _)| value.get(at + 1..).unwrap_or_default());
    tags.filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())).any(|tag| {
        tag.starts_with("script")
            || tag.match_indices("on").any(|(at, _)| {
                let before = tag.get(..at).and_then(|text| text.chars().next_back());
                let name = tag.get(at + 2..).unwrap_or_default();
                let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
                length >= 3
                    && before.is_some_and(|c| c.is_whitespace() || c == '/' || c.is_control())
                    && name.get(length..).is_some_and(|rest| rest.trim_start().starts_with('='))
            })
    })
}

fn comments(facts: &Facts, found: &mut Findings) {
    for id in facts.tree.descendants(facts.tree.root()) {
        let NodeKind::Comment(inside) = &facts.tree.node(id).kind else { continue };
        let span = facts.tree.node(id).span;
        let after = Span::new(inside.end, span.end.max(inside.end)).of(facts.html);
        let text = inside.of(facts.html);
        if text.starts_with("?xml-stylesheet") {
            found.say(found.at(span).with("what", XML));
        } else if after.starts_with("--!") {
            found.say(found.at(span).with("what", ODD_END));
        } else if text.contains("</") && breaks_out(text) {
            found.say(found.at(span).with("what", BREAKS_OUT));
        }
    }
}

/// Whether an element is closed in it that was not opened in it.
fn breaks_out(text: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or_default();
        let (closes, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = rest.get(..length).unwrap_or_default();
        let Some(raw) = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) else { continue };
        match closes {
            false => open.push(raw),
            true if open.contains(raw) => open.retain(|other| other != raw),
            true => return true,
        }
    }
    false
}

fn is_odd_encoding(tag: &Tag) -> bool {
    let content = tag.value("content").unwrap_or_default().to_ascii_lowercase();
    let declared = match tag.value("charset") {
        Some(charset) => charset.trim().to_ascii_lowercase(),
        None => content.split_once("charset=").map(|(_, charset)| charset.trim().to_owned()).unwrap_or_default(),
    };
    ENCODINGS.iter().any(|odd| declared.starts_with(odd))
}
