//! `data-output-escaped`: what others typed is escaped for the place where it is printed.

use super::{DATA, chain};
use crate::check::Rulebook;
use crate::check::facts::LiquidPart;
use crate::check::rule::*;
use crate::liquid::uses::{Role, UseKind};
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "data-output-escaped",
        source: "OWASP Cross Site Scripting Prevention Cheat Sheet",
        severity: Severity::Warning,
        title: Text { en: "Not escaped", fr: "Non échappé" },
        message: Text {
            en: "“{name}” is printed {place} without “{filter}”.",
            fr: "« {name} » s’affiche {place} sans « {filter} ».",
        },
        why: Text {
            en: "A “&” or a “<” in it breaks the link or the page, or lets a stranger write into it.",
            fr: "Un « & » ou un « < » y casse le lien ou la page, ou laisse un inconnu y écrire.",
        },
        fix: Text { en: "Add the filter.", fr: "Ajoutez le filtre." },
        ..DATA
    },
    check: Check::Liquid(look),
    examples: proofs(&[
        Example::liquid("<a href=\"https://a.example/?q={{[[event_properties.${q}]]}}\">Go</a>")
            .fixed("<a href=\"https://a.example/?q={{event_properties.${q} | url_param_escape}}\">Go</a>"),
        Example::liquid("<p>You looked for {{ [[event_properties.${q}]] | default: 'pizza' }}</p>"),
        Example::liquid(
            "<a href=\"https://a.example/?q={{event_properties.${q} | url_param_escape}}\">{{ event_properties.${q} | escape }}</a>",
        ),
        Example::liquid(
            "<p>Hi {{ ${first_name} | default: 'you' }}</p><a href=\"{{ event_properties.${link} }}\">Go</a>",
        ),
    ]),
};

const IN_ADDRESS: Text = Text { en: "in an address", fr: "dans une adresse" };
const IN_TEXT: Text = Text { en: "in the page", fr: "dans la page" };
const ADD: Text = Text { en: "Add “{filter}”", fr: "Ajouter «\u{a0}{filter}\u{a0}»" };

/// A tag and its attributes begin no further back.
const BACK: usize = 2000;

fn look(part: &LiquidPart, _: &Rulebook, found: &mut Findings) {
    if !part.source.contains("</") {
        return;
    }
    for used in part.uses().uses.iter().filter(|used| used.role == Role::Printed) {
        // What a program or a stranger typed; a profile is the brand’s own data.
        let foreign = matches!(used.kind, UseKind::EventProperty | UseKind::TriggerProperty | UseKind::Context);
        let rest = part.source.get(used.span.end..).unwrap_or_default();
        let chain = chain(rest);
        let filters = |all: &[&str]| all.iter().any(|filter| chain.contains(filter));
        let (place, filter) = match context(part.source, used.span.start) {
            Context::Query if foreign || used.kind.is_personal() => (IN_ADDRESS, "url_param_escape"),
            Context::Text if foreign => (IN_TEXT, "escape"),
            _ => continue,
        };
        let done = match filter {
            "escape" => filters(&["escape", "strip_html", "json", "date", "round", "plus", "times", "money", "number"]),
            _ => filters(&["escape", "encode", "sha", "md5", "hmac", "date", "round", "plus", "times"]),
        };
        if done {
            continue;
        }
        let mut finding =
            found.at(used.span).with("name", used.name.as_str()).with("place", place).with("filter", filter);
        if chain.trim().is_empty() {
            let edit = Edit::insert(used.span.end, format!(" | {filter}"));
            finding = finding.fix(Fix::new(ADD, Trust::Suggestion, edit));
        }
        found.say(finding);
    }
}

enum Context {
    /// Text of the page.
    Text,
    /// An address, behind its beginning.
    Query,
    /// Elsewhere.
    Other,
}

/// Where in HTML the byte at `at` stands.
fn context(source: &str, at: usize) -> Context {
    let start = (at.saturating_sub(BACK)..=at).find(|start| source.is_char_boundary(*start)).unwrap_or(at);
    let before = source.get(start..at).unwrap_or_default();
    // Markup of Liquid in between is no markup of the page.
    let open = before.rfind("{{").unwrap_or(before.len());
    let before = before.get(..open).unwrap_or_default();
    let Some(tag) = before.rfind('<').filter(|open| before.rfind('>').is_none_or(|close| close < *open)) else {
        return Context::Text;
    };
    let inside = before.get(tag..).unwrap_or_default();
    let Some(quote) = inside.rfind(['"', '\'']) else { return Context::Other };
    let name = inside.get(..quote).unwrap_or_default().trim_end().to_ascii_lowercase();
    let value = inside.get(quote + 1..).unwrap_or_default();
    match name.ends_with("href=") || name.ends_with("src=") {
        true if value.contains(['?', '=']) => Context::Query,
        _ => Context::Other,
    }
}
