//! `deliv-hidden-text`: what is written is seen, but for a preheader.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeId, NodeKind, Tree};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "deliv-hidden-text",
        area: Area::Deliverability,
        jurisdictions: &["*"],
        source: "Google: Email sender guidelines (do not use HTML and CSS to hide content)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Hidden text", fr: "Texte caché" },
        message: Text {
            en: "{count} characters of text are hidden; a preheader has at most {most}.",
            fr: "{count} caractères de texte sont cachés ; un préheader en compte au plus {most}.",
        },
        why: Text {
            en: "Filters take hidden text for a trick; Gmail asks senders not to do it.",
            fr: "Les filtres y voient une ruse ; Gmail demande aux expéditeurs de s’en abstenir.",
        },
        fix: Text {
            en: "Take the hidden text out; a preheader is one or two sentences.",
            fr: "Retirez le texte caché ; un préheader tient en une ou deux phrases.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html(SHORT, r#"<div style="display:none">[[pizza pasta wine cheap rolex]]</div><p>Menu</p>"#),
        Example::html(
            SHORT,
            r#"<div style="display:none">Menu</div><p style="font-size:0">[[pizza pasta wine cheap rolex]]</p>"#,
        ),
        Example::html(
            SHORT,
            r#"<div style="display:none;max-height:0">Fresh today &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;&#847; &#8203;&shy;</div><p>Menu</p>"#,
        ),
        Example::html(
            SHORT,
            r#"<style>@media (max-width:600px) { .phone { display:block !important } }</style><div class="phone" style="display:none">The same again, for telephones.</div>"#,
        ),
        Example::html("{}", r#"<title>Menu of the week</title><style>p { color: red }</style><p>Menu</p>"#),
    ]),
};

const SHORT: &str = r#"{ "inbox": { "hidden_characters": 20 } }"#;

/// Where the policy says nothing: a preheader of two sentences.
const MOST: usize = 200;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let tree = facts.tree;
    let mut sight = Sight::default();
    for id in tree.descendants(tree.root()) {
        if !matches!(tree.node(id).kind, NodeKind::Text(_)) || !facts.looks.get(id).hidden {
            continue;
        }
        let text = tree.text(id);
        // Fillers keep the first words of the mail out of the inbox's list; they say nothing.
        let count = text.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation()).count();
        if count > 0 && !is_apart(tree, id) && !is_shown_elsewhere(facts, id) {
            let start = text.len() - text.trim_start().len();
            let span = tree.origin(id, crate::text::Span::new(start, text.trim_end().len()));
            sight.marks.push((span, u32::try_from(count).unwrap_or(u32::MAX)));
        }
    }
    sight
}

/// What no mail program shows as text.
fn is_apart(tree: &Tree, id: NodeId) -> bool {
    const APART: &[&str] = &["head", "style", "script", "title", "template", "noembed", "noframes", "option", "svg"];
    tree.ancestors(id).any(|outer| APART.contains(&tree.name(outer)))
}

/// Whether a media query shows it on other screens: then it is an alternative, not a trick.
fn is_shown_elsewhere(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let mut classes = tree.ancestors(id).filter_map(|outer| tree.attribute(outer, "class")).peekable();
    if classes.peek().is_none() {
        return false;
    }
    // The sheet of a unit is with the fixed part.
    facts.document().is_none()
        || classes.flat_map(str::split_ascii_whitespace).any(|class| {
            facts.styles().sheets.iter().any(|sheet| {
                sheet.css.blocks.iter().enumerate().any(|(index, block)| {
                    block.prelude.of(sheet.text).contains(class)
                        && sheet.css.holders(index).any(|outer| outer.prelude.of(sheet.text).starts_with("@media"))
                })
            })
        })
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let most = book.policy.inbox.hidden_characters.unwrap_or(MOST);
    let marks = whole.marks();
    let count: usize = marks.iter().filter_map(|(.., count)| usize::try_from(*count).ok()).sum();
    let longest = marks.iter().rev().max_by_key(|(.., count)| *count);
    if let Some((part, span, _)) = longest.filter(|_| count > most) {
        let finding = found.in_place(whole.place(*part, *span));
        found.say(finding.with("count", count).with("most", most));
    }
}
