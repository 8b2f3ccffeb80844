//! `client-container-width`: the mail is as wide as mail programs show.

use crate::check::Rulebook;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::pixels;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-container-width",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "Braze: Email styling best practices (600 px); the policy: inbox.widest",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Very wide", fr: "Très large" },
        message: Text {
            en: "This is {width} px wide; mail programs show about {most} px.",
            fr: "Cet élément mesure {width} px de large ; les messageries en affichent environ {most}.",
        },
        why: Text {
            en: "In the reading pane of a mail program wider mails are cut off or must be scrolled sideways.",
            fr: "Dans le volet de lecture, un message plus large est coupé ou oblige à défiler de côté.",
        },
        fix: Text { en: "Make the mail 600 to 640 px wide.", fr: "Donnez au message une largeur de 600 à 640 px." },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", r#"<table width="[[900]]"><tr><td width="800">a</td></tr></table>"#),
        Example::html("{}", r#"<div style="margin:0 auto; [[max-width: 960px]]">a</div>"#),
        Example::html("{}", r#"<div style="[[width:calc(600px + 2 * 180px)]]">a</div>"#),
        Example::html(
            "{}",
            r#"<div style="width:calc(100% + 960px)">a</div><div style="width:min(960px, 600px)">a</div>"#,
        ),
        Example::html(r#"{ "inbox": { "widest": 600 } }"#, r#"<table width="[[640]]"><tr><td>a</td></tr></table>"#),
        Example::html("{}", r#"<table width="100%"><tr><td width="640" style="width:1200%">a</td></tr></table>"#),
        Example::html(
            "{}",
            r#"<div style="display:none;width:900px">a</div><img src="a.png" width="1200" style="width:100%" alt="">"#,
        ),
    ]),
};

/// Where the policy says nothing: what the common reading panes show.
const WIDEST: usize = 700;

fn see(facts: &Facts, book: &Rulebook) -> Sight {
    let most = book.policy.inbox.widest.unwrap_or(WIDEST);
    let mut sight = Sight::default();
    let tree = facts.tree;
    for id in tree.descendants(tree.root()) {
        let Some(element) = tree.element(id) else { continue };
        if !matches!(element.name(), "table" | "td" | "th" | "div" | "body") || facts.looks.get(id).hidden {
            continue;
        }
        let mut wide = |width: Option<usize>, span: Span| {
            if let Some(width) = width.filter(|width| *width > most) {
                sight.marks.push((span, u32::try_from(width).unwrap_or(u32::MAX)));
            }
        };
        for attribute in &element.attributes {
            match attribute.name() {
                "width" => {
                    wide(tree.value(attribute).trim().trim_end_matches("px").parse().ok(), attribute.value.span())
                }
                "style" => {
                    for one in facts.styles().of_element(id) {
                        if matches!(&*one.property(), "width" | "max-width" | "min-width") {
                            wide(pixels(one.value).map(|pixels| pixels as usize), one.span);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    sight
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let most = book.policy.inbox.widest.unwrap_or(WIDEST);
    if let Some((part, span, width)) = whole.marks().first() {
        let finding = found.in_place(whole.place(*part, *span));
        found.say(finding.with("width", width.to_string()).with("most", most));
    }
}
