//! `sec-js-url`: no address runs or carries what it shows.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::facts::Tag;
use crate::check::rule::*;
use crate::html::{Attribute, MASK, Segment};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "sec-js-url",
        area: Area::Security,
        jurisdictions: &["*"],
        source: "URL Standard; HTML Standard, 7.4.2.3.2 (javascript: URLs)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Error,
        waivable: false,
        title: Text { en: "Address that runs", fr: "Adresse qui s’exécute" },
        message: Text {
            en: "This address begins with “{scheme}:”, which runs or shows what is written in it.",
            fr: "Cette adresse commence par « {scheme}: », qui exécute ou affiche ce qui y est écrit.",
        },
        why: Text {
            en: "Such an address carries a program instead of leading to a page; filters refuse the message for it.",
            fr: "Une telle adresse contient un programme au lieu de mener à une page ; les filtres refusent le message à cause d’elle.",
        },
        fix: Text {
            en: "Link to a page that begins with “https:”.",
            fr: "Renvoyez vers une page qui commence par « https: ».",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r#"<a href="[[{% if a %}https://a.example{% else %}javascript:x{% endif %}]]">x</a> <a href="[[{{ 'javascript:x' }}]]">y</a>"#,
        ),
        Example::html("{}", r#"<a href="[[java&#115;cript:alert(1)]]">Menu</a>"#),
        Example::html("{}", "<a href=\"[[ jav\tascript:{{ x }}]]\">Menu</a> <a href='[[VBScript:x]]'>Menu</a>"),
        Example::html(
            "{}",
            r#"<a href="[[data:text/html;base64,PHM+]]">x</a> <form action="[[javascript:x]]"></form>"#,
        ),
        Example::html(
            "{}",
            r#"<math xlink:href="[[javascript:x]]">x</math><!--[if mso]><v:rect href="[[javascript:x]]"/><![endif]-->"#,
        ),
        Example::html(
            "{}",
            r#"<img alt="" src="data:image/png;base64,iVBO"> <a href="https://a.example/#javascript:">Menu</a>"#,
        ),
        Example::html(
            "{}",
            r##"<a href="javascript:void(0)">x</a> <a title="javascript: the good parts" href="#">data: 5 GB</a>"##,
        ),
    ]),
};

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    for tag in facts.tags() {
        for (attribute, value) in tag.attributes() {
            if !(value.contains(':') || attribute.value.is_masked()) || SAID.contains(&attribute.name()) {
                continue;
            }
            let span = attribute.value.span();
            let span = if span.is_empty() { attribute.name_span } else { span };
            if attribute.value.is_masked()
                && let Some(scheme) = in_branch(&tag, attribute, facts)
            {
                found.say(found.at(span).with("scheme", scheme));
                continue;
            }
            let scheme = scheme(value);
            if runs(&scheme, value) || (scheme == "data" && shows(&tag, attribute.name(), value)) {
                found.say(found.at(span).with("scheme", scheme));
            }
        }
    }
}

/// What runs in one branch of Liquid, or in a text that Liquid prints.
fn in_branch(tag: &Tag, attribute: &Attribute, facts: &Facts) -> Option<String> {
    tag.tree.segments(&attribute.value).into_iter().find_map(|segment| {
        let text = match segment {
            Segment::Text(text) => text,
            Segment::Mask(span) => {
                span.of(facts.html).trim_start_matches(['{', '-', ' ']).trim_start_matches(['"', '\''])
            }
        };
        let scheme = scheme(text);
        runs(&scheme, text).then_some(scheme)
    })
}

/// Attributes that are read, not followed.
const SAID: &[&str] =
    &["alt", "title", "aria-label", "placeholder", "label", "summary", "style", "class", "id", "content", "name"];

/// What stands before the colon, without all that has been used to hide it: controls, spaces, Liquid.
fn scheme(value: &str) -> String {
    let mut scheme = String::new();
    for c in value.chars().take(200) {
        match c {
            ':' => return scheme,
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.') => scheme.push(c.to_ascii_lowercase()),
            c if c.is_whitespace()
                || c.is_control()
                || matches!(c, MASK | '\u{fffd}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{feff}') => {}
            _ => break,
        }
    }
    String::new()
}

fn runs(scheme: &str, value: &str) -> bool {
    match scheme {
        "javascript" => {
            // A link that leads nowhere is another rule's.
            let body = value.split_once(':').map_or("", |(_, body)| body);
            let body: String = body.chars().filter(|c| !c.is_whitespace() && *c != ';').collect();
            !matches!(body.as_str(), "" | "void(0)" | "void0" | "//")
        }
        "vbscript" | "livescript" | "mocha" | "blob" | "filesystem" | "mhtml" | "jar" | "view-source" => true,
        _ => false,
    }
}

/// Whether what stands in a `data:` address is shown as a page, not as a picture.
fn shows(tag: &Tag, attribute: &str, value: &str) -> bool {
    let kind: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).skip(5).take(24).collect();
    let kind = kind.to_ascii_lowercase();
    let followed = match tag.name() {
        "a" | "area" | "form" | "base" | "link" | "button" | "iframe" | "frame" | "object" | "embed" | "script" => true,
        _ => matches!(attribute, "action" | "formaction"),
    };
    followed || ["text/html", "text/xml", "application/x"].iter().any(|page| kind.starts_with(page))
}
