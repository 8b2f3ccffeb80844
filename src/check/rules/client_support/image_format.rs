//! `client-image-format`: images are in a format that the readers' mail programs show.

use crate::check::Rulebook;
use crate::check::clients::{self, feature};
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-image-format",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "caniemail.com (data of 2026-05-13); the policy’s clients",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Image format", fr: "Format d’image" },
        message: Text {
            en: "“{what}”: images in this format are not shown in {names}: about {share} % of readers.",
            fr: "« {what} » : ce format d’image ne s’affiche pas dans {names} : environ {share} % des lecteurs.",
        },
        why: Text {
            en: "Where a format is not known, readers see an empty frame.",
            fr: "Là où le format est inconnu, le lecteur voit un cadre vide.",
        },
        fix: Text { en: "Use a PNG, a JPEG or a GIF.", fr: "Employez un PNG, un JPEG ou un GIF." },
    },
    check: Check::Whole { see, judge: clients::tell },
    examples: proofs(&[
        Example::html("{}", r#"<img src="[[https://a.example/logo.SVG?v=2]]" alt="A"><img src="b.svg" alt="">"#),
        Example::html("{}", r#"<img src="[[data:image/png;base64,iVBORw0KGgo=]]" alt="A">"#),
        Example::html(OUTLOOK, r#"<img src="[[a.webp]]" alt=""><td style="background-image:url(b.avif)">"#),
        Example::html(OUTLOOK, r#"<!--[if !mso]><!--><img src="a.webp" alt=""><!--<![endif]-->"#),
        Example::html(
            "{}",
            r#"<img src="a.png" alt=""><img src="b.jpg#x.svg" alt=""><img src="{{ x }}.svg/c.gif" alt=""><picture><source srcset="d.svg"><img src="d.png" alt=""></picture>"#,
        ),
        Example::html(GMAIL, r#"<img src="a.webp" alt="">"#),
    ]),
};

const OUTLOOK: &str = r#"{ "clients": { "shares": { "outlook-windows": 100 } } }"#;
const GMAIL: &str = r#"{ "clients": { "shares": { "gmail": 100 } } }"#;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let mut sight = Sight::default();
    for image in facts.images.iter().filter(|image| !image.hidden) {
        // Of several candidates a mail program takes what it knows; the first is what all others take.
        let Some(source) = image.sources.first() else { continue };
        let Some(format) = format(&source.url).and_then(|format| feature(&format)) else { continue };
        // Pictures inside a comment for Outlook are read by Outlook alone.
        let others = if image.element.is_none() && is_in_comment(facts, image.tag) { !clients::WORD } else { 0 };
        clients::remember(&mut sight, book, format, facts.unread(image.tag) | others, source.span);
    }
    sight
}

fn is_in_comment(facts: &Facts, tag: crate::text::Span) -> bool {
    facts.conditional().only.iter().any(|only| only.contains(tag))
}

/// What stands for the format of an address: `.svg`, `data:`.
fn format(url: &str) -> Option<String> {
    let start: String = url.trim_start().chars().take(24).flat_map(char::to_lowercase).collect();
    if let Some(kind) = start.strip_prefix("data:image/") {
        return Some(if kind.starts_with("svg") { ".svg".to_owned() } else { "data:".to_owned() });
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let (_, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (_, ending) = name.rsplit_once('.')?;
    Some(format!(".{}", ending.to_ascii_lowercase()))
}
