//! `a11y-data-table-headers`: the cells of a table of data have headers, and headers have cells.

use super::{Says, notice};
use crate::check::Rulebook;
use crate::check::facts::{Facts, table};
use crate::check::rule::*;
use crate::html::{MASK, NodeId};
use crate::order;

pub(crate) static RULE: Rule = Rule {
    notice: notice(
        "a11y-data-table-headers",
        "WCAG 2.2, 1.3.1 (A), techniques H51, H63; ACT rules d0f69e, a25f45",
        Severity::Warning,
        Says {
            title: Text { en: "Table headers", fr: "En-têtes de tableau" },
            message: Text { en: "In this table of data, {what}.", fr: "Dans ce tableau de données, {what}." },
            why: Text {
                en: "A screen reader says the headers of a cell before its content; without them, a price is a number.",
                fr: "Un lecteur d’écran dit les en-têtes d’une cellule avant son contenu ; sans eux, un prix n’est qu’un nombre.",
            },
            fix: Text {
                en: "Make the cells that head a column or a row <th scope=\"col\"> or <th scope=\"row\">.",
                fr: "Faites des cellules qui coiffent une colonne ou une ligne des <th scope=\"col\"> ou <th scope=\"row\">.",
            },
        },
    ),
    check: Check::Piece(look),
    examples: proofs(&[
        Example::html("{}", "[[<table role=\"presentation\">]]<tr><th>Pizza</th></tr><tr><td>9 €</td></tr></table>"),
        Example::html(
            "{}",
            "[[<table>]]<tr><td>Margherita</td><td>9 €</td></tr><tr><td>Marinara</td><td>8 €</td></tr><tr><td>Diavola</td><td>11 €</td></tr></table>",
        ),
        Example::html("{}", "<table><tr><th>Pizza</th>[[<th>]]Price</th></tr><tr><td>Marinara</td></tr></table>"),
        Example::html(
            "{}",
            "<table><tr><th id=\"p\">Pizza</th></tr><tr>[[<td headers=\"q\">]]9 €</td><td headers=\"p\">8 €</td></tr></table>",
        ),
        Example::html(
            "{}",
            "<table><tr><td></td><th>Small</th><th>Large</th></tr><tr><th>Marinara</th><td>8 €</td><td>10 €</td></tr></table>",
        ),
        Example::html("{}", "<table><tr><th>A</th><th>B</th></tr><tr><td colspan=\"2\">9 €</td></tr></table>"),
        Example::html("{}", "<table role=\"presentation\"><tr><td>Pizza</td></tr></table>"),
        Example::html("{}", "<table role=\"presentation\"><tr><th>Pizza</th><th>9 €</th></tr></table>"),
    ]),
};

const PRESENTED: Text = Text {
    en: "the headers are lost: it says that it is for layout only",
    fr: "les en-têtes sont perdus : il se dit fait pour la mise en page",
};
const NO_HEADERS: Text = Text { en: "no cell is a header", fr: "aucune cellule n’est un en-tête" };
const IDLE: Text = Text { en: "this header stands for no cell", fr: "cet en-tête ne correspond à aucune cellule" };
const ASTRAY: Text = Text {
    en: "“headers” of this cell names something that is no header of the table",
    fr: "« headers » de cette cellule nomme ce qui n’est pas un en-tête du tableau",
};

/// From so many rows and columns on, cells that are mostly numbers are data.
const ROWS: usize = 3;

fn look(facts: &Facts, _: &Rulebook, found: &mut Findings) {
    let (tree, access) = (facts.tree, &facts.access);
    for id in access.exposed() {
        let is_table = tree.name(id) == "table";
        let role = access.role(id).map_or("", |role| role.name);
        if is_table && matches!(role, "none" | "presentation") {
            if loses_headers(facts, id) {
                found.say(found.at(facts.tag(id)).with("what", PRESENTED));
            }
        } else if matches!(role, "table" | "grid" | "treegrid") {
            if is_table
                && tree.element(id).is_some_and(|element| element.attribute("role").is_none())
                && is_numbers(facts, id)
            {
                found.say(found.at(facts.tag(id)).with("what", NO_HEADERS));
                continue;
            }
            headers(facts, id, found);
        }
    }
}

/// Whether a table for layout has cells that head others. Some tools lay out in rows of nothing but <th>: these head nothing.
fn loses_headers(facts: &Facts, id: NodeId) -> bool {
    let own = table::own(facts.tree, id);
    let is = |name: &str| own.iter().any(|cell| facts.tree.name(*cell) == name);
    let scoped = |cell: &NodeId| {
        facts.tree.name(*cell) == "th"
            && facts.tree.element(*cell).is_some_and(|cell| cell.attribute("scope").is_some())
    };
    is("th") && is("td") || own.iter().any(scoped)
}

fn headers(facts: &Facts, id: NodeId, found: &mut Findings) {
    let tree = facts.tree;
    // Rows that an author fills in stand elsewhere.
    if facts.has_hole(tree.node(id).span) {
        return;
    }
    let cells = table::cells(tree, &facts.access, id);
    if !cells
        .iter()
        .any(|cell| cell.heads || tree.element(cell.id).is_some_and(|cell| cell.attribute("headers").is_some()))
    {
        return;
    }
    for header in table::idle_headers(tree, &cells) {
        found.say(found.at(facts.tag(header)).with("what", IDLE));
    }
    if facts.looks.get(id).hidden || tree.name(id) != "table" {
        return;
    }
    let heads = cells.iter().filter(|cell| cell.heads);
    let heads = order::map(heads.filter_map(|cell| Some((tree.attribute(cell.id, "id")?, cell.id))));
    for cell in &cells {
        let Some(headers) = tree.attribute(cell.id, "headers").filter(|headers| !headers.contains(MASK)) else {
            continue;
        };
        let fits = |name: &str| heads.get(name).is_some_and(|header| *header != cell.id);
        if !headers.split_ascii_whitespace().all(fits) {
            found.say(found.at(facts.tag(cell.id)).with("what", ASTRAY));
        }
    }
}

/// Whether a table holds data: it has headers, a caption, or rows of numbers.
pub(super) fn is_data(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let heads = |id: &NodeId| {
        let scoped = |name: &str| tree.element(*id).is_some_and(|element| element.attribute(name).is_some());
        matches!(tree.name(*id), "th" | "caption") || scoped("scope") || scoped("headers")
    };
    table::own(tree, id).iter().any(heads) || is_numbers(facts, id)
}

/// Whether a table without headers is a grid in which every row ends in numbers.
fn is_numbers(facts: &Facts, id: NodeId) -> bool {
    let tree = facts.tree;
    let (mut rows, mut numbers, mut row): (usize, usize, Vec<NodeId>) = (0, 0, Vec::new());
    let mut end = |row: &mut Vec<NodeId>| {
        if row.len() >= 2 {
            rows += 1;
            let last = row.last().map(|cell| facts.access.text(*cell)).unwrap_or_default();
            numbers += usize::from(is_number(&last));
        }
        row.clear();
    };
    for inner in table::own(tree, id) {
        match tree.name(inner) {
            "table" | "th" | "caption" | "img" => return false,
            "tr" => end(&mut row),
            "td" => row.push(inner),
            _ => {}
        }
    }
    end(&mut row);
    rows >= ROWS && numbers == rows
}

/// Whether a text is a number with its unit: a price, a time, a share.
fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && letters <= 3 && text.chars().count() <= 14
}
