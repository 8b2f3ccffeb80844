//! `a11y-zoom-not-disabled`: a reader may enlarge the message.

use super::{Says, notice, replace_attribute};
use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-zoom-not-disabled",
        "WCAG 2.2, 1.4.4 (AA); ACT rule b4f0c3",
        Severity::Warning,
        Says {
            title: Text { en: "Zoom is blocked", fr: "Zoom bloqué" },
            message: Text {
                en: "“{setting}” keeps readers from enlarging the message.",
                fr: "« {setting} » empêche d’agrandir le message.",
            },
            why: Text {
                en: "People with poor sight enlarge what they read with two fingers.",
                fr: "Les personnes malvoyantes agrandissent ce qu’elles lisent avec deux doigts.",
            },
            fix: Text {
                en: "Take “user-scalable” and “maximum-scale” out of the viewport.",
                fr: "Retirez « user-scalable » et « maximum-scale » du viewport.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", r#"<meta name="viewport" content="[[width=device-width, user-scalable=no]]">"#)
            .fixed(r#"<meta name="viewport" content="width=device-width">"#),
        Example::html(
            "{}",
            r#"<meta name="viewport" content="[[width=device-width; initial-scale=1; maximum-scale=1.5]]">"#,
        )
        .fixed(r#"<meta name="viewport" content="width=device-width, initial-scale=1">"#),
        Example::html("{}", r#"<meta name="Viewport" content="[[maximum-scale=yes]]">"#),
        Example::html("{}", r#"<meta name="viewport" content="[[width=device-width maximum-scale = 1]]">"#)
            .fixed(r#"<meta name="viewport" content="width=device-width">"#),
        Example::html("{}", r#"<meta name="viewport" content="width=device-width, initial-scale=1">"#),
        Example::html(
            "{}",
            r#"<meta name="viewport" content="user-scalable=yes, maximum-scale=2.5"><meta name="viewport">"#,
        ),
        Example::html(
            "{}",
            r#"<meta name="viewport" content="maximum-scale=-1"><meta name="x" content="user-scalable=no">"#,
        ),
    ]),
};

const ALLOW: Text = Text { en: "Allow zoom", fr: "Permettre le zoom" };

/// What browsers allow at least must be twice the size (WCAG 1.4.4).
const ENOUGH: f32 = 2.0;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let tree = facts.tree;
    for id in tree.elements("meta") {
        let named = tree.attribute(id, "name").is_some_and(|name| name.trim().eq_ignore_ascii_case("viewport"));
        let Some(content) = tree.element(id).and_then(|element| element.attribute("content")).filter(|_| named) else {
            continue;
        };
        // Spaces part settings as commas do, but not around the sign.
        let compact = tree.value(content).split('=').map(str::trim).collect::<Vec<_>>().join("=");
        let settings: Vec<(&str, &str)> = compact
            .split(|c: char| matches!(c, ',' | ';') || c.is_ascii_whitespace())
            .filter_map(|one| one.split_once('='))
            .collect();
        let Some((name, value)) = settings.iter().find(|(name, value)| blocks(name.trim(), value.trim())) else {
            continue;
        };
        let setting = format!("{}={}", name.trim(), value.trim());
        let mut finding = found.at(content.value.span()).with("setting", setting);
        let allowed = settings.iter().filter(|(name, value)| !blocks(name.trim(), value.trim()));
        let allowed: Vec<String> = allowed.map(|(name, value)| format!("{}={}", name.trim(), value.trim())).collect();
        if let Some(fix) = replace_attribute(found, content, ALLOW, &allowed.join(", ")).filter(|_| !allowed.is_empty())
        {
            finding = finding.fix(fix);
        }
        found.say(finding);
    }
}

/// Whether a setting of the viewport keeps a reader from doubling the size, as browsers read it.
fn blocks(name: &str, value: &str) -> bool {
    let digits = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))).unwrap_or(value.len());
    let number = value.get(..digits).and_then(|number| number.parse::<f32>().ok());
    match name.to_ascii_lowercase().as_str() {
        "user-scalable" => match number {
            Some(number) => number.abs() < 1.0,
            None => !matches!(value.to_ascii_lowercase().as_str(), "yes" | "device-width" | "device-height"),
        },
        "maximum-scale" => match number {
            Some(number) => (0.0..ENOUGH).contains(&number),
            None => !matches!(value.to_ascii_lowercase().as_str(), "device-width" | "device-height"),
        },
        _ => false,
    }
}
