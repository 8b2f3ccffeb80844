//! `link-target-rel`: pages that open get no hold on this one.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::text::{Edit, Span};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "link-target-rel",
        area: Area::Links,
        jurisdictions: &["*"],
        source: "HTML Standard, 4.6.7.14 (noopener); OWASP HTML5 Security Cheat Sheet",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "New window", fr: "Nouvelle fenêtre" },
        message: Text {
            en: "{number} links open a new window without rel=\"noopener\".",
            fr: "{number} liens ouvrent une fenêtre sans rel=\"noopener\".",
        },
        why: Text {
            en: "Where the message is read in an old browser, the page that opens could change what is shown here.",
            fr: "Quand le message est lu dans un vieux navigateur, la page ouverte pourrait changer ce qui s’affiche ici.",
        },
        fix: Text {
            en: "Add rel=\"noopener\" to links with target=\"_blank\".",
            fr: "Ajoutez rel=\"noopener\" aux liens avec target=\"_blank\".",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(ASKED, r#"[[<a href="https://a.example" target="_blank">]]x</a> <a target=_BLANK href="https://b.example">y</a>"#)
            .fixed(r#"<a href="https://a.example" target="_blank" rel="noopener">x</a> <a target=_BLANK href="https://b.example" rel="noopener">y</a>"#),
        Example::html("{}", r#"[[<a href="https://a.example" target="_blank" rel="opener">]]x</a>"#),
        Example::html(ASKED, r#"<a href="https://a.example" target="_blank" rel="noopener">x</a> <a href="https://b.example" target="_blank" rel="NoReferrer">y</a>"#),
        Example::html("{}", r#"<a href="https://a.example">x</a> <a href="https://a.example" target="_top">x</a> <a target="_blank">x</a>"#),
        Example::html("{}", r#"<a href="https://a.example" target="_blank">x</a>"#),
    ]),
};

const ADD: Text = Text { en: "Add rel=\"noopener\"", fr: "Ajouter rel=\"noopener\"" };

const ASKED: &str = r#"{ "links": { "web_view": true } }"#;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    // Browsers of today take `noopener` for granted, unless the tag says the contrary. A web page outlives them.
    let asked = book.policy.links.web_view;
    let open = facts.tags().filter(|tag| {
        let blank = tag.value("target").is_some_and(|target| target.trim().eq_ignore_ascii_case("_blank"));
        let rel = tag.value("rel").unwrap_or_default().to_ascii_lowercase();
        let says = |wanted: &str| rel.split_ascii_whitespace().any(|word| word == wanted);
        let safe = says("noopener") || says("noreferrer") || !(asked || says("opener"));
        !tag.outlook && tag.name() == "a" && tag.value("href").is_some() && blank && !safe
    });
    Sight { there: open.map(|tag| tag.span()).collect(), ..Sight::default() }
}

fn judge(whole: &Whole, _: &Rulebook, found: &mut Findings) {
    let all: Vec<_> =
        (whole.parts()).flat_map(|(_, part, sight)| sight.there.iter().map(move |span| (part.piece, *span))).collect();
    let Some(place) = whole.first() else { return };
    let mut finding = found.in_place(place.clone()).with("number", all.len());
    let mut fix: Option<Fix> = None;
    for (piece, span) in all {
        let tag = span.of(&piece.html);
        let there = piece.place(span);
        // A tag that has other words in `rel` is for a person to mend.
        if there.source != place.source || there.span.len() != span.len() || tag.to_ascii_lowercase().contains("rel=") {
            continue;
        }
        let end = if tag.ends_with("/>") { 2 } else { 1 };
        let edit = Edit::replace(Span::at(there.span.end.saturating_sub(end)), " rel=\"noopener\"");
        match &mut fix {
            Some(fix) => fix.edits.push(edit),
            None => fix = Some(Fix::new(ADD, Trust::Safe, edit)),
        }
    }
    finding.fixes.extend(fix);
    found.say(finding);
}
