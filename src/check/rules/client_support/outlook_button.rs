//! `client-outlook-button`: a link that is made to look like a button looks like one in Outlook for Windows.

use crate::check::Rulebook;
use crate::check::clients::WORD;
use crate::check::facts::Facts;
use crate::check::rule::*;
use crate::html::{NodeId, Tree};
use crate::text::{Span, lower};

pub(crate) static RULE: Rule = Rule {
    notice: Notice {
        id: "client-outlook-button",
        area: Area::ClientSupport,
        jurisdictions: &["*"],
        source: "Word’s HTML engine (Outlook 2007 to 2021 for Windows)",
        checked: None,
        effective_from: None,
        effective_to: None,
        severity: Severity::Warning,
        waivable: true,
        title: Text { en: "Button without frame", fr: "Bouton sans cadre" },
        message: Text {
            en: "Outlook for Windows leaves out the padding of this link: only its words stay coloured.",
            fr: "Outlook pour Windows ignore la marge intérieure (padding) de ce lien : seuls ses mots restent colorés.",
        },
        why: Text {
            en: "The most important place to click becomes a small coloured strip.",
            fr: "L’endroit le plus important où cliquer se réduit à une petite bande colorée.",
        },
        fix: Text {
            en: "Put colour and padding on the table cell around the link, or add a button in VML for Outlook.",
            fr: "Mettez couleur et padding sur la cellule qui entoure le lien, ou ajoutez un bouton VML pour Outlook.",
        },
    },
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html(
            "{}",
            r##"[[<a href="https://a.example" style="display:inline-block;padding:12px 24px;background-color:#c00;color:#fff">]]Order</a>"##,
        ),
        Example::html(
            "{}",
            r##"<table><tr><td align="center">[[<a href="{{ url }}" style="background:#c00;display:block;padding-top:10px">]]Order</a></td></tr></table>"##,
        ),
        Example::html(
            "{}",
            r##"<table><tr><td bgcolor="#cc0000"><a href="https://a.example" style="display:inline-block;padding:12px;background:#c00">Order</a></td></tr></table>"##,
        ),
        Example::html(
            "{}",
            r##"<!--[if mso]><v:roundrect href="https://a.example"><center>Order</center></v:roundrect><![endif]--><!--[if !mso]><!--><a href="https://a.example" style="display:inline-block;padding:12px;background:#c00">Order</a><!--<![endif]-->"##,
        ),
        Example::html(
            "{}",
            r##"<a href="https://a.example" style="display:inline-block;background:#c00;padding:12px 0"><!--[if mso]><i style="mso-font-width:200%">&nbsp;</i><![endif]-->Order</a><a href="https://a.example" style="padding:10px;color:#c00">Plain</a>"##,
        ),
        Example::html(
            "{}",
            r##"<a href="https://a.example" style="display:inline-block;background:#c00;border:12px solid #c00;padding:1px">Order</a>"##,
        ),
    ]),
};

/// A border of so many pixels on its own makes a button.
const WIDE: f32 = 5.0;

/// VML stands inside the link, or at most so many bytes before it.
const NEAR: usize = 1_500;

fn look(facts: &Facts, book: &Rulebook, found: &mut Findings) {
    if !book.lists.readers.matter(WORD) {
        return;
    }
    let tree = facts.tree;
    for id in tree.elements("a").filter(|id| !facts.looks.get(*id).hidden) {
        let Some(element) = tree.element(id) else { continue };
        let kept_out = facts.unread(element.start_tag) & WORD != 0;
        if !kept_out && looks_like_button(facts, id) && !stands_in_colour(facts, id) && !has_own(facts, tree, id) {
            found.say(found.at(element.start_tag));
        }
    }
}

fn looks_like_button(facts: &Facts, id: NodeId) -> bool {
    let (mut padded, mut block, mut coloured, mut framed) = (false, false, false, false);
    for one in facts.styles().of_element(id) {
        let value = lower(one.value);
        match &*one.property() {
            "padding" | "padding-top" | "padding-bottom" => padded = pixels(&value) > 0.0,
            "display" => block = matches!(&*value, "inline-block" | "block"),
            "background" | "background-color" => coloured = !matches!(&*value, "none" | "transparent" | "inherit"),
            "border" | "border-width" | "border-top" | "border-bottom" => framed |= pixels(&value) >= WIDE,
            "mso-padding-alt" | "mso-hide" => return false,
            _ => {}
        }
    }
    padded && block && coloured && !framed
}

/// The first number in a value; 0 where there is none.
fn pixels(value: &str) -> f32 {
    let mut words = value.split_ascii_whitespace();
    words
        .find_map(|word| word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse().ok())
        .unwrap_or(0.0)
}

/// Whether the cell or block around it has the colour: then the button has its size from there.
fn stands_in_colour(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let around =
        tree.ancestors(id).find(|id| !matches!(tree.name(*id), "span" | "b" | "strong" | "font" | "p" | "center"));
    around.is_some_and(|cell| {
        matches!(tree.name(cell), "td" | "th")
            && (tree.attribute(cell, "bgcolor").is_some()
                || facts.styles().of_element(cell).iter().any(|one| {
                    let name = one.property();
                    let paints = name == "background" && !one.value.contains("url(");
                    name == "background-color" || name == "mso-padding-alt" || paints
                }))
    })
}

/// Whether something for Outlook alone stands in the link, or a button in VML before it.
fn has_own(facts: &Facts, tree: &Tree, id: NodeId) -> bool {
    let link = tree.node(id).span;
    let before = Span::new(link.start.saturating_sub(NEAR), link.end);
    let only = &facts.conditional().only;
    only.iter().any(|only| only.overlaps(link))
        || only.iter().any(|only| {
            only.overlaps(before) && ["<v:roundrect", "<v:rect"].iter().any(|vml| only.of(facts.html).contains(vml))
        })
}
