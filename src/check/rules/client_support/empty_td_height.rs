//! `client-empty-td-height`: low gaps between things are as low in Outlook for Windows.

use crate::check::Rulebook;
use crate::check::clients::WORD;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeId, NodeKind, Tree, declarations};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-empty-td-height",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "Word’s HTML engine (Outlook 2007 to 2021 for Windows)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Info,
        waivable: true,
        title: Text { en: "Gap of unsure height", fr: "Espace de hauteur incertaine" },
        message: Text {
            en: "Empty cells lower than a line of text: {count}, this one first. Outlook for Windows makes them as high as a line.",
            fr: "Cellules vides moins hautes qu’une ligne de texte : {count}, d’abord celle-ci. Outlook pour Windows leur donne la hauteur d’une ligne.",
        },
        why: Text {
            en: "Hairlines become bars and gaps grow.",
            fr: "Les filets deviennent des barres et les espaces grandissent.",
        },
        fix: Text {
            en: "Put “font-size” and “line-height” of the same height on the cell, and a &nbsp; into it.",
            fr: "Donnez à la cellule un « font-size » et un « line-height » de la même hauteur, et placez-y un &nbsp;.",
        },
    },
    check: Check::Whole { see, judge },
    examples: proofs(&[
        Example::html("{}", r#"<table><tr>[[<td height="5">]]</td></tr><tr><td height="2"></td></tr></table>"#),
        Example::html("{}", r##"<table><tr>[[<td style="height:1px;background:#ccc">]]&nbsp;</td></tr></table>"##),
        Example::html(
            "{}",
            r#"<table><tr><td height="5" style="font-size:5px;line-height:5px">&nbsp;</td></tr><tr><td height="40"></td></tr></table>"#,
        ),
        Example::html(
            "{}",
            r#"<table><tr><td height="5"><img src="a.png" height="5" alt=""></td><td></td></tr></table>"#,
        ),
        Example::html("{}", r#"<table style="font-size:0;line-height:0"><tr><td height="4"></td></tr></table>"#),
    ]),
};

/// About a line of text in Word, in pixels.
const LINE: f32 = 18.0;

fn see(facts: &Facts, _: &Rulebook) -> Sight {
    let tree = facts.tree;
    let mut sight = Sight::default();
    for id in tree.elements("td").filter(|id| is_low(facts, tree, *id)) {
        sight.marks.push((facts.tag(id), 0));
    }
    sight
}

fn is_low(facts: &Facts, tree: &Tree, id: NodeId) -> bool {
    let blank = |inner| match &tree.node(inner).kind {
        NodeKind::Text(_) => tree.text(inner).chars().all(|c| c.is_whitespace() || c == '\u{a0}'),
        NodeKind::Comment(_) => true,
        _ => false,
    };
    let look = facts.looks.get(id);
    let Some(height) = height(tree, id).filter(|height| *height > 0.0 && *height < LINE) else { return false };
    // Text in the cell, shown or hidden, is not a gap; and small type makes low lines.
    let small =
        look.font_size <= height || tree.attribute(id, "style").is_some_and(|style| style.contains("line-height"));
    tree.children(id).all(blank) && !small && !look.font_size.eq(&0.0) && facts.unread(facts.tag(id)) & WORD == 0
}

/// The height that a cell asks for, in pixels.
fn height(tree: &Tree, id: NodeId) -> Option<f32> {
    let pixels = |text: &str| text.trim().trim_end_matches("px").parse::<f32>().ok();
    let style = declarations(tree.attribute(id, "style").unwrap_or_default());
    let styled = style.filter(|one| one.name.eq_ignore_ascii_case("height")).last().and_then(|one| pixels(one.value));
    styled.or_else(|| tree.attribute(id, "height").and_then(pixels))
}

fn judge(whole: &Whole, book: &Rulebook, found: &mut Findings) {
    let marks = whole.marks();
    if let Some((part, span, _)) = marks.first().filter(|_| book.lists.readers.matter(WORD)) {
        found.say(found.in_place(whole.place(*part, *span)).with("count", marks.len()));
    }
}
